// The page on which a channel's or a meeting's tab is given its content: what is chosen, and saving it.
import { trouble, word } from "./requests.js";
import { maySave, onSave, openingNow } from "./teams.js";

/** Where the page is served; everything else is the tab itself. */
export const CONFIG = "/tab/config";

function chosen() {
  const radio = document.querySelector("#config input[name=opening]:checked");
  if (radio?.value !== "area") return radio;
  const area = document.getElementById("area").selectedOptions[0];
  return area?.value ? area : null;
}

function tab() {
  const { value, dataset } = chosen();
  const address = `${location.origin}/tab/?opening=${encodeURIComponent(value)}`;
  return { entityId: value, contentUrl: address, websiteUrl: address, suggestedDisplayName: dataset.name };
}

function refused() {
  trouble("not-saved");
  return word("not-saved");
}

function weigh() {
  const byArea = document.getElementById("opening-area").checked;
  document.getElementById("area-field").hidden = !byArea;
  const choice = chosen();
  const told = choice ? word("ready").replace("#", choice.dataset.name) : word("area-missing");
  document.getElementById("config-told").textContent = told;
  trouble("");
  maySave(Boolean(choice));
}

/** Fetches the page for a tab of this kind, and lets Teams save what is chosen. */
export async function openConfig(htmx, kind) {
  const asked = new URLSearchParams({ kind, opening: await openingNow() });
  await htmx.ajax("GET", `/tab/part/config?${asked}`, { target: "#app", swap: "innerHTML" });
  const form = document.getElementById("config");
  if (!form) return;
  document.documentElement.lang = document.getElementById("main").lang;
  form.addEventListener("change", weigh);
  form.addEventListener("submit", (event) => event.preventDefault());
  onSave(tab, refused);
  weigh();
}
