/** Inputs that Teams has otherwise than the renderer: typeahead with choices.data, empty numbers. */
import { CardObjectRegistry, ChoiceSetInput, GlobalRegistry, NumberInput } from "adaptivecards";
import { make } from "./dom.js";

const PAUSE = 250;
let count = 0;

class SearchingChoiceSet extends ChoiceSetInput {
  get searches() {
    return Boolean(this.choicesData?.dataset) && this.choicesData.type === "Data.Query";
  }

  internalRender() {
    if (!this.searches) return super.internalRender();
    const id = `found-${(count += 1)}`;
    this.found = [];
    this.list = make("ul.found", { id, role: "listbox", hidden: true });
    this.input = make("input.ac-input.ac-textInput", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      placeholder: this.placeholder,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
      oninput: () => this.typed(),
      onkeydown: (event) => this.key(event),
      onblur: () => setTimeout(() => this.open(false), 150),
    });
    const given = String(this.defaultValue ?? "").split(this.isMultiSelect ? "," : "\n");
    this.chosen = this.choices.filter((one) => given.includes(one.value));
    this.picked = make("ul.picked", { hidden: true });
    if (this.chosen.length && !this.isMultiSelect) this.input.value = this.chosen[0].title;
    this.drawPicked();
    return make("div.searching", {}, this.picked, this.input, this.list);
  }

  updateInputControlAriaLabelledBy() {
    if (!this.searches || !this.input) return super.updateInputControlAriaLabelledBy();
    const labels = this.getAllLabelIds();
    if (labels.length) this.input.setAttribute("aria-labelledby", labels.join(" "));
    else this.input.setAttribute("aria-label", this.placeholder || this.id || "");
    this.list.setAttribute("aria-label", this.label || this.placeholder || this.id || "");
  }

  get value() {
    if (!this.searches) return super.value;
    return this.chosen?.length ? this.chosen.map((one) => one.value).join(",") : undefined;
  }

  isSet() {
    return Boolean(this.value);
  }

  isValid() {
    return this.searches ? this.isSet() || !this.input?.value : super.isValid();
  }

  focus() {
    if (this.searches) this.input?.focus();
    else super.focus();
  }

  typed() {
    if (!this.isMultiSelect) this.chosen = [];
    this.valueChanged();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const text = this.input.value.trim();
    if (!text) return this.offer([]);
    const root = this.getRootElement();
    this.say(root.said.loading);
    const dataset = this.choicesData.dataset;
    try {
      const { results } = await root.search({ dataset, text });
      if (text === this.input.value.trim()) this.offer(results, root.said.noResults);
    } catch {
      this.say(root.said.failed);
    }
    return undefined;
  }

  say(text) {
    this.found = [];
    this.list.replaceChildren(make("li.found-none", { role: "option", "aria-disabled": "true" }, text));
    this.open(true);
  }

  offer(results, none = "") {
    if (!results.length && none) return this.say(none);
    this.found = results.map((one, place) => this.option(one, place));
    this.list.replaceChildren(...this.found.map((one) => one.element));
    this.at = -1;
    this.open(results.length > 0);
    return undefined;
  }

  option(result, place) {
    const given = {
      id: `${this.list.id}-${place}`,
      role: "option",
      "aria-selected": "false",
      onmousedown: (event) => event.preventDefault(),
      onclick: () => this.choose(result),
    };
    return { result, element: make("li.found-one", given, result.title) };
  }

  choose(result) {
    const others = this.chosen.filter((one) => one.value !== result.value);
    this.chosen = this.isMultiSelect ? [...others, result] : [result];
    this.input.value = this.isMultiSelect ? "" : result.title;
    this.open(false);
    this.drawPicked();
    this.valueChanged();
  }

  /** With several to choose, each chosen one stands over the field with a button that takes it away. */
  drawPicked() {
    if (!this.isMultiSelect) return;
    this.picked.hidden = this.chosen.length === 0;
    this.picked.replaceChildren(...this.chosen.map((one) => this.chip(one)));
  }

  chip(one) {
    const given = {
      type: "button",
      "aria-label": `${this.getRootElement().said.remove} ${one.title}`,
      onclick: () => this.unchoose(one),
    };
    return make("li.chip", {}, one.title, make("button.chip-off", given, "×"));
  }

  unchoose(one) {
    this.chosen = this.chosen.filter((other) => other !== one);
    this.drawPicked();
    this.input.focus();
    this.valueChanged();
  }

  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (open) this.list.scrollIntoView({ block: "nearest" });
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.open(false);
    if (event.key === "Enter" && this.found[this.at] && !this.list.hidden) {
      event.preventDefault();
      this.choose(this.found[this.at].result);
    }
    if (!step || !this.found.length) return;
    event.preventDefault();
    this.at = (this.at + step + this.found.length) % this.found.length;
    this.found.forEach((one, place) => one.element.setAttribute("aria-selected", String(place === this.at)));
    this.input.setAttribute("aria-activedescendant", this.found[this.at].element.id);
    this.found[this.at].element.scrollIntoView({ block: "nearest" });
  }
}

/** The renderer takes an empty number for NaN, and NaN for less than `min`; Teams does not. */
class OptionalNumber extends NumberInput {
  get value() {
    const given = super.value;
    return Number.isNaN(given) ? undefined : given;
  }
}

/** The renderer's elements, with these in place of its own. */
export const registry = new CardObjectRegistry();
GlobalRegistry.populateWithDefaultElements(registry);
registry.register("Input.ChoiceSet", SearchingChoiceSet);
registry.register("Input.Number", OptionalNumber);
