// Estimates with their intervals, one below the other: factors around 1, or ratios from 0 on.
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

const WIDTH = 1100;
const LABEL = 300;
const RIGHT = 190;
const STEP = 24;
const ABOVE = 22;
const BELOW = 22;

export function Ratios({ title, rows, factor, axis, cut }: Props) {
  const ends = rows.flatMap((r) => [r.value, r.low, r.high]).filter((v): v is number => v !== null);
  const scale = factors(ends);
  const top = roundTop(Math.max(1, ...ends.filter((v) => v < 5)));
  const wide = WIDTH - LABEL - RIGHT;
  const x = (value: number) =>
    LABEL + wide * (factor ? scale.at(value) : Math.min(1, Math.max(0, value / top)));
  const marks = factor ? scale.marks : [0, 0.25, 0.5, 0.75, 1].map((share) => share * top);
  const bottom = ABOVE + rows.length * STEP;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${bottom + BELOW}`} role="img" aria-label={title} class="chart">
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
      <text class="chart-tick" x={LABEL} y={bottom + 16}>
        {axis}
      </text>
      {cut !== undefined && (
        <line class="line-cut" x1={0} x2={WIDTH} y1={ABOVE + cut * STEP} y2={ABOVE + cut * STEP} />
      )}
      {rows.map((row, n) => {
        const y = ABOVE + n * STEP + STEP / 2;
        return (
          <g key={row.label}>
            <text class="chart-label" x={LABEL - 12} y={y + 4} text-anchor="end">
              {row.label}
            </text>
            {row.low !== null && row.high !== null && (
              <line class="chart-range" x1={x(row.low)} x2={x(row.high)} y1={y} y2={y} />
            )}
            <circle class="chart-dot" cx={x(row.value)} cy={y} r={row.strong ? 6.5 : 5} />
            <text class={row.strong ? "chart-label" : "chart-count"} x={WIDTH - RIGHT + 12} y={y + 4}>
              {row.text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
