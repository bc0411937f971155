// The filters of every listing, and their form in the address: what one person sees, a colleague sees by the link.
import type { Layer } from "../api/types";

/** Repeatable filters: any of the values. */
export const MANY = [
  "type",
  "mode",
  "actor",
  "status",
  "source",
  "outlet",
  "country",
  "harm",
  "review",
  "precision",
  "flag",
  "code",
] as const;
export type Many = (typeof MANY)[number];

const ONE = ["q", "from", "to", "bbox", "codebook", "place", "disputed", "min_confidence"] as const;
export type One = (typeof ONE)[number];

export type Filters = Record<Many, string[]> & Record<One, string | null> & { layer: Layer };

export function emptyFilters(): Filters {
  const many = Object.fromEntries(MANY.map((name) => [name, []])) as unknown as Record<Many, string[]>;
  const one = Object.fromEntries(ONE.map((name) => [name, null])) as Record<One, null>;
  return { ...many, ...one, layer: "incidents" };
}

/** The filters in an address; what is unknown or empty there is left out. */
export function readFilters(params: URLSearchParams): Filters {
  const filters = emptyFilters();
  for (const name of MANY) filters[name] = [...new Set(params.getAll(name).filter(Boolean))].sort();
  for (const name of ONE) filters[name] = params.get(name) || null;
  if (params.get("layer") === "told") filters.layer = "told";
  return filters;
}

/** The filters as query parameters, in a fixed order: equal filters give equal addresses. */
export function writeFilters(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.layer !== "incidents") params.set("layer", filters.layer);
  for (const name of ONE) {
    const value = filters[name];
    if (value) params.set(name, value);
  }
  for (const name of MANY) for (const value of [...filters[name]].sort()) params.append(name, value);
  return params;
}

export function toggled(filters: Filters, name: Many, value: string): Filters {
  const on = filters[name];
  const now = on.includes(value) ? on.filter((v) => v !== value) : [...on, value].sort();
  return { ...filters, [name]: now };
}

export interface Chip {
  name: Many | One;
  value: string;
  without: Filters;
}

/** Each filter that is on, with the filters that remain when it is taken off. */
export function chips(filters: Filters): Chip[] {
  const one = ONE.filter((n) => n !== "codebook" && filters[n]).map((name) => ({
    name,
    value: filters[name] as string,
    without: { ...filters, [name]: null },
  }));
  const many = MANY.flatMap((name) =>
    filters[name].map((value) => ({ name, value, without: toggled(filters, name, value) })),
  );
  return [...one, ...many];
}

/** No filter on, in the same layer. */
export const cleared = (filters: Filters): Filters => ({
  ...emptyFilters(),
  layer: filters.layer,
  codebook: filters.codebook,
});
