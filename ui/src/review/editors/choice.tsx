// One of a few words (type, status), yes or no (the two marks), or some of a list (modes).
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { fieldValue } from "../../evidence/values";
import { say, words } from "../../words";
import type { EditorProps } from "./types";

/** A list to narrow down by typing; arrows move, Enter chooses. */
export function ChoiceEditor({ incident, field, value, query, vocabulary, onValue, onQuery }: EditorProps) {
  const box = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(0);
  useLayoutEffect(() => box.current?.focus(), []);
  const all = field === "type" ? Object.keys(vocabulary.types) : vocabulary.statuses;
  const label = (v: string) => (field === "type" ? say(words.type, v) : v);
  const shown = all.filter((v) => label(v).toLowerCase().startsWith(query.trim().toLowerCase()));
  const now = value === undefined ? incident[field as "type" | "status"] : value;
  const choose = (v: string) => onValue(v, true);
  return (
    <div class="combobox">
      <label>
        {words.reviewing.typeChoice}
        <input
          ref={box}
          type="text"
          role="combobox"
          aria-expanded={true}
          aria-controls="choices"
          aria-activedescendant={shown[active] ? `choice-${shown[active]}` : undefined}
          autocomplete="off"
          value={query}
          onInput={(e) => {
            setActive(0);
            onQuery(e.currentTarget.value);
          }}
          onKeyDown={(e) => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
            if (step) setActive((a) => Math.min(shown.length - 1, Math.max(0, a + step)));
            else if (e.key === "Enter" && shown[active]) choose(shown[active]);
            else return;
            e.preventDefault();
          }}
        />
      </label>
      <ul id="choices" role="listbox" aria-label={words.field[field]}>
        {shown.map((v, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the box
          // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus and names the active one
          <li
            key={v}
            id={`choice-${v}`}
            role="option"
            aria-selected={i === active}
            class={i === active ? "active" : ""}
            onClick={() => choose(v)}
          >
            {label(v)}
            {v === now && " ✓"}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function FlagEditor({ incident, field, value, onValue }: EditorProps) {
  const now = (value === undefined ? fieldValue(incident, field) : value) === true;
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  return (
    <label class="check">
      <input ref={box} type="checkbox" checked={now} onChange={(e) => onValue(e.currentTarget.checked)} />
      {words.field[field]}
    </label>
  );
}

export function ModesEditor({ incident, value, vocabulary, onValue }: EditorProps) {
  const now = (value === undefined ? incident.modes : (value as string[])) ?? [];
  const known = vocabulary.types[incident.type]?.modes ?? [];
  const all = [...new Set([...known, ...now])];
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  return (
    <ul class="modes">
      {all.map((mode, i) => (
        <li key={mode}>
          <label class="check">
            <input
              ref={i === 0 ? first : undefined}
              type="checkbox"
              checked={now.includes(mode)}
              onChange={(e) =>
                onValue(e.currentTarget.checked ? [...now, mode] : now.filter((m) => m !== mode))
              }
            />
            {mode.replaceAll("_", " ")}
          </label>
        </li>
      ))}
    </ul>
  );
}
