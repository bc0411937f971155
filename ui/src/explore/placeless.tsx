// Incidents without a place, beside the map that cannot show them. Their count is always in sight.
import { address } from "../api/client";
import { useResource } from "../api/resource";
import type { Page, Row } from "../api/types";
import { days } from "../shell/format";
import { ReviewMark, TypeMark } from "../shell/parts";
import { type Filters, writeFilters } from "../state/filters";
import { words } from "../words";
import { incidentAddress } from "./table";

const SHOWN = 40;

interface Props {
  filters: Filters;
  count: number | null;
  onFilters: (filters: Filters) => void;
}

export function Placeless({ filters, count, onFilters }: Props) {
  const params = writeFilters({ ...filters, place: "none", bbox: null });
  params.set("limit", String(SHOWN));
  const { data } = useResource<Page<Row>>(count ? address("/incidents", params) : null);
  return (
    <aside
      class={count === 0 ? "placeless placeless-none" : "placeless"}
      aria-label={words.explore.placeless}
    >
      <h2>
        {words.explore.placeless} <span class="count">{count ?? "…"}</span>
      </h2>
      {count === 0 ? (
        <p class="quiet">{words.explore.placelessNone}</p>
      ) : (
        <>
          <p class="quiet">{words.explore.placelessWhy}</p>
          {filters.place !== "none" && (
            <button type="button" class="small" onClick={() => onFilters({ ...filters, place: "none" })}>
              {words.explore.placelessAll}
            </button>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
          <ul tabIndex={0} aria-label={words.explore.placeless}>
            {data?.items.map((row) => (
              <li key={row.id}>
                <a href={incidentAddress(row.id)}>
                  <TypeMark type={row.type} modes={row.modes} /> <ReviewMark state={row.review} short />
                </a>
                <span class="quiet">{days(row.from, row.to)}</span>
                <bdi class="placeless-quote">{row.quote}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
