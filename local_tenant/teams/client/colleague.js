/** A chat with a colleague: what the two say, and the app's message extension in it. */
import { actWith, locale, act, readWith } from "./api.js";
import { drawCard } from "./card.js";
import { colleagueWords } from "./colleague-words.js";
import { openDialog, openNotice } from "./dialog.js";
import { avatar, icon, make } from "./dom.js";
import { Flyout } from "./extension.js";
import { openMenu } from "./menu.js";
import { clock } from "./times.js";

const PAUSE = 1500;
const NOTHING = { execute() {}, submit() {}, search: async () => ({ results: [] }) };

export class ColleagueChat {
  constructor(shell, setup) {
    this.shell = shell;
    this.setup = setup;
    this.list = make("ol");
    this.log = make("div.messages", { role: "log", "aria-live": "polite", tabindex: "0" }, this.list);
    this.status = make("div.chat-status", { role: "status" });
    this.box = make("textarea.compose-text", {
      id: "write-to",
      rows: "1",
      oninput: () => this.typed(),
      onkeydown: (event) => this.key(event),
    });
    this.send = make("button.icon-button.send", { type: "submit" }, icon("send"));
    this.flyout = new Flyout(this);
    this.attached = make("div.attached", { hidden: true });
    const form = make(
      "form.compose",
      { onsubmit: (event) => this.submit(event) },
      this.flyout.button,
      this.box,
      this.send,
    );
    const area = make("div.compose-area", {}, this.flyout.element, this.attached, form);
    shell.withPane.append(this.log, this.status, area);
    setInterval(() => this.poll(), PAUSE);
  }

  get words() {
    return colleagueWords(this.shell.place.language);
  }

  nameOf(key) {
    return this.setup.people.find((one) => one.key === key)?.name ?? key;
  }

  /** Shows the chat of a place, drawn anew for another person, language or theme. */
  async show(now) {
    const { person, entityId, language, theme, view } = now;
    if (view !== "with") return;
    const key = JSON.stringify([person, entityId, language, theme]);
    const other = key !== this.shown;
    Object.assign(this, { person, other: entityId, shown: key });
    const { said } = this.shell;
    this.log.setAttribute("aria-label", said.messages);
    this.box.placeholder = `${this.words.writeTo} ${this.nameOf(entityId)}`;
    this.box.setAttribute("aria-label", this.box.placeholder);
    this.send.setAttribute("aria-label", said.send);
    if (!other) return;
    this.version = "";
    this.attach(null);
    this.flyout.show();
    await act(person, "language", { language: locale(language) });
    await this.poll();
  }

  async poll() {
    if (document.hidden || !this.person || this.shell.place.view !== "with") return;
    const { shown } = this;
    try {
      const chat = await readWith(this.person, this.other);
      if (shown === this.shown) this.draw(chat);
      if (this.status.textContent === this.shell.said.unreachable) this.status.textContent = "";
    } catch {
      this.status.textContent = this.shell.said.unreachable;
    }
  }

  draw({ messages }) {
    const version = JSON.stringify(messages);
    if (version === this.version || this.list.querySelector(".menu")) return;
    const drawn = this.version ? messages.slice(this.list.querySelectorAll(".message").length) : messages;
    if (!this.version) this.list.replaceChildren();
    this.list.querySelector(".empty")?.remove();
    this.version = version;
    this.list.append(...drawn.map((one) => this.row(one)));
    if (!messages.length) this.list.append(make("li.empty", {}, this.words.emptyChat));
    this.log.scrollTop = this.log.scrollHeight;
  }

  row(message) {
    const mine = message.author === this.person;
    const name = this.nameOf(message.author);
    const { language } = this.shell.place;
    const head = make("div.head", {}, make("span.name", {}, name), make("time", { datetime: message.at }, clock(message.at, language)));
    const bubble = message.text ? make("div.bubble", {}, message.text) : null;
    const cards = message.cards.map((card) =>
      make("div.shared", {}, drawCard(card, this.shell.place, this.shell.said, NOTHING), this.via()),
    );
    const row = make(
      `li.message.${mine ? "mine" : "theirs"}`,
      { "data-id": message.id },
      mine ? null : avatar(name, message.author),
      make("div.content", {}, head, make("div.parts", {}, bubble, cards)),
    );
    const more = this.more(message, name);
    if (more) {
      row.querySelector(".content").append(more);
      row.addEventListener("contextmenu", (event) => {
        event.preventDefault();
        more.firstChild.click();
      });
    }
    return row;
  }

  via() {
    return make("p.via", {}, `${this.words.sharedBy} ${this.setup.app.name}`);
  }

  /** The message's own menu: what the manifest offers for a message. */
  more(message, name) {
    const commands = this.setup.extension.filter((one) => one.context.includes("message"));
    if (!commands.length) return null;
    const label = `${this.words.moreOn} ${name}`;
    const entries = commands.map((one) => [one.title, () => this.openForm(one, message.id)]);
    const button = make(
      "button.icon-button.more-button",
      { type: "button", "aria-label": label, "aria-haspopup": "menu", "aria-expanded": "false" },
      icon("more"),
    );
    button.addEventListener("click", () => openMenu(button, label, entries));
    return make("div.more", {}, button);
  }

  /** Fetches an action's dialog; what is sent in it goes to the bot and comes back here. */
  async openForm(command, messageId = "") {
    const { said } = this.shell;
    this.status.textContent = `${said.loading} …`;
    const outcome = await this.asked("form", { command: command.id, messageId });
    this.status.textContent = outcome.failure?.sentence ?? "";
    const context = messageId ? "message" : "compose";
    const send = (data) => this.asked("send", { command: command.id, context, data });
    if (outcome.dialog) openDialog(this, outcome.dialog, send);
    else if (outcome.text) openNotice(this, command.title, outcome.text);
  }

  async asked(deed, body) {
    try {
      return (await actWith(this.person, this.other, deed, body)).outcome;
    } catch (error) {
      return { failure: { sentence: this.shell.said.failed, detail: String(error) } };
    }
  }

  /** Puts a found card into the box, ready to be sent; null takes it out. */
  attach(card) {
    this.card = card;
    this.attached.hidden = !card;
    this.attached.replaceChildren();
    if (card) {
      const remove = make(
        "button.icon-button",
        { type: "button", "aria-label": this.words.remove, onclick: () => this.attach(null) },
        icon("close"),
      );
      const head = make("div.attached-head", {}, make("p", { role: "status" }, this.words.attached), remove);
      this.attached.append(head, drawCard(card, this.shell.place, this.shell.said, NOTHING));
    }
    this.typed();
    if (this.shell.place.view === "with" && card !== undefined && this.version) this.box.focus();
  }

  typed() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 160)}px`;
    this.send.toggleAttribute("disabled", !this.box.value.trim() && !this.card);
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit(event);
  }

  async submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text && !this.card) return;
    const cards = this.card ? [this.card] : [];
    try {
      const done = await actWith(this.person, this.other, "messages", { text, cards });
      this.box.value = "";
      this.attach(null);
      this.draw(done.chat);
    } catch {
      this.status.textContent = this.shell.said.failed;
    }
  }
}
