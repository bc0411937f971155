// The map's sources and layers. There are no tiles and no glyphs to fetch: letters are drawn from the system's fonts.
import type { FeatureCollection } from "geojson";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { DIVISIONS_FROM_ZOOM } from "./basemap";
import type { MapColours } from "./colours";

export const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };
export const BASE_SOURCES = ["land", "borders", "disputed", "inner", "labels", "divisionLabels"] as const;
export const DATA_SOURCES = ["halos", "cells", "points", "highlight", "highlightDisc"] as const;

const FONT = ["system-ui, sans-serif"];

function base(c: MapColours): LayerSpecification[] {
  const width = (thin: number, thick: number): ["interpolate", ["linear"], ["zoom"], ...number[]] => [
    "interpolate",
    ["linear"],
    ["zoom"],
    1,
    thin,
    8,
    thick,
  ];
  return [
    { id: "sea", type: "background", paint: { "background-color": c.sea } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land } },
    {
      id: "inner",
      type: "line",
      source: "inner",
      minzoom: DIVISIONS_FROM_ZOOM,
      paint: { "line-color": c.inner, "line-width": width(0.5, 1.1) },
    },
    {
      id: "borders",
      type: "line",
      source: "borders",
      layout: { "line-join": "round" },
      paint: { "line-color": c.border, "line-width": width(0.5, 1.6) },
    },
    {
      id: "disputed",
      type: "line",
      source: "disputed",
      paint: { "line-color": c.border, "line-width": width(0.7, 1.6), "line-dasharray": [3, 2.2] },
    },
    {
      id: "divisionLabels",
      type: "symbol",
      source: "divisionLabels",
      minzoom: DIVISIONS_FROM_ZOOM + 0.7,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 10,
        "text-max-width": 7,
        "symbol-sort-key": ["get", "rank"],
        "text-padding": 8,
      },
      paint: {
        "text-color": c.label,
        "text-opacity": 0.85,
        "text-halo-color": c.labelHalo,
        "text-halo-width": 1,
      },
    },
    {
      id: "labels",
      type: "symbol",
      source: "labels",
      minzoom: 1.2,
      // Small islands' names wait until there is room for them. A rank is minus the area in hundredths of square degrees.
      filter: ["<=", ["get", "rank"], ["step", ["zoom"], -2000, 2, -800, 2.8, -200, 3.6, -20, 4.6, 0]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 2, 10, 6, 14],
        "text-max-width": 7,
        "text-letter-spacing": 0.06,
        "symbol-sort-key": ["get", "rank"],
        "text-padding": 6,
      },
      paint: { "text-color": c.label, "text-halo-color": c.labelHalo, "text-halo-width": 1.2 },
    },
  ];
}

function data(c: MapColours): LayerSpecification[] {
  return [
    { id: "halos", type: "fill", source: "halos", paint: { "fill-color": c.halo, "fill-opacity": 0.07 } },
    {
      id: "haloEdges",
      type: "line",
      source: "halos",
      paint: { "line-color": c.halo, "line-opacity": 0.3, "line-width": 1, "line-dasharray": [2, 3] },
    },
    {
      id: "highlightDisc",
      type: "fill",
      source: "highlightDisc",
      paint: { "fill-color": c.highlight, "fill-opacity": 0.14 },
    },
    {
      // Mostly of places known no finer than a province: a soft rim around the circle.
      id: "cellRims",
      type: "circle",
      source: "cells",
      filter: [">", ["get", "coarse"], 0.5],
      paint: {
        "circle-radius": ["+", ["get", "radius"], 9],
        "circle-color": c.cell,
        "circle-opacity": 0.22,
        "circle-blur": 0.35,
      },
    },
    {
      id: "cells",
      type: "circle",
      source: "cells",
      paint: {
        "circle-radius": ["get", "radius"],
        "circle-color": c.cell,
        "circle-opacity": 0.86,
        "circle-stroke-color": c.edge,
        "circle-stroke-width": 1.2,
      },
    },
    {
      id: "cellCounts",
      type: "symbol",
      source: "cells",
      layout: {
        "text-field": ["get", "text"],
        "text-font": FONT,
        "text-size": 12,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": c.cellText },
    },
    {
      id: "points",
      type: "symbol",
      source: "points",
      layout: {
        "icon-image": ["get", "sign"],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
    {
      id: "highlight",
      type: "circle",
      source: "highlight",
      paint: {
        "circle-radius": 15,
        "circle-opacity": 0,
        "circle-color": c.highlight,
        "circle-stroke-color": c.highlight,
        "circle-stroke-width": 2.5,
      },
    },
  ];
}

export function style(c: MapColours): StyleSpecification {
  const names = [...BASE_SOURCES, ...DATA_SOURCES];
  return {
    version: 8,
    sources: Object.fromEntries(names.map((n) => [n, { type: "geojson", data: NOTHING }])),
    layers: [...base(c), ...data(c)],
  };
}
