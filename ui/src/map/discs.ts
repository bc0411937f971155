// Discs of a radius on the ground: how well a place is known.
import type { Feature, Polygon, Position } from "geojson";

const EARTH_KM = 6371.0088;
const CORNERS = 48;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;

/** Points at `radiusKm` from a centre along great circles, longitudes unbroken at 180 degrees. */
export function ring(lat: number, lon: number, radiusKm: number): Position[] {
  const angle = Math.min(radiusKm / EARTH_KM, Math.PI / 2);
  const phi = radians(lat);
  const found: Position[] = [];
  for (let i = 0; i <= CORNERS; i++) {
    const bearing = (2 * Math.PI * i) / CORNERS;
    const sine = Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing);
    const at = Math.asin(Math.max(-1, Math.min(1, sine)));
    const turned = Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(phi),
      Math.cos(angle) - Math.sin(phi) * Math.sin(at),
    );
    found.push([lon + degrees(turned), Math.max(-85, Math.min(85, degrees(at)))]);
  }
  return found;
}

export function disc<P extends object>(
  lat: number,
  lon: number,
  radiusKm: number,
  properties: P,
): Feature<Polygon, P> {
  const geometry: Polygon = { type: "Polygon", coordinates: [ring(lat, lon, radiusKm)] };
  return { type: "Feature", geometry, properties };
}
