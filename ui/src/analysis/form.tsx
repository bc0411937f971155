// What is counted: each choice changes the address at once, so that a colleague sees the same by the link.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useResource } from "../api/resource";
import { type Facets, HARM_KINDS } from "../api/types";
import { say, words } from "../words";
import { analysis as w } from "../words/analysis";
import { type Asked, CALENDARS, FACETS, namesOf, PRECISIONS, STEPS, USUAL_STEP, VIOLENCE } from "./asked";

/** Pixels up to which the page is narrow, as in the style sheet. */
const NARROW = 760;
const TURNS = [60, 90, 180, 365];

interface Props {
  asked: Asked;
  onAsk: (asked: Asked) => void;
}

function Field({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label class="choice">
      <span>{label}</span>
      {children}
    </label>
  );
}

interface ManyProps {
  name: string;
  label: string;
  values: { value: string; label: string }[];
  on: string[];
  onChange: (on: string[]) => void;
}

/** Any number of values: the closed box says which. */
function Many({ name, label, values, on, onChange }: ManyProps) {
  const known = new Map(values.map((v) => [v.value, v.label]));
  const listed = [...values, ...on.filter((v) => !known.has(v)).map((v) => ({ value: v, label: v }))];
  const said = on.map((v) => known.get(v) ?? v).join(", ");
  return (
    <details class="choice choice-many" data-choice={name}>
      <summary>
        <span>{label}</span> <strong>{said || w.all}</strong>
      </summary>
      <div class="choice-values">
        {listed.map((v) => (
          <label key={v.value} class="check">
            <input
              type="checkbox"
              checked={on.includes(v.value)}
              onChange={() =>
                onChange(on.includes(v.value) ? on.filter((o) => o !== v.value) : [...on, v.value].sort())
              }
            />
            {v.label}
          </label>
        ))}
      </div>
    </details>
  );
}

interface SelectProps {
  label: string;
  value: string;
  options: [string, string][];
  onChange: (value: string) => void;
}

function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <Field label={label}>
      <select value={value} onChange={(e) => onChange(e.currentTarget.value)}>
        {options.map(([v, text]) => (
          <option key={v} value={v}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Names({
  label,
  help,
  value,
  onChange,
}: {
  label: string;
  help: string;
  value: string[];
  onChange: (v: string[]) => void;
}) {
  return (
    <Field label={label}>
      <input
        type="text"
        list="actors-told"
        maxLength={400}
        placeholder={help}
        value={value.join("; ")}
        onChange={(e) => onChange(namesOf(e.currentTarget.value))}
      />
    </Field>
  );
}

export function ChoiceForm({ asked, onAsk }: Props) {
  const { data } = useResource<Facets>("/api/facets?only=country&only=actor&only=type");
  const listed = (name: string) => (data?.facets[name] ?? []).filter((v) => v.value !== "none");
  const set = (change: Partial<Asked>) => onAsk({ ...asked, ...change });
  const { section } = asked;
  const counts = section !== "territory";
  // On a telephone the choices would else push the figure off the screen.
  const [open] = useState(() => innerWidth > NARROW);
  return (
    <details class="choices-fold" open={open}>
      <summary>{w.choices}</summary>
      <form class="choices" aria-label={w.choices} onSubmit={(e) => e.preventDefault()}>
        <datalist id="actors-told">
          {listed("actor").map((v) => (
            <option key={v.value} value={v.value} />
          ))}
        </datalist>
        <Names
          label={counts ? w.actor : w.actorLoses}
          help={w.actorHelp}
          value={asked.actor}
          onChange={(actor) => set({ actor })}
        />
        <label class="choice check">
          <input
            type="checkbox"
            checked={asked.affiliates}
            onChange={() => set({ affiliates: !asked.affiliates })}
          />
          {w.affiliates}
        </label>
        {!counts && (
          <>
            <Names
              label={w.comparison}
              help={w.comparisonHelp}
              value={asked.comparison}
              onChange={(comparison) => set({ comparison })}
            />
            <Select
              label={w.calendar}
              value={asked.calendar}
              options={CALENDARS.map((c) => [c, w.calendars[c]])}
              onChange={(v) => set({ calendar: v as Asked["calendar"] })}
            />
          </>
        )}
        {counts && (
          <>
            <Many
              name="country"
              label={w.country}
              values={listed("country").map((v) => ({ value: v.value, label: v.label || v.value }))}
              on={asked.country}
              onChange={(country) => set({ country })}
            />
            <Many
              name="type"
              label={w.type}
              values={Object.entries(words.type).map(([value, label]) => ({ value, label }))}
              on={asked.type}
              onChange={(type) => set({ type })}
            />
            <Many
              name="violence"
              label={w.violence}
              values={VIOLENCE.map((v) => ({ value: v, label: v }))}
              on={asked.violence}
              onChange={(violence) => set({ violence })}
            />
            <Select
              label={w.precision}
              value={asked.precision ?? ""}
              options={[
                ["", w.precisionAny],
                ...PRECISIONS.map((p) => [p, say(words.evidence.precise, p)] as [string, string]),
              ]}
              onChange={(v) => set({ precision: v || null })}
            />
          </>
        )}
        {(section === "series" || section === "changes") && (
          <Select
            label={w.step}
            value={asked.step ?? (USUAL_STEP[section] as string)}
            options={STEPS.map((s) => [s, w.steps[s]])}
            onChange={(v) => set({ step: v as Asked["step"] })}
          />
        )}
        {section === "series" && (
          <>
            <Select
              label={w.by}
              value={asked.by ?? ""}
              options={[["", w.byNothing], ...FACETS.map((f) => [f, say(w.facets, f)] as [string, string])]}
              onChange={(v) => set({ by: v || null })}
            />
            <Select
              label={w.harm}
              value={asked.harm}
              options={HARM_KINDS.map((h) => [h, say(words.harm, h)])}
              onChange={(v) => set({ harm: v as Asked["harm"] })}
            />
          </>
        )}
        {section === "contagion" && (
          <Select
            label={w.every}
            value={String(asked.every)}
            options={[...new Set([...TURNS, asked.every])]
              .sort((a, b) => a - b)
              .map((n) => [String(n), w.everyDays(n)])}
            onChange={(v) => set({ every: Number(v) })}
          />
        )}
        <Field label={w.from}>
          <input
            type="date"
            value={asked.from ?? ""}
            onChange={(e) => set({ from: e.currentTarget.value || null })}
          />
        </Field>
        <Field label={w.to}>
          <input
            type="date"
            value={asked.to ?? ""}
            onChange={(e) => set({ to: e.currentTarget.value || null })}
          />
        </Field>
      </form>
    </details>
  );
}
