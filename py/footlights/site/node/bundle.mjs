// Bundles the page's JavaScript and CSS with esbuild.
//
// node bundle.mjs PROJECT_DIR WORK_DIR   writes head.js, page.js, worker.js, page.css and late_fonts.css to WORK_DIR.
import { readFileSync } from "node:fs";
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
const script = { ...common, format: "iife", platform: "browser", external: ["node:*", "ws"], define };

await Promise.all([
  esbuild.build({ ...script, entryPoints: ["web/js/page.js"], outfile: join(work, "page.js") }),
  esbuild.build({ ...script, entryPoints: ["web/js/head.js"], outfile: join(work, "head.js") }),
  esbuild.build({ ...script, entryPoints: ["web/js/worker.js"], outfile: join(work, "worker.js") }),
  esbuild.build({
    ...common,
    entryPoints: ["web/css/page.css", "web/css/late_fonts.css"],
    outdir: work,
    loader: { ".woff2": "dataurl" },
  }),
]);
