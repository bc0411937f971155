// Overview: what is in the archive, what covers it, what awaits review. Every plot can be saved with its data.
import { useResource } from "../api/resource";
import type { Counted, Overview, Review } from "../api/types";
import { Bars } from "../charts/bars";
import { Coverage } from "../charts/coverage";
import { Figure } from "../charts/figure";
import { Months } from "../charts/months";
import { Loading, Problem } from "../shell/parts";
import { number, say, words } from "../words";

const REVIEWS: Review[] = ["unreviewed", "accepted", "corrected", "rejected"];
const COUNTRIES = 25;

function Counts({ counts }: { counts: Record<string, number> }) {
  return (
    <dl class="counts">
      {Object.entries(counts).map(([name, n]) => (
        <div key={name}>
          <dt>{words.overview.counts[name] ?? name}</dt>
          <dd>{number(n)}</dd>
        </div>
      ))}
    </dl>
  );
}

function ReviewProgress({ review }: { review: Overview["review"] }) {
  const all = REVIEWS.reduce((sum, r) => sum + (review[r] ?? 0), 0);
  let x = 0;
  const width = 1100;
  return (
    <svg viewBox={`0 0 ${width} 46`} role="img" aria-label={words.overview.review} class="chart">
      {REVIEWS.map((state) => {
        const n = review[state] ?? 0;
        const part = all ? (n / all) * width : 0;
        const from = x;
        x += part;
        if (!part) return null;
        return (
          <g key={state}>
            <rect
              class={`chart-review chart-review-${state}`}
              x={from}
              y={0}
              width={Math.max(1, part - 1)}
              height={20}
            />
            {part > 70 && (
              <text class="chart-label" x={from + 2} y={38}>
                {`${words.review[state]} ${number(n)}`}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

interface CountedFigure {
  name: string;
  title: string;
  note?: string;
  list: Counted[];
  label?: (c: Counted) => string;
  href?: (c: Counted) => string;
  most?: number;
}

function CountedBars({ name, title, note, list, label = (c) => c.label, href, most = 40 }: CountedFigure) {
  const withKilled = list.some((c) => c.killed != null);
  const columns = [title, words.overview.count, ...(withKilled ? [words.field.killed as string] : [])];
  const rows = list.map((c) => [label(c), c.count, ...(withKilled ? [c.killed ?? null] : [])]);
  const bars = list
    .slice(0, most)
    .map((c) => ({ label: label(c), count: c.count, ...(href ? { href: href(c) } : {}) }));
  return (
    <Figure name={name} title={title} {...(note ? { note } : {})} columns={columns} rows={rows}>
      <Bars title={title} bars={bars} />
    </Figure>
  );
}

export function OverviewPage(_: { id: string }) {
  const { data, error, reload } = useResource<Overview>("/api/overview");
  if (error && !data) {
    return (
      <div class="text-page">
        <h1>{words.titles.overview}</h1>
        <Problem error={error} retry={reload} />
      </div>
    );
  }
  if (!data) return <Loading />;
  const w = words.overview;
  const explore = (name: string) => (c: Counted) => `/explore?${new URLSearchParams({ [name]: c.value })}`;
  return (
    <div class="text-page overview">
      <h1>{words.titles.overview}</h1>
      <Counts counts={data.counts} />
      <div class="plots">
        <Figure
          name="review"
          title={w.review}
          columns={[w.state, w.incidents]}
          rows={REVIEWS.map((r) => [words.review[r] ?? r, data.review[r] ?? 0])}
          wide
        >
          <ReviewProgress review={data.review} />
        </Figure>
        <Figure
          name="incidents-by-month"
          title={w.byMonth}
          {...(data.undated ? { note: w.undated(data.undated) } : {})}
          columns={[w.month, w.incidents, words.field.killed as string]}
          rows={data.by_month.map((m) => [m.month, m.count, m.killed])}
          wide
        >
          <Months title={w.byMonth} months={data.by_month} />
        </Figure>
        <Figure
          name="coverage"
          title={w.coverage}
          note={w.coverageNote}
          columns={[w.month, words.facets.outlet as string, w.reports]}
          rows={data.coverage.map((c) => [c.month, c.outlet, c.reports])}
          wide
        >
          <Coverage title={w.coverage} coverage={data.coverage} />
        </Figure>
        <CountedBars
          name="types"
          title={w.byType}
          list={data.by_type}
          label={(c) => say(words.type, c.value)}
          href={explore("type")}
        />
        <CountedBars
          name="countries"
          title={w.byCountry}
          list={data.by_country}
          href={explore("country")}
          most={COUNTRIES}
        />
        <CountedBars name="statuses" title={w.byStatus} note={w.byStatusNote} list={data.by_status} />
        <CountedBars name="languages" title={w.languages} list={data.languages} />
        <CountedBars name="skipped" title={w.skipped} note={w.skippedNote} list={data.skipped} />
      </div>
      <p class="licences">
        <a href="/licences.txt">{w.licences}</a>
      </p>
    </div>
  );
}
