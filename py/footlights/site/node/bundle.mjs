// Bundles the page's JavaScript and CSS with esbuild.
//
// node bundle.mjs PROJECT_DIR WORK_DIR   writes to WORK_DIR head.js, page.js, late.js, formulae.js, worker.js, page.css,
// fonts.css, late_fonts.css, index.css, service_worker.js, app.js, swagger.js, vega.js and a script for each engine other
// than Pyodide.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [project, work] = process.argv.slice(2);
const require = createRequire(join(project, "package.json"));
const esbuild = await import(pathToFileURL(require.resolve("esbuild")).href);

const common = {
  absWorkingDir: project,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: ["chrome120", "firefox121", "safari17"],
  logLevel: "warning",
};
// Pyodide's loader names Node's modules in branches that a browser never takes.
const lock = JSON.parse(readFileSync(join(project, "node_modules/pyodide/pyodide-lock.json"), "utf8"));
const define = { __LOCK_INFO__: JSON.stringify(lock.info) };
// Brython reads its address from the worker's, which in a sandbox is none.
const ADDRESS = 'globalThis.__BRYTHON__ = { brython_path: "https://brython.invalid/" }';
// The other Pythons: the scripts that come before ours in each engine's worker.
const ENGINES = {
  micropython: [],
  skulpt: ["skulpt/dist/skulpt.min.js", "skulpt/dist/skulpt-stdlib.js"],
  brython: ["brython/brython.min.js", "brython/brython_stdlib.js"],
};
const script = { ...common, format: "iife", platform: "browser", external: ["node:*", "ws"], define };

/** An engine's worker as one classic script. MicroPython's loader asks for Node's `process` in vain. */
async function bundleEngine(name, before) {
  const { outputFiles } = await esbuild.build({
    ...script,
    entryPoints: [`web/js/engines/${name}.js`],
    define: { process: "undefined" },
    external: ["fs", "module", "path", "url"],
    loader: { ".wasm": "binary" },
    write: false,
  });
  const texts = before.map((file) => readFileSync(join(project, "node_modules", file), "utf8"));
  writeFileSync(
    join(work, `${name}.js`),
    [...(name === "brython" ? [ADDRESS] : []), ...texts, outputFiles[0].text].join(";\n"),
  );
}

/** Vega-Lite charts, as Altair makes them, for the sandbox that shows them. */
const vega = { contents: 'import embed from "vega-embed"; globalThis.footlightsVega = embed;', resolveDir: project };

/** Many packages make the charts: their names, one on each line, for the list of licences. */
async function bundleCharts() {
  const { metafile } = await esbuild.build({ ...script, stdin: vega, outfile: join(work, "vega.js"), metafile: true });
  const names = Object.keys(metafile.inputs).map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  writeFileSync(join(work, "vega.parts"), [...new Set(names.filter(Boolean))].sort().join("\n"));
}

/** A script as a text in another. */
async function scriptText(entry, define = {}) {
  const { outputFiles } = await esbuild.build({ ...script, entryPoints: [entry], define, write: false });
  return JSON.stringify(outputFiles[0].text.trim());
}
/** What comes before everything in a document in which anything may run. */
const guard = await scriptText("web/js/sandbox/guard.js");

/** Web applications: what comes first in each of their pages stands in what stands around it, and that in the part. */
async function bundleApps() {
  const page = await scriptText("web/js/app_frame/page.js");
  const shell = await scriptText("web/js/app_frame/shell.js", { __FRAME_PAGE__: page, __GUARD__: guard });
  const entryPoints = ["web/js/apps/late.js"];
  const app = {
    ...common,
    format: "esm",
    entryPoints,
    outfile: join(work, "app.js"),
    define: { __FRAME_SHELL__: shell },
  };
  await esbuild.build(app);
}

/** Swagger UI, its script and its styles in one part. */
function bundleSwagger() {
  const [js, css] = ["swagger-ui-bundle.js", "swagger-ui.css"].map((file) =>
    readFileSync(join(project, "node_modules/swagger-ui-dist", file), "utf8").replace(
      /\/[/*]# sourceMappingURL=.*$/m,
      "",
    ),
  );
  writeFileSync(join(work, "swagger.js"), `${js}/*footlights:styles*/${css}`);
}

bundleSwagger();
await Promise.all([
  bundleCharts(),
  bundleApps(),
  ...Object.entries(ENGINES).map(([name, before]) => bundleEngine(name, before)),
  esbuild.build({
    ...script,
    entryPoints: ["web/js/page/main.js"],
    outfile: join(work, "page.js"),
    loader: { ".css": "text" },
  }),
  esbuild.build({
    ...common,
    format: "esm",
    entryPoints: ["web/js/editor/late.js", "web/js/editor/formulae.js"],
    outdir: work,
  }),
  esbuild.build({
    ...script,
    entryPoints: ["web/js/head/head.js"],
    outfile: join(work, "head.js"),
    define: { __GUARD__: guard },
  }),
  esbuild.build({
    ...script,
    entryPoints: ["web/js/service_worker/service_worker.js"],
    outfile: join(work, "service_worker.js"),
    define: { "process.env.NODE_ENV": '"production"' },
  }),
  esbuild.build({ ...script, entryPoints: ["web/js/kernel_worker/worker.js"], outfile: join(work, "worker.js") }),
  esbuild.build({
    ...common,
    entryPoints: ["web/css/page.css", "web/css/fonts.css", "web/css/late_fonts.css", "web/css/index.css"],
    outdir: work,
    loader: { ".woff2": "dataurl" },
  }),
]);
