// Every defensible choice: pointing at one specification shows its choices and its estimate.
import { useMemo, useState } from "preact/hooks";
import type { Specification, TerritoryAnswer } from "../api/analysis";
import { Curve, type Estimated } from "../charts/curve";
import { Figure } from "../charts/figure";
import { short } from "../charts/scale";
import { number, say, words } from "../words";
import { analysis } from "../words/analysis";

const t = analysis.territory;

type Told = Specification & { ratio: NonNullable<Specification["ratio"]> };

/** The choices by name, those that differ first to last as the answer has them. */
export const namesOf = (all: Specification[]): string[] => Object.keys(all[0]?.choice ?? {});

/** The specifications that could be estimated, the lowest first. */
export const inOrder = (all: Specification[]): Told[] =>
  all.filter((s): s is Told => s.ratio !== null).sort((a, b) => a.ratio.value - b.ratio.value);

/** The first specification that is the main estimate itself: same window, all events and losses, the slow curve. */
export function mainAt(told: Told[], main: { value: number; low: number }): number | null {
  const at = told.findIndex(
    (s) => Math.abs(s.ratio.value - main.value) < 1e-9 && Math.abs(s.ratio.low - main.low) < 1e-9,
  );
  return at < 0 ? null : at;
}

export function Specifications({ data }: { data: TerritoryAnswer }) {
  const names = namesOf(data.specifications);
  const label = (name: string) => say(t.choices, name);
  const rows = data.specifications.map((s) => [
    ...names.map((name) => s.choice[name] ?? null),
    s.events,
    s.ratio?.value ?? null,
    s.ratio?.low ?? null,
    s.ratio?.high ?? null,
    s.ratio?.p ?? null,
  ]);
  const agreed = data.agreement;
  if (!agreed) return <p>{t.none}</p>;
  const percent = words.charts.percent;
  const note = [
    t.curveNote(
      agreed.estimated,
      percent(agreed.above),
      percent(agreed.clearly_above),
      percent(agreed.clearly_below),
    ),
    t.curveLegend,
  ].join(" ");
  return (
    <>
      <Figure
        name="specifications"
        title={t.curve}
        note={note}
        columns={[
          ...names.map(label),
          words.overview.count,
          t.factor,
          words.quality.low,
          words.quality.high,
          "p",
        ]}
        rows={rows}
        wide
      >
        <Interactive data={data} names={names} />
      </Figure>
      {agreed.not_estimated > 0 && <NotEstimated all={data.specifications} />}
    </>
  );
}

/** Why specifications could not be estimated, each reason with how many it took out. */
function NotEstimated({ all }: { all: Specification[] }) {
  const reasons = new Map<string, number>();
  for (const s of all) if (s.why_not) reasons.set(s.why_not, (reasons.get(s.why_not) ?? 0) + 1);
  const total = [...reasons.values()].reduce((sum, n) => sum + n, 0);
  return (
    <div class="loss-list">
      <p>{t.notEstimated(total)}</p>
      <ul class="left-out">
        {[...reasons].map(([why, n]) => (
          <li key={why}>
            <span class="count">{number(n)}</span> {why}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Interactive({ data, names }: { data: TerritoryAnswer; names: string[] }) {
  const [at, setAt] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names follow from the data
  const { told, points, groups, main } = useMemo(() => {
    const listed = inOrder(data.specifications);
    const made = listed.map(
      (s): Estimated => ({
        value: s.ratio.value,
        low: s.ratio.low,
        high: s.ratio.high,
        choices: names.map((name) => String(s.choice[name])),
      }),
    );
    const differing = names
      .map((name, i) => ({
        name: say(t.choices, name),
        at: i,
        values: [...new Set(made.map((p) => p.choices[i] as string))],
      }))
      .filter((group) => group.values.length > 1);
    return { told: listed, points: made, groups: differing, main: mainAt(listed, data.main.after) };
  }, [data]);
  const s = at === null ? undefined : told[at];
  let text: string | null = null;
  if (s && at !== null) {
    const chosen = names.map((name, i) => `${say(t.choices, name)}: ${points[at]?.choices[i]}`).join("; ");
    const { value, low, high, p } = s.ratio;
    const said = t.specification(short(value), short(low), short(high), p.toFixed(3), s.events);
    text = `${said}. ${chosen}.${at === main ? ` ${t.isMain}` : ""}`;
  }
  return (
    <Curve title={t.curve} points={points} groups={groups} main={main} at={at} onAt={setAt} text={text} />
  );
}
