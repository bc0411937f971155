// A place: by name from the gazetteer, by words marked in a sentence, or by a click on the map.
import { useState } from "preact/hooks";
import { address } from "../../api/client";
import type { Place } from "../../api/types";
import { PlaceMap } from "../../map/place-map";
import { words } from "../../words";
import { Combobox, type Found } from "../combobox";
import type { EditorProps } from "./types";

const readPlaces = (answer: unknown): Found<Place>[] =>
  (answer as { items: { label: string; place: Place }[] }).items.map(({ label, place }) => ({
    label,
    value: place,
  }));

export function PlaceEditor({ incident, value, query, onValue, onQuery }: EditorProps) {
  const [clicked, setClicked] = useState<{ lat: number; lon: number } | null>(null);
  const [open, setOpen] = useState(false);
  const place = (value === undefined ? incident.place : value) as Place | null;
  const spot =
    clicked !== null
      ? { ...clicked, radius_km: null }
      : place?.lat != null && place.lon != null
        ? { lat: place.lat, lon: place.lon, radius_km: place.radius_km }
        : null;
  const typed = query.trim() ? address("/places", { q: query.trim() }) : null;
  const url = clicked
    ? address("/places/at", { lat: clicked.lat.toFixed(5), lon: clicked.lon.toFixed(5) })
    : typed;
  return (
    <>
      <Combobox
        label={words.reviewing.typePlace}
        query={query}
        onQuery={(q) => {
          setClicked(null);
          onQuery(q);
        }}
        url={url}
        read={readPlaces}
        onChoose={(found) => {
          setClicked(null);
          onValue(found.value, true);
        }}
      />
      <p class="quiet">{words.reviewing.selectHint}</p>
      <details onToggle={(e) => setOpen(e.currentTarget.open)}>
        <summary>{words.reviewing.pickMap}</summary>
        {open && (
          <PlaceMap
            spot={spot}
            label={words.reviewing.pickMap}
            onPick={(lat, lon) => setClicked({ lat, lon: ((((lon + 180) % 360) + 360) % 360) - 180 })}
          />
        )}
      </details>
    </>
  );
}
