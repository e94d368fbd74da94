// What others do shows here within seconds, without disturbing what one is in the middle of.
import { halfWritten } from "./places.js";
import { moving } from "./ranking.js";
import { headers, token } from "./teams.js";

const EVERY = 2000;
let state = "";
let content = "";
let pending = false;
const shown = new WeakMap();

async function ask(path) {
  await token();
  return fetch(`/tab/part/${path}`, { headers: headers(), cache: "no-store" });
}

function busy() {
  const typing = document.activeElement?.closest?.("#live input, #live textarea, #live select");
  return Boolean(moving() || document.querySelector("dialog[open], #main.waiting") || typing || window.getSelection()?.type === "Range");
}

function places() {
  const kept = [...document.querySelectorAll("#live details[id]")].map((one) => [one.id, one.open]);
  return { kept, x: window.scrollX, y: window.scrollY, focus: document.activeElement?.id };
}

function putBack({ kept, x, y, focus }) {
  for (const [id, open] of kept) {
    const group = document.getElementById(id);
    if (group) group.open = open;
  }
  window.scrollTo(x, y);
  if (focus && document.activeElement?.id !== focus) {
    document.getElementById(focus)?.focus({ preventScroll: true });
  }
}

async function refresh(htmx) {
  const live = document.getElementById("live");
  if (!live) return;
  const answer = await ask(live.dataset.live);
  const html = await answer.text();
  if (!answer.ok || document.getElementById("live") !== live || shown.get(live) === html) return;
  if (busy()) {
    pending = true;
    return;
  }
  const before = places();
  htmx.swap(live, html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
  const now = document.getElementById("live");
  if (now) shown.set(now, html);
  putBack(before);
}

async function warnForms() {
  for (const form of document.querySelectorAll("#main form[data-watch]")) {
    const answer = await ask(form.dataset.watch);
    if (answer.status !== 200) continue;
    const place = form.querySelector("[data-changed-place]");
    const html = await answer.text();
    if (place.dataset.said === html) continue;
    place.dataset.said = html;
    const parsed = new DOMParser().parseFromString(html, "text/html");
    place.replaceChildren(...parsed.body.childNodes);
  }
}

function tellFreshness(told) {
  const line = document.getElementById("freshness");
  line.textContent = told.freshness;
  line.classList.toggle("stale", told.stale);
}

async function look(htmx) {
  const answer = await ask(`changes?since=${encodeURIComponent(state)}`);
  if (answer.status === 200) {
    const told = await answer.json();
    tellFreshness(told);
    state = told.state;
    if (told.content !== content) {
      if (content) pending = true;
      content = told.content;
      await warnForms();
    }
  }
  if (pending && !busy() && !halfWritten()) {
    pending = false;
    await refresh(htmx);
  }
}

/** Looks for changes every other second while the tab is in view. */
export function watchChanges(htmx) {
  let looking = false;
  const once = async () => {
    if (document.hidden || looking) return;
    looking = true;
    try {
      await look(htmx);
    } catch {
      state = "";
    } finally {
      looking = false;
    }
  };
  setInterval(once, EVERY);
  document.addEventListener("visibilitychange", once);
  once();
}
