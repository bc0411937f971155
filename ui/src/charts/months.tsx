// Counts by month as columns.
import { ticks } from "../explore/bins";
import { number } from "../words";

const WIDTH = 1100;
const HEIGHT = 170;
const LEFT = 40;
const BELOW = 22;

export function Months({ title, months }: { title: string; months: { month: string; count: number }[] }) {
  const top = Math.max(1, ...months.map((m) => m.count));
  const step = (WIDTH - LEFT) / Math.max(1, months.length);
  const tall = HEIGHT - BELOW - 14;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title} class="chart">
      <line class="axis" x1={LEFT} x2={WIDTH} y1={HEIGHT - BELOW} y2={HEIGHT - BELOW} />
      <text class="chart-count" x={LEFT - 6} y={20} text-anchor="end">
        {number(top)}
      </text>
      <text class="chart-count" x={LEFT - 6} y={HEIGHT - BELOW} text-anchor="end">
        0
      </text>
      {months.map(({ month, count }, i) => (
        <rect
          key={month}
          class="chart-bar"
          x={LEFT + i * step + step * 0.1}
          y={HEIGHT - BELOW - (tall * count) / top}
          width={Math.max(0.5, step * 0.8)}
          height={(tall * count) / top}
        >
          <title>{`${month}: ${number(count)}`}</title>
        </rect>
      ))}
      {ticks(months.length, 14).map((i) => (
        <text key={i} class="chart-tick" x={LEFT + i * step} y={HEIGHT - 6}>
          {months[i]?.month}
        </text>
      ))}
    </svg>
  );
}
