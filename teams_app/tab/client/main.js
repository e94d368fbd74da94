// Starts the tab: signs in through Teams, fetches the frame, opens the page that was asked for.
import htmx from "htmx.org";

import { watchChanges } from "./changes.js";
import { CONFIG, openConfig } from "./config.js";
import { watchDialogs } from "./dialogs.js";
import { watchForms } from "./forms.js";
import { watchMap } from "./map.js";
import { openPlace, watchPlaces } from "./places.js";
import { watchRequests } from "./requests.js";
import { enterTeams, sayReady, sayFailed, token } from "./teams.js";

const app = document.getElementById("app");

function showInstead(id) {
  app.replaceChildren(document.getElementById(id).content.cloneNode(true));
  app.querySelector("[data-again]")?.addEventListener("click", () => location.reload());
}

function giveUp() {
  showInstead("no-sign-in");
  sayFailed();
}

async function startConfig(kind) {
  if (await openConfig(htmx, kind)) sayReady();
  else if (!document.getElementById("main")) giveUp();
}

async function startTab(place) {
  const opening = new URLSearchParams(location.search).get("opening") ?? "";
  const asked = new URLSearchParams({ opening });
  await htmx.ajax("GET", `/tab/part/start?${asked}`, { target: "#app", swap: "innerHTML" });
  if (!document.getElementById("main")) {
    giveUp();
    return;
  }
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
  watchMap();
  await (location.pathname === CONFIG ? startConfig(entered.kind) : startTab(entered.place));
}

start();
