// The time line's arithmetic: which bin lies where, which days a brushed stretch means, where the ticks stand.
import type { Bin } from "../api/types";

/** Index of the bin under a position, 0 <= x <= width; clamped to the first and last. */
export function binAt(x: number, width: number, count: number): number {
  if (count === 0 || width <= 0) return 0;
  return Math.min(count - 1, Math.max(0, Math.floor((x / width) * count)));
}

/** The days from one bin to another, whichever comes first. */
export function daysOf(bins: Bin[], a: number, b: number): { from: string; to: string } | null {
  const first = bins[Math.min(a, b)];
  const last = bins[Math.max(a, b)];
  return first && last ? { from: first.from, to: last.to } : null;
}

/** First and last bin that the days touch: null where no day is set. A day outside all bins gives the nearest one. */
export function binsOf(bins: Bin[], from: string | null, to: string | null): [number, number] | null {
  if ((!from && !to) || bins.length === 0) return null;
  let first = from ? bins.findIndex((b) => b.to >= from) : 0;
  if (first < 0) first = bins.length - 1;
  let last = bins.length - 1;
  if (to) while (last > 0 && (bins[last] as Bin).from > to) last--;
  return [Math.min(first, last), Math.max(first, last)];
}

/** Heights as shares of the highest bin. A bin that holds anything is never flat. */
export function heights(bins: Bin[]): number[] {
  const top = Math.max(1, ...bins.map((b) => b.count));
  return bins.map((b) => (b.count === 0 ? 0 : Math.max(0.06, b.count / top)));
}

/** At most `most` bins that begin a tick, evenly apart. */
export function ticks(count: number, most: number): number[] {
  if (count === 0) return [];
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
}

export function binLabel(bin: Bin, by: string): string {
  if (by === "year") return bin.from.slice(0, 4);
  if (by === "month") return bin.from.slice(0, 7);
  return bin.from;
}
