// What is asked of the analyses, and its form in the address, in the API's query and as a command.
import type { Step } from "../api/analysis";
import { HARM_KINDS, type HarmKind } from "../api/types";

export const SECTIONS = ["series", "changes", "contagion", "territory"] as const;
export type Section = (typeof SECTIONS)[number];
export type Call = "series" | "changes" | "hawkes" | "repeats" | "territory";
export const STEPS: Step[] = ["day", "week", "month"];
export const FACETS = [
  "country",
  "violence",
  "type",
  "actor",
  "precision",
  "outlet",
  "review",
  "status",
] as const;
export const VIOLENCE = ["state-based", "non-state", "one-sided"];
export const PRECISIONS = ["point", "neighbourhood", "city", "near", "district", "division", "country"];
export const CALENDARS = ["shipped", "archive"] as const;

const MANY = ["actor", "country", "not_in", "violence", "type", "status", "comparison"] as const;
const ONE = ["from", "to", "by", "precision"] as const;

export interface Asked {
  section: Section;
  step: Step | null;
  harm: HarmKind;
  by: string | null;
  from: string | null;
  to: string | null;
  precision: string | null;
  actor: string[];
  country: string[];
  not_in: string[];
  violence: string[];
  type: string[];
  status: string[];
  comparison: string[];
  affiliates: boolean;
  every: number;
  calendar: (typeof CALENDARS)[number];
}

export const EVERY = 180;
export const USUAL_STEP: Record<string, Step> = { series: "month", changes: "week" };

const one = <T extends string>(list: readonly T[], value: string | null): T | undefined =>
  list.find((known) => known === value);

/** What an address asks; what is unknown there counts as not asked. */
export function readAsked(params: URLSearchParams): Asked {
  const many = (name: string) => [...new Set(params.getAll(name).filter(Boolean))].sort();
  const every = Number(params.get("every"));
  return {
    section: one(SECTIONS, params.get("show")) ?? "series",
    step: one(STEPS, params.get("step")) ?? null,
    harm: one(HARM_KINDS, params.get("harm")) ?? "killed",
    by: one(FACETS, params.get("by")) ?? null,
    from: params.get("from") || null,
    to: params.get("to") || null,
    precision: params.get("precision") || null,
    actor: many("actor"),
    country: many("country"),
    not_in: many("not_in"),
    violence: many("violence"),
    type: many("type"),
    status: many("status"),
    comparison: many("comparison"),
    affiliates: params.get("affiliates") === "true",
    every: Number.isInteger(every) && every >= 14 ? every : EVERY,
    calendar: one(CALENDARS, params.get("calendar")) ?? "shipped",
  };
}

/** The address's query: equal questions give equal addresses, and what is usual is left out. */
export function writeAsked(asked: Asked): URLSearchParams {
  const params = new URLSearchParams();
  if (asked.section !== "series") params.set("show", asked.section);
  if (asked.step) params.set("step", asked.step);
  if (asked.harm !== "killed") params.set("harm", asked.harm);
  for (const name of ONE) {
    const value = asked[name];
    if (value) params.set(name, value);
  }
  for (const name of MANY) for (const value of [...asked[name]].sort()) params.append(name, value);
  if (asked.affiliates) params.set("affiliates", "true");
  if (asked.every !== EVERY) params.set("every", String(asked.every));
  if (asked.calendar !== "shipped") params.set("calendar", asked.calendar);
  return params;
}

const NARROWING = ["actor", "country", "not_in", "violence", "type", "status"] as const;

/** The query of a call: only what it takes. */
export function queryOf(asked: Asked, call: Call): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string | null) => value && params.set(name, value);
  if (call === "territory") {
    for (const name of ["actor", "comparison"] as const)
      for (const value of asked[name]) params.append(name, value);
    if (asked.calendar !== "shipped") put("calendar", asked.calendar);
  } else {
    for (const name of NARROWING) for (const value of asked[name]) params.append(name, value);
    put("precision", asked.precision);
  }
  if (asked.affiliates) put("affiliates", "true");
  put("from", asked.from);
  put("to", asked.to);
  if (call === "series" || call === "changes") put("step", asked.step);
  if (call === "series") {
    put("by", asked.by);
    if (asked.harm !== "killed") put("harm", asked.harm);
  }
  if (call === "hawkes" && asked.every !== EVERY) put("background_every", String(asked.every));
  return params;
}

const COMMANDS: Record<Call, string> = {
  series: "series",
  changes: "changes",
  hawkes: "contagion hawkes",
  repeats: "contagion repeats",
  territory: "study territory",
};
const REPEATED = new Set(["actor", "comparison"]);
const OPTIONS: Record<string, string> = {
  from: "since",
  to: "until",
  not_in: "not-in",
  background_every: "background-every",
};

const quoted = (text: string) => (/^[\w.,:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The same question at the command line. */
export function commandOf(asked: Asked, call: Call, archive: string): string {
  const query = queryOf(asked, call);
  const parts = ["dateline", COMMANDS[call]];
  for (const name of new Set(query.keys())) {
    const option = `--${OPTIONS[name] ?? name}`;
    const values = query.getAll(name);
    if (name === "affiliates") parts.push(option);
    else if (name === "calendar") parts.push("--calendar-from-archive");
    else if (REPEATED.has(name)) for (const value of values) parts.push(option, quoted(value));
    else parts.push(option, quoted(values.join(",")));
  }
  return [...parts, "--archive", quoted(archive), "--format json"].join(" ");
}

/** Names typed into one box, with semicolons between them. */
export const namesOf = (text: string): string[] =>
  [...new Set(text.split(";").map((name) => name.trim()))].filter(Boolean).sort();

/** The nearest names that an error offers for one that matches nothing. */
export function offered(remedy: string | null): string[] {
  const found = /^Nearest are: (.+)\.$/.exec(remedy ?? "");
  return found?.[1] ? found[1].split("; ") : [];
}
