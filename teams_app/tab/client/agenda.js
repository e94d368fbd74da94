// The agenda by drag, and the clock of a meeting: how long the item on the screen has had its turn.
const EVERY = 1000;
let htmx;

let dragging = false;

function onEnd({ to: list, oldIndex, newIndex }) {
  if (oldIndex === newIndex) return;
  const order = [...list.children].map((item) => item.dataset.number).join(",");
  htmx.ajax("POST", `/tab/part/${list.dataset.agenda}`, { source: list, target: "#main", swap: "innerHTML", values: { order } });
}

async function attach(list) {
  const { default: Sortable } = await import("sortablejs").catch(() => ({}));
  if (!Sortable || Sortable.get(list)) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  Sortable.create(list, {
    handle: "[data-handle]", draggable: "li", animation: calm ? 0 : 150,
    forceFallback: true, fallbackOnBody: true, fallbackTolerance: 3,
    onChoose() {
      dragging = true;
    },
    onUnchoose() {
      dragging = false;
    },
    onEnd,
  });
  list.dataset.draggable = "yes";
}

function tick() {
  for (const clock of document.querySelectorAll("[data-since]")) {
    const passed = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 1000));
    const minutes = Math.floor(passed / 60);
    clock.textContent = `${minutes}:${String(passed % 60).padStart(2, "0")}`;
    clock.classList.toggle("over", minutes >= Number(clock.dataset.minutes));
  }
}

/** A form that keeps itself is not half written once it was kept. */
function kept(event) {
  const saver = event.target.closest?.("[data-saves]");
  if (saver && event.detail.successful) saver.closest("form").dataset.dirty = "";
}

/** Lets the agenda be dragged, wherever it comes, and the clock run. */
export function watchMeetings(library, { holdWhile }) {
  htmx = library;
  holdWhile(() => dragging);
  document.addEventListener("htmx:afterSettle", () => {
    const list = document.querySelector("[data-agenda]");
    if (list) attach(list);
    tick();
  });
  document.addEventListener("htmx:afterRequest", kept);
  setInterval(tick, EVERY);
}
