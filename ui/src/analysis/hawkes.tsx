// Whether events set off further ones: the branching ratio beside a background that varies, and beside a constant one.
import { useMemo, useState } from "preact/hooks";
import type { Estimate, HawkesAnswer } from "../api/analysis";
import { Figure } from "../charts/figure";
import type { Panel } from "../charts/panels";
import { Ratios } from "../charts/ratios";
import { quantile, short } from "../charts/scale";
import { Steps } from "../charts/steps";
import { words } from "../words";
import { analysis as w } from "../words/analysis";
import { Answered, useAnswer } from "./answered";
import type { SectionProps } from "./page";

const h = w.hawkes;
/** Below it an interval's end is as good as no contagion. */
const NONE = 0.05;
/** A rate far above what nearly all stretches have is cut off, so that it does not flatten them. */
const ROOM = 1.3;

export function HawkesSection({ asked, onAsk }: SectionProps) {
  const answer = useAnswer<HawkesAnswer>(asked, "hawkes");
  return (
    <Answered asked={asked} call="hawkes" answer={answer} onAsk={onAsk}>
      {(data) => <Hawkes data={data} />}
    </Answered>
  );
}

const span = (e: Estimate): string =>
  e.low === null || e.high === null
    ? `${short(e.value)}, ${h.unbounded}`
    : h.span(short(e.value), short(e.low), short(e.high));

/** Whether contagion predicts held-out time better than the background alone; null where the data do not tell. */
export const better = (held: { gain: number; error: number }): boolean | null =>
  Math.abs(held.gain) < 2 * held.error ? null : held.gain > 0;

const daily = (s: { events: number | null; observed: number }): number | null =>
  s.events === null || s.observed <= 0 ? null : s.events / s.observed;

function Verdict({ data }: { data: HawkesAnswer }) {
  const { value, low, high } = data.branching;
  const draws = data.branching_by_draw;
  const held = data.held_out;
  return (
    <div class="verdict" data-verdict="">
      <p>
        <strong>{low !== null && low > NONE ? h.clear : h.unclear}</strong>{" "}
        {low === null || high === null
          ? `${short(value)}: ${h.unbounded}.`
          : h.single(short(value), short(low), short(high))}{" "}
        {value > NONE && (
          <>
            {h.halfLife(span(data.half_life))} {data.half_life.value < 1 && h.tooShort}
          </>
        )}
      </p>
      <ul>
        <li>{h.draws(short(Math.min(...draws)), short(Math.max(...draws)))}</li>
        <li>{h.heldOut(better(held), held.gain.toFixed(3), held.error.toFixed(3))}</li>
        <li>{h.rescaled(data.rescaled.p.toFixed(3))}</li>
        <li>{h.caveat}</li>
      </ul>
    </div>
  );
}

function Hawkes({ data }: { data: HawkesAnswer }) {
  const rows = useMemo(
    () => data.curve.map((s) => [s.from, s.to, s.events, daily(s), s.rate, s.background]),
    [data],
  );
  const estimates = [
    { label: h.varying(data.background), ...data.branching, strong: true },
    ...(data.constant ? [{ label: h.constant, ...data.constant.branching, strong: false }] : []),
  ];
  return (
    <>
      <Verdict data={data} />
      <Figure
        name="branching"
        title={h.branching}
        note={h.branchingNote}
        columns={h.estimates}
        rows={estimates.map((e) => [e.label, e.value, e.low, e.high])}
        wide
      >
        <Ratios
          title={h.branching}
          rows={estimates.map((e) => ({ ...e, text: span(e) }))}
          factor={false}
          axis=""
        />
      </Figure>
      <Figure name="hawkes" title={h.title} columns={h.columns} rows={rows} wide>
        <Interactive data={data} />
      </Figure>
    </>
  );
}

function Interactive({ data }: { data: HawkesAnswer }) {
  const [pointed, setAt] = useState<number | null>(null);
  const at = pointed !== null && pointed < data.curve.length ? pointed : null;
  const { steps, gaps, panels } = useMemo(() => {
    const { curve } = data;
    const counts = curve.map(daily);
    const all = [...counts.map((n) => n ?? 0), ...curve.map((s) => s.rate)];
    const missing = curve.map((s) => s.events === null);
    const panel: Panel = {
      title: h.panel,
      tall: 200,
      bars: counts,
      kind: "chart-bar soft",
      most: quantile(all, 0.99) * ROOM,
      lines: [
        { label: h.rate, values: curve.map((s) => s.rate), kind: "line-1" },
        { label: h.background, values: curve.map((s) => s.background), kind: "line-2" },
      ],
      legend: [
        ...(missing.some(Boolean) ? [{ label: words.charts.gap, kind: "chart-gap-key" }] : []),
        { label: h.observed, kind: "chart-bar soft" },
      ],
    };
    return { steps: curve.map((s) => s.from), gaps: missing, panels: [panel] };
  }, [data]);
  const s = at === null ? undefined : data.curve[at];
  let text: string | null = null;
  if (s) {
    const rate = daily(s);
    const said =
      s.events === null || rate === null
        ? w.gap
        : h.text(w.events(s.events), short(rate), short(s.rate), short(s.background));
    text = `${h.stretch(s.from, s.to)}: ${said}`;
  }
  return (
    <Steps
      name="hawkes"
      title={h.title}
      steps={steps}
      gaps={gaps}
      panels={panels}
      at={at}
      onAt={setAt}
      text={text}
    />
  );
}
