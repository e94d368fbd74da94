/** The activity feed: how much is unread at the bell, and the lines that open what they are about. */
import { markRead, readFeed } from "./api.js";
import { colleagueWords } from "./colleague-words.js";
import { botAvatar, make } from "./dom.js";
import { follow } from "./links.js";
import { brief } from "./times.js";

const PAUSE = 2000;

export class Bell {
  constructor(shell, setup) {
    this.shell = shell;
    this.setup = setup;
    this.list = make("ul.feed");
    this.empty = make("p.empty");
    shell.feedPane.append(make("div.feed-scroll", { tabindex: "0" }, this.list, this.empty));
    setInterval(() => this.poll(), PAUSE);
  }

  async show() {
    await this.poll();
  }

  async poll() {
    if (document.hidden || !this.setup.bell) return;
    const { person } = this.shell.place;
    try {
      const { notifications } = await readFeed(person);
      if (person === this.shell.place.person) this.draw(notifications);
    } catch {
      // The next look tells.
    }
  }

  draw(notifications) {
    const { place } = this.shell;
    const version = JSON.stringify([notifications, place.language, place.person]);
    this.shell.showUnread(notifications.filter((one) => !one.read).length);
    if (version === this.version) return;
    this.version = version;
    const words = colleagueWords(place.language);
    this.list.setAttribute("aria-label", words.activity);
    this.empty.textContent = notifications.length ? "" : words.nothing;
    this.list.replaceChildren(...notifications.map((one) => make("li", {}, this.line(one, words))));
  }

  line(one, words) {
    const open = async () => {
      await markRead(this.shell.place.person, one.id);
      follow(one.web_url);
    };
    return make(
      `button.feed-line${one.read ? "" : ".unread"}`,
      { type: "button", onclick: open },
      botAvatar(),
      make("span.feed-text", {}, one.text),
      make("span.preview-time", {}, brief(one.at, this.shell.place.language)),
      make("span.feed-preview", {}, one.preview),
      make("span.feed-app", {}, this.setup.app.name),
      one.read ? null : make("span.feed-dot", {}, make("span.hidden-text", {}, words.unreadOne)),
    );
  }
}
