// Which outlet has how many reports in which month. The number stands in each cell, since shade alone is hard to read.
import { ticks } from "../explore/bins";
import { number, words } from "../words";

export interface Covered {
  month: string | null;
  outlet: string | null;
  reports: number;
}

const WIDTH = 1100;
const LABEL = 190;
const STEP = 24;
const ABOVE = 20;
/** Outlets beyond these are in the table below the plot. */
export const OUTLETS = 24;

/** "2024-11" and all months to the last, so that gaps are seen. */
export function monthsBetween(first: string, last: string): string[] {
  const found: string[] = [];
  let [y, m] = first.split("-").map(Number) as [number, number];
  const [lastY, lastM] = last.split("-").map(Number) as [number, number];
  while ((y < lastY || (y === lastY && m <= lastM)) && found.length < 2400) {
    found.push(`${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}`);
    m++;
    if (m > 12) [y, m] = [y + 1, 1];
  }
  return found;
}

export function Coverage({ title, coverage }: { title: string; coverage: Covered[] }) {
  const dated = coverage.filter((c): c is Covered & { month: string } => c.month !== null);
  const known = dated.map((c) => c.month).sort();
  const months = known.length ? monthsBetween(known[0] as string, known.at(-1) as string) : [];
  const name = (c: Covered) => c.outlet ?? words.unknown;
  const totals = new Map<string, number>();
  for (const c of dated) totals.set(name(c), (totals.get(name(c)) ?? 0) + c.reports);
  const outlets = [...totals].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, OUTLETS);
  const step = (WIDTH - LABEL) / Math.max(1, months.length);
  const top = Math.max(1, ...dated.map((c) => c.reports));
  const rows = new Map(outlets.map(([outlet], i) => [outlet, i]));
  const columns = new Map(months.map((month, i) => [month, i]));
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${ABOVE + outlets.length * STEP}`}
      role="img"
      aria-label={title}
      class="chart"
    >
      {ticks(months.length, 14).map((i) => (
        <text key={i} class="chart-tick" x={LABEL + i * step} y={12}>
          {months[i]}
        </text>
      ))}
      {outlets.map(([outlet], i) => (
        <g key={outlet}>
          <text class="chart-label" x={LABEL - 8} y={ABOVE + i * STEP + 16} text-anchor="end">
            {outlet.length > 28 ? `${outlet.slice(0, 27)}…` : outlet}
            <title>{outlet}</title>
          </text>
          <line
            class="chart-grid"
            x1={LABEL}
            x2={WIDTH}
            y1={ABOVE + i * STEP + 23}
            y2={ABOVE + i * STEP + 23}
          />
        </g>
      ))}
      {dated.map((c) => {
        const row = rows.get(name(c));
        const column = columns.get(c.month);
        if (row === undefined || column === undefined) return null;
        const share = c.reports / top;
        const x = LABEL + column * step;
        const y = ABOVE + row * STEP;
        return (
          <g key={`${c.month} ${name(c)}`}>
            <rect
              class="chart-cell"
              x={x + 1}
              y={y + 2}
              width={Math.max(2, step - 2)}
              height={STEP - 5}
              fill-opacity={0.25 + 0.75 * share}
            >
              <title>{`${name(c)}, ${c.month}: ${number(c.reports)}`}</title>
            </rect>
            {step > 20 && (
              <text
                class={share > 0.45 ? "chart-cell-text on-dark" : "chart-cell-text"}
                x={x + step / 2}
                y={y + 16}
                text-anchor="middle"
              >
                {c.reports}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
