/**
 * Where we are, all of it in the address: who, language and theme in the query, the view in the hash.
 * /teams/?as=mette&lang=da&theme=dark#/tab/{entityId}/{subPageId}
 */
export const PLACE_VIEWS = ["team", "calendar", "meeting", "call"];
const VIEWS = ["list", "tab", "with", "feed", ...PLACE_VIEWS];
const THEMES = ["default", "dark", "contrast"];

/** @returns {{person: string, language: "da"|"en", theme: string,
 *   view: "chat"|"list"|"tab"|"with"|"feed"|"team"|"calendar"|"meeting"|"call",
 *   entityId: string, subPageId: string}} `entityId`: a tab of the app, of the channel or of the meeting,
 *   or the colleague one is with */
export function place() {
  const query = new URLSearchParams(location.search);
  const [, view = "chat", entityId = "", subPageId = ""] = location.hash.split("/");
  const theme = query.get("theme");
  return {
    person: query.get("as") || "mette",
    language: query.get("lang") === "en" ? "en" : "da",
    theme: THEMES.includes(theme) ? theme : "default",
    view: VIEWS.includes(view) ? view : "chat",
    entityId: decodeURIComponent(entityId),
    subPageId: decodeURIComponent(subPageId),
  };
}

/** Goes elsewhere: any of the fields of `place`. */
export function go(changes) {
  const next = { ...place(), ...changes };
  const query = new URLSearchParams({ as: next.person, lang: next.language, theme: next.theme });
  const whole = !["chat", "list", "feed", "calendar"].includes(next.view);
  const path = whole ? [next.view, next.entityId, next.subPageId] : [next.view];
  const hash = `#/${path.filter(Boolean).map(encodeURIComponent).join("/")}`;
  const address = `${location.pathname}?${query}${hash}`;
  if (address === location.pathname + location.search + location.hash) return;
  history.pushState(null, "", address);
  changed();
}

let current = place();
let listener = () => {};

function changed() {
  const before = current;
  current = place();
  listener(current, before);
}

/** Calls `show(now, before)` whenever the place changes. */
export function listen(show) {
  listener = show;
  addEventListener("popstate", changed);
  addEventListener("hashchange", () => {
    if (JSON.stringify(place()) !== JSON.stringify(current)) changed();
  });
}
