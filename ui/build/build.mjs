// Builds the pages into ../src/dateline/web/static: index.html, assets with hashes in their names, and the licences.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { fileUrls } from "./file-urls.mjs";
import { licences } from "./licences.mjs";

const UI = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const OUT = resolve(UI, "../src/dateline/web/static");
/** All is written here first: a desk that is started meanwhile finds the pages whole, old or new. */
const FRESH = join(UI, "node_modules/.cache/static");
const GZIP_FROM_BYTES = 1024;
const COMPRESSIBLE = /\.(m?js|css|json|svg|html|txt)$/;

const options = {
  absWorkingDir: UI,
  entryPoints: { main: "src/main.tsx", desk: "src/styles/desk.css" },
  outdir: join(OUT, "assets"),
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  publicPath: "/assets",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  sourcemap: false,
  jsx: "automatic",
  jsxImportSource: "preact",
  metafile: true,
  write: false,
  legalComments: "none", // All licences are in licences.txt.
  plugins: [fileUrls],
  logLevel: "warning",
};

function put(path, bytes) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  if (bytes.length > GZIP_FROM_BYTES && COMPRESSIBLE.test(path))
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}

function write(result) {
  rmSync(FRESH, { recursive: true, force: true });
  for (const file of result.outputFiles) put(join(FRESH, relative(OUT, file.path)), file.contents);
  const icon = readFileSync(join(UI, "src/icon.svg"));
  const iconName = `icon-${createHash("sha256").update(icon).digest("hex").slice(0, 8)}.svg`;
  put(join(FRESH, "assets", iconName), icon);
  const outputs = Object.entries(result.metafile.outputs);
  const main = outputs.find(([, o]) => o.entryPoint === "src/main.tsx");
  const css = outputs.find(([, o]) => o.entryPoint === "src/styles/desk.css");
  const preload = main[1].imports.filter((i) => i.kind === "import-statement").map((i) => basename(i.path));
  const page = readFileSync(join(UI, "src/index.html"), "utf8")
    .replace("<!-- styles -->", `<link rel="stylesheet" href="/assets/${basename(css[0])}">`)
    .replace("<!-- icon -->", `<link rel="icon" href="/assets/${iconName}" type="image/svg+xml">`)
    .replace(
      "<!-- preload -->",
      preload.map((p) => `<link rel="modulepreload" href="/assets/${p}">`).join("\n    "),
    )
    .replace("<!-- script -->", `<script type="module" src="/assets/${basename(main[0])}"></script>`);
  // The server fills in the token, so the page itself is never sent precompressed.
  writeFileSync(join(FRESH, "index.html"), page);
  put(join(FRESH, "licences.txt"), Buffer.from(licences(UI, result.metafile)));
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(dirname(OUT), { recursive: true });
  renameSync(FRESH, OUT);
  const bytes = result.outputFiles.reduce((sum, f) => sum + f.contents.length, 0);
  console.log(
    `${result.outputFiles.length} files, ${Math.round(bytes / 1000)} kB before compression -> ${OUT}`,
  );
}

if (process.argv.includes("--watch")) {
  const onEnd = {
    name: "write",
    setup: (build) => build.onEnd((result) => result.errors.length || write(result)),
  };
  const context = await esbuild.context({ ...options, plugins: [...options.plugins, onEnd] });
  await context.watch();
} else {
  write(await esbuild.build(options));
}
