// The council's order: moved by mouse, finger or keys; shown at once, and then as the server has it.
// A part of its own, which imports nothing that every page needs: `tools` are given to it.

const PAUSE = 350;
const queue = [];
let htmx;
let tools;
let dragging = false;
let sending = false;
let timer = 0;
let dialogFor = null;
let asItWas = null;

/** Whether somebody drags, or a move is on its way: then the list is not fetched anew. */
function moving() {
  return dragging || sending || queue.length > 0;
}

const live = () => document.getElementById("live");
const here = () => live()?.dataset.live.startsWith("ranking/");
const rowOf = (number) => document.getElementById(`row-${number}`);

// Beside the row it has passed: that one may be elsewhere by now, and then this one goes with it.
function wanted(row, down) {
  if (row.parentElement.id === "unplaced") return { where: "out" };
  const [before, after] = [row.previousElementSibling, row.nextElementSibling];
  if (after && !(down && before)) return { where: "before", neighbour: after.dataset.name };
  return before ? { where: "after", neighbour: before.dataset.name } : { where: "last" };
}

// With a filter only the server knows the numbers of what is not shown.
function renumber() {
  const list = document.getElementById("placed");
  const rows = [...list.children];
  rows.forEach((row, place) => {
    if (!("filtered" in list.dataset)) row.querySelector("[data-shown]").textContent = place + 1;
    row.querySelector("[data-step=up]").ariaDisabled = String(place === 0);
    row.querySelector("[data-step=down]").ariaDisabled = String(place === rows.length - 1);
  });
  for (const row of document.querySelectorAll("#unplaced > li")) row.querySelector("[data-shown]").textContent = "";
}

function keepAsItWas() {
  if (!moving() && here()) asItWas = live().cloneNode(true);
}

function ask(number, asked, focus, pause = 0) {
  const last = queue.at(-1);
  if (last?.number === number) queue.pop();
  const query = here() ? live().dataset.live.split("?")[1] : "";
  queue.push({ number, asked, focus, query, seen: rowOf(number)?.dataset.seen ?? "" });
  clearTimeout(timer);
  timer = setTimeout(send, pause);
}

async function post({ number, asked, query, seen }) {
  const body = JSON.stringify({ seen: rowOf(number)?.dataset.seen ?? seen, ...asked });
  const path = `/tab/part/ranking/${number}${query ? `?${query}` : ""}`;
  for (let attempt = 1; ; attempt += 1) {
    await tools.token();
    const sent = { ...tools.headers(), "Content-Type": "application/json" };
    const answer = await fetch(path, { method: "POST", headers: sent, body, keepalive: true });
    if (answer.status !== 401 || attempt > 1) return answer;
    tools.forgetToken();
  }
}

function show(html, focus) {
  for (const old of document.querySelectorAll(".with-undo")) old.remove();
  const active = document.activeElement;
  const elsewhere = active && active !== document.body && !live().contains(active);
  htmx.swap(live(), html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
  const row = rowOf(focus?.split("-")[1]);
  const place = document.getElementById(focus) ?? document.getElementById("placed-heading");
  if (!elsewhere) {
    place?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }
  askReason();
}

function putBack() {
  queue.length = 0;
  if (!here()) return;
  live().replaceWith(asItWas);
  htmx.process(asItWas);
  attach();
}

// A move that waits behind this one was made on what the screen shows: it stays, with the new key.
function take(html, { number, focus }, fine) {
  tools.trouble("");
  if (!fine || queue.length === 0) {
    show(html, focus);
    return;
  }
  const answered = new DOMParser().parseFromString(html, "text/html").getElementById(`row-${number}`);
  const row = rowOf(number);
  if (row && answered) row.dataset.seen = answered.dataset.seen;
}

// One has gone elsewhere: what came of it is said there.
function tell(html) {
  const answered = new DOMParser().parseFromString(html, "text/html");
  for (const old of document.querySelectorAll(".with-undo")) old.remove();
  document.getElementById("toasts").append(...answered.querySelectorAll(".toast"));
  document.getElementById("trouble").replaceChildren(...answered.querySelectorAll("[role=alert], #reason-wanted"));
}

async function send() {
  if (sending || queue.length === 0) return;
  const next = queue.shift();
  sending = true;
  try {
    const answer = await post(next);
    const html = await answer.text();
    if (!html.includes('id="live"')) throw new Error("server");
    if (here()) take(html, next, answer.ok);
    else tell(html);
  } catch (failure) {
    putBack();
    tools.trouble(failure.message === "server" ? "server" : "offline");
  } finally {
    sending = false;
    if (queue.length > 0) send();
  }
}

function step(button) {
  const row = button.closest("li");
  const up = button.dataset.step === "up";
  keepAsItWas();
  if (row.parentElement.id === "unplaced") {
    if (!up) return;
    document.getElementById("placed").append(row);
  } else {
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (up) other.before(row);
    else other.after(row);
  }
  renumber();
  button.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  ask(Number(row.dataset.number), wanted(row, !up), button.id, PAUSE);
}

function openDialog(row, focus) {
  const { number, name } = row.dataset;
  const place = row.querySelector("[data-shown]").textContent;
  const dialog = document.getElementById("place-dialog");
  const [heading, hint, field] = ["heading", "hint", "number"].map((id) => document.getElementById(`place-${id}`));
  const count = Number(live().dataset.of) + (place ? 0 : 1);
  dialogFor = { number: Number(number), focus };
  heading.textContent = heading.dataset.sentence.replace("#", name);
  hint.textContent = hint.dataset.sentence.replace("#", count.toLocaleString(document.documentElement.lang));
  document.getElementById("place-title").textContent = row.querySelector(".rank-title a").textContent;
  document.getElementById("place-out").hidden = !place;
  document.getElementById("place-reason").value = row.dataset.reason ?? "";
  wantReason("");
  field.max = String(count);
  field.value = place.replace(/\D/g, "");
  dialog.showModal();
  field.select();
}

function wantReason(sentence) {
  const said = document.getElementById("place-wanted");
  said.textContent = sentence;
  said.hidden = !sentence;
  document.getElementById("place-reason").required = Boolean(sentence);
  document.getElementById("place-optional").hidden = Boolean(sentence);
}

// The move has to say why: the dialog asks, with the place it was to have.
function askReason() {
  const wanted = document.getElementById("reason-wanted");
  const row = wanted && rowOf(wanted.dataset.number);
  if (!row) return;
  openDialog(row, `to-${wanted.dataset.number}`);
  document.getElementById("place-number").value = wanted.dataset.to;
  wantReason(wanted.textContent);
  wanted.remove();
  document.getElementById("place-reason").focus();
}

function closeDialog(asked) {
  keepAsItWas();
  document.getElementById("place-dialog").close();
  ask(dialogFor.number, asked, dialogFor.focus);
}

function undo(button) {
  const { undo: number, seen, back, reason } = button.dataset;
  keepAsItWas();
  button.closest(".toast").remove();
  ask(Number(number), { seen, ...(back ? { where: "back", back, reason } : { where: "out" }) }, `to-${number}`);
}

function onClick(event) {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.step) step(button);
  else if ("toPlace" in button.dataset) openDialog(button.closest("li"), button.id);
  else if (button.dataset.undo) undo(button);
  else if (button.id === "place-out") closeDialog({ where: "out" });
}

function onSubmit(event) {
  if (event.target.id !== "place-form") return;
  event.preventDefault();
  const reason = document.getElementById("place-reason").value.trim();
  closeDialog({ where: "at", place: document.getElementById("place-number").value, reason });
}

function onStart() {
  keepAsItWas();
  dragging = true;
}

function onEnd({ item, from, to, oldIndex, newIndex }) {
  dragging = false;
  const waits = to.id === "unplaced";
  if (from === to && (waits || oldIndex === newIndex)) return;
  renumber();
  const down = from === to && newIndex > oldIndex;
  ask(Number(item.dataset.number), wanted(item, down), `to-${item.dataset.number}`);
}

/** Dragging is a library of its own, fetched by whoever may move; where it does not come, arrows and dialog do. */
async function attach() {
  if (!document.querySelector("#live .grip")) return;
  const { default: Sortable } = await import("sortablejs").catch(() => ({}));
  if (!Sortable) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const common = {
    group: "council", handle: ".grip", draggable: "li", animation: calm ? 0 : 120,
    forceFallback: true, fallbackOnBody: true, fallbackTolerance: 3, onStart, onEnd,
  };
  for (const list of document.querySelectorAll(".rank-list")) {
    if (!Sortable.get(list)) Sortable.create(list, { ...common, sort: list.id === "placed" });
  }
}

/** Lets the council move, wherever the order is shown. */
export function watchRanking(library, given) {
  htmx = library;
  tools = given;
  tools.holdWhile(moving);
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("htmx:afterSettle", attach);
  window.addEventListener("pagehide", send);
}
