// What was clicked on the map: one incident, or all at one spot.
import { address } from "../api/client";
import { useResource } from "../api/resource";
import type { Cell, IncidentAnswer, MapPoint, Page, Row } from "../api/types";
import { days, names, placeName, rangeShort } from "../shell/format";
import { Loading, Problem, ReviewMark, StatusMark, TypeMark } from "../shell/parts";
import { type Filters, writeFilters } from "../state/filters";
import { words } from "../words";
import { incidentAddress } from "./table";

export type Picked = { point: MapPoint } | { cell: Cell };

const SHOWN = 100;
/** A spot has no width; the server's box must have some. */
const EDGE_DEGREES = 0.0005;

function One({ point, told }: { point: MapPoint; told: boolean }) {
  const { data, error } = useResource<IncidentAnswer>(`/api/incidents/${encodeURIComponent(point.id)}`);
  if (error) return <Problem error={error} />;
  if (!data) return <Loading />;
  const { row } = data;
  const killed = row.harm.find((h) => h.kind === "killed");
  return (
    <>
      <h3>
        <TypeMark type={row.type} modes={row.modes} />
      </h3>
      <p>
        <bdi>{placeName(row.place)}</bdi> · {days(row.from, row.to)}
        {killed && ` · ${rangeShort(killed)} ${words.harm.killed}`}
      </p>
      <p>
        {told && <StatusMark status={row.status} />} <ReviewMark state={row.review} />
      </p>
      {(row.actors.length > 0 || row.recipients.length > 0) && (
        <p>
          <bdi>{names(row.actors) || words.unknown}</bdi> →{" "}
          <bdi>{names(row.recipients) || words.unknown}</bdi>
        </p>
      )}
      <blockquote>
        <bdi>{row.quote}</bdi>
      </blockquote>
      <p>
        <a href={incidentAddress(row.id)}>{words.explore.openIncident}</a>
      </p>
    </>
  );
}

function All({ cell, filters }: { cell: Cell; filters: Filters }) {
  const [w, s, e, n] = cell.bbox;
  const box = [w - EDGE_DEGREES, s - EDGE_DEGREES, e + EDGE_DEGREES, n + EDGE_DEGREES];
  const params = writeFilters({ ...filters, bbox: box.join(",") });
  params.set("limit", String(SHOWN));
  const { data, error } = useResource<Page<Row>>(address("/incidents", params));
  if (error) return <Problem error={error} />;
  if (!data) return <Loading />;
  return (
    <>
      <h3>{words.explore.sameSpot(data.total)}</h3>
      <ul>
        {data.items.map((row) => (
          <li key={row.id}>
            <a href={incidentAddress(row.id)}>
              <TypeMark type={row.type} modes={row.modes} /> {days(row.from, row.to)}
            </a>{" "}
            <ReviewMark state={row.review} short />
          </li>
        ))}
      </ul>
    </>
  );
}

export function PickCard({
  picked,
  filters,
  onClose,
}: {
  picked: Picked;
  filters: Filters;
  onClose: () => void;
}) {
  return (
    <aside class="pick-card" aria-live="polite">
      <button type="button" class="plain pick-close" aria-label={words.close} onClick={onClose}>
        ✕
      </button>
      {"point" in picked ? (
        <One point={picked.point} told={filters.layer === "told"} />
      ) : (
        <All cell={picked.cell} filters={filters} />
      )}
    </aside>
  );
}
