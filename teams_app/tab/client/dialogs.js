// Native dialogs: opened when they arrive, closed by their buttons, focus back where it was.
import { toast } from "./requests.js";

let opener = null;

function openArrived() {
  const dialog = document.querySelector("#dialog-place > dialog[data-modal]:not([open])");
  if (!dialog) return;
  opener = document.activeElement?.id || null;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener) document.getElementById(opener)?.focus();
  });
  dialog.addEventListener("cancel", (event) => {
    if (dialog.querySelector("form[data-dirty=yes]")) event.preventDefault();
  });
  dialog.showModal();
  (dialog.querySelector("textarea, input:not([type=hidden])") ?? dialog.querySelector("h2"))?.focus();
}

function showFirstError(dialog) {
  const find = (what) => dialog.querySelector(what);
  const wrong = find("[aria-invalid]") ?? find("[data-message]") ?? find("h2");
  wrong?.focus();
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    toast("copied");
  } catch {
    const byHand = button.parentElement.querySelector(".copy-by-hand");
    byHand.hidden = false;
    byHand.querySelector("input").select();
  }
}

function onClick(event) {
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
  const add = event.target.closest("[data-add]");
  if (add) {
    const field = add.closest("[data-lookup]").querySelector("input");
    const before = field.value.split(",").slice(0, -1).map((one) => one.trim());
    field.value = [...before, add.dataset.add, ""].join(", ");
    add.closest(".lookup-choices").replaceChildren();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const fill = event.target.closest("[data-fill]");
  if (fill) {
    const lookup = fill.closest("[data-lookup]");
    const field = lookup.querySelector("input");
    field.value = fill.dataset.fill;
    lookup.querySelector(".lookup-choices").replaceChildren(document.createTextNode(fill.textContent.trim()));
    field.focus();
  }
  const copied = event.target.closest("[data-copy]");
  if (copied) copy(copied);
}

/** Opens dialogs that the server sends, and answers the small buttons. */
export function watchDialogs() {
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:afterSettle", (event) => {
    openArrived();
    if (event.detail.target?.tagName === "DIALOG") showFirstError(event.detail.target);
  });
}
