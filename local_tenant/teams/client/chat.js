/** The chat: messages, what the person does with them, and news from the server once a second. */
import { act, locale, readChat } from "./api.js";
import { drawCard, setBusy } from "./card.js";
import { Compose } from "./compose.js";
import { openDialog } from "./dialog.js";
import { avatar, botAvatar, icon, make } from "./dom.js";
import { follow } from "./links.js";
import { html } from "./markdown.js";
import { brief, clock, day, heading } from "./times.js";

const PAUSE = 1000;
const PHONE = matchMedia("(max-width: 640px)");
const CHATS = ["chat", "list"];

export class Chat {
  constructor(shell, setup) {
    this.shell = shell;
    this.setup = setup;
    this.drawn = new Map();
    this.refreshed = new Map();
    this.messages = [];
    this.list = make("ol");
    this.log = make("div.messages", { role: "log", "aria-live": "polite", tabindex: "0" }, this.list);
    this.status = make("div.chat-status", { role: "status" });
    this.compose = new Compose(shell, setup, (text) => this.say(text), (file, text) => this.attach(file, text));
    shell.chatPane.append(this.log, this.status, this.compose.element);
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.inView = new IntersectionObserver((seen) => this.seen(seen), { root: this.log });
    setInterval(() => this.poll(), PAUSE);
    PHONE.addEventListener("change", () => this.sayClient());
  }

  /** Shows the chat of a place; opening it installs the app and lets cards refresh. */
  async show(now, before) {
    const { person, language, theme, view } = now;
    this.log.setAttribute("aria-label", this.shell.said.messages);
    this.compose.show();
    const other = before?.person !== person;
    if (other || before.language !== language || before.theme !== theme) this.clear();
    if (other) this.messages = [];
    this.person = person;
    if (other || before.language !== language) {
      await this.do("language", { language: locale(language) });
    }
    if (other) await this.sayClient();
    if (!CHATS.includes(view)) return this.draw();
    if (other || !CHATS.includes(before.view)) await this.do("open");
    this.draw();
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** A narrow window is a phone, on which Action.Execute fails. */
  async sayClient() {
    await this.do("client", { platform: PHONE.matches ? "iOS" : "Web" });
  }

  clear() {
    this.inView.disconnect();
    this.drawn.clear();
    this.refreshed.clear();
    this.list.replaceChildren();
    this.revision = "";
  }

  async poll() {
    if (document.hidden || this.polling || !this.person) return;
    this.polling = true;
    const person = this.person;
    try {
      this.take(person, await readChat(person, this.revision));
      this.lost = false;
    } catch {
      this.lost = true;
    } finally {
      this.polling = false;
      this.drawStatus();
    }
  }

  take(person, chat) {
    if (person !== this.person) return;
    this.typing = chat.typing;
    this.app = chat.app;
    if (chat.unchanged || (this.revision !== "" && chat.revision < this.revision)) return;
    this.revision = chat.revision;
    this.messages = chat.messages;
    this.draw();
  }

  /** Does something on the server, and shows the chat as it is then. */
  async do(deed, body = {}) {
    const person = this.person;
    try {
      const done = await act(person, deed, body);
      this.take(person, done.chat);
      return done.outcome ?? done;
    } catch (error) {
      return { failure: { sentence: this.shell.said.failed, detail: String(error) } };
    }
  }

  async say(text) {
    const doing = this.do("messages", { text });
    setTimeout(() => this.poll(), 80);
    await doing;
  }

  async attach(file, text) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let said = "";
    for (const byte of bytes) said += String.fromCharCode(byte);
    await this.do("file", { name: file.name, content: btoa(said), text });
  }

  draw() {
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    const said = this.shell.said;
    const rows = [];
    let last = null;
    for (const message of this.messages) {
      if (last === null || day(last.at) !== day(message.at)) {
        rows.push(this.keyed(`day ${day(message.at)}`, "", () => this.separator(message.at)));
        last = null;
      }
      rows.push(this.row(message, last?.author === message.author));
      last = message;
    }
    if (!rows.length) rows.push(this.keyed("empty", "", () => make("li.empty", {}, said.empty)));
    place(this.list, rows);
    if (atEnd) this.log.scrollTop = this.log.scrollHeight;
    this.drawPreview();
    this.drawStatus();
    this.compose.suggest(this.messages.at(-1)?.suggestions ?? []);
  }

  drawPreview() {
    const last = this.messages.at(-1);
    const language = this.shell.place.language;
    const text = last ? plain(last.text) || (last.cards.length ? cardTitle(last.cards[0]) : "") : "";
    this.shell.preview.textContent = last?.author === "person" ? `${this.shell.said.you}: ${text}` : text;
    this.shell.previewTime.textContent = last ? brief(last.at, language) : "";
  }

  drawStatus() {
    const said = this.shell.said;
    let text = this.typing ? `${this.setup.app.name} ${said.typing} …` : "";
    if (this.app === "blocked") text = said.blocked;
    if (this.lost) text = said.unreachable;
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  keyed(key, version, draw) {
    const old = this.drawn.get(key);
    if (old?.version === version) return old.element;
    const element = draw();
    this.drawn.set(key, { version, element });
    return element;
  }

  separator(at) {
    const { place: now, said } = this.shell;
    return make("li.day", {}, make("span", {}, heading(at, now.language, said)));
  }

  row(message, follows) {
    const { failure, note, ...content } = message;
    const version = JSON.stringify([content, follows]);
    const element = this.keyed(message.id, version, () => this.drawMessage(message, follows));
    drawNotes(element.querySelector(".notes"), message);
    return element;
  }

  drawMessage(message, follows) {
    const mine = message.author === "person";
    const me = this.setup.people.find((one) => one.key === this.person);
    const name = mine ? me?.name ?? "" : this.setup.app.name;
    const row = make(
      `li.message.${mine ? "mine" : "theirs"}${follows ? ".follows" : ""}`,
      { "data-id": message.id },
      mine ? null : botAvatar(),
      make("div.content", {}, this.head(message, name), this.body(message), make("div.notes")),
    );
    this.refreshOnceSeen(message, row);
    return row;
  }

  /** A card as the bot sent it is refreshed once: what a press answers stays. */
  refreshOnceSeen(message, row) {
    const sent = JSON.stringify(message.activity?.attachments ?? []);
    if (!message.activity?.attachments?.some((one) => one.content?.refresh)) return;
    row.dataset.sent = sent;
    if (this.refreshed.get(message.id) !== sent) this.inView.observe(row);
  }

  head(message, name) {
    const { language } = this.shell.place;
    const when = make("time", { datetime: message.at }, clock(message.at, language));
    const edited = message.edited ? make("span.edited", {}, this.shell.said.edited) : null;
    return make("p.head", {}, make("span.name", {}, name), when, edited);
  }

  body(message) {
    if (message.deleted) return make("p.bubble.gone", {}, this.shell.said.deleted);
    const parts = make("div.parts");
    if (message.text) {
      const bubble = make("div.bubble", {}, message.author === "person" ? message.text : "");
      if (message.author === "bot") bubble.innerHTML = html(message.text);
      parts.append(bubble);
    }
    const cards = message.cards.map((card) => this.card(message, card));
    if (cards.length) {
      parts.append(make(`div.cards.${message.layout === "carousel" ? "carousel" : "list"}`, {}, cards));
    }
    return parts;
  }

  card(message, card) {
    const does = {
      execute: (action) => this.press(message.id, "execute", { action: action.json }, action),
      submit: (action) => this.press(message.id, "submit", { data: action.json.data }, action),
      search: (query) => act(this.person, "search", { activityId: message.id, ...query }),
    };
    return drawCard(card, this.shell.place, this.shell.said, does);
  }

  async press(id, deed, body, action) {
    const element = action.element;
    setBusy(element, action.button, this.shell.said.working);
    const { sent } = element.closest("[data-id]")?.dataset ?? {};
    if (sent) this.refreshed.set(id, sent); // a card that has only now come into view must not undo the press
    const outcome = await this.do(deed, { activityId: id, ...body });
    setBusy(element, null);
    if (outcome.failure && !this.messages.find((one) => one.id === id)?.failure) {
      drawNotes(element.closest(".content")?.querySelector(".notes"), outcome);
    }
    if (outcome.dialog) openDialog(this, outcome.dialog);
    else this.keepFocus(id);
  }

  keepFocus(id) {
    if (document.activeElement !== document.body) return;
    const card = this.list.querySelector(`[data-id="${CSS.escape(id)}"] .card`);
    card?.focus({ preventScroll: true });
  }

  async seen(entries) {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      this.inView.unobserve(target);
      const { id, sent } = target.dataset;
      if (this.refreshed.get(id) === sent) continue;
      this.refreshed.set(id, sent);
      await this.do("display", { activityId: id });
    }
  }

  clicked(event) {
    const link = event.target.closest(".bubble a");
    if (!link) return;
    event.preventDefault();
    follow(link.getAttribute("href"));
  }
}

function place(list, rows) {
  rows.forEach((row, index) => {
    const there = list.children[index];
    if (there !== row) list.insertBefore(row, there ?? null);
  });
  while (list.children.length > rows.length) list.lastChild.remove();
}

function drawNotes(notes, { note, failure }) {
  const text = failure?.sentence ?? note ?? "";
  if (!notes || notes.textContent === text) return;
  notes.replaceChildren();
  if (failure) notes.append(make("p.failure", { role: "alert" }, icon("warn"), text));
  else if (text) notes.append(make("p.note", { role: "status" }, text));
}

/** One line without Markdown's signs. */
function plain(text) {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/^\s*[-*] +/gm, "").replace(/[*_`]/g, "");
}

function cardTitle(card) {
  const first = JSON.stringify(card.body ?? []).match(/"text":"((?:[^"\\]|\\.)*)"/);
  return first ? JSON.parse(`"${first[1]}"`) : "";
}
