/**
 * Bundles what browsers load: the little Teams and the app's tab. `node bundle.mjs`
 * Nothing is loaded from another host, so everything from node_modules ends up in these files.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const BUNDLES = [
  {
    entryPoints: { teams: "local_tenant/teams/client/main.js" },
    outdir: "local_tenant/teams/static/dist",
  },
  {
    entryPoints: {
      tab: "teams_app/tab/client/main.js",
      "tab-style": "teams_app/tab/client/tab.css",
      pages: "teams_app/tab/client/pages.css",
    },
    outdir: "teams_app/tab/static/dist",
    // Scripts and styles share the name "tab", which one build cannot give twice.
    names: { "tab-style": "tab" },
    // What only some pages need is a file of its own, loaded when a page asks for it.
    splitting: true,
    compressed: true,
  },
];

/** Beside each file the same as Brotli and gzip: the app sends what the browser takes. */
function compress(outdir) {
  for (const name of readdirSync(outdir).filter((one) => /\.(js|css)$/.test(one))) {
    const text = readFileSync(`${outdir}/${name}`);
    const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(`${outdir}/${name}.br`, brotliCompressSync(text, { params: quality }));
    writeFileSync(`${outdir}/${name}.gz`, gzipSync(text, { level: 9 }));
  }
}

for (const { entryPoints, outdir, names = {}, splitting = false, compressed = false } of BUNDLES) {
  rmSync(outdir, { recursive: true, force: true });
  for (const [name, file] of Object.entries(entryPoints)) {
    if (!existsSync(file)) continue;
    await build({
      entryPoints: { [names[name] ?? name]: file },
      outdir,
      bundle: true,
      splitting,
      chunkNames: "part-[hash]",
      minify: true,
      format: "esm",
      target: ["es2022", "chrome110", "safari16"],
      legalComments: "linked",
      logLevel: "warning",
    });
  }
  if (compressed && existsSync(outdir)) compress(outdir);
}
