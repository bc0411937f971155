// MapLibre with the base map and the desk's own layers; the components around it know no MapLibre.

import workerUrl from "file:maplibre-gl/dist/maplibre-gl-worker.mjs";
import type { FeatureCollection, GeoJSON } from "geojson";
import {
  GeoJSONSource,
  Map as LibreMap,
  LngLatBounds,
  type MapMouseEvent,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import type { Cell, MapAnswer, MapPoint } from "../api/types";
import type { Camera } from "../state/view";
import type { Bbox } from "./asking";
import { type BaseMap, DIVISIONS_FROM_ZOOM, loadCountries, loadDivisions } from "./basemap";
import { cellDiameter, mapColours } from "./colours";
import { disc } from "./discs";
import { drawSign, SIGN_SCALE, signName } from "./signs";
import { BASE_SOURCES, NOTHING, style } from "./style";

setWorkerUrl(workerUrl);

export interface Spot {
  lat: number;
  lon: number;
  radius_km: number | null;
}

export interface MapEvents {
  onMove?: (camera: Camera, bbox: Bbox) => void;
  onPick?: (point: MapPoint) => void;
  onCell?: (cell: Cell) => void;
  onHover?: (point: MapPoint | null) => void;
  onClick?: (lat: number, lon: number) => void;
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
/** A disc smaller than the sign on it would only blur it; it is drawn all the same when zoomed in. */
const LEAST_RADIUS_KM = 0.5;

type Paint = Parameters<LibreMap["setPaintProperty"]>[1];

export class DeskMap {
  private readonly map: LibreMap;
  private readonly loaded: Promise<void>;
  private detailed = false;
  private fine: BaseMap | null = null;
  /** Parts of the base map that are still being read: until then the map is not at rest. */
  private coming = 1;
  private shown: MapAnswer = { total: 0, placeless: 0, cells: [], points: [] };
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly recolour = () => this.loaded.then(() => this.restyle());

  /** Throws where the browser has no WebGL. */
  constructor(
    container: HTMLElement,
    camera: Camera | null,
    private readonly events: MapEvents,
    label: string,
  ) {
    this.map = new LibreMap({
      container,
      style: style(mapColours()),
      center: camera ? [camera.lon, camera.lat] : [20, 22],
      zoom: camera?.zoom ?? 1,
      minZoom: 0.3,
      maxZoom: 15,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      locale: { "Map.Title": label },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
    this.map.setMissingStyleImageResolver((id) => {
      const image = drawSign(id);
      if (image && !this.map.hasImage(id)) this.map.addImage(id, image, { pixelRatio: SIGN_SCALE });
    });
    this.map.on("error", ({ error }) => console.error("map:", error.message));
    this.map.on("idle", () => {
      if (this.coming > 0) return;
      container.dataset.mapReady = "true";
      document.documentElement.dataset.mapReady = "true";
    });
    this.loaded = new Promise((resolve) => this.map.once("load", () => resolve()));
    this.loaded.then(() => {
      this.coming--;
      return this.base(loadCountries());
    });
    this.map.on("moveend", () => this.moved());
    this.loaded.then(() => this.moved());
    this.listen();
    this.dark.addEventListener("change", this.recolour);
  }

  remove(): void {
    this.dark.removeEventListener("change", this.recolour);
    delete document.documentElement.dataset.mapReady;
    this.map.remove();
  }

  /** The map is no longer at rest until MapLibre says so again. */
  private stir(): void {
    delete this.map.getContainer().dataset.mapReady;
    delete document.documentElement.dataset.mapReady;
  }

  private set(name: string, data: GeoJSON): void {
    const source = this.map.getSource(name);
    if (source instanceof GeoJSONSource) source.setData(data);
  }

  private async base(part: Promise<BaseMap>): Promise<void> {
    this.coming++;
    this.stir();
    const found = await part.catch((error) => {
      console.error(`The base map could not be loaded: ${error.message}`);
      return null;
    });
    this.coming--;
    // The coarse shapes may come after the fine ones.
    if (found && !(this.fine && found !== this.fine)) {
      if (found.divisionLabels.features.length) this.fine = found;
      for (const name of BASE_SOURCES) this.set(name, found[name]);
    }
    this.map.triggerRepaint();
  }

  private moved(): void {
    const { lng, lat } = this.map.getCenter();
    const zoom = this.map.getZoom();
    if (zoom >= DIVISIONS_FROM_ZOOM && !this.detailed) {
      this.detailed = true;
      this.base(loadDivisions());
    }
    const wrapped = ((((lng + 180) % 360) + 360) % 360) - 180;
    this.events.onMove?.({ zoom, lat, lon: wrapped }, this.bbox());
  }

  /** What is in sight: west, south, east, north, within the world. */
  bbox(): Bbox {
    const b = this.map.getBounds();
    const [west, east] = [b.getWest(), b.getEast()];
    if (east - west >= 360) return [-180, Math.max(-90, b.getSouth()), 180, Math.min(90, b.getNorth())];
    return [
      Math.max(-180, west),
      Math.max(-90, b.getSouth()),
      Math.min(180, east),
      Math.min(90, b.getNorth()),
    ];
  }

  private listen(): void {
    const at = (e: MapMouseEvent, layers: string[]) => this.map.queryRenderedFeatures(e.point, { layers })[0];
    this.map.on("click", (e) => {
      this.events.onClick?.(e.lngLat.lat, e.lngLat.lng);
      const found = at(e, ["points", "cells"]);
      const index = found?.properties.index as number | undefined;
      if (index === undefined) return;
      if (found?.layer.id === "points") {
        const point = this.shown.points[index];
        if (point) this.events.onPick?.(point);
        return;
      }
      const cell = this.shown.cells[index];
      if (cell?.same_spot) this.events.onCell?.(cell);
      else if (cell) this.fit(cell.bbox, 12);
    });
    this.map.on("mousemove", (e) => {
      if (!this.map.getLayer("points")) return;
      const found = at(e, ["points", "cells"]);
      this.map.getCanvas().style.cursor = found || this.events.onClick ? "pointer" : "";
      const point =
        found?.layer.id === "points" ? this.shown.points[found.properties.index as number] : undefined;
      this.events.onHover?.(point ?? null);
    });
  }

  /** Light and dark: only the colours change, what is drawn stays. */
  private restyle(): void {
    this.stir();
    for (const layer of style(mapColours()).layers) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        this.map.setPaintProperty(layer.id, name as Paint, value);
      }
    }
    for (const id of this.map.listImages()) {
      const image = drawSign(id);
      if (image) this.map.updateImage(id, image);
    }
    this.map.triggerRepaint();
  }

  show(answer: MapAnswer): void {
    this.shown = answer;
    this.loaded.then(() => this.draw());
  }

  private draw(): void {
    this.stir();
    const { cells, points } = this.shown;
    this.set("cells", {
      type: "FeatureCollection",
      features: cells.map((cell, index) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [cell.lon, cell.lat] },
        properties: {
          index,
          radius: cellDiameter(cell.count) / 2,
          text: compact.format(cell.count),
          coarse: (cell.coarse ?? 0) / cell.count,
        },
      })),
    });
    this.set("points", {
      type: "FeatureCollection",
      features: points.map((point, index) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [point.lon, point.lat] },
        properties: { index, sign: signName(point) },
      })),
    });
    const halos: FeatureCollection = {
      type: "FeatureCollection",
      features: points
        .filter((p) => (p.radius_km ?? 0) >= LEAST_RADIUS_KM)
        .map((p) => disc(p.lat, p.lon, p.radius_km ?? 0, {})),
    };
    this.set("halos", halos);
    // A map whose data came out equal fires no further `idle` unless it is drawn again.
    this.map.triggerRepaint();
  }

  highlight(spot: Spot | null): void {
    this.loaded.then(() => {
      const point = spot && { type: "Point" as const, coordinates: [spot.lon, spot.lat] };
      this.set("highlight", point ?? NOTHING);
      this.set("highlightDisc", spot?.radius_km ? disc(spot.lat, spot.lon, spot.radius_km, {}) : NOTHING);
    });
  }

  fit(bbox: Bbox, maxZoom = 8): void {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map.fitBounds(new LngLatBounds(bbox), { padding: 48, maxZoom, animate: !still, duration: 500 });
  }

  /** Goes there without a flight: where the page itself moves the map, such as on "back". */
  jump(camera: Camera): void {
    this.map.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.zoom });
  }

  camera(): Camera {
    const { lng, lat } = this.map.getCenter();
    return { zoom: this.map.getZoom(), lat, lon: lng };
  }

  resize(): void {
    this.map.resize();
  }
}
