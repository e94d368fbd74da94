// The secretary's spreadsheet: sent once to be looked at, and once more to be imported.
import { arrived } from "./places.js";
import { ask, trouble } from "./requests.js";

const TYPE = "application/octet-stream";
const REMEMBERED = "teknologikort.matching";
const MOST = 300;
let htmx;
let chosen = null;
let sheet = "";
let turn = 0;

function swap(target, html) {
  htmx.swap(target, html, { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 });
}

function say(id) {
  const said = document.getElementById("import-answer");
  said.replaceChildren(document.getElementById(id).content.cloneNode(true));
}

function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(REMEMBERED));
    return { headings: found?.headings ?? {}, words: found?.words ?? {} };
  } catch {
    return { headings: {}, words: {} };
  }
}

/** What was chosen for this file on the page, over what was chosen for files before it. */
function matching() {
  const found = remembered();
  const form = document.querySelector("form[data-matching]");
  for (const one of form?.querySelectorAll("select") ?? []) {
    const { match, field, key } = one.dataset;
    if (match === "column") found.headings[key] = one.value;
    else if (one.value) (found.words[field] ??= {})[key] = one.value;
    else delete found.words[field]?.[key];
  }
  sheet = form?.querySelector("input[name=sheet]:checked")?.value ?? sheet;
  const kind = form?.querySelector("input[name=kind]:checked")?.value ?? null;
  return { kind, sheet, ...found };
}

function latest(named) {
  return Object.fromEntries(Object.entries(named).slice(-MOST));
}

function remember({ headings, words }) {
  const kept = Object.fromEntries(Object.entries(words).map(([field, chosen]) => [field, latest(chosen)]));
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify({ headings: latest(headings), words: kept }));
  } catch {
    // A browser that lets us keep nothing asks again for the next file.
  }
}

async function send(path, button, said) {
  const mine = (turn += 1);
  button.disabled = true;
  const focus = document.activeElement?.id;
  if (!document.querySelector("form[data-matching]")) say("import-looking");
  try {
    const json = new TextEncoder().encode(JSON.stringify(said));
    const body = new Blob([json, await chosen.arrayBuffer()]);
    const to = `${path}${path.includes("?") ? "&" : "?"}matched=${json.length}`;
    const answer = await ask(to, { method: "POST", headers: { "Content-Type": TYPE }, body });
    if (!(answer.headers.get("Content-Type") ?? "").startsWith("text/html")) throw new Error("server");
    const text = await answer.text();
    if (mine !== turn) return; // something else was chosen meanwhile: its answer is on its way
    trouble("");
    const whole = answer.headers.get("HX-Retarget") === "#main";
    swap(document.getElementById(whole ? "main" : "import-answer"), text);
    if (whole) arrived();
    else (document.getElementById(focus)?.closest("[data-matching]") ? document.getElementById(focus) : document.querySelector("#main [data-arrived]"))?.focus();
  } catch (error) {
    if (mine !== turn) return;
    if (error.name === "NotReadableError") say("import-changed");
    else {
      document.getElementById("import-answer").replaceChildren();
      trouble(error.message === "server" ? "server" : "offline");
    }
  } finally {
    button.disabled = false;
  }
}

const PREVIEW = "/tab/part/solutions/import/preview";

function look(button) {
  send(PREVIEW, button, matching());
}

function onSubmit(event) {
  if (event.target.closest("form[data-matching]") && chosen) {
    event.preventDefault();
    look(event.target.querySelector("button"));
    return;
  }
  const form = event.target.closest("form[data-upload]");
  if (!form) return;
  event.preventDefault();
  const field = form.querySelector("input[type=file]");
  chosen = field.files[0] ?? null;
  if (!chosen) {
    say("import-no-file");
    field.focus();
  } else if (chosen.size > Number(form.dataset.limit)) say("import-too-big");
  else {
    sheet = "";
    send(PREVIEW, form.querySelector("button"), { kind: null, sheet, ...remembered() });
  }
}

function onClick(event) {
  const button = event.target.closest("[data-confirm]");
  if (!button || !chosen) return;
  const said = matching();
  remember(said);
  send(`/tab/part/solutions/import?seen=${button.dataset.confirm}`, button, said);
}

function onChange(event) {
  const form = event.target.closest("form[data-matching]");
  if (form && chosen && event.target.name !== "sheet") look(form.querySelector("button"));
}

/** Answers the upload's form and the button that confirms what it showed. */
export function watchUploads(library) {
  htmx = library;
  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
}
