// What piece of the world to ask the server for.

/** West, south, east, north. */
export type Bbox = [number, number, number, number];

/** Below this zoom the whole world is asked for: moving the map then needs no further call. */
const WORLD_BELOW_ZOOM = 3;
/** How much more than what is in sight is asked for, in widths and heights of the map. */
const MARGIN = 0.5;

export interface Asked {
  zoom: number;
  bbox: Bbox | null;
}

const inside = (a: Bbox, b: Bbox) => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];

/** What to ask for: the same as before while it covers what is in sight at this zoom. */
export function toAsk(zoom: number, sight: Bbox, before: Asked | null): Asked {
  const step = Math.round(zoom * 2) / 2;
  if (before && before.zoom === step && (!before.bbox || inside(sight, before.bbox))) return before;
  if (step < WORLD_BELOW_ZOOM) return { zoom: step, bbox: null };
  const [w, s, e, n] = sight;
  const [dx, dy] = [(e - w) * MARGIN, (n - s) * MARGIN];
  const round = (v: number) => Math.round(v * 1000) / 1000;
  const wide: Bbox = [
    Math.max(-180, round(w - dx)),
    Math.max(-90, round(s - dy)),
    Math.min(180, round(e + dx)),
    Math.min(90, round(n + dy)),
  ];
  return { zoom: step, bbox: wide };
}
