// The secretary's spreadsheet: sent once to be looked at, and once more to be imported.
import { arrived } from "./places.js";
import { ask, trouble } from "./requests.js";

const TYPE = "application/octet-stream";
let htmx;
let chosen = null;

function swap(target, html) {
  htmx.swap(target, html, { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 });
}

function say(id) {
  const said = document.getElementById("import-answer");
  said.replaceChildren(document.getElementById(id).content.cloneNode(true));
}

async function send(path, button) {
  button.disabled = true;
  say("import-looking");
  try {
    const body = await chosen.arrayBuffer();
    const answer = await ask(path, { method: "POST", headers: { "Content-Type": TYPE }, body });
    if (!(answer.headers.get("Content-Type") ?? "").startsWith("text/html")) throw new Error("server");
    trouble("");
    const whole = answer.headers.get("HX-Retarget") === "#main";
    swap(document.getElementById(whole ? "main" : "import-answer"), await answer.text());
    if (whole) arrived();
    else document.querySelector("#main [data-arrived]")?.focus();
  } catch (error) {
    if (error.name === "NotReadableError") say("import-changed");
    else {
      document.getElementById("import-answer").replaceChildren();
      trouble(error.message === "server" ? "server" : "offline");
    }
  } finally {
    button.disabled = false;
  }
}

function onSubmit(event) {
  const form = event.target.closest("form[data-upload]");
  if (!form) return;
  event.preventDefault();
  const field = form.querySelector("input[type=file]");
  chosen = field.files[0] ?? null;
  if (!chosen) {
    say("import-no-file");
    field.focus();
  } else if (chosen.size > Number(form.dataset.limit)) say("import-too-big");
  else send("/tab/part/solutions/import/preview", form.querySelector("button"));
}

function onClick(event) {
  const button = event.target.closest("[data-confirm]");
  if (button && chosen) send(`/tab/part/solutions/import?seen=${button.dataset.confirm}`, button);
}

/** Answers the upload's form and the button that confirms what it showed. */
export function watchUploads(library) {
  htmx = library;
  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
}
