// What others do shows here within seconds, without disturbing what one is in the middle of.
import { halfWritten } from "./places.js";
import { headers, token } from "./teams.js";

const EVERY = 1000;
const LONGEST_PRESS = 30000;
let rounds = 0;
let state = "";
let content = "";
let pending = false;
const shown = new WeakMap();
const holds = [];
let pressedAt = 0;

/** Fetch nothing anew while this says so. */
export function holdWhile(busy) {
  holds.push(busy);
}

async function ask(path) {
  await token();
  return fetch(`/tab/part/${path}`, { headers: headers(), cache: "no-store" });
}

/** Whether something is in somebody's hand or on its way. */
function held() {
  const pressed = Date.now() - pressedAt < LONGEST_PRESS;
  return pressed || holds.some((one) => one()) || Boolean(document.querySelector("dialog[open], #main.waiting, .htmx-request"));
}

function busy() {
  const typing = document.activeElement?.closest?.("#live input, #live textarea, #live select");
  return Boolean(held() || document.querySelector("#live form[data-dirty=yes]") || typing || window.getSelection()?.type === "Range");
}

function alike(one) {
  return [...document.querySelectorAll(`#live ${one.localName}`)].filter((each) => each.textContent === one.textContent);
}

/** How to find what has the focus after the page is drawn again: its id, or else its words. */
function focused() {
  const one = document.activeElement;
  if (one?.id) return () => document.getElementById(one.id);
  const nth = one?.closest("#live") ? alike(one).indexOf(one) : -1;
  return () => (nth < 0 ? null : alike(one)[nth]);
}

/** What was ticked or unticked and not sent, with what it stood for when that was done. */
function ticks() {
  const boxes = [...document.querySelectorAll("#live input[type=checkbox][id]")];
  return boxes.filter((one) => one.checked !== one.defaultChecked).map((one) => [one.id, one.value, one.checked]);
}

function places() {
  const kept = [...document.querySelectorAll("#live details[id]")].map((one) => [one.id, one.open]);
  return { kept, ticked: ticks(), x: window.scrollX, y: window.scrollY, find: focused() };
}

function putBack({ kept, ticked, x, y, find }) {
  for (const [id, value, checked] of ticked) {
    const box = document.getElementById(id);
    if (box?.value === value) box.checked = checked;
  }
  for (const [id, open] of kept) {
    const group = document.getElementById(id);
    if (group) group.open = open;
  }
  window.scrollTo(x, y);
  const one = find();
  if (one && document.activeElement !== one) one.focus({ preventScroll: true });
}

async function refresh(htmx) {
  const live = document.getElementById("live");
  if (!live) return;
  const answer = await ask(live.dataset.live);
  const html = await answer.text();
  if (!answer.ok || document.getElementById("live") !== live || shown.get(live) === html) return;
  // A workshop goes on for everybody, in the middle of a choice too: it can be made no more.
  const goesOn = html.match(/ data-phase="([\w-]+)"/)?.[1] !== live.dataset.phase;
  if (held() || (busy() && !goesOn)) {
    pending = true;
    return;
  }
  const before = places();
  const said = [...live.querySelectorAll(":scope > [role=alert]")];
  htmx.swap(live, html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
  const now = document.getElementById("live");
  if (now) shown.set(now, html);
  // What was refused a moment ago is still to be read.
  if (now && !now.querySelector(":scope > [role=alert]")) now.prepend(...said);
  putBack(before);
}

const KEYS = /name="submission_key" value="[^"]*"/g;

/** What was said meanwhile, unless somebody is about to say something there. */
async function refreshTalk(htmx) {
  const talk = document.getElementById("talk");
  if (!talk?.dataset.refresh) return;
  const answer = await ask(talk.dataset.refresh);
  const html = await answer.text();
  const said = html.replace(KEYS, "");
  const here = document.getElementById("talk") === talk;
  if (!answer.ok || !here || shown.get(talk) === said) return;
  if (talk.querySelector("details[open]") || talk.contains(document.activeElement)) return;
  if (held()) {
    pending = true;
    return;
  }
  htmx.swap(talk, html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
  shown.set(document.getElementById("talk"), said);
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
  const workshop = document.querySelector("#live[data-lively]") ? "&workshop=yes" : "";
  const answer = await ask(`changes?since=${encodeURIComponent(state)}${workshop}`);
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
  if (pending && (workshop ? !held() : !busy() && !halfWritten())) {
    pending = false;
    await refresh(htmx);
    await refreshTalk(htmx);
  }
}

/** A button that is replaced between the press and the release would do nothing. */
function noticePresses() {
  document.addEventListener("pointerdown", () => (pressedAt = Date.now()), true);
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => setTimeout(() => (pressedAt = 0)), true);
  }
}

/** Looks for changes every other second while the tab is in view; each second in a workshop. */
export function watchChanges(htmx) {
  noticePresses();
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
  setInterval(() => {
    rounds += 1;
    if (rounds % 2 === 0 || document.querySelector("#live[data-lively]")) once();
  }, EVERY);
  document.addEventListener("visibilitychange", once);
  once();
}
