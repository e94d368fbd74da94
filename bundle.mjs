/**
 * Bundles what browsers load: the little Teams and the app's tab. `node bundle.mjs`
 * Nothing is loaded from another host, so everything from node_modules ends up in these files.
 */
import { existsSync } from "node:fs";
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
    },
    outdir: "teams_app/tab/static/dist",
    // Scripts and styles share the name "tab", which one build cannot give twice.
    names: { "tab-style": "tab" },
  },
];

for (const { entryPoints, outdir, names = {} } of BUNDLES) {
  for (const [name, file] of Object.entries(entryPoints)) {
    if (!existsSync(file)) continue;
    await build({
      entryPoints: { [names[name] ?? name]: file },
      outdir,
      bundle: true,
      minify: true,
      format: "esm",
      target: ["es2022", "chrome110", "safari16"],
      legalComments: "linked",
      logLevel: "warning",
    });
  }
}
