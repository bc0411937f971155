// A series' rows as the plot draws them: by step, all values together, and the largest values apart.
import type { SeriesAnswer, SeriesRow, Step } from "../api/analysis";
import type { Band } from "../charts/panels";

export interface Stepped {
  steps: string[];
  gaps: boolean[];
  events: (number | null)[];
  low: (number | null)[];
  best: (number | null)[];
  high: (number | null)[];
  untold: (number | null)[];
  reports: (number | null)[];
  outlets: (number | null)[];
}

const SUMMED = ["events", "low", "best", "high", "untold"] as const;

/** A sum in which unknown is unknown only where all of it is. */
export function add(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b;
}

/** The rows of all values of the facet together. */
export function stepped(answer: SeriesAnswer): Stepped {
  const by = new Map<string, SeriesRow>();
  for (const row of answer.rows) {
    const known = by.get(row.from);
    if (!known) by.set(row.from, { ...row });
    else for (const name of SUMMED) known[name] = add(known[name], row[name]);
  }
  const rows = [...by.values()];
  const gaps = new Set(answer.gaps);
  const column = (name: (typeof SUMMED)[number] | "reports" | "outlets") => rows.map((r) => r[name]);
  return {
    steps: rows.map((r) => r.from),
    gaps: rows.map((r) => gaps.has(r.from)),
    events: column("events"),
    low: column("low"),
    best: column("best"),
    high: column("high"),
    untold: column("untold"),
    reports: column("reports"),
    outlets: column("outlets"),
  };
}

export interface Part {
  label: string;
  values: (number | null)[];
}

/** The largest values of the facet apart, the rest together. An event that has several values counts in each. */
export function parts(
  answer: SeriesAnswer,
  steps: string[],
  most: number,
  rest: (n: number) => string,
): Part[] {
  const facet = answer.facet;
  if (!facet) return [];
  const at = new Map(steps.map((step, i) => [step, i]));
  const found = new Map<string, { total: number; values: (number | null)[] }>();
  for (const row of answer.rows) {
    const label = String(row[facet]);
    const part = found.get(label) ?? { total: 0, values: steps.map(() => null) };
    found.set(label, part);
    part.values[at.get(row.from) as number] = row.events;
    part.total += row.events ?? 0;
  }
  const sorted = [...found].sort((a, b) => b[1].total - a[1].total || a[0].localeCompare(b[0]));
  const apart = sorted.length > most ? sorted.slice(0, most - 1) : sorted;
  const others = sorted.slice(apart.length);
  const listed = apart.map(([label, part]) => ({ label, values: part.values }));
  if (!others.length) return listed;
  const values = steps.map((_, i) =>
    others.reduce<number | null>((sum, o) => add(sum, o[1].values[i] ?? null), null),
  );
  return [...listed, { label: rest(others.length), values }];
}

/**
 * The steps of a search with those put back that it leaves out, gaps and partial ones, and where each step that it took
 * lies among them.
 */
export function withGaps(
  steps: string[],
  gaps: string[],
  partial: string[] = [],
): { all: string[]; gap: boolean[]; place: number[] } {
  const missing = new Set(gaps);
  const all = [...new Set([...steps, ...gaps, ...partial])].sort();
  const at = new Map(all.map((step, i) => [step, i]));
  return {
    all,
    gap: all.map((step) => missing.has(step)),
    place: steps.map((step) => at.get(step) as number),
  };
}

/** A ground under each step that is known only in part. */
export function grounds(all: string[], partial: string[]): Band[] {
  return partial
    .map((step) => all.indexOf(step))
    .filter((i) => i >= 0)
    .map((i) => ({ from: i, to: i + 1, kind: "chart-part" }));
}

const day = (step: string) => step;

/** What steps are called below a plot. */
export const labels: Record<Step, (step: string) => string> = {
  day,
  week: day,
  month: (step) => step.slice(0, 7),
};

/** The last day of a step, for looking its incidents up. */
export function lastDay(from: string, step: string): string {
  const day = new Date(`${from}T00:00:00Z`);
  if (step === "month") day.setUTCMonth(day.getUTCMonth() + 1, 0);
  else if (step === "week") day.setUTCDate(day.getUTCDate() + 6);
  return day.toISOString().slice(0, 10);
}
