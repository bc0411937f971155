// Above the map: what is listed, the search, the filters that are on, and what to do with the view.
import { useEffect, useRef, useState } from "preact/hooks";
import { say as announce } from "../shell/toast";
import { type Chip, chips, cleared, type Filters } from "../state/filters";
import { number, say, words } from "../words";
import { ExportMenu } from "./export-menu";

export function chipText({ name, value }: Chip): string {
  const tables: Partial<Record<string, Record<string, string>>> = {
    type: words.type,
    harm: words.harm,
    review: words.review,
    flag: words.values,
    disputed: words.values,
    place: words.values,
  };
  const shown = name === "bbox" ? "" : say(tables[name] ?? {}, value);
  return [words.facets[name] ?? name, shown].filter(Boolean).join(": ");
}

export function Search({ filters, onFilters }: { filters: Filters; onFilters: (filters: Filters) => void }) {
  const [typed, setTyped] = useState(filters.q ?? "");
  useEffect(() => setTyped(filters.q ?? ""), [filters.q]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers yet
    <form
      role="search"
      class="search"
      onSubmit={(e) => {
        e.preventDefault();
        onFilters({ ...filters, q: typed.trim() || null });
      }}
    >
      <input
        type="search"
        name="q"
        aria-label={words.explore.search}
        placeholder={words.explore.searchPlaceholder}
        value={typed}
        onInput={(e) => setTyped(e.currentTarget.value)}
      />
      <button type="submit">{words.explore.searchButton}</button>
    </form>
  );
}

export function LayerSwitch({
  filters,
  onFilters,
}: {
  filters: Filters;
  onFilters: (filters: Filters) => void;
}) {
  return (
    <fieldset class="layers">
      <legend class="for-readers">{words.layers.label}</legend>
      {(["incidents", "told"] as const).map((layer) => (
        <label key={layer} class={filters.layer === layer ? "on" : ""}>
          <input
            type="radio"
            name="layer"
            value={layer}
            checked={filters.layer === layer}
            onChange={() => onFilters({ ...filters, layer })}
          />
          {words.layers[layer]}
        </label>
      ))}
    </fieldset>
  );
}

export function Chips({ filters, onFilters }: { filters: Filters; onFilters: (filters: Filters) => void }) {
  const on = chips(filters);
  if (!on.length) return null;
  return (
    <ul class="chips" aria-label={words.explore.filtersOn}>
      {on.map((chip) => (
        <li key={`${chip.name} ${chip.value}`}>
          <button
            type="button"
            class="chip"
            aria-label={words.explore.remove(chipText(chip))}
            onClick={() => onFilters(chip.without)}
          >
            <bdi>{chipText(chip)}</bdi> <span aria-hidden="true">✕</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" class="plain small" onClick={() => onFilters(cleared(filters))}>
          {words.explore.clear}
        </button>
      </li>
    </ul>
  );
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    announce(words.explore.copied);
  } catch {
    announce(words.explore.copyFailed);
  }
}

interface Props {
  filters: Filters;
  total: number | null;
  onFilters: (filters: Filters) => void;
  onSheet: () => void;
}

export function FilterBar({ filters, total, onFilters, onSheet }: Props) {
  const on = chips(filters).length;
  const count = useRef<HTMLParagraphElement>(null);
  const review = new URLSearchParams(location.search);
  for (const name of ["map", "sort", "layer"]) review.delete(name);
  return (
    <div class="bar">
      <h1 class="for-readers">{words.titles.explore}</h1>
      <LayerSwitch filters={filters} onFilters={onFilters} />
      <p class="total" ref={count} role="status" data-total={total ?? ""}>
        {total === null
          ? "…"
          : filters.layer === "told"
            ? words.explore.totalTold(total)
            : words.explore.total(total)}
      </p>
      <Search filters={filters} onFilters={onFilters} />
      <div class="bar-actions">
        <button type="button" class="small sheet-button" onClick={onSheet}>
          {words.explore.showFilters(on)}
        </button>
        {filters.layer === "incidents" && !!total && (
          <a class="button small" href={`/review${review.size ? `?${review}` : ""}`}>
            {words.explore.reviewThese}
          </a>
        )}
        <button type="button" class="small" onClick={copyLink}>
          {words.explore.copyLink}
        </button>
        <ExportMenu filters={filters} />
      </div>
      <p class="layer-help quiet">
        {filters.layer === "told" ? words.layers.toldHelp : words.layers.incidentsHelp}
      </p>
      <Chips filters={filters} onFilters={onFilters} />
      <span class="for-readers" aria-live="polite">
        {total === null ? "" : number(total)}
      </span>
    </div>
  );
}
