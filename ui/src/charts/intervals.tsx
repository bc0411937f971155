// Shares with their intervals: a dot at the share, a line over what it may well be.
import { words } from "../words";

export interface Interval {
  label: string;
  share: number;
  low: number;
  high: number;
  text: string;
}

const WIDTH = 820;
const LABEL = 190;
const RIGHT = 200;
const STEP = 28;
const ABOVE = 22;

export function Intervals({ title, intervals }: { title: string; intervals: Interval[] }) {
  const x = (share: number) => LABEL + (WIDTH - LABEL - RIGHT) * share;
  const bottom = ABOVE + intervals.length * STEP;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${bottom + 4}`} role="img" aria-label={title} class="chart">
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line class="chart-grid" x1={x(share)} x2={x(share)} y1={ABOVE - 4} y2={bottom} />
          <text class="chart-tick" x={x(share)} y={12} text-anchor="middle">
            {words.charts.percent(share)}
          </text>
        </g>
      ))}
      {intervals.map((i, n) => {
        const y = ABOVE + n * STEP + STEP / 2;
        return (
          <g key={i.label}>
            <text class="chart-label" x={LABEL - 12} y={y + 4} text-anchor="end">
              {i.label}
            </text>
            <line class="chart-range" x1={x(i.low)} x2={x(i.high)} y1={y} y2={y} />
            <circle class="chart-dot" cx={x(i.share)} cy={y} r={5} />
            <text class="chart-count" x={WIDTH - RIGHT + 16} y={y + 4}>
              {i.text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
