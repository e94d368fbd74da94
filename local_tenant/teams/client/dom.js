/** Making elements: text is always text, never markup. */

/** `make("button.primary", {type: "button", onclick}, "Send")`; null children are left out. */
export function make(name, given = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((one) => one !== null && one !== undefined));
  return element;
}

const DRAWN = {
  chat: "M4.5 4.5h15a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5H12l-5 3.5v-3.5H4.5A1.5 1.5 0 0 1 3 16V6a1.5 1.5 0 0 1 1.5-1.5Z M7.5 9h9 M7.5 13h6",
  map: "M5 3.5h14A1.5 1.5 0 0 1 20.5 5v14a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V5A1.5 1.5 0 0 1 5 3.5Z M8 8h3.5v3.5H8Z M14.5 9.5h2.5 M8 15.5h9",
  bell: "M12 3.5a5.5 5.5 0 0 1 5.5 5.5v4l1.5 3H5l1.5-3V9A5.5 5.5 0 0 1 12 3.5Z M9.5 18.5a2.5 2.5 0 0 0 5 0",
  more: "M6 12h.01 M12 12h.01 M18 12h.01",
  team: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z M3 20v-2a4 4 0 0 1 4-4h4a4 4 0 0 1 4 4v2 M16 4.5a3 3 0 0 1 0 6 M18 14a3.5 3.5 0 0 1 3 3.5V20",
  calendar: "M5.5 5h13A1.5 1.5 0 0 1 20 6.5v12a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-12A1.5 1.5 0 0 1 5.5 5Z M4 9.5h16 M8.5 3v4 M15.5 3v4",
  add: "M12 5v14 M5 12h14",
  gear: "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z M12 3v3 M12 18v3 M3 12h3 M18 12h3 M5.6 5.6l2.2 2.2 M16.2 16.2l2.2 2.2 M18.4 5.6l-2.2 2.2 M7.8 16.2l-2.2 2.2",
  bin: "M4.5 7h15 M9.5 7V4.5h5V7 M6.5 7l1 13h9l1-13 M10 11v5 M14 11v5",
  send: "M4 4l17 8-17 8 3-8Z M7 12h8",
  clip: "M19 11.5l-7.6 7.6a4.5 4.5 0 0 1-6.4-6.4l8-8a3 3 0 0 1 4.3 4.3l-8 8a1.5 1.5 0 0 1-2.2-2.2l7.3-7.2",
  list: "M8 6.5h12 M8 12h12 M8 17.5h12 M4 6.5h.01 M4 12h.01 M4 17.5h.01",
  back: "M19 12H5 M11 6l-6 6 6 6",
  close: "M6 6l12 12 M18 6L6 18",
  warn: "M12 4l9 16H3Z M12 10v4 M12 17h.01",
};

/** A line drawing of 24 by 24; decoration only, so screen readers skip it. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("class", "icon");
  path.setAttribute("d", DRAWN[name]);
  drawing.append(path);
  return drawing;
}

/** A round picture with initials; people get one of six quiet colours by their key. */
export function avatar(name, key = name) {
  const initials = name.split(/\s+/).map((one) => one[0]).slice(0, 2).join("");
  const tone = [...key].reduce((sum, one) => sum + one.codePointAt(0), 0) % 6;
  return make(`span.avatar.tone-${tone}`, { "aria-hidden": "true" }, initials.toUpperCase());
}

/** The bot's picture: a hexagon, as Teams draws bots. */
export function botAvatar() {
  return make("span.avatar.bot", { "aria-hidden": "true" }, icon("map"));
}

/** A square picture: of the app by its drawing, of a team by its letters. */
export function tile(inside) {
  return make("span.avatar.tile", { "aria-hidden": "true" }, inside);
}
