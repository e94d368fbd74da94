// Where one is in the tab: the address after #, the title, the focus, and leaving a form half-written.
const PLACE = /^(board|ranking|overview|map|solutions|mine|proposals|named|new|glossary|setup|ownership|preferences|council|assessments|criteria|meetings|inbox|pipeline|value|workshops|worries|learning|areas|guideposts|competences|reuses|synergies|elsewhere|share|questions|guideline|benefits|year|plan)(\/[A-Za-z0-9_-]+)*(\?[^#]*)?$/;

/** How much of a long page is shown: it belongs to the address, and the page does not say it. */
const SHOWN = /[?&]shown=\d+$/;

let htmx;
let here = "";
let wanted = "";
let turn = 0;

function forms() {
  return [...document.querySelectorAll("#main form[data-form]")];
}

/** Whether a form holds something that a person typed and did not send. */
export function halfWritten() {
  return forms().some((form) => form.dataset.dirty === "yes" && !form.dataset.kept);
}

/** Fetches a place's page and shows it; an unknown place is the board. Who goes on first, gets only the last. */
export async function openPlace(place) {
  const main = document.getElementById("main");
  const mine = (turn += 1);
  here = PLACE.test(place) ? place : "board";
  main.classList.add("waiting");
  try {
    await htmx.ajax("GET", address(), { source: "#going", target: "#main", swap: "innerHTML" });
  } catch {
    // Either one went on to another place, or the failure has been told where it was noticed.
  }
  if (mine === turn) main.classList.remove("waiting");
}

function address() {
  return `/tab/part/${here}`;
}

/** A request that is asked once more, for a place that one has left meanwhile, is not sent. */
function notForLeft(event) {
  if (event.target.id === "going" && event.detail.path !== address()) event.preventDefault();
}

/** A page was put in place by somebody else: its address, title and focus. */
export function arrived() {
  settle(true);
}

function settle(moved) {
  const main = document.getElementById("main");
  const placed = main?.querySelector("[data-place]")?.dataset.place;
  if (placed !== undefined && location.hash.slice(1).replace(SHOWN, "") !== placed) {
    history.replaceState(null, "", `#${placed}`);
    here = placed;
  }
  const page = main?.querySelector(".page");
  if (page) document.title = page.dataset.title;
  const section = page?.dataset.navHere ?? "";
  for (const link of document.querySelectorAll("[data-nav]")) {
    if (link.dataset.nav === section) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (moved) {
    window.scrollTo(0, 0);
    const wrong = main.querySelector("[aria-invalid]") ?? main.querySelector("[data-message]");
    if (wrong) wrong.focus();
    else main.querySelector("h1")?.focus({ preventScroll: true });
  }
}

function onHash() {
  const place = location.hash.slice(1);
  if (place === here) return;
  if (!halfWritten()) {
    openPlace(place);
    return;
  }
  wanted = place;
  history.replaceState(null, "", `#${here}`);
  document.getElementById("leaving").showModal();
}

/** A link to where one is asks for the page again: it may not have come. */
function onSameAgain(event) {
  const link = event.target.closest("a[href^='#']");
  if (link?.hash === location.hash && location.hash && !halfWritten()) openPlace(location.hash.slice(1));
}

function onLeaving(event) {
  const dialog = document.getElementById("leaving");
  if (event.target.closest("[data-stay]")) dialog.close();
  if (event.target.closest("[data-leave]")) {
    dialog.close();
    for (const form of forms()) form.dataset.dirty = "";
    location.hash = wanted;
    if (here === wanted) openPlace(wanted);
  }
}

/** Follows links within the tab, and keeps address, title and focus right after each page. */
export function watchPlaces(library) {
  htmx = library;
  window.addEventListener("hashchange", onHash);
  document.addEventListener("click", onSameAgain);
  document.getElementById("leaving").addEventListener("click", onLeaving);
  document.querySelector("[data-skip]").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  document.addEventListener("htmx:confirm", notForLeft);
  document.addEventListener("htmx:afterSettle", (event) => {
    const whole = event.detail.target?.id === "main";
    if (whole || event.detail.elt?.id === "live") settle(whole);
  });
}
