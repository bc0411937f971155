// Estimates with their intervals, one below the other: factors around 1, or ratios from 0 on.
import { useNarrow } from "./narrow";
import { factors, roundTop, short } from "./scale";

export interface Estimated {
  label: string;
  value: number;
  low: number | null;
  high: number | null;
  text: string;
  strong?: boolean;
}

interface Props {
  title: string;
  rows: Estimated[];
  /** Whether they are factors, where 1 is none and half lies as far from it as double. */
  factor: boolean;
  axis: string;
  /** A dashed line between the rows before this one and those from it on. */
  cut?: number;
}

const WIDE = { width: 1100, label: 300, right: 190, step: 24 };
/** On a telephone the label and the figures stand above each line. */
const NARROW = { width: 370, label: 14, right: 14, step: 44 };
const ABOVE = 22;
const BELOW = 22;

export function Ratios({ title, rows, factor, axis, cut }: Props) {
  const narrow = useNarrow();
  const { width, label, right, step } = narrow ? NARROW : WIDE;
  const ends = rows.flatMap((r) => [r.value, r.low, r.high]).filter((v): v is number => v !== null);
  const scale = factors(ends);
  const top = roundTop(Math.max(1, ...ends.filter((v) => v < 5)));
  const wide = width - label - right;
  const x = (value: number) =>
    label + wide * (factor ? scale.at(value) : Math.min(1, Math.max(0, value / top)));
  const marks = factor ? scale.marks : [0, 0.25, 0.5, 0.75, 1].map((share) => share * top);
  const bottom = ABOVE + rows.length * step;
  return (
    <svg viewBox={`0 0 ${width} ${bottom + BELOW}`} role="img" aria-label={title} class="chart chart-fit">
      {marks.map((mark) => (
        <g key={mark}>
          <line
            class={mark === 1 ? "axis" : "chart-grid"}
            x1={x(mark)}
            x2={x(mark)}
            y1={ABOVE - 4}
            y2={bottom}
          />
          <text class="chart-tick" x={x(mark)} y={12} text-anchor="middle">
            {factor ? mark : short(mark)}
          </text>
        </g>
      ))}
      <text class="chart-tick" x={label} y={bottom + 16}>
        {axis}
      </text>
      {cut !== undefined && (
        <line class="line-cut" x1={0} x2={width} y1={ABOVE + cut * step} y2={ABOVE + cut * step} />
      )}
      {rows.map((row, n) => {
        const y = ABOVE + n * step + step * (narrow ? 0.75 : 0.5);
        const words = y + (narrow ? -14 : 4);
        return (
          <g key={row.label}>
            <text
              class="chart-label"
              x={narrow ? 2 : label - 12}
              y={words}
              text-anchor={narrow ? "start" : "end"}
            >
              {row.label}
            </text>
            {row.low !== null && row.high !== null && (
              <line class="chart-range" x1={x(row.low)} x2={x(row.high)} y1={y} y2={y} />
            )}
            <circle class="chart-dot" cx={x(row.value)} cy={y} r={row.strong ? 6.5 : 5} />
            <text
              class={row.strong ? "chart-label" : "chart-count"}
              x={narrow ? width - 2 : width - right + 12}
              y={words}
              text-anchor={narrow ? "end" : "start"}
            >
              {row.text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
