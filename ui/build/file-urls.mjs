// `import url from "file:./data.json"` puts the file among the assets as it is and gives its address.
import { readFile } from "node:fs/promises";

export const fileUrls = {
  name: "file-urls",
  setup(build) {
    build.onResolve({ filter: /^file:/ }, async ({ path, resolveDir, importer }) => {
      const found = await build.resolve(path.slice("file:".length), {
        kind: "import-statement",
        resolveDir,
        importer,
      });
      return found.errors.length ? { errors: found.errors } : { path: found.path, namespace: "file-url" };
    });
    build.onLoad({ filter: /.*/, namespace: "file-url" }, async ({ path }) => ({
      contents: await readFile(path),
      loader: "file",
      watchFiles: [path],
    }));
  },
};
