// The specification curve: every estimate in order with its interval, and below it which choices made each.
import { useMemo } from "preact/hooks";
import { Pointing } from "./pointing";
import { factors, quantile } from "./scale";

export interface Estimated {
  value: number;
  low: number;
  high: number;
  choices: string[];
}

interface Props {
  title: string;
  points: Estimated[];
  /** The values of each choice, by its name; only those that differ. */
  groups: { name: string; at: number; values: string[] }[];
  main: number | null;
  at: number | null;
  onAt: (at: number | null) => void;
  text: string | null;
}

const WIDTH = 1100;
const LEFT = 210;
const RIGHT = 10;
const TALL = 230;
const ROW = 15;
const HEAD = 12;

export const clear = (p: { low: number; high: number }): boolean => p.low > 1 || p.high < 1;

export function Curve({ title, points, groups, main, at, onAt, text }: Props) {
  const wide = (WIDTH - LEFT - RIGHT) / Math.max(1, points.length);
  const x = (i: number) => LEFT + (i + 0.5) * wide;
  const rows = groups.flatMap((group, g) =>
    group.values.map((value, v) => {
      const above = groups.slice(0, g).reduce((sum, other) => sum + other.values.length * ROW + 8, 0);
      return {
        group,
        value,
        y: HEAD + TALL + 22 + above + v * ROW,
        kind: g % 2 ? "curve-odd" : "curve-choice",
      };
    }),
  );
  const down = (rows.at(-1)?.y ?? HEAD + TALL) + ROW;
  // biome-ignore lint/correctness/useExhaustiveDependencies: all else follows from these
  const drawn = useMemo(() => {
    // A few intervals that run far out do not flatten all others.
    const scale = factors([
      ...points.map((p) => p.value),
      quantile(
        points.map((p) => p.low),
        0.05,
      ),
      quantile(
        points.map((p) => p.high),
        0.95,
      ),
    ]);
    const y = (value: number) => HEAD + TALL * (1 - scale.at(value));
    const reach = (wanted: boolean) =>
      points
        .map((p, i) =>
          clear(p) === wanted ? `M${x(i).toFixed(1)} ${y(p.low).toFixed(1)}V${y(p.high).toFixed(1)}` : "",
        )
        .join("");
    const half = Math.min(2.6, Math.max(1, wide * 0.4));
    const dots = points
      .map(
        (p, i) =>
          `M${(x(i) - half).toFixed(1)} ${y(p.value).toFixed(1)}l${half} -${half}l${half} ${half}l-${half} ${half}z`,
      )
      .join("");
    return (
      <g>
        {scale.marks.map((mark) => (
          <g key={mark}>
            <line
              class={mark === 1 ? "axis" : "chart-grid"}
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={y(mark)}
              y2={y(mark)}
            />
            <text class="chart-tick" x={LEFT - 8} y={y(mark) + 4} text-anchor="end">
              {mark}
            </text>
          </g>
        ))}
        <path class="curve-unclear" d={reach(false)} />
        <path class="curve-clear" d={reach(true)} />
        <path class="curve-dots" d={dots} />
        {main !== null && (
          <path class="curve-main" d={`M${x(main)} ${y((points[main] as Estimated).value) - 5}l-6 -11h12z`} />
        )}
        {rows.map((row) => (
          <g key={`${row.group.name} ${row.value}`}>
            <text class="chart-tick" x={LEFT - 8} y={row.y + 4} text-anchor="end">
              {`${row.group.name}: ${row.value}`.slice(0, 36)}
            </text>
            <path
              class={row.kind}
              stroke-width={Math.max(0.8, wide * 0.7)}
              d={points
                .map((p, i) =>
                  p.choices[row.group.at] === row.value ? `M${x(i).toFixed(1)} ${row.y - 4}v8` : "",
                )
                .join("")}
            />
          </g>
        ))}
      </g>
    );
  }, [points, groups, main]);
  return (
    <Pointing
      label={title}
      count={points.length}
      at={at}
      onAt={onAt}
      text={text}
      left={LEFT}
      right={WIDTH - RIGHT}
      width={WIDTH}
    >
      <svg viewBox={`0 0 ${WIDTH} ${down + 4}`} class="chart" aria-hidden="true">
        {drawn}
        {at !== null && (
          <rect class="chart-cursor" x={x(at) - wide / 2} y={4} width={Math.max(2, wide)} height={down - 4} />
        )}
      </svg>
    </Pointing>
  );
}
