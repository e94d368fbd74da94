/** How a team, a calendar and a meeting look; what is pressed in them is the places' own. */
import { avatar, icon, make, tile } from "./dom.js";
import { fill } from "./place-words.js";
import { go } from "./place.js";

/** The list at the side: the team with its channel, or nothing. */
export function drawTeams(places) {
  const { words, seen, now } = places;
  if (now.view !== "team") return [];
  const channel = seen.places.find((one) => one.kind === "channel");
  const title = make("h2.list-title", {}, words.teams);
  if (!channel) return [title, make("p.side-note", {}, words.noTeams)];
  return [
    title,
    make("p.team-name", {}, tile("IT"), seen.team.name),
    make(
      "button.channel-item",
      { type: "button", id: "channel-item", "aria-current": "true", onclick: () => places.to() },
      channel.title,
    ),
  ];
}

/** The head of the pane: what it is, its tabs, and what can be done with them. */
export function drawHead(places) {
  const { words, now, place } = places;
  if (now.view === "calendar") return [icon("calendar"), make("h2.pane-title", {}, words.calendar)];
  if (!place) return [make("h2.pane-title", {}, now.view === "team" ? words.teams : words.calendar)];
  const title = make("h2.pane-title", {}, place.title);
  if (now.view === "call") return [title, ...callTools(places)];
  const sign = place.kind === "channel" ? tile("IT") : icon("calendar");
  return [sign, title, tabStrip(places), ...tabTools(places)];
}

function tabStrip(places) {
  const { words, now, place, tab } = places;
  const first = now.view === "team" ? words.posts : words.details;
  const all = [
    strip(first, !tab, () => places.to()),
    ...place.tabs.map((one) => strip(one.name, one === tab, () => places.to(one.id))),
  ];
  return make("div.tabs", { role: "tablist", "aria-label": place.title }, all);
}

function strip(name, selected, onclick) {
  const given = {
    type: "button",
    role: "tab",
    id: `place-tab-${name}`,
    "aria-selected": String(selected),
    "aria-controls": "pane-place",
    tabindex: selected ? "0" : "-1",
    onclick,
    onkeydown: step,
  };
  return make("button.tab", given, name);
}

function step(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const all = [...event.target.parentElement.children];
  all[(all.indexOf(event.target) + by + all.length) % all.length].focus();
}

function tabTools(places) {
  const { words, place, tab, now } = places;
  const tools = [tool("add", words.add, () => places.add())];
  if (tab && place.mayChange) tools.push(tool("gear", words.change, () => places.configure(tab)));
  if (tab) tools.push(tool("bin", words.remove, () => places.remove(tab)));
  const spread = make("span.spread");
  const join = () => go({ view: "call", entityId: "", subPageId: "" });
  if (now.view === "meeting") tools.push(spread, primary(words.join, "join", join));
  return tools;
}

function tool(drawing, name, onclick, given = {}) {
  const said = { type: "button", id: `tool-${drawing}`, "aria-label": name, title: name, onclick, ...given };
  return make("button.icon-button", said, icon(drawing));
}

function primary(text, id, onclick) {
  return make("button.plain-button.primary", { type: "button", id, onclick }, text);
}

/** The channel's first page. */
export function drawPosts(places) {
  const { words, seen, place } = places;
  if (!place) return make("p.empty", {}, words.noTeams);
  const has = fill(words.hasApp, { person: place.installed, app: places.setup.app.name });
  return make(
    "div.place-page",
    { tabindex: "0" },
    make("h3", {}, fill(words.welcome, { place: seen.team.name })),
    make("p", {}, words.welcomeText),
    place.installed ? make("p.quiet", {}, has) : null,
    people(words.members, seen.members),
  );
}

/** The meeting's first page. */
export function drawDetails(places) {
  const { words, seen, place, now } = places;
  if (!place) return make("p.empty", {}, words.noMeetings);
  return make(
    "div.place-page",
    { tabindex: "0" },
    make("h3", {}, words.when),
    make("p", {}, span(place, now.language)),
    people(words.invited, seen.members),
  );
}

function people(title, names) {
  const rows = names.map((name) => make("li", {}, avatar(name), name));
  return make("div", {}, make("h3", {}, title), make("ul.people", {}, rows));
}

/** The calendar: the council's next meeting. */
export function drawCalendar(places) {
  const { words, place, now } = places;
  if (!place) return make("p.empty", {}, words.noMeetings);
  const row = make(
    "li.meeting",
    {},
    make("div", {}, make("h3", {}, place.title), make("p", {}, span(place, now.language))),
    make(
      "div.meeting-buttons",
      {},
      make("button.plain-button", { type: "button", id: "open-meeting", onclick: () => places.to("details", "meeting") }, words.open),
      primary(words.join, "join", () => places.to("", "call")),
    ),
  );
  return make("div.place-page", { tabindex: "0" }, make("ul.meetings", {}, row));
}

function span({ starts, ends }, language) {
  const zone = { timeZone: "Europe/Copenhagen" };
  const tag = language === "en" ? "en-GB" : "da-DK";
  const day = { weekday: "long", day: "numeric", month: "long", ...zone };
  const hour = { hour: "2-digit", minute: "2-digit", ...zone };
  const clock = (at) => new Date(at).toLocaleTimeString(tag, hour);
  return `${new Date(starts).toLocaleDateString(tag, day)}, ${clock(starts)}–${clock(ends)}`;
}

function callTools(places) {
  const { words, place, tab } = places;
  const shown = place.panel ? place.tabs : [];
  const apps = shown.map((one) =>
    make(
      "button.call-app",
      {
        type: "button",
        id: `call-${one.id}`,
        "aria-pressed": String(one === tab),
        "aria-label": fill(words.openApp, { tab: one.name }),
        onclick: () => places.to(one === tab ? "" : one.id),
      },
      icon("map"),
      make("span", {}, one.name),
    ),
  );
  const leave = () => places.to("details", "meeting");
  return [
    make("span.spread"),
    ...apps,
    make("button.plain-button.leave", { type: "button", id: "leave", onclick: leave }, words.leave),
  ];
}

/** The running meeting: everybody on the stage, and the app in the side panel. */
export function drawCall(places) {
  const { words, seen, place, tab } = places;
  if (!place) return make("p.empty", {}, words.noMeetings);
  const faces = seen.members.map((name) => make("li.face", {}, avatar(name), make("span", {}, name)));
  const stage = make(
    "div.stage",
    { tabindex: "0", role: "region", "aria-label": words.inCall },
    make("ul.faces", { "aria-label": words.people }, faces),
  );
  return make("div.call", {}, stage, tab && place.panel ? panel(places, tab) : null);
}

function panel(places, tab) {
  const close = tool("close", places.words.closePanel, () => places.to(""), { id: "close-panel" });
  const head = make("div.panel-head", {}, make("h3", {}, tab.name), close);
  return make("aside.side-panel", { "aria-label": tab.name }, head, make("div.panel-frame"));
}
