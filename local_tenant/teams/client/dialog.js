/** Dialogs (task/fetch and task/submit): a card in a window over the chat. */
import { act } from "./api.js";
import { drawCard, setBusy } from "./card.js";
import { icon, make } from "./dom.js";

const WIDTHS = ["small", "medium", "large"];

/** Opens a dialog from the bot's answer; `send` takes what is pressed in it to the bot. */
export function openDialog(chat, given, send = (data) => chat.do("dialog", { data })) {
  const element = open(chat);
  draw(chat, element, given, send);
  element.showModal();
  element.querySelector(".dialog-body :is(input, select, textarea)")?.focus();
}

/** Says a sentence where a dialog would have come. */
export function openNotice(chat, title, text) {
  const element = open(chat);
  element.append(...inside(chat, element, title, make("p", { role: "status" }, text)));
  element.showModal();
}

function open(chat) {
  const { shell } = chat;
  const opener = document.activeElement;
  const element = make("dialog.dialog", { "aria-labelledby": "dialog-title" });
  element.addEventListener("close", () => {
    element.remove();
    opener?.focus?.();
  });
  shell.layers.append(element);
  return element;
}

function draw(chat, element, given, deed) {
  const { said, place } = chat.shell;
  const width = WIDTHS.includes(given.width) ? given.width : "medium";
  element.className = `dialog ${width}`;
  const notes = make("div.notes");
  const submit = (action) => send(chat, element, action, notes, deed);
  const search = (query) => act(chat.person, "search", query);
  const card = drawCard(given.card, place, said, { execute: submit, submit, search });
  element.replaceChildren(...inside(chat, element, given.title, card), notes);
}

function inside(chat, element, title, content) {
  const close = make(
    "button.icon-button",
    { type: "button", "aria-label": chat.shell.said.close, onclick: () => element.close() },
    icon("close"),
  );
  const head = make("div.dialog-head", {}, make("h2", { id: "dialog-title" }, title), close);
  return [head, make("div.dialog-body", { tabindex: "0" }, content)];
}

async function send(chat, element, action, notes, deed) {
  const { said } = chat.shell;
  setBusy(action.element, action.button, said.working);
  const outcome = await deed(action.json.data);
  setBusy(action.element, null);
  if (outcome.failure) {
    notes.replaceChildren(make("p.failure", { role: "alert" }, icon("warn"), outcome.failure.sentence));
  } else if (outcome.dialog) {
    draw(chat, element, outcome.dialog, deed);
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
