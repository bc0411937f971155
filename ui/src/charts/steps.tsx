// Values by step of time in panels below each other, with what is pointed at. A step of which nothing is known is hatched.
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { ticks } from "../explore/bins";
import { number } from "../words";
import { columns, type Panel, pathOf, spreads, stretches, topOf, written } from "./panels";
import { Pointing } from "./pointing";
import { short } from "./scale";

interface Props {
  name: string;
  title: string;
  steps: string[];
  gaps: boolean[];
  panels: Panel[];
  at: number | null;
  onAt: (at: number | null) => void;
  text: string | null;
  beside?: ComponentChildren;
  /** What a step is called below the plot. */
  label?: (step: string) => string;
}

export const WIDTH = 1100;
export const LEFT = 44;
export const RIGHT = 6;
const HEAD = 24;
const GAP = 12;
const BELOW = 20;
const LETTER = 6.4;
const TICK = 92;

function Legend({ items, y }: { items: { label: string; kind: string }[]; y: number }) {
  let x = WIDTH - RIGHT;
  const placed = [...items].reverse().map((item) => {
    x -= item.label.length * LETTER + 34;
    return { ...item, x };
  });
  return (
    <>
      {placed.map((item) => (
        <g key={item.label}>
          {item.kind.startsWith("line") ? (
            <line class={item.kind} x1={item.x} x2={item.x + 18} y1={y - 4} y2={y - 4} />
          ) : (
            <rect class={item.kind} x={item.x + 2} y={y - 10} width={14} height={11} />
          )}
          <text class="chart-tick" x={item.x + 23} y={y}>
            {item.label}
          </text>
        </g>
      ))}
    </>
  );
}

interface Placed {
  panel: Panel;
  above: number;
}

function Drawn({
  panel,
  above,
  name,
  gaps,
  x,
  wide,
}: Placed & { name: string; gaps: boolean[]; x: (i: number) => number; wide: number }) {
  const top = topOf(panel);
  const floor = above + panel.tall;
  const up = (value: number) => floor - (panel.tall * Math.min(value, top)) / top;
  const spread = panel.ranges && spreads(panel.ranges, x, wide, up);
  return (
    <g>
      <text class="chart-label chart-panel" x={0} y={above - 9}>
        {panel.title}
      </text>
      <Legend items={[...(panel.legend ?? []), ...(panel.lines ?? [])]} y={above - 9} />
      {[0.5, 1].map((share) => (
        <line
          key={share}
          class="chart-grid"
          x1={LEFT}
          x2={WIDTH - RIGHT}
          y1={up(top * share)}
          y2={up(top * share)}
        />
      ))}
      {written(panel, top).map((value) => (
        <text key={value} class="chart-tick" x={LEFT - 6} y={up(value) + 4} text-anchor="end">
          {Number.isInteger(value) ? number(value) : short(value)}
        </text>
      ))}
      {panel.bands?.map((band) => (
        <rect
          key={`${band.kind} ${band.from} ${band.to}`}
          class={band.kind}
          x={x(band.from)}
          y={above}
          width={Math.max(1.5, (band.to - band.from) * wide)}
          height={panel.tall}
        />
      ))}
      {stretches(gaps).map(([from, to]) => (
        <rect
          key={from}
          class="chart-gap"
          fill={`url(#gap-${name})`}
          x={x(from)}
          y={above}
          width={(to - from) * wide}
          height={panel.tall}
        />
      ))}
      {panel.bars && <path class={panel.kind ?? "chart-bar"} d={columns(panel.bars, x, wide, up)} />}
      {spread && <path class="chart-spread" d={spread.spread} />}
      {spread && <path class="chart-best" d={spread.best} />}
      {panel.lines?.map((line) => (
        <path key={line.label} class={line.kind} d={pathOf(line.values, (i) => x(i) + wide / 2, up)} />
      ))}
      {panel.signs?.map((s) => (
        <text key={`${s.kind} ${s.at}`} class={s.kind} x={x(s.at)} y={above + 4} text-anchor="middle">
          {s.sign}
        </text>
      ))}
      <line class="axis" x1={LEFT} x2={WIDTH - RIGHT} y1={floor} y2={floor} />
    </g>
  );
}

const asItIs = (step: string) => step;

export function Steps({ name, title, steps, gaps, panels, at, onAt, text, beside, label = asItIs }: Props) {
  const wide = (WIDTH - LEFT - RIGHT) / Math.max(1, steps.length);
  const all = panels.reduce((sum, p) => sum + p.tall + HEAD + GAP, 0) + BELOW;
  // What does not change with what is pointed at is drawn once.
  const drawn = useMemo(() => {
    const x = (i: number) => LEFT + i * wide;
    let y = 0;
    const placed: Placed[] = panels.map((panel) => {
      const above = y + HEAD;
      y = above + panel.tall + GAP;
      return { panel, above };
    });
    return (
      <g>
        {placed.map((p) => (
          <Drawn key={p.panel.title} {...p} name={name} gaps={gaps} x={x} wide={wide} />
        ))}
        {ticks(steps.length, Math.floor((WIDTH - LEFT) / TICK))
          .filter((i) => x(i) + TICK * 0.7 < WIDTH)
          .map((i) => (
            <text key={i} class="chart-tick" x={x(i)} y={all - 8}>
              {label(steps[i] as string)}
            </text>
          ))}
      </g>
    );
  }, [steps, gaps, panels, name, wide, all, label]);
  return (
    <Pointing
      label={title}
      count={steps.length}
      at={at}
      onAt={onAt}
      text={text}
      beside={beside}
      left={LEFT}
      right={WIDTH - RIGHT}
      width={WIDTH}
    >
      <svg viewBox={`0 0 ${WIDTH} ${all}`} class="chart" aria-hidden="true">
        <defs>
          <pattern id={`gap-${name}`} width={6} height={6} patternUnits="userSpaceOnUse">
            <path class="chart-hatch" d="M0 6L6 0" />
          </pattern>
        </defs>
        {drawn}
        {at !== null && (
          <rect
            class="chart-cursor"
            x={LEFT + at * wide}
            y={HEAD - 4}
            width={Math.max(1.5, wide)}
            height={all - HEAD - BELOW - GAP + 4}
          />
        )}
      </svg>
    </Pointing>
  );
}
