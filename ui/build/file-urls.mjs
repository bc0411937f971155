// `import url from "file:./data.json"` puts the file among the assets as it is and gives its address.
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";

export const fileUrls = {
  name: "file-urls",
  setup(build) {
    const root = build.initialOptions.absWorkingDir ?? process.cwd();
    build.onResolve({ filter: /^file:/ }, async ({ path, resolveDir, importer }) => {
      const found = await build.resolve(path.slice("file:".length), {
        kind: "import-statement",
        resolveDir,
        importer,
      });
      if (found.errors.length) return { errors: found.errors };
      // The path goes into the hashes of names: seen from ui/, it is the same on every machine.
      return { path: relative(root, found.path).replaceAll("\\", "/"), namespace: "file-url" };
    });
    build.onLoad({ filter: /.*/, namespace: "file-url" }, async ({ path }) => ({
      contents: await readFile(join(root, path)),
      loader: "file",
      watchFiles: [join(root, path)],
    }));
  },
};
