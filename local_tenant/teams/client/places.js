/** The council's team, its calendar and its meeting: what is fetched, where one is, and what is shown. */
import { actInPlace, readPlaces } from "./api.js";
import { AppFrame } from "./frame.js";
import { drawCalendar, drawCall, drawDetails, drawHead, drawPosts, drawTeams } from "./place-drawing.js";
import { chooseApp, confirmRemoval, ConfigDialog } from "./place-dialogs.js";
import { fill, placeWords } from "./place-words.js";
import { go, PLACE_VIEWS } from "./place.js";

const PAUSE = 2000;
const FIRST = { team: "posts", meeting: "details", call: "" };

export class Places {
  constructor(shell, setup) {
    this.shell = shell;
    this.setup = setup;
    setInterval(() => this.poll(), PAUSE);
  }

  get words() {
    return placeWords(this.now.language);
  }

  /** The channel or the meeting that is shown; undefined for who is in none. */
  get place() {
    const key = this.now.view === "team" ? "channel" : "meeting";
    return this.seen.places.find((one) => one.key === key);
  }

  /** The tab that is shown: by its id, or by what a deep link calls it. */
  get tab() {
    const wanted = this.now.entityId;
    return this.place?.tabs.find((one) => one.id === wanted || one.entityId === wanted);
  }

  /** Shows the team, the calendar or the meeting of a place. */
  async show(now) {
    this.now = now;
    if (!PLACE_VIEWS.includes(now.view)) return this.leave();
    this.seen = await readPlaces(now.person);
    if (this.now === now) this.draw();
  }

  async poll() {
    if (document.hidden || !this.seen || !PLACE_VIEWS.includes(this.now.view)) return;
    const { now } = this;
    try {
      const seen = await readPlaces(now.person);
      if (this.now === now && JSON.stringify(seen) !== JSON.stringify(this.seen)) this.take(seen);
    } catch {
      // The next look, in two seconds, tells whether the server is back.
    }
  }

  take(seen) {
    this.seen = seen;
    this.draw();
  }

  leave() {
    this.frame?.close();
    this.frame = this.key = null;
  }

  draw() {
    const { view } = this.now;
    const { placeSide: side, head, placePane: pane } = this.shell;
    const focus = document.activeElement?.id;
    side.replaceChildren(...drawTeams(this));
    head.replaceChildren(...drawHead(this));
    if (focus) document.getElementById(focus)?.focus();
    if (view === "calendar") return this.page(drawCalendar(this));
    if (view === "call") return this.call(pane);
    if (this.tab) return this.framed(pane, "content");
    return this.page(view === "team" ? drawPosts(this) : drawDetails(this));
  }

  page(element) {
    this.leave();
    this.shell.placePane.replaceChildren(element);
  }

  call(pane) {
    const key = JSON.stringify(["call", this.seen.places, this.now.person, this.now.language, this.tab?.id]);
    if (key !== this.callKey || !this.key) {
      this.leave();
      pane.replaceChildren(drawCall(this));
    }
    this.callKey = key;
    const panel = pane.querySelector(".panel-frame");
    if (panel) this.framed(panel, "sidePanel");
  }

  framed(pane, frameContext) {
    const { person, language, subPageId } = this.now;
    const key = JSON.stringify([person, language, subPageId, this.tab, frameContext]);
    if (key === this.key) return this.frame.wear(this.now);
    this.leave();
    this.key = key;
    const { name, entityId, contentUrl } = this.tab;
    const spot = { name, entityId, address: contentUrl, subPageId, frameContext, about: this.about() };
    this.frame = new AppFrame(this.shell, this.setup, spot);
    return this.frame.open(pane, this.now);
  }

  /** What Teams' context says of a channel, or of a meeting. */
  about() {
    const { place, seen } = this;
    if (place.kind === "meeting") return { chatId: place.thread, meetingId: `MSM*${place.thread}` };
    return {
      channelId: place.thread,
      channelName: place.title,
      channelType: "Regular",
      teamId: place.thread,
      teamName: seen.team.name,
      groupId: seen.team.id,
    };
  }

  /** Goes to a tab of the place; none is its first page. */
  to(entityId = FIRST[this.now.view], view = this.now.view) {
    go({ view, entityId, subPageId: "" });
  }

  add() {
    const { shell, words, place } = this;
    const install = async () => this.take(await actInPlace(this.now.person, place.key, "install"));
    chooseApp({ shell, words, place, app: this.setup.app, install, chosen: () => this.configure() });
  }

  /** Opens the app's configuration page, for a new tab or for `tab`. */
  configure(tab) {
    const { place, words, now } = this;
    const address = new URL(this.setup.appUrl).origin + place.configPath;
    const name = fill("{app}", { app: this.setup.app.name });
    const spot = { address, name, tab, entityId: tab?.entityId, about: this.about() };
    const keep = async (setting) => {
      const done = await actInPlace(now.person, place.key, "tab", { id: tab?.id, ...setting });
      this.take(done);
      this.to(done.tab);
    };
    new ConfigDialog(this.shell, this.setup, spot, words, keep).ask(now, name);
  }

  remove(tab) {
    const { shell, words, place, now } = this;
    const remove = async () => {
      this.take(await actInPlace(now.person, place.key, "remove", { id: tab.id }));
      this.to();
    };
    confirmRemoval({ shell, words, tab, remove });
  }
}
