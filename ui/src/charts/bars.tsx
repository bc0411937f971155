// Counts as horizontal bars, each with its number.
import { number } from "../words";

export interface Bar {
  label: string;
  count: number;
  href?: string;
}

const WIDTH = 520;
const LABEL = 190;
const STEP = 22;
const COUNT = 56;

const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

export function Bars({ title, bars }: { title: string; bars: Bar[] }) {
  const top = Math.max(1, ...bars.map((b) => b.count));
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG is no fieldset, and an image could hold no links
    <svg viewBox={`0 0 ${WIDTH} ${bars.length * STEP + 4}`} role="group" aria-label={title} class="chart">
      {bars.map((bar, i) => {
        const y = i * STEP + 3;
        const length = Math.max(1, ((WIDTH - LABEL - COUNT) * bar.count) / top);
        const label = (
          <text class="chart-label" x={LABEL - 8} y={y + 12} text-anchor="end">
            {short(bar.label, 30)}
            <title>{bar.label}</title>
          </text>
        );
        return (
          <g key={bar.label}>
            {bar.href ? <a href={bar.href}>{label}</a> : label}
            <rect class="chart-bar" x={LABEL} y={y} width={length} height={STEP - 7} />
            <text class="chart-count" x={LABEL + length + 6} y={y + 12}>
              {number(bar.count)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
