/** Dialogs (task/fetch and task/submit): a card in a window over the chat. */
import { act } from "./api.js";
import { drawCard, setBusy } from "./card.js";
import { icon, make } from "./dom.js";

const WIDTHS = ["small", "medium", "large"];

/** Opens a dialog from the bot's answer; `chat` does what is pressed in it. */
export function openDialog(chat, given) {
  const { shell } = chat;
  const opener = document.activeElement;
  const element = make("dialog.dialog", { "aria-labelledby": "dialog-title" });
  element.addEventListener("close", () => {
    element.remove();
    opener?.focus?.();
  });
  shell.layers.append(element);
  draw(chat, element, given);
  element.showModal();
  element.querySelector(".dialog-body :is(input, select, textarea)")?.focus();
}

function draw(chat, element, given) {
  const { said, place } = chat.shell;
  const width = WIDTHS.includes(given.width) ? given.width : "medium";
  element.className = `dialog ${width}`;
  const notes = make("div.notes");
  const submit = (action) => send(chat, element, action, notes);
  const search = (query) => act(chat.person, "search", query);
  const card = drawCard(given.card, place, said, { execute: submit, submit, search });
  const close = make(
    "button.icon-button",
    { type: "button", "aria-label": said.close, onclick: () => element.close() },
    icon("close"),
  );
  const head = make("div.dialog-head", {}, make("h2", { id: "dialog-title" }, given.title), close);
  element.replaceChildren(head, make("div.dialog-body", { tabindex: "0" }, card), notes);
}

async function send(chat, element, action, notes) {
  const { said } = chat.shell;
  setBusy(action.element, action.button, said.working);
  const outcome = await chat.do("dialog", { data: action.json.data });
  setBusy(action.element, null);
  if (outcome.failure) {
    notes.replaceChildren(make("p.failure", { role: "alert" }, icon("warn"), outcome.failure.sentence));
  } else if (outcome.dialog) {
    draw(chat, element, outcome.dialog);
  } else if (outcome.text) {
    closing(element, outcome.text, said);
  } else {
    element.close();
  }
}

function closing(element, text, said) {
  const close = make("button.plain-button", { type: "button", onclick: () => element.close() }, said.close);
  element.querySelector(".notes").replaceChildren();
  element.querySelector(".dialog-body").replaceChildren(make("p", { role: "status" }, text), close);
  close.focus();
}
