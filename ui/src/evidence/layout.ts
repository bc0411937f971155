// Overlapping spans laid out over a text: stretches over which the same spans hold, each span on a lane of its own.

export interface Mark {
  /** Code points, end exclusive. */
  start: number;
  end: number;
  kind: Kind;
  /** What the mark belongs to: a mention's or an entity's id. */
  of: string;
  /** What stands small before it. */
  tag: string;
}

export const KINDS = [
  "trigger",
  "actor",
  "recipient",
  "victim",
  "target",
  "instrument",
  "harm",
  "place",
  "moment",
  "source",
  "cue",
  "content",
  "person",
  "organisation",
  "group",
  "location",
  "facility",
  "other",
] as const;
export type Kind = (typeof KINDS)[number];

export interface Laid extends Mark {
  lane: number;
}

export interface Stretch {
  start: number;
  end: number;
  marks: Laid[];
  /** Marks that begin here. */
  begin: Laid[];
}

const byPlace = (a: Mark, b: Mark) =>
  a.start - b.start || b.end - a.end || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);

/**
 * Gives each mark the lowest lane that is free over its whole length, by where they start. What is said runs over whole
 * sentences: it comes last, below all else.
 */
export function lanes(marks: Mark[]): Laid[] {
  const sorted = marks.filter((m) => m.end > m.start).sort(byPlace);
  const ordered = [
    ...sorted.filter((m) => m.kind !== "content"),
    ...sorted.filter((m) => m.kind === "content"),
  ];
  const taken: Mark[][] = [];
  const laid = ordered.map((mark) => {
    let lane = taken.findIndex((others) => others.every((o) => o.end <= mark.start || o.start >= mark.end));
    if (lane < 0) lane = taken.push([]) - 1;
    (taken[lane] as Mark[]).push(mark);
    return { ...mark, lane };
  });
  return laid.sort(byPlace);
}

/** The stretches from `start` to `end`, without a gap; marks are cut at both, and what lies outside is left out. */
export function stretches(marks: Mark[], start: number, end: number): Stretch[] {
  const laid = lanes(marks.filter((m) => m.start < end && m.end > start));
  const cuts = new Set([start, end]);
  for (const mark of laid) {
    if (mark.start > start) cuts.add(mark.start);
    if (mark.end < end) cuts.add(mark.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const found: Stretch[] = [];
  let active: Laid[] = [];
  let next = 0;
  for (let i = 0; i + 1 < sorted.length; i++) {
    const from = sorted[i] as number;
    const to = sorted[i + 1] as number;
    active = active.filter((m) => m.end > from);
    const before = active.length;
    while (next < laid.length && (laid[next] as Laid).start <= from) {
      const mark = laid[next++] as Laid;
      if (mark.end > from) active.push(mark);
    }
    const begin = active.slice(before).filter((m) => m.start === from);
    found.push({ start: from, end: to, marks: [...active], begin });
  }
  return found;
}
