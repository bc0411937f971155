// What a panel of steps holds, and the paths that draw it.
import { roundTop } from "./scale";

const DASH = 10;

export interface Line {
  label: string;
  values: (number | null)[];
  kind: string;
}

export interface Band {
  from: number;
  to: number;
  kind: string;
}

export interface Range {
  low: number | null;
  best: number | null;
  high: number | null;
}

export interface Panel {
  title: string;
  tall: number;
  /** How the bars look. */
  kind?: string;
  /** Where they are given, `bars` begin at 0. */
  bars?: (number | null)[];
  ranges?: Range[];
  lines?: Line[];
  bands?: Band[];
  /** Signs above the steps' left edges. */
  signs?: { at: number; sign: string; kind: string }[];
  /** A sign that explains bars, bands or signs, beside the lines' own. */
  legend?: { label: string; kind: string }[];
  /** Values above it are cut off, so that one does not flatten all others. */
  most?: number;
}

export function topOf(panel: Panel): number {
  const listed = [
    ...(panel.bars ?? []),
    ...(panel.ranges ?? []).map((r) => r.high),
    ...(panel.lines ?? []).flatMap((l) => l.values),
  ].filter((v): v is number => v !== null);
  const top = listed.reduce((most, v) => Math.max(most, v), 0);
  return roundTop(panel.most === undefined ? top : Math.min(top, panel.most));
}

/** The values that are written beside the axis: half an event is none. */
export function written(panel: Panel, top: number): number[] {
  const whole = [...(panel.bars ?? []), ...(panel.ranges ?? []).map((r) => r.high)].every((v) =>
    Number.isInteger(v ?? 0),
  );
  return whole && !Number.isInteger(top / 2) ? [0, top] : [0, top / 2, top];
}

/** Runs of steps that are marked, each from its first to after its last. */
export function stretches(marked: boolean[]): [number, number][] {
  const found: [number, number][] = [];
  marked.forEach((on, i) => {
    const last = found.at(-1);
    if (on && last?.[1] === i) last[1] = i + 1;
    else if (on) found.push([i, i + 1]);
  });
  return found;
}

/** A path over the values that breaks off where one is unknown; a value alone between unknown ones is a short dash. */
export function pathOf(
  values: (number | null)[],
  x: (i: number) => number,
  y: (v: number) => number,
): string {
  const known = (i: number) => values[i] !== null && values[i] !== undefined;
  return values
    .map((value, i) => {
      if (value === null) return "";
      const level = y(value).toFixed(1);
      if (known(i - 1)) return `L${x(i).toFixed(1)} ${level}`;
      return known(i + 1)
        ? `M${x(i).toFixed(1)} ${level}`
        : `M${(x(i) - DASH / 2).toFixed(1)} ${level}h${DASH}`;
    })
    .join("");
}

/** Columns from the floor up to each value, as one path. */
export function columns(
  values: (number | null)[],
  x: (i: number) => number,
  wide: number,
  up: (v: number) => number,
) {
  const floor = up(0).toFixed(1);
  const width = Math.max(0.7, wide * 0.84).toFixed(2);
  return values
    .map((v, i) =>
      v ? `M${(x(i) + wide * 0.08).toFixed(1)} ${floor}V${up(v).toFixed(1)}h${width}V${floor}z` : "",
    )
    .join("");
}

/** From the lowest to the highest told, as one path, and the best figures as another. */
export function spreads(ranges: Range[], x: (i: number) => number, wide: number, up: (v: number) => number) {
  const width = Math.max(0.7, wide * 0.84).toFixed(2);
  const left = (i: number) => (x(i) + wide * 0.08).toFixed(1);
  const spread = ranges.map(({ low, high }, i) => {
    if (low === null || high === null || !high) return "";
    const tall = Math.max(1, up(low) - up(high)).toFixed(1);
    return `M${left(i)} ${up(high).toFixed(1)}h${width}v${tall}h-${width}z`;
  });
  const best = ranges.map(({ best: b }, i) =>
    b ? `M${left(i)} ${(up(b) - 1.2).toFixed(1)}h${width}v2.4h-${width}z` : "",
  );
  return { spread: spread.join(""), best: best.join("") };
}
