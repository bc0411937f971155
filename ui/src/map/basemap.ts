// The base map: countries first, first-level divisions when the map is zoomed in. Both are files of this program.

import divisionsUrl from "file:../../basemap/admin1.json";
import countriesUrl from "file:../../basemap/countries.json";
import type { FeatureCollection, MultiLineString, Point } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { begin } from "../api/client";

/** From this zoom on the divisions are worth their megabyte. */
export const DIVISIONS_FROM_ZOOM = 4;

interface CountryLabel {
  name: string;
  x: number;
  y: number;
  area: number;
}

export interface BaseMap {
  land: FeatureCollection;
  borders: MultiLineString;
  disputed: MultiLineString;
  inner: MultiLineString;
  labels: FeatureCollection<Point, { name: string; rank: number }>;
  divisionLabels: FeatureCollection<Point, { name: string; rank: number }>;
}

const NO_LINES: MultiLineString = { type: "MultiLineString", coordinates: [] };

// Larger areas keep their names when there is no room for all.
const rank = (area: number) => -Math.round(area * 100);

async function topology(url: string): Promise<Topology> {
  const end = begin();
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return (await answer.json()) as Topology;
  } finally {
    end();
  }
}

function drawn(topo: Topology): BaseMap {
  const lines = (name: string): MultiLineString => {
    const object = topo.objects[name];
    return object ? mesh(topo, object as GeometryCollection) : NO_LINES;
  };
  const countries = topo.objects.countries as GeometryCollection<CountryLabel>;
  const land = feature(topo, countries) as FeatureCollection;
  const named = countries.geometries.flatMap((g) =>
    g.properties && "x" in g.properties ? [g.properties] : [],
  );
  const divisions = topo.objects.labels
    ? (feature(topo, topo.objects.labels as GeometryCollection) as FeatureCollection<
        Point,
        { name: string; area: number }
      >)
    : null;
  return {
    land,
    borders: lines("borders"),
    disputed: lines("disputed"),
    inner: lines("inner"),
    labels: {
      type: "FeatureCollection",
      features: named.map(({ name, x, y, area }) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [x, y] },
        properties: { name, rank: rank(area) },
      })),
    },
    divisionLabels: {
      type: "FeatureCollection",
      features: (divisions?.features ?? []).map((f) => ({
        ...f,
        properties: { name: f.properties.name, rank: rank(f.properties.area) },
      })),
    },
  };
}

let countries: Promise<BaseMap> | null = null;
let divisions: Promise<BaseMap> | null = null;

export function loadCountries(): Promise<BaseMap> {
  countries ??= topology(countriesUrl).then(drawn);
  return countries;
}

export function loadDivisions(): Promise<BaseMap> {
  divisions ??= topology(divisionsUrl).then(drawn);
  return divisions;
}
