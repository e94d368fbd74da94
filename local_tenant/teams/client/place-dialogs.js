/** The dialogs of a channel's or a meeting's tabs: adding one, setting it up, removing it. */
import { icon, make, tile } from "./dom.js";
import { AppFrame } from "./frame.js";
import { fill } from "./place-words.js";

/** A dialog over everything, with a title; Escape and the cross close it. Gives it with its parts. */
function opened(shell, words, title, ...parts) {
  const opener = document.activeElement?.id;
  const element = make("dialog.dialog.place-dialog", { "aria-labelledby": "place-dialog-title" });
  const close = make(
    "button.icon-button",
    { type: "button", "aria-label": words.close, onclick: () => element.close() },
    icon("close"),
  );
  element.append(
    make("div.dialog-head", {}, make("h2", { id: "place-dialog-title" }, title), close),
    ...parts,
  );
  element.addEventListener("close", () => {
    element.remove();
    document.getElementById(opener)?.focus();
  });
  shell.layers.append(element);
  element.showModal();
  return element;
}

function button(text, onclick, given = {}) {
  const kind = given.primary ? "button.plain-button.primary" : "button.plain-button";
  return make(kind, { type: "button", onclick, disabled: given.disabled }, text);
}

/** Which app gets a tab here; `chosen()` when the person has picked it, and it is installed. */
export function chooseApp({ shell, words, place, app, install, chosen }) {
  if (!place.offered) {
    return opened(shell, words, words.add, make("p.dialog-text", {}, words.noApps));
  }
  const notes = make("div.notes");
  const add = async () => {
    if (!place.installed) await install();
    dialog.close();
    chosen();
  };
  const asks = !place.installed && place.asks.length ? consent(words, place) : [];
  const stopped = !place.installed && !place.mayInstall;
  const picked = make(
    "div.app-choice",
    {},
    tile(icon("map")),
    make("span.app-name", {}, app.name),
    button(words.addApp, add, { primary: true, disabled: stopped }),
  );
  const dialog = opened(
    shell,
    words,
    words.add,
    make("p.dialog-text", {}, words.addText),
    picked,
    ...asks,
    stopped ? make("p.dialog-text.quiet", {}, words.ownersOnly) : notes,
  );
  dialog.querySelector(".app-choice button").focus();
  return dialog;
}

function consent(words, place) {
  const asked = place.asks.map((one) => make("li", {}, words.permissions[one] ?? one));
  return [make("p.dialog-text", {}, words.asks), make("ul.asked", {}, asked)];
}

/** Asks whether a tab shall go. */
export function confirmRemoval({ shell, words, tab, remove }) {
  const go = async () => {
    await remove();
    dialog.close();
  };
  const dialog = opened(
    shell,
    words,
    words.removeTitle,
    make("p.dialog-text", {}, fill(words.removeText, { tab: tab.name })),
    make("div.dialog-foot", {}, button(words.cancel, () => dialog.close()), button(words.removeDo, go, { primary: true })),
  );
  return dialog;
}

/** The app's configuration page in a dialog; Save and Cancel are Teams'. */
export class ConfigDialog extends AppFrame {
  /** `keep(setting)` stores what the app says of its tab, and throws where Teams does not take it. */
  constructor(shell, setup, spot, words, keep) {
    super(shell, setup, { ...spot, frameContext: "settings" });
    this.words = words;
    this.keep = keep;
    this.saving = false;
  }

  ask(now, title) {
    this.notes = make("div.notes", { role: "alert" });
    this.saveButton = button(this.words.save, () => this.save(), { primary: true, disabled: true });
    this.body = make("div.config-frame");
    const foot = make(
      "div.dialog-foot",
      {},
      button(this.words.cancel, () => this.dialog.close()),
      this.saveButton,
    );
    this.dialog = opened(this.shell, this.words, title, this.body, this.notes, foot);
    this.dialog.classList.add("large");
    this.dialog.addEventListener("close", () => this.close());
    this.open(this.body, now);
  }

  settings() {
    return this.spot.tab ?? {};
  }

  async answer(func, args) {
    switch (func) {
      case "settings.setValidityState":
        this.saveButton.disabled = args[0] !== true;
        return undefined;
      case "settings.setSettings":
        this.said = args[0] ?? {};
        return [true];
      case "settings.save.success":
        await this.saved();
        return undefined;
      case "settings.save.failure":
        this.failed(String(args[0] || this.words.refused));
        return undefined;
      default:
        return super.answer(func, args);
    }
  }

  save() {
    this.notes.replaceChildren();
    this.saving = true;
    this.saveButton.disabled = true;
    this.tell("settings.save", [{}]);
  }

  async saved() {
    if (!this.saving || !this.said) return;
    this.saving = false;
    const { suggestedDisplayName, entityId, contentUrl, websiteUrl } = this.said;
    try {
      await this.keep({ name: suggestedDisplayName ?? this.setup.app.name, entityId, contentUrl, websiteUrl });
      this.dialog.close();
    } catch {
      this.failed(this.words.refused);
    }
  }

  failed(sentence) {
    this.saving = false;
    this.saveButton.disabled = false;
    this.notes.replaceChildren(make("p.failure", {}, icon("warn"), sentence));
  }
}
