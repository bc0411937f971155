// The arithmetic of axes: round tops, factors on a scale where twice as many lies as far from 1 as half as many.

/** The smallest of 1, 2, 3, 5, 10, 20 … that holds a value; 1 for none. */
export function roundTop(value: number): number {
  if (!(value > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 5, 10].map((n) => n * unit).find((top) => top >= value * (1 - 1e-9)) ?? 10 * unit;
}

/** A number with as many digits as a reader wants of it. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return "∞";
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return String(Math.round(value));
  return value.toFixed(size >= 10 ? 1 : 2);
}

const MARKS = [0.05, 0.1, 0.2, 0.5, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5, 10, 20];
const FEW = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
const MOST_MARKS = 9;

export interface Factors {
  /** 0 at the low end, 1 at the high end; values outside lie at the end. */
  at: (value: number) => number;
  marks: number[];
}

/** A logarithmic scale of factors over all values, at least from 0.8 to 1.25, at most from 0.05 to 20. */
export function factors(values: number[]): Factors {
  const known = values.filter((v) => Number.isFinite(v) && v > 0);
  const low = Math.max(0.05, Math.min(0.8, ...known.map((v) => v * 0.93)));
  const high = Math.min(20, Math.max(1.25, ...known.map((v) => v * 1.07)));
  const span = Math.log(high / low);
  const at = (value: number) => (value <= 0 ? 0 : Math.min(1, Math.max(0, Math.log(value / low) / span)));
  const inside = (list: number[]) => list.filter((m) => m >= low && m <= high);
  const marks = inside(MARKS);
  return { at, marks: marks.length > MOST_MARKS ? inside(FEW) : marks };
}

/** The `share`-th quantile of values, 0 <= share <= 1; NaN of none. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (!sorted.length) return Number.NaN;
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]] as [number, number];
  return below + (above - below) * (place - Math.floor(place));
}

export interface Column {
  low: number;
  high: number;
  count: number;
}

/** Values counted in columns of equal width on the logarithm. */
export function histogram(values: number[], columns: number): Column[] {
  const logs = values.filter((v) => v > 0).map(Math.log);
  if (!logs.length) return [];
  const [first, last] = [Math.min(...logs), Math.max(...logs)];
  const width = Math.max(1e-6, (last - first) / columns);
  const found = Array.from({ length: columns }, (_, i) => ({
    low: Math.exp(first + i * width),
    high: Math.exp(first + (i + 1) * width),
    count: 0,
  }));
  for (const log of logs) {
    const column = found[Math.min(columns - 1, Math.floor((log - first) / width))];
    if (column) column.count++;
  }
  return found;
}
