// Numbers of people, and days.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Range } from "../../api/types";
import { fieldValue } from "../../evidence/values";
import { words } from "../../words";
import type { EditorProps } from "./types";

/** What is wrong with a value, in words; null where nothing is. */
export function fault(field: string, value: unknown): string | null {
  if (!value || typeof value !== "object") return null;
  if (field === "moment") {
    const { from, to } = value as { from: string | null; to: string | null };
    return from && to && from > to ? words.reviewing.daysOrder : null;
  }
  if ("low" in value) {
    const { low, best, high } = value as Range;
    const known = [low, best, high].filter((n): n is number => n !== null);
    return known.some((n, i) => i > 0 && n < (known[i - 1] as number)) ? words.reviewing.harmOrder : null;
  }
  return null;
}

export function RangeEditor({ incident, field, value, onValue }: EditorProps) {
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.select(), []);
  const kept = (value === undefined ? fieldValue(incident, field) : value) as Range | null;
  const now: Range = kept ?? { low: null, best: null, high: null };
  const set = (name: keyof Range, text: string) =>
    onValue({ ...now, [name]: text === "" ? null : Math.max(0, Math.round(Number(text))) });
  return (
    <>
      <div class="figures">
        {(["low", "best", "high"] as const).map((name, i) => (
          <label key={name}>
            {words.reviewing[name]}
            <input
              ref={i === 0 ? first : undefined}
              type="number"
              min={0}
              step={1}
              name={name}
              value={now[name] ?? ""}
              onInput={(e) => set(name, e.currentTarget.value)}
            />
          </label>
        ))}
      </div>
      <p class="quiet">{words.reviewing.harmHelp}</p>
    </>
  );
}

export function DaysEditor({ incident, value, onValue }: EditorProps) {
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const kept = value === undefined ? fieldValue(incident, "moment") : value;
  const now = (kept as { from: string | null; to: string | null } | null) ?? { from: null, to: null };
  return (
    <div class="figures">
      {(["from", "to"] as const).map((name, i) => (
        <label key={name}>
          {words.field[name]}
          <input
            ref={i === 0 ? first : undefined}
            type="date"
            name={name}
            value={now[name] ?? ""}
            onInput={(e) => onValue({ ...now, [name]: e.currentTarget.value || null })}
          />
        </label>
      ))}
    </div>
  );
}
