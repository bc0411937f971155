// The map as a component of the explore page: asks for what is in sight, shows it, tells what is picked.
import { useEffect, useRef, useState } from "preact/hooks";
import { address, begin } from "../api/client";
import { useResource } from "../api/resource";
import type { Cell, MapAnswer, MapPoint } from "../api/types";
import { type Filters, writeFilters } from "../state/filters";
import type { Camera } from "../state/view";
import { words } from "../words";
import { type Asked, type Bbox, toAsk } from "./asking";
import type { DeskMap, Spot } from "./desk-map";
import { Legend } from "./legend";

const SETTLE_MS = 120;

export function mapAddress(filters: Filters, asked: Asked): string {
  const params = writeFilters(filters);
  if (asked.bbox && !filters.bbox) params.set("bbox", asked.bbox.join(","));
  params.set("zoom", String(asked.zoom));
  return address("/map", params);
}

/** The box around all that an answer shows; null where it shows nothing. */
export function extent(answer: MapAnswer): Bbox | null {
  const all = [...answer.cells, ...answer.points];
  if (!all.length) return null;
  const lats = all.map((p) => p.lat);
  const lons = all.map((p) => p.lon);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** How many incidents an answer draws. */
export const countOf = (answer: MapAnswer) =>
  answer.points.length + answer.cells.reduce((sum, cell) => sum + cell.count, 0);

interface Props {
  filters: Filters;
  camera: Camera | null;
  highlight: Spot | null;
  onMove: (camera: Camera, bbox: Bbox) => void;
  onPick: (point: MapPoint) => void;
  onCell: (cell: Cell) => void;
  onHover: (point: MapPoint | null) => void;
  onAnswer: (answer: MapAnswer) => void;
}

export function MapView({ filters, camera, highlight, onMove, onPick, onCell, onHover, onAnswer }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const desk = useRef<DeskMap | null>(null);
  const [asked, setAsked] = useState<Asked>({ zoom: 1, bbox: null });
  const [failed, setFailed] = useState(false);
  const [made, setMade] = useState(false);
  const fitted = useRef(camera !== null);
  const calls = useRef({ onMove, onPick, onCell, onHover });
  calls.current = { onMove, onPick, onCell, onHover };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is made once; the camera it starts with is the first one
  useEffect(() => {
    const end = begin();
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    import("./desk-map")
      .then((m) => {
        if (gone || !box.current) return;
        const events = {
          onMove: (to: Camera, sight: Bbox) => {
            setAsked((before) => toAsk(to.zoom, sight, before));
            clearTimeout(timer);
            timer = setTimeout(() => calls.current.onMove(to, sight), SETTLE_MS);
          },
          onPick: (p: MapPoint) => calls.current.onPick(p),
          onCell: (c: Cell) => calls.current.onCell(c),
          onHover: (p: MapPoint | null) => calls.current.onHover(p),
        };
        desk.current = new m.DeskMap(box.current, camera, events, words.explore.mapLabel);
        setMade(true);
      })
      .catch((error) => {
        console.warn(String(error));
        setFailed(true);
      })
      .finally(end);
    return () => {
      gone = true;
      clearTimeout(timer);
      desk.current?.remove();
      desk.current = null;
    };
  }, []);

  const { data } = useResource<MapAnswer>(mapAddress(filters, asked));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `made` is when there is a map to show it on
  useEffect(() => {
    if (!data) return;
    onAnswer(data);
    if (!desk.current) return;
    desk.current.show(data);
    const bounds = extent(data);
    if (!fitted.current && bounds) {
      fitted.current = true;
      desk.current.fit(bounds, 6);
    }
  }, [data, made]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `made` is when there is a map to show it on
  useEffect(() => {
    desk.current?.highlight(highlight);
  }, [highlight?.lat, highlight?.lon, highlight?.radius_km, made]);

  useEffect(() => {
    // "Back" and links move the map; its own movements come back as the address that it has already.
    if (!camera || !desk.current) return;
    const now = desk.current.camera();
    const near = Math.abs(now.zoom - camera.zoom) < 0.02 && Math.abs(now.lat - camera.lat) < 0.02;
    if (!near) desk.current.jump(camera);
  }, [camera?.zoom, camera?.lat, camera?.lon, camera]);

  return (
    <section class="map" aria-label={words.explore.map} data-shown={data ? countOf(data) : undefined}>
      {failed ? <p class="map-failed">{words.explore.noWebgl}</p> : <div class="map-box" ref={box} />}
      <Legend told={filters.layer === "told"} />
      <p class="map-source">
        {words.explore.mapSource}. {words.explore.boundaries}
      </p>
    </section>
  );
}
