// Starts the tab: signs in through Teams, fetches the frame, opens the page that was asked for.
import htmx from "htmx.org";

import { watchChanges } from "./changes.js";
import { CONFIG, openConfig } from "./config.js";
import { watchDialogs } from "./dialogs.js";
import { watchDownloads } from "./downloads.js";
import { watchDrafts } from "./drafts.js";
import { watchFilters } from "./filters.js";
import { watchForms } from "./forms.js";
import { watchMap } from "./map.js";
import { watchNarrowing } from "./narrowing.js";
import { watchPeople } from "./people.js";
import { openPlace, watchPlaces } from "./places.js";
import { watchRanking } from "./ranking.js";
import { watchRequests } from "./requests.js";
import { enterTeams, sayReady, sayFailed, token } from "./teams.js";
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

async function startTab(place) {
  const opening = new URLSearchParams(location.search).get("opening") ?? "";
  const asked = new URLSearchParams({ opening });
  await htmx.ajax("GET", `/tab/part/start?${asked}`, { target: "#app", swap: "innerHTML" });
  if (!came()) return;
  watchPlaces(htmx);
  const { opens } = document.querySelector(".frame").dataset;
  await openPlace(location.hash.slice(1) || place || opens);
  sayReady();
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
  watchDownloads();
  watchUploads(htmx);
  watchPeople();
  watchNarrowing();
  watchDrafts();
  watchRanking(htmx);
  await (location.pathname === CONFIG ? startConfig(entered.kind) : startTab(entered.place));
}

start();
