// Starts the tab: signs in through Teams, fetches the frame, opens the page that was asked for.
import htmx from "htmx.org";

import { watchChanges } from "./changes.js";
import { watchDialogs } from "./dialogs.js";
import { watchDrafts } from "./drafts.js";
import { watchForms } from "./forms.js";
import { watchMap } from "./map.js";
import { watchPeople } from "./people.js";
import { openPlace, watchPlaces } from "./places.js";
import { watchRanking } from "./ranking.js";
import { watchRequests } from "./requests.js";
import { enterTeams, sayReady, sayFailed, token } from "./teams.js";

const app = document.getElementById("app");

function showInstead(id) {
  app.replaceChildren(document.getElementById(id).content.cloneNode(true));
  app.querySelector("[data-again]")?.addEventListener("click", () => location.reload());
}

/** We know who it is, and the server says why not: a guest, for one. */
function showRefusal() {
  const main = document.createElement("main");
  main.append(...app.childNodes);
  app.replaceChildren(main);
  document.title = main.querySelector(".page").dataset.title;
  sayReady();
}

async function start() {
  let place = "";
  try {
    place = await enterTeams();
  } catch {
    showInstead("outside");
    return;
  }
  try {
    await token();
  } catch {
    showInstead("no-sign-in");
    sayFailed();
    return;
  }
  watchRequests(htmx);
  watchForms(htmx);
  watchDialogs();
  watchMap();
  watchPeople();
  watchDrafts();
  watchRanking(htmx);
  await htmx.ajax("GET", "/tab/part/start", { target: "#app", swap: "innerHTML" });
  if (app.querySelector(".page") && !document.getElementById("main")) {
    showRefusal();
    return;
  }
  if (!document.getElementById("main")) {
    showInstead("no-sign-in");
    sayFailed();
    return;
  }
  watchPlaces(htmx);
  await openPlace(location.hash.slice(1) || place || "board");
  sayReady();
  watchChanges(htmx);
}

start();
