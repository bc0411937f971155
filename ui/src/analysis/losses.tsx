// Weekly events elsewhere with the places lost, week by week.
import { useMemo, useState } from "preact/hooks";
import type { TerritoryAnswer } from "../api/analysis";
import { Figure } from "../charts/figure";
import type { Panel } from "../charts/panels";
import { Steps } from "../charts/steps";
import { days } from "../shell/format";
import { words } from "../words";
import { analysis as w } from "../words/analysis";
import { withGaps } from "./series-data";

const t = w.territory;
const WEEK = 7;

/** The day so many days after another. */
export function after(day: string, n: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + n);
  return date.toISOString().slice(0, 10);
}

/** Which of the weeks the possible days of a loss lie in: the first, and after the last; null for none of them. */
export function weeksOf(weeks: string[], from: string, to: string): [number, number] | null {
  const first = weeks.findIndex((week) => after(week, WEEK) > from);
  if (first < 0) return null;
  let end = first;
  while (end < weeks.length && (weeks[end] as string) <= to) end++;
  return end > first ? [first, end] : null;
}

export function Losses({ data }: { data: TerritoryAnswer }) {
  const all = useMemo(
    () =>
      withGaps(
        data.weeks,
        data.gaps.filter((g) => inside(g, data.weeks)),
      ),
    [data],
  );
  const lost = useMemo(
    () => data.losses.map((loss) => ({ loss, weeks: weeksOf(all.all, loss.from, loss.to) })),
    [data, all],
  );
  const at = (week: number) => lost.filter((l) => l.weeks && l.weeks[0] <= week && week < l.weeks[1]);
  const back = useMemo(() => new Map(all.place.map((p, i) => [p, i])), [all]);
  const counted = (week: number) => data.counts[back.get(week) ?? -1] ?? null;
  const names = (week: number) => at(week).map((l) => l.loss.place);
  return (
    <>
      <Figure
        name="losses"
        title={t.timeline}
        columns={t.weekColumns}
        rows={all.all.map((week, i) => [week, counted(i), names(i).join(", ")])}
        wide
      >
        <Interactive
          weeks={all.all}
          gaps={all.gap}
          counts={all.all.map((_, i) => counted(i))}
          lost={lost.flatMap((l) => (l.weeks ? [l.weeks] : []))}
          names={names}
        />
      </Figure>
      <details class="loss-list">
        <summary>{t.lossList(data.losses.length)}</summary>
        {/* biome-ignore lint/a11y/useSemanticElements: a part that scrolls is no section of the page */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div class="plot-table" tabIndex={0} role="region" aria-label={t.timeline}>
          <table>
            <thead>
              <tr>
                {t.lossColumns.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.losses.map((l) => (
                <tr key={`${l.place} ${l.from}`}>
                  {[l.place, l.country, l.from, l.to, l.gained_by, l.source].map((value, i) => (
                    <td key={t.lossColumns[i]}>{value ?? words.unknown}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

const inside = (week: string, weeks: string[]): boolean =>
  week >= (weeks[0] ?? "") && week <= (weeks.at(-1) ?? "") && !weeks.includes(week);

interface Props {
  weeks: string[];
  gaps: boolean[];
  counts: (number | null)[];
  lost: [number, number][];
  names: (week: number) => string[];
}

function Interactive({ weeks, gaps, counts, lost, names }: Props) {
  const [at, setAt] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counts and losses are made anew with the weeks alone
  const panels = useMemo(
    (): Panel[] => [
      {
        title: t.weeks,
        tall: 160,
        bars: counts,
        bands: lost.map(([from, to]) => ({ from, to, kind: "chart-loss" })),
        legend: [
          ...(gaps.some(Boolean) ? [{ label: words.charts.gap, kind: "chart-gap-key" }] : []),
          { label: t.losses, kind: "chart-loss" },
        ],
      },
    ],
    [weeks],
  );
  let text: string | null = null;
  const week = at === null ? undefined : weeks[at];
  if (at !== null && week !== undefined) {
    const count = counts[at];
    const places = names(at);
    const said = count === null || count === undefined ? w.gap : w.events(count);
    text = `${days(week, after(week, WEEK - 1))}: ${[said, ...(places.length ? [t.lost(places.join(", "))] : [])].join("; ")}`;
  }
  return (
    <Steps
      name="losses"
      title={t.timeline}
      steps={weeks}
      gaps={gaps}
      panels={panels}
      at={at}
      onAt={setAt}
      text={text}
    />
  );
}
