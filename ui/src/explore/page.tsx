// Explore: map, time line, table and filters, all showing the same incidents; the address holds the whole view.
import { useRef, useState } from "preact/hooks";
import { address } from "../api/client";
import { useResource } from "../api/resource";
import type { ArchiveInfo, CodebookName, Facets, MapAnswer, Row, TimelineAnswer } from "../api/types";
import type { Bbox } from "../map/asking";
import type { Spot } from "../map/desk-map";
import { MapView } from "../map/map-view";
import { Dialog, Problem } from "../shell/parts";
import { chips, cleared, type Filters, writeFilters } from "../state/filters";
import { navigate, params } from "../state/router";
import { addressOf, readView, type View, writeView } from "../state/view";
import { words } from "../words";
import { FacetList } from "./facets";
import { chipText, FilterBar } from "./filter-bar";
import { PickCard, type Picked } from "./pick-card";
import { Placeless } from "./placeless";
import { useRows } from "./rows";
import { Table } from "./table";
import { Timeline } from "./timeline";

const spotOf = (row: Row | null): Spot | null =>
  row?.place?.lat != null && row.place.lon != null
    ? { lat: row.place.lat, lon: row.place.lon, radius_km: row.place.radius_km }
    : null;

function Empty({ filters, onFilters }: { filters: Filters; onFilters: (f: Filters) => void }) {
  const on = chips(filters);
  const { data } = useResource<ArchiveInfo>("/api/archive");
  if (!on.length) {
    return (
      <>
        <p>{data?.counts.incidents ? words.explore.empty : words.explore.emptyArchive}</p>
        {!data?.counts.incidents && <p>{words.explore.emptyArchiveHelp}</p>}
      </>
    );
  }
  return (
    <>
      <p>{words.explore.empty}</p>
      <p>{words.explore.emptyWhy(on.map(chipText).join("; "))}</p>
      <button type="button" onClick={() => onFilters(cleared(filters))}>
        {words.explore.clear}
      </button>
    </>
  );
}

function CodebookChoice({ filters, onFilters }: { filters: Filters; onFilters: (f: Filters) => void }) {
  const { data } = useResource<{ items: CodebookName[] }>("/api/codebooks", false);
  return (
    <label class="codebook-choice">
      {words.facets.codebook}
      <select
        value={filters.codebook ?? ""}
        onChange={(e) => onFilters({ ...filters, codebook: e.currentTarget.value || null, code: [] })}
      >
        <option value="">{words.none}</option>
        {data?.items.map((c) => (
          <option key={c.name} value={c.name}>
            {c.title}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ExplorePage(_: { id: string }) {
  const view = readView(params.value);
  const { filters } = view;
  const [lit, setLit] = useState<Row | null>(null);
  const [litPoint, setLitPoint] = useState<string | null>(null);
  const [picked, setPicked] = useState<Picked | null>(null);
  const [sheet, setSheet] = useState(false);
  const [mapped, setMapped] = useState<MapAnswer | null>(null);
  const sight = useRef<Bbox | null>(null);

  const show = (to: Partial<View>, replace = false) => {
    const next = { ...readView(params.peek()), ...to };
    navigate(addressOf("/explore", writeView(next)), { replace });
  };
  const onFilters = (to: Filters) => {
    setPicked(null);
    show({ filters: to });
  };
  const query = writeFilters(filters);
  const listing = new URLSearchParams(query);
  listing.set("sort", view.sort);
  const rows = useRows(address("/incidents", listing));
  const facets = useResource<Facets>(address("/facets", query));
  const timeline = useResource<TimelineAnswer>(address("/timeline", query));
  const asFilter = (box: Bbox) => box.map((v) => v.toFixed(3)).join(",");

  const facetList = (
    <>
      <CodebookChoice filters={filters} onFilters={onFilters} />
      <FacetList filters={filters} answer={facets.data} onFilters={onFilters} />
    </>
  );
  return (
    <>
      <FilterBar filters={filters} total={rows.total} onFilters={onFilters} onSheet={() => setSheet(true)} />
      <section class="side" aria-label={words.explore.filters}>
        {facets.error ? <Problem error={facets.error} retry={facets.reload} /> : facetList}
      </section>
      {sheet && (
        <Dialog title={words.explore.filters} onClose={() => setSheet(false)} class="sheet">
          {facetList}
        </Dialog>
      )}
      <div class="centre">
        <div class="map-row">
          <div class="map-frame">
            <MapView
              filters={filters}
              camera={view.camera}
              highlight={spotOf(lit)}
              onMove={(camera, bbox) => {
                sight.current = bbox;
                const now = readView(params.peek());
                const follow = now.filters.bbox ? { filters: { ...now.filters, bbox: asFilter(bbox) } } : {};
                show({ camera, ...follow }, true);
              }}
              onPick={(point) => setPicked({ point })}
              onCell={(cell) => setPicked({ cell })}
              onHover={(point) => setLitPoint(point?.id ?? null)}
              onAnswer={setMapped}
            />
            <label class="in-view check">
              <input
                type="checkbox"
                checked={filters.bbox !== null}
                onChange={(e) =>
                  onFilters({
                    ...filters,
                    bbox: e.currentTarget.checked && sight.current ? asFilter(sight.current) : null,
                  })
                }
              />
              {words.explore.inView}
            </label>
            {picked && <PickCard picked={picked} filters={filters} onClose={() => setPicked(null)} />}
          </div>
          <Placeless filters={filters} count={mapped?.placeless ?? null} onFilters={onFilters} />
        </div>
        <Timeline
          answer={timeline.data}
          from={filters.from}
          to={filters.to}
          onDays={(from, to) => onFilters({ ...filters, from, to })}
        />
        <Table
          rows={rows}
          sort={view.sort}
          told={filters.layer === "told"}
          lit={litPoint ?? lit?.id ?? null}
          empty={<Empty filters={filters} onFilters={onFilters} />}
          onSort={(sort) => show({ sort })}
          onLight={setLit}
        />
      </div>
    </>
  );
}
