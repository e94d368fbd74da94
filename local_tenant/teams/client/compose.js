/** The box one writes in, with the bot's commands and its suggested answers. */
import { icon, make } from "./dom.js";

export class Compose {
  /** `say(text)` sends, `attach(file, text)` sends a file with it. */
  constructor(shell, setup, say, attach) {
    this.shell = shell;
    this.setup = setup;
    this.say = say;
    this.attach = attach;
    this.box = make("textarea.compose-text", {
      id: "compose",
      rows: "1",
      oninput: () => this.typed(),
      onkeydown: (event) => this.key(event),
    });
    this.send = make("button.icon-button.send", { type: "submit" }, icon("send"));
    this.more = make(
      "button.icon-button",
      { type: "button", "aria-expanded": "false", "aria-controls": "commands", onclick: () => this.toggle() },
      icon("list"),
    );
    this.file = make("input", { type: "file", hidden: true, onchange: () => this.attached() });
    this.clip = make(
      "button.icon-button",
      { type: "button", hidden: !setup.files, onclick: () => this.file.click() },
      icon("clip"),
    );
    this.commands = make("ul.commands", { id: "commands", hidden: true });
    this.answers = make("div.answers");
    const form = make("form.compose", { onsubmit: (event) => this.submit(event) }, this.more, this.clip, this.file, this.box, this.send);
    this.element = make("div.compose-area", {}, this.answers, this.commands, form);
    document.addEventListener("click", (event) => {
      if (!this.element.contains(event.target)) this.toggle(false);
    });
  }

  /** Takes the language of the place. */
  show() {
    const { said } = this.shell;
    this.box.placeholder = said.write;
    this.box.setAttribute("aria-label", said.write);
    this.send.setAttribute("aria-label", said.send);
    this.more.setAttribute("aria-label", said.suggestions);
    this.commands.setAttribute("aria-label", said.commands);
    this.clip.setAttribute("aria-label", said.attach);
    const { commands } = this.setup.app;
    this.more.hidden = !commands.length;
    this.commands.replaceChildren(...commands.map((one) => this.command(one)));
    this.typed();
  }

  /** The answers the bot offers under its last message. */
  suggest(actions) {
    const version = JSON.stringify(actions);
    if (version === this.suggested) return;
    this.suggested = version;
    const buttons = actions.map((one) =>
      make("button.answer", { type: "button", onclick: () => this.say(String(one.value)) }, one.title),
    );
    this.answers.replaceChildren(...buttons);
  }

  command({ title, description }) {
    const pick = () => {
      this.box.value = title;
      this.toggle(false);
      this.typed();
      this.box.focus();
    };
    const texts = [make("span.command-title", {}, title), make("span.command-text", {}, description)];
    return make("li", {}, make("button.command", { type: "button", onclick: pick, onkeydown: (event) => this.move(event) }, texts));
  }

  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      this.toggle(false);
      this.more.focus();
    }
    if (!step) return;
    event.preventDefault();
    const all = [...this.commands.querySelectorAll("button")];
    all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
  }

  toggle(open = this.commands.hidden) {
    this.commands.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
    if (open) this.commands.querySelector("button")?.focus();
  }

  typed() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 160)}px`;
    this.send.toggleAttribute("disabled", !this.box.value.trim());
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit(event);
  }

  async attached() {
    const [file] = this.file.files;
    const text = this.box.value.trim();
    this.file.value = "";
    if (!file) return;
    this.box.value = "";
    this.typed();
    await this.attach(file, text);
  }

  async submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text) return;
    this.box.value = "";
    this.typed();
    await this.say(text);
  }
}
