// The keys of the review page: what each does, and when they must stay silent.
import { useEffect, useRef } from "preact/hooks";
import type { Field } from "../evidence/values";

export const COMMANDS = {
  a: "accept",
  x: "reject",
  c: "correct",
  m: "merge",
  s: "split",
  b: "background",
  g: "aggregate",
  n: "comment",
  u: "undo",
  j: "next",
  k: "previous",
  "?": "help",
  "/": "search",
} as const;
export type Command = (typeof COMMANDS)[keyof typeof COMMANDS];

export const keyOf = (command: Command): string =>
  Object.entries(COMMANDS).find(([, c]) => c === command)?.[0] ?? "";

/** The letter that chooses a field to correct. */
export const FIELD_KEYS: Record<Field, string> = {
  type: "t",
  modes: "o",
  status: "s",
  place: "p",
  moment: "d",
  actors: "w",
  recipients: "h",
  killed: "k",
  injured: "i",
  missing: "m",
  captured: "c",
  displaced: "l",
  aggregate: "g",
  background: "b",
};

export const fieldOf = (key: string): Field | null =>
  (Object.keys(FIELD_KEYS) as Field[]).find((f) => FIELD_KEYS[f] === key) ?? null;

/** Whether a key belongs to what has the focus: a box that takes text, a list, a dialog. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("dialog")) return true;
  const box = target.closest("input, textarea, select, [contenteditable], .maplibregl-map");
  if (!box) return false;
  return !(box instanceof HTMLInputElement && (box.type === "checkbox" || box.type === "radio"));
}

/** Hands every key that is not typed into something to `onKey`; where that gives true, the key does nothing else. */
export function useKeys(onKey: (key: string) => boolean): void {
  const newest = useRef(onKey);
  newest.current = onKey;
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.repeat) return;
      if (typing(e.target) || document.querySelector("dialog[open]")) return;
      // Enter and blank work the button or link that has the focus.
      const onControl = e.target instanceof Element && e.target.closest("button, a, summary, [role=button]");
      if ((e.key === "Enter" || e.key === " ") && onControl) return;
      if (newest.current(e.key)) e.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
