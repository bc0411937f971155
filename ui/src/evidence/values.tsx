// The fields of an incident as people read them, and the values of decisions.
import type { Incident, Party, Place, Range } from "../api/types";
import { HARM_KINDS } from "../api/types";
import { days, placeName, range } from "../shell/format";
import { number, say, words } from "../words";

export const FIELDS = [
  "type",
  "modes",
  "status",
  "place",
  "moment",
  "actors",
  "recipients",
  ...HARM_KINDS,
  "aggregate",
  "background",
] as const;
export type Field = (typeof FIELDS)[number];

export const isHarm = (field: string): boolean => (HARM_KINDS as string[]).includes(field);

/** Roles that the field "recipients" stands for: all but who did it and with what. */
export const isRecipient = (p: Party) => p.role !== "actor" && p.role !== "instrument";

/** What a field holds, in the JSON form that a correction gives. */
export function fieldValue(incident: Incident, field: string): unknown {
  if (field === "moment")
    return incident.from || incident.to ? { from: incident.from, to: incident.to } : null;
  if (field === "actors") return incident.parties.filter((p) => p.role === "actor");
  if (field === "recipients") return incident.parties.filter(isRecipient);
  if (isHarm(field)) {
    const found = incident.harm.find((h) => h.kind === field);
    return found ? { low: found.low, best: found.best, high: found.high } : null;
  }
  return (incident as unknown as Record<string, unknown>)[field] ?? null;
}

function isRange(value: unknown): value is Range {
  return typeof value === "object" && value !== null && "low" in value && "high" in value;
}

/** A value of a field in words. Never throws: what has another form is shown as JSON. */
export function inWords(field: string | null, value: unknown): string {
  if (value === null || value === undefined || value === "") return words.unknown;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (field === "type" && typeof value === "string") return say(words.type, value);
  if (typeof value === "string") return value;
  if (typeof value === "number") return number(value);
  if (isRange(value)) return range(value);
  if (Array.isArray(value)) {
    if (!value.length) return words.none;
    return value
      .map((v) =>
        typeof v === "string" ? v.replaceAll("_", " ") : ((v as Party)?.name ?? JSON.stringify(v)),
      )
      .join(", ");
  }
  if (typeof value === "object" && "from" in value && "to" in value) {
    const { from, to } = value as { from: string | null; to: string | null };
    return days(from, to);
  }
  if (typeof value === "object" && "name" in value) return placeName(value as Place);
  return JSON.stringify(value);
}

/** How well a place is known: "a province, known within about 120 km". */
export function precisionInWords(place: Place): string {
  const kind = say(words.evidence.precise, place.precision);
  if (place.lat === null) return `${kind}; ${words.evidence.unnamed}`;
  if (!place.radius_km) return kind;
  return `${kind}, ${words.evidence.within(number(Math.round(place.radius_km)))}`;
}
