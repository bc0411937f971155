// What a reviewer has begun on an incident: kept over reloads, so that nothing typed is lost.
import type { Field } from "../evidence/values";

export type Mode = "correct" | "merge" | "split" | "comment";

export interface Draft {
  mode: Mode | null;
  field: Field | null;
  /** Set once a new value was chosen; null is a value of its own, "unknown". */
  value?: unknown;
  query: string;
  reason: string;
  tellings: string[];
  others: string[];
}

export const EMPTY: Draft = { mode: null, field: null, query: "", reason: "", tellings: [], others: [] };

/** Whether something was chosen that another decision would drop; the reason goes along with whatever is decided. */
export const begun = (draft: Draft): boolean =>
  draft.mode !== null &&
  (draft.value !== undefined || draft.query !== "" || draft.tellings.length > 0 || draft.others.length > 0);

const key = (incident: string) => `dateline.draft.${incident}`;

export function readDraft(incident: string): Draft {
  try {
    const text = sessionStorage.getItem(key(incident));
    return text ? { ...EMPTY, ...(JSON.parse(text) as Partial<Draft>) } : EMPTY;
  } catch {
    return EMPTY; // Storage turned off, or not ours: the draft lives as long as the page.
  }
}

export function writeDraft(incident: string, draft: Draft): void {
  try {
    if (draft.mode === null && !draft.reason) sessionStorage.removeItem(key(incident));
    else sessionStorage.setItem(key(incident), JSON.stringify(draft));
  } catch {
    // See above.
  }
}
