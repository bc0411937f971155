// Bundles test/*.test.ts(x) and runs them with Node's own test runner.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const UI = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const OUT = join(UI, "node_modules/.cache/desk-tests");
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const names = readdirSync(join(UI, "test")).filter((f) => /\.test\.tsx?$/.test(f));
await esbuild.build({
  entryPoints: names.map((f) => join(UI, "test", f)),
  outdir: OUT,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
});
const run = spawnSync(
  process.execPath,
  ["--test", ...names.map((f) => join(OUT, f.replace(/\.tsx?$/, ".mjs")))],
  { stdio: "inherit" },
);
process.exit(run.status ?? 1);
