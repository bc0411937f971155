// How often values come, in columns on a scale of factors, with one value marked among them.
import { number } from "../words";
import { useNarrow } from "./narrow";
import { factors, histogram, roundTop } from "./scale";

interface Props {
  title: string;
  values: number[];
  mark: { value: number; label: string };
  axis: string;
}

const LEFT = 44;
const TALL = 130;
const ABOVE = 26;
const COLUMNS = 24;

export function Histogram({ title, values, mark, axis }: Props) {
  const width = useNarrow() ? 370 : 1100;
  const scale = factors([...values, mark.value]);
  const x = (value: number) => LEFT + (width - LEFT - 20) * scale.at(value);
  const columns = histogram(values, COLUMNS);
  const top = roundTop(Math.max(0, ...columns.map((c) => c.count)));
  const floor = ABOVE + TALL;
  const y = (count: number) => floor - (TALL * count) / top;
  const right = x(mark.value) > width * 0.6;
  return (
    <svg
      viewBox={`0 0 ${width} ${floor + 38}`}
      role="img"
      aria-label={`${title}. ${mark.label}`}
      class="chart chart-fit"
    >
      {[0, top].map((count) => (
        <text key={count} class="chart-tick" x={LEFT - 6} y={y(count) + 4} text-anchor="end">
          {number(count)}
        </text>
      ))}
      {columns.map((c) => (
        <rect
          key={c.low}
          class="chart-bar soft"
          x={x(c.low)}
          y={y(c.count)}
          width={Math.max(1, x(c.high) - x(c.low) - 1)}
          height={floor - y(c.count)}
        />
      ))}
      <line class="axis" x1={LEFT} x2={width - 20} y1={floor} y2={floor} />
      {scale.marks.map((m) => (
        <g key={m}>
          <line
            class={m === 1 ? "axis" : "chart-grid"}
            x1={x(m)}
            x2={x(m)}
            y1={m === 1 ? ABOVE : floor}
            y2={floor + 5}
          />
          <text class="chart-tick" x={x(m)} y={floor + 18} text-anchor="middle">
            {m}
          </text>
        </g>
      ))}
      <line class="line-change" x1={x(mark.value)} x2={x(mark.value)} y1={ABOVE - 6} y2={floor} />
      <text
        class="chart-label"
        x={x(mark.value) + (right ? -8 : 8)}
        y={ABOVE + 2}
        text-anchor={right ? "end" : "start"}
      >
        {mark.label}
      </text>
      <text class="chart-tick" x={LEFT} y={floor + 34}>
        {axis}
      </text>
    </svg>
  );
}
