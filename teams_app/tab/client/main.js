// Starts the tab: signs in through Teams, fetches the frame, opens the page that was asked for.
import htmx from "htmx.org";

import { watchAttaching } from "./attaching.js";
import { holdWhile, watchChanges } from "./changes.js";
import { CONFIG, openConfig } from "./config.js";
import { watchDialogs } from "./dialogs.js";
import { watchDownloads } from "./downloads.js";
import { watchDrafts } from "./drafts.js";
import { watchFilters } from "./filters.js";
import { watchForms } from "./forms.js";
import { watchMap } from "./map.js";
import { watchNarrowing } from "./narrowing.js";
import { watchPeople } from "./people.js";
import { arrived, openPlace, watchPlaces } from "./places.js";
import { watchPrinting } from "./printing.js";
import { ask, trouble, watchRequests } from "./requests.js";
import { enterTeams, forgetToken, headers, sayReady, sayFailed, token } from "./teams.js";
import { watchUploads } from "./uploads.js";

const app = document.getElementById("app");

function showInstead(id) {
  app.replaceChildren(document.getElementById(id).content.cloneNode(true));
  app.querySelector("[data-again]")?.addEventListener("click", () => location.reload());
}

function giveUp() {
  showInstead("no-sign-in");
  sayFailed();
}

/** We know who it is, and the server says why not: a guest, for one. */
function showRefusal() {
  const main = document.createElement("main");
  main.append(...app.childNodes);
  app.replaceChildren(main);
  document.title = main.querySelector(".page").dataset.title;
  sayReady();
}

/** Whether the page came; where it did not, what shows instead tells why. */
function came() {
  if (document.getElementById("main")) return true;
  if (app.querySelector(".page")) showRefusal();
  else giveUp();
  return false;
}

async function startConfig(kind) {
  await openConfig(htmx, kind);
  if (came()) sayReady();
}

/** The council's part of the script; without it its pages can be read all the same. */
async function startCouncil() {
  const part = await import("./council.js").catch(() => null);
  part?.watchCouncil(htmx, { trouble, forgetToken, headers, token, holdWhile });
}

/** A workshop's part, once it's opened. */
async function startWorkshop() {
  if (!document.querySelector("[data-workshop]")) return;
  document.removeEventListener("htmx:afterSettle", startWorkshop);
  const part = await import("./workshop.js").catch(() => null);
  part?.watchWorkshop({ holdWhile });
}

/** Cards from elsewhere, once their page is opened by who may take them in. */
async function startElsewhere() {
  if (!document.querySelector("[data-cards-file]")) return;
  document.removeEventListener("htmx:afterSettle", startElsewhere);
  const part = await import("./elsewhere.js").catch(() => null);
  part?.watchElsewhere(htmx, { ask, trouble, arrived });
}

/** The styles that only some pages need. */
function loadMoreStyles() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = document.querySelector("meta[name=more-styles]").content;
  return new Promise((done) => {
    link.onload = done;
    link.onerror = done;
    document.head.append(link);
  });
}

async function startTab(asked) {
  const opening = new URLSearchParams(location.search).get("opening") ?? "";
  const query = new URLSearchParams({ opening });
  await htmx.ajax("GET", `/tab/part/start?${query}`, { target: "#app", swap: "innerHTML" });
  if (!came()) return;
  watchPlaces(htmx);
  document.addEventListener("htmx:afterSettle", startWorkshop);
  document.addEventListener("htmx:afterSettle", startElsewhere);
  const { opens, council } = document.querySelector(".frame").dataset;
  if (council) await startCouncil();
  const place = location.hash.slice(1) || asked || opens;
  const first = /^(board|mine|new)\b/.test(place);
  if (!first) await loadMoreStyles();
  await openPlace(place);
  sayReady();
  if (first) loadMoreStyles();
  watchChanges(htmx);
}

async function start() {
  let entered;
  try {
    entered = await enterTeams();
  } catch {
    showInstead("outside");
    return;
  }
  try {
    await token();
  } catch {
    giveUp();
    return;
  }
  watchRequests(htmx);
  watchForms(htmx);
  watchDialogs();
  watchFilters();
  watchMap();
  watchPrinting();
  watchDownloads();
  watchUploads(htmx);
  watchAttaching(htmx);
  watchPeople();
  watchNarrowing();
  watchDrafts();
  await (location.pathname === CONFIG ? startConfig(entered.kind) : startTab(entered.place));
}

start();
