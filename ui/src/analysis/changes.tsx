// When counts changed, by two methods, with the interval of each change.
import { useMemo, useState } from "preact/hooks";
import type { ChangesAnswer } from "../api/analysis";
import { Figure } from "../charts/figure";
import type { Panel } from "../charts/panels";
import { short } from "../charts/scale";
import { Steps } from "../charts/steps";
import { words } from "../words";
import { analysis as w } from "../words/analysis";
import { Answered, useAnswer } from "./answered";
import type { SectionProps } from "./page";
import { grounds, labels, withGaps } from "./series-data";

const c = w.changes;

export function ChangesSection({ asked, onAsk }: SectionProps) {
  const answer = useAnswer<ChangesAnswer>(asked, "changes");
  return (
    <Answered asked={asked} call="changes" answer={answer} onAsk={onAsk}>
      {(data) => <Changes data={data} />}
    </Answered>
  );
}

/** The mean of the segment that each observed step lies in. */
export function levels(data: Pick<ChangesAnswer, "counts" | "bayesian">): number[] {
  const { changes } = data.bayesian;
  const ends = [...changes.map((change) => change.at), data.counts.length];
  let from = 0;
  return ends.flatMap((end) => {
    const part = data.counts.slice(from, end);
    const mean = part.reduce((sum, n) => sum + n, 0) / Math.max(1, part.length);
    from = end;
    return part.map(() => mean);
  });
}

function Changes({ data }: { data: ChangesAnswer }) {
  const mean = useMemo(() => levels(data), [data]);
  const { bayesian } = data;
  const step = w.steps[data.step];
  const title = c.title(step);
  const day = (i: number) => data.steps[Math.min(i, data.steps.length - 1)] as string;
  const rows = useMemo(
    () =>
      data.steps.map((s, i) => [s, data.counts[i] ?? null, bayesian.probability[i] ?? null, mean[i] ?? null]),
    [data, bayesian, mean],
  );
  return (
    <>
      <div class="verdict" data-verdict="">
        <p>
          <strong>{c.most(bayesian.number, short(bayesian.number_probability[bayesian.number] ?? 0))}</strong>{" "}
          {c.any(short(1 - (bayesian.number_probability[0] ?? 0)))}
        </p>
        {bayesian.changes.length > 0 && (
          <ul>
            {bayesian.changes.map((x) => (
              <li key={x.at}>
                {c.change(day(x.at), day(x.low), day(x.high), short(x.before), short(x.after), step)}
              </li>
            ))}
          </ul>
        )}
        <p>{c.pelt(data.pelt.slice(1).map((s) => day(s.start)))}</p>
        <TrendWords data={data} />
        {bayesian.number > 0 && <p class="quiet">{c.caveat}</p>}
      </div>
      <Figure
        name="changes"
        title={title}
        {...(data.gaps.length ? { note: w.gapsNote(data.gaps.length, step) } : {})}
        columns={c.columns}
        rows={rows}
        wide
      >
        <Interactive data={data} mean={mean} title={title} />
      </Figure>
    </>
  );
}

function TrendWords({ data }: { data: ChangesAnswer }) {
  const { trend } = data;
  if (!trend) return <p>{c.noTrend(data.no_trend ?? "")}</p>;
  const { value, low, high } = trend.yearly;
  const month = (n: number | null) => c.months[(n ?? 1) - 1] as string;
  return (
    <p>
      {c.trend(short(value), short(low), short(high))}{" "}
      {trend.seasons === null
        ? c.noSeasons
        : c.seasons(trend.seasons.toFixed(3), month(trend.peak), month(trend.trough))}
    </p>
  );
}

function Interactive({ data, mean, title }: { data: ChangesAnswer; mean: number[]; title: string }) {
  const [pointed, setAt] = useState<number | null>(null);
  const { all, gap, place } = useMemo(() => withGaps(data.steps, data.gaps, data.partial), [data]);
  const back = useMemo(() => new Map(place.map((p, i) => [p, i])), [place]);
  const at = pointed !== null && pointed < all.length ? pointed : null;
  const panels = useMemo((): Panel[] => {
    const spread = (values: number[]) => all.map((_, i) => values[back.get(i) ?? -1] ?? null);
    const where = (i: number) => place[Math.min(i, place.length - 1)] as number;
    const bands = data.bayesian.changes.flatMap((x) => [
      { from: where(x.low), to: where(x.high) + 1, kind: "chart-change" },
      { from: where(x.at), to: where(x.at), kind: "chart-best" },
    ]);
    const signs = data.pelt.slice(1).map((s) => ({ at: where(s.start), sign: "▼", kind: "sign-pelt" }));
    return [
      {
        title: w.series.panel,
        tall: 190,
        bars: spread(data.counts),
        lines: [{ label: c.level, values: spread(mean), kind: "line-level" }],
        bands: [...grounds(all, data.partial), ...bands],
        signs,
        legend: [
          ...(data.partial.length ? [{ label: w.partKey, kind: "chart-part" }] : []),
          ...(data.gaps.length ? [{ label: words.charts.gap, kind: "chart-gap-key" }] : []),
          ...(signs.length ? [{ label: c.peltSign, kind: "sign-key" }] : []),
          ...(bands.length ? [{ label: c.band, kind: "chart-change" }] : []),
        ],
      },
      {
        title: c.probability,
        tall: 70,
        bars: spread(data.bayesian.probability),
        kind: "chart-bar soft",
      },
    ];
  }, [data, all, place, back, mean]);
  const i = at === null ? undefined : back.get(at);
  let text: string | null = null;
  if (at !== null) {
    const head = w.step_(data.step, all[at] as string);
    text =
      i === undefined
        ? `${head}: ${gap[at] ? w.gap : w.partLeftOut}`
        : `${head}: ${[
            w.events(data.counts[i] as number),
            c.segment(short(mean[i] as number)),
            c.at((data.bayesian.probability[i] as number).toFixed(3)),
          ].join("; ")}`;
  }
  return (
    <Steps
      name="changes"
      title={title}
      steps={all}
      gaps={gap}
      panels={panels}
      at={at}
      onAt={setAt}
      text={text}
      label={labels[data.step]}
    />
  );
}
