/** The colleagues one can write to, under the app in the list of chats; the last spoken with first. */
import { readColleagues } from "./api.js";
import { colleagueWords } from "./colleague-words.js";
import { avatar, make } from "./dom.js";
import { go } from "./place.js";
import { brief } from "./times.js";

const PAUSE = 3000;

export class ColleagueList {
  constructor(shell) {
    this.shell = shell;
    setInterval(() => this.poll(), PAUSE);
  }

  async show() {
    await this.poll();
  }

  async poll() {
    if (document.hidden) return;
    const { person } = this.shell.place;
    try {
      const { colleagues } = await readColleagues(person);
      if (person === this.shell.place.person) this.draw(colleagues);
    } catch {
      // The chat itself says that Teams cannot be reached.
    }
  }

  draw(colleagues) {
    const { place, said } = this.shell;
    const version = JSON.stringify([colleagues, place]);
    if (version === this.version) return;
    this.version = version;
    const focus = document.activeElement?.id;
    const heading = make("h3.list-part", { hidden: !colleagues.length }, colleagueWords(place.language).colleagues);
    const items = colleagues.map((one) => make("li", {}, this.item(one, place, said)));
    this.shell.colleagues.replaceChildren(heading, make("ul", {}, items));
    if (focus?.startsWith("with-")) document.getElementById(focus)?.focus();
  }

  item({ key, name, last }, place, said) {
    const line = last ? last.text || cardTitle(last.cards[0]) : "";
    const current = place.view === "with" && place.entityId === key;
    return make(
      "button.chat-item",
      {
        type: "button",
        id: `with-${key}`,
        "aria-current": current ? "true" : null,
        onclick: () => go({ view: "with", entityId: key, subPageId: "" }),
      },
      avatar(name, key),
      make("span.chat-name", {}, name),
      make("span.preview-time", {}, last ? brief(last.at, place.language) : ""),
      make("span.preview", {}, last?.author === place.person ? `${said.you}: ${line}` : line),
    );
  }
}

function cardTitle(card) {
  const texts = [...JSON.stringify(card?.body ?? []).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)];
  return texts.slice(0, 2).map((one) => JSON.parse(`"${one[1]}"`)).join(" · ");
}
