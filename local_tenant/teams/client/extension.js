/** The app's message extension at the box one writes in: its commands, and a search with previews. */
import { actWith } from "./api.js";
import { colleagueWords } from "./colleague-words.js";
import { botAvatar, icon, make } from "./dom.js";

const PAUSE = 300;

export class Flyout {
  /** `chat` attaches what is found and opens forms. */
  constructor(chat) {
    this.chat = chat;
    this.button = make(
      "button.icon-button.apps-button",
      { type: "button", "aria-expanded": "false", "aria-controls": "apps-flyout", onclick: () => this.toggle() },
      icon("add"),
    );
    this.element = make("div.flyout", { id: "apps-flyout", hidden: true, onkeydown: (event) => this.key(event) });
    document.addEventListener("click", (event) => {
      const inside = this.element.contains(event.target) || this.button.contains(event.target);
      if (!inside && event.target.isConnected) this.toggle(false);
    });
  }

  get words() {
    return colleagueWords(this.chat.shell.place.language);
  }

  get commands() {
    return this.chat.setup.extension.filter((one) => one.context.includes("compose"));
  }

  /** Takes the language of the place; without commands there is nothing to open. */
  show() {
    this.button.hidden = !this.commands.length;
    this.button.setAttribute("aria-label", this.words.addApps);
    this.button.title = this.words.addApps;
    this.toggle(false);
  }

  toggle(open = this.element.hidden) {
    this.element.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.offer();
  }

  key(event) {
    if (event.key === "Escape") {
      this.toggle(false);
      this.button.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...this.element.querySelectorAll("input, .command, .found-card")];
    if (!step || all.length < 2) return;
    event.preventDefault();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  }

  /** The commands as the manifest has them. */
  offer() {
    const head = make("div.flyout-head", {}, botAvatar(), make("h3", {}, this.chat.setup.app.name));
    const list = this.commands.map((one) =>
      make(
        "li",
        {},
        make(
          "button.command",
          { type: "button", onclick: () => this.pick(one) },
          make("span.command-title", {}, one.title),
          make("span.command-text", {}, one.description),
        ),
      ),
    );
    this.element.replaceChildren(head, make("ul", {}, list));
    this.element.querySelector("button")?.focus();
  }

  pick(command) {
    if (command.type === "query") return this.search(command);
    this.toggle(false);
    this.chat.box.focus();
    return this.chat.openForm(command);
  }

  /** The search of a query command. */
  search(command) {
    const { words } = this;
    const [parameter] = command.parameters;
    this.command = command;
    this.input = make("input.flyout-search", {
      type: "search",
      id: "flyout-search",
      autocomplete: "off",
      "aria-label": parameter.title,
      placeholder: parameter.title,
      oninput: () => this.typed(),
    });
    const back = make(
      "button.icon-button",
      { type: "button", "aria-label": words.back, onclick: () => this.offer() },
      icon("back"),
    );
    this.list = make("ul.found-cards", { "aria-label": words.results });
    this.status = make("p.flyout-status", { role: "status" });
    const head = make("div.flyout-head", {}, back, make("h3", {}, command.title));
    this.element.replaceChildren(head, this.input, this.status, this.list);
    this.input.focus();
    this.ask();
  }

  typed() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), PAUSE);
  }

  async ask(skip = 0) {
    const text = this.input.value.trim();
    const asked = (this.asked = {});
    const said = this.chat.shell.said;
    this.status.textContent = `${said.loading} …`;
    const body = { command: this.command.id, text, skip };
    let found;
    try {
      ({ found } = await actWith(this.chat.person, this.chat.other, "find", body));
    } catch {
      found = { results: [], failure: { sentence: said.failed } };
    }
    if (asked !== this.asked) return;
    this.draw(found, skip);
  }

  draw({ results, text, failure }, skip) {
    const said = this.chat.shell.said;
    this.status.textContent = failure?.sentence ?? text ?? "";
    if (!this.status.textContent && !results.length && !skip) this.status.textContent = said.noResults;
    this.list.querySelector(".found-more")?.remove();
    const rows = results.map((one) => make("li", {}, this.result(one)));
    if (!skip) this.list.replaceChildren();
    this.list.append(...rows);
    if (results.length < 25) return;
    const more = make(
      "button.plain-button",
      { type: "button", onclick: () => this.ask(skip + results.length) },
      this.words.more,
    );
    this.list.append(make("li.found-more", {}, more));
  }

  result(one) {
    const choose = () => {
      this.toggle(false);
      this.chat.attach(one.card);
    };
    return make(
      "button.found-card",
      { type: "button", onclick: choose },
      make("span.found-title", {}, one.title),
      make("span.found-about", {}, one.subtitle),
      make("span.found-text", {}, one.text),
    );
  }
}
