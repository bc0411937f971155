// What the explore page shows beside the filters: the order of the table and the piece of the map, in the address too.
import { type Filters, readFilters, writeFilters } from "./filters";

export const SORTS = ["urgency", "-from", "from", "-killed", "-reports", "place", "type"] as const;
export type Sort = (typeof SORTS)[number];

export interface Camera {
  zoom: number;
  lat: number;
  lon: number;
}

export interface View {
  filters: Filters;
  sort: Sort;
  camera: Camera | null;
}

const DEFAULT_SORT: Sort = "-from";

function readCamera(text: string | null): Camera | null {
  const parts = (text ?? "").split("/").map(Number);
  const [zoom, lat, lon] = parts;
  if (parts.length !== 3 || !parts.every(Number.isFinite)) return null;
  if (zoom === undefined || lat === undefined || lon === undefined) return null;
  if (zoom < 0 || zoom > 22 || Math.abs(lat) > 85.06 || Math.abs(lon) > 180) return null;
  return { zoom, lat, lon };
}

export function readView(params: URLSearchParams): View {
  const sort = SORTS.find((s) => s === params.get("sort")) ?? DEFAULT_SORT;
  return { filters: readFilters(params), sort, camera: readCamera(params.get("map")) };
}

export function writeView(view: View): URLSearchParams {
  const params = writeFilters(view.filters);
  if (view.sort !== DEFAULT_SORT) params.set("sort", view.sort);
  if (view.camera) {
    const { zoom, lat, lon } = view.camera;
    params.set("map", `${+zoom.toFixed(2)}/${+lat.toFixed(4)}/${+lon.toFixed(4)}`);
  }
  return params;
}

export function addressOf(path: string, params: URLSearchParams): string {
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
