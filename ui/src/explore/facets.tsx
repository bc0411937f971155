// What can be narrowed down, with the count of each value under all the other filters.
import { useState } from "preact/hooks";
import type { Facets, FacetValue } from "../api/types";
import { TypeSign } from "../shell/parts";
import type { Filters, Many } from "../state/filters";
import { toggled } from "../state/filters";
import { number, say, words } from "../words";

const ORDER: (Many | "disputed")[] = [
  "type",
  "disputed",
  "status",
  "harm",
  "country",
  "actor",
  "mode",
  "source",
  "outlet",
  "review",
  "precision",
  "flag",
  "code",
];
const FEW = 6;

function label(facet: string, value: FacetValue): string {
  if (facet === "type") return say(words.type, value.value);
  if (facet === "harm") return say(words.harm, value.value);
  if (facet === "review") return say(words.review, value.value);
  if (facet === "flag") return say(words.values, value.value);
  if (facet === "mode") return value.label.replaceAll("_", " ");
  return value.label || value.value;
}

interface FacetProps {
  name: Many;
  values: FacetValue[];
  on: string[];
  more: number;
  onToggle: (value: string) => void;
}

function Facet({ name, values, on, more, onToggle }: FacetProps) {
  const [all, setAll] = useState(false);
  // What is on but counts nothing now must stay to be taken off again.
  const gone = on
    .filter((v) => !values.some((f) => f.value === v))
    .map((v) => ({ value: v, label: v, count: 0 }));
  const listed = [...gone, ...values];
  const shown = all ? listed : listed.filter((v, i) => i < FEW || on.includes(v.value));
  const top = Math.max(1, ...values.map((v) => v.count));
  return (
    <fieldset class="facet" data-facet={name}>
      <legend>{words.facets[name]}</legend>
      {shown.map((v) => (
        <label key={v.value} class="facet-value">
          <input
            type="checkbox"
            checked={on.includes(v.value)}
            onChange={() => onToggle(v.value)}
            value={v.value}
          />
          {name === "type" && <TypeSign type={v.value} />}
          <bdi class="facet-label" title={label(name, v)}>
            {label(name, v)}
          </bdi>
          <span class="facet-bar" aria-hidden="true">
            <span style={{ width: `${(100 * v.count) / top}%` }} />
          </span>
          <span class="facet-count">{number(v.count)}</span>
        </label>
      ))}
      {listed.length > FEW && (
        <button type="button" class="plain small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words.explore.showFew : words.explore.showAll(listed.length)}
        </button>
      )}
      {all && more > 0 && <p class="quiet small">{words.explore.more(more)}</p>}
    </fieldset>
  );
}

interface Props {
  filters: Filters;
  answer: Facets | null;
  onFilters: (filters: Filters) => void;
}

export function FacetList({ filters, answer, onFilters }: Props) {
  return (
    <div class="facets">
      {ORDER.map((name) => {
        const values = answer?.facets[name] ?? [];
        if (name === "disputed") {
          const count = values.find((v) => v.value === "true")?.count ?? 0;
          if (!count && !filters.disputed) return null;
          const onChange = () => onFilters({ ...filters, disputed: filters.disputed ? null : "true" });
          return (
            <label key={name} class="facet-value facet-alone" data-facet={name}>
              <input type="checkbox" checked={filters.disputed === "true"} onChange={onChange} />
              <span class="facet-label">{words.facets.disputed}</span>
              <span class="facet-count">{number(count)}</span>
            </label>
          );
        }
        const on = filters[name];
        if (!values.length && !on.length) return null;
        return (
          <Facet
            key={name}
            name={name}
            values={values}
            on={on}
            more={answer?.more?.[name] ?? 0}
            onToggle={(value) => onFilters(toggled(filters, name, value))}
          />
        );
      })}
    </div>
  );
}
