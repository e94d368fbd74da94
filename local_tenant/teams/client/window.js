/** The window: app bar, top bar with the switches, list of chats, and the pane with its tabs. */
import { colleagueWords } from "./colleague-words.js";
import { avatar, botAvatar, icon, make } from "./dom.js";
import { go, PLACE_VIEWS } from "./place.js";
import { placeWords } from "./place-words.js";
import { words } from "./words.js";

export class Window {
  /** Draws into `root`. `setup` is the server's description of people and app. */
  constructor(root, setup) {
    this.root = root;
    this.setup = setup;
    this.tabs = make("div.tabs", { role: "tablist" });
    this.chatPane = make("section.pane.chat-pane", { id: "pane-chat", role: "tabpanel" });
    this.tabPane = make("section.pane.tab-pane", { id: "pane-tab", role: "tabpanel" });
    this.placePane = make("section.pane.place-pane", { id: "pane-place" });
    this.placeSide = make("aside.chat-list.place-side");
    this.withPane = make("section.pane.with-pane", { id: "pane-with" });
    this.feedPane = make("section.pane.feed-pane", { id: "pane-feed" });
    this.colleagues = make("div.colleagues");
    this.unread = 0;
    this.preview = make("span.preview");
    this.previewTime = make("span.preview-time");
    this.top = make("header.top-bar");
    this.apps = make("nav.app-bar");
    this.chats = make("aside.chat-list");
    this.head = make("div.pane-head");
    this.layers = make("div.layers");
    // The panes are put in once: a frame that is moved loads its page again.
    const panes = [this.chatPane, this.tabPane, this.withPane, this.feedPane, this.placePane];
    const main = make("main.main", {}, this.head, ...panes);
    root.replaceChildren(this.top, this.apps, this.chats, this.placeSide, main, this.layers);
  }

  get said() {
    return words(this.place.language);
  }

  /** Draws the frame for a place; the panes belong to chat and tab. */
  show(place) {
    this.place = place;
    document.documentElement.lang = place.language;
    document.documentElement.dataset.theme = place.theme;
    document.title = `${this.titleOf(place.view)} | Teams`;
    const focus = document.activeElement?.id;
    this.root.className = `window view-${place.view}`;
    this.drawTop();
    this.drawApps();
    this.drawChats();
    const inPlace = PLACE_VIEWS.includes(place.view);
    if (["with", "feed"].includes(place.view)) this.drawOwnHead();
    else if (!inPlace) this.drawHead();
    if (focus) document.getElementById(focus)?.focus();
    this.chatPane.hidden = !["chat", "list"].includes(place.view);
    this.tabPane.hidden = place.view !== "tab";
    this.withPane.hidden = place.view !== "with";
    this.feedPane.hidden = place.view !== "feed";
    this.placePane.hidden = !inPlace;
    this.placeSide.hidden = place.view !== "team";
  }

  titleOf(view) {
    const places = placeWords(this.place.language);
    const names = { tab: this.setup.app.name, team: places.teams, calendar: places.calendar };
    return names[view] ?? (view === "meeting" || view === "call" ? places.calendar : this.said.chat);
  }

  drawTop() {
    const { people } = this.setup;
    const said = this.said;
    const choices = people.map((one) => [
      one.key,
      `${one.name} – ${said.kinds[one.kind]}, ${one.department}`,
    ]);
    const me = people.find((one) => one.key === this.place.person) ?? people[0];
    const languages = [["da", "Dansk"], ["en", "English"]];
    this.top.replaceChildren(
      make("h1.product", {}, "Teams"),
      make(
        "div.switches",
        {},
        this.choice("person", said.person, choices, this.place.person),
        this.choice("language", said.language, languages, this.place.language),
        this.choice("theme", said.theme, Object.entries(said.themes), this.place.theme),
      ),
      avatar(me.name, me.key),
    );
  }

  choice(name, label, choices, chosen) {
    const options = choices.map(([value, text]) =>
      make("option", { value, selected: value === chosen }, text),
    );
    const onchange = (event) => go({ [name]: event.target.value });
    return make(
      `select.switch.switch-${name}`,
      { id: `switch-${name}`, "aria-label": label, title: label, onchange },
      options,
    );
  }

  drawApps() {
    const { view } = this.place;
    const { app } = this.setup;
    const places = placeWords(this.place.language);
    const inCalendar = ["calendar", "meeting", "call"].includes(view);
    const toChat = () => go({ view: this.narrow() ? "list" : "chat" });
    this.apps.setAttribute("aria-label", this.said.apps);
    this.apps.replaceChildren(
      ...(this.setup.bell ? [this.bellButton(view)] : []),
      this.appButton("chat", this.said.chat, ["chat", "list", "with"].includes(view), toChat),
      this.appButton("team", places.teams, view === "team", () => go({ view: "team", entityId: "", subPageId: "" })),
      this.appButton("calendar", places.calendar, inCalendar, () => go({ view: "calendar" })),
      this.appButton("map", app.name, view === "tab", () => this.openTab()),
    );
  }

  bellButton(view) {
    const words = colleagueWords(this.place.language);
    const button = this.appButton("bell", words.activity, view === "feed", () => go({ view: "feed" }));
    if (this.unread) {
      button.append(
        make("span.badge", { "aria-hidden": "true" }, String(this.unread)),
        make("span.hidden-text", {}, `${this.unread} ${words.unread}`),
      );
    }
    return button;
  }

  /** How many lines of the feed are unread. */
  showUnread(count) {
    if (count === this.unread) return;
    this.unread = count;
    const there = document.getElementById("app-bell");
    const focused = document.activeElement === there;
    const button = this.bellButton(this.place.view);
    there?.replaceWith(button);
    if (focused) button.focus();
  }

  appButton(drawing, name, current, onclick) {
    return make(
      "button.app-button",
      { type: "button", id: `app-${drawing}`, "aria-current": current ? "page" : null, onclick },
      icon(drawing),
      make("span", {}, name),
    );
  }

  narrow() {
    return matchMedia("(max-width: 640px)").matches;
  }

  /** Opens a tab of the app, the first one by default. */
  openTab(entityId = this.tabsOf()[0].entityId, subPageId = "") {
    go({ view: "tab", entityId, subPageId });
  }

  /** The app's tabs; an app without a package has one at /tab/. */
  tabsOf() {
    const { app } = this.setup;
    return app.tabs.length ? app.tabs : [{ entityId: "home", name: app.name, path: "/tab/" }];
  }

  drawChats() {
    const given = {
      type: "button",
      id: "chat-item",
      "aria-current": this.place.view === "with" ? null : "true",
      onclick: () => go({ view: "chat" }),
    };
    const name = make("span.chat-name", {}, this.setup.app.name);
    this.chats.setAttribute("aria-label", this.said.chats);
    this.chats.replaceChildren(
      make("h2.list-title", {}, this.said.chat),
      make("button.chat-item", given, botAvatar(), name, this.previewTime, this.preview),
      this.colleagues,
    );
  }

  drawHead() {
    this.drawTabs();
    const title = make("h2.pane-title", {}, this.setup.app.name);
    this.head.replaceChildren(this.back(), botAvatar(), title, this.tabs);
  }

  /** The head over the feed, or over the chat with a colleague. */
  drawOwnHead() {
    const { view, entityId, language } = this.place;
    const other = this.setup.people.find((one) => one.key === entityId);
    const name = view === "feed" ? colleagueWords(language).activity : (other?.name ?? "");
    const title = make("h2.pane-title", {}, name);
    this.head.replaceChildren(this.back(), ...(view === "with" ? [avatar(name || "?", entityId)] : []), title);
  }

  back() {
    return make(
      "button.icon-button.back",
      { type: "button", "aria-label": this.said.back, onclick: () => go({ view: "list" }) },
      icon("back"),
    );
  }

  drawTabs() {
    const { view, entityId } = this.place;
    const tabs = this.tabsOf();
    const open = tabs.find((one) => one.entityId === entityId) ?? tabs[0];
    this.tabs.setAttribute("aria-label", this.setup.app.name);
    this.tabs.replaceChildren(
      this.tab(this.said.chat, view !== "tab", "pane-chat", () => go({ view: "chat" })),
      ...tabs.map((one) =>
        this.tab(one.name, view === "tab" && one === open, "pane-tab", () => this.openTab(one.entityId)),
      ),
    );
  }

  tab(name, selected, pane, onclick) {
    const given = {
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      "aria-selected": String(selected),
      "aria-controls": pane,
      tabindex: selected ? "0" : "-1",
      onclick,
      onkeydown: (event) => this.moveTab(event),
    };
    return make("button.tab", given, name);
  }

  moveTab(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...this.tabs.children];
    all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
  }
}
