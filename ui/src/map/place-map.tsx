// A small map of one place with the disc within which it is known; in a correction, the map to pick a place from.
import { useEffect, useRef, useState } from "preact/hooks";
import { begin } from "../api/client";
import { words } from "../words";
import type { DeskMap, Spot } from "./desk-map";

/** The zoom at which a disc of this radius stands in a small map with what is around it, at least a province. */
export function zoomFor(radiusKm: number | null): number {
  const km = Math.max(4, radiusKm ?? 4);
  return Math.max(1.2, Math.min(6.4, 11 - Math.log2(km)));
}

interface Props {
  spot: Spot | null;
  label: string;
  onPick?: (lat: number, lon: number) => void;
}

export function PlaceMap({ spot, label, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const desk = useRef<DeskMap | null>(null);
  const [failed, setFailed] = useState(false);
  const [near, setNear] = useState(false);
  const pick = useRef(onPick);
  pick.current = onPick;
  const latest = useRef(spot);
  latest.current = spot;
  const camera = (s: Spot) => ({ lat: s.lat, lon: s.lon, zoom: zoomFor(s.radius_km) });
  // A map costs much: it is made once it is in sight.
  useEffect(() => {
    if (near || !box.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [near]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is made once
  useEffect(() => {
    if (!near) return;
    const end = begin();
    let gone = false;
    import("./desk-map")
      .then((m) => {
        if (gone || !box.current) return;
        const at = latest.current;
        const events = onPick ? { onClick: (lat: number, lon: number) => pick.current?.(lat, lon) } : {};
        desk.current = new m.DeskMap(box.current, at && camera(at), events, label);
        desk.current.highlight(at);
      })
      .catch(() => setFailed(true))
      .finally(end);
    return () => {
      gone = true;
      desk.current?.remove();
      desk.current = null;
    };
  }, [near]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the spot say when it has changed
  useEffect(() => {
    desk.current?.highlight(spot);
    if (spot) desk.current?.jump(camera(spot));
  }, [spot?.lat, spot?.lon, spot?.radius_km]);
  if (failed) return <p class="quiet">{words.explore.noWebgl}</p>;
  return (
    <section class="place-map" aria-label={label}>
      <div class="map-box" ref={box} />
      <p class="map-source">
        {words.explore.mapSource}. {words.explore.boundaries}
      </p>
    </section>
  );
}
