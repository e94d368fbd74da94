/** The people picker that Teams opens over a tab: colleagues by name, one or several. */
import { avatar, icon, make } from "./dom.js";

const USER_ABORT = 8000;

/** Lets the person choose; TeamsJS' answer: no error and the chosen, or the error of a closed picker. */
export function choosePeople(shell, asked) {
  return new Promise((settle) => new Picker(shell, asked, settle));
}

class Picker {
  constructor(shell, asked, settle) {
    this.said = shell.said;
    this.single = Boolean(asked.singleSelect);
    this.chosen = new Set(asked.setSelected ?? []);
    const me = shell.place.person;
    this.people = shell.setup.people.filter(
      (one) => one.key !== me && one.tenantId === shell.setup.tenantId && one.kind !== "guest",
    );
    this.element = make("dialog.dialog.small", { "aria-labelledby": "people-title" });
    this.element.addEventListener("close", () => {
      this.element.remove();
      settle(this.answer ?? [{ errorCode: USER_ABORT, message: "The person closed the picker." }, null]);
    });
    this.draw(asked.title || this.said.choosePeople);
    shell.layers.append(this.element);
    this.element.showModal();
    this.search.focus();
  }

  draw(title) {
    const { said } = this;
    const shut = { type: "button", "aria-label": said.close, onclick: () => this.element.close() };
    const head = make(
      "div.dialog-head",
      {},
      make("h2", { id: "people-title" }, title),
      make("button.icon-button", shut, icon("close")),
    );
    this.search = make("input.people-search", {
      type: "search",
      autocomplete: "off",
      "aria-label": said.findPeople,
      placeholder: said.findPeople,
      oninput: () => this.list(),
    });
    this.found = make("ul.people");
    this.add = make(
      "button.primary-button",
      { type: "button", onclick: () => this.done() },
      said.choose,
    );
    this.element.replaceChildren(head, make("div.people-body", {}, this.search, this.found, this.add));
    this.list();
  }

  list() {
    const text = this.search.value.trim().toLowerCase();
    const fitting = this.people.filter((one) => one.name.toLowerCase().includes(text));
    this.found.replaceChildren(...fitting.map((one) => this.row(one)));
    if (!fitting.length) this.found.append(make("li.people-none", {}, this.said.noResults));
    this.add.disabled = this.chosen.size === 0;
  }

  row(one) {
    const box = make("input", {
      type: this.single ? "radio" : "checkbox",
      name: "people",
      checked: this.chosen.has(one.objectId),
      onchange: (event) => this.mark(one, event.target.checked),
    });
    const words = make("span", {}, one.name, make("small", {}, one.department));
    return make("li", {}, make("label.people-one", {}, box, avatar(one.name, one.key), words));
  }

  mark(one, on) {
    if (this.single) this.chosen.clear();
    if (on) this.chosen.add(one.objectId);
    else this.chosen.delete(one.objectId);
    this.add.disabled = this.chosen.size === 0;
  }

  done() {
    const picked = this.people.filter((one) => this.chosen.has(one.objectId));
    this.answer = [
      null,
      picked.map((one) => ({ objectId: one.objectId, displayName: one.name, email: one.mail })),
    ];
    this.element.close();
  }
}
