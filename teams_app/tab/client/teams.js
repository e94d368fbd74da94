// The only file that speaks TeamsJS: who is here, in which language and theme, the SSO token, colleagues.
import { app, authentication, people } from "@microsoft/teams-js";

const PATIENCE = 6000;
const SPARE = 120;
let kept = "";
let locale = "";

function inTime(promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
  return Promise.race([promise, late]);
}

function wear(theme) {
  const worn = theme === "contrast" ? "contrast" : theme === "dark" || theme === "glass" ? "dark" : "default";
  document.documentElement.dataset.theme = worn;
}

/** Shakes hands with Teams. Answers the page that a deep link names, or nothing; throws outside Teams. */
export async function enterTeams() {
  if (window.parent === window && !window.opener && !window.nativeInterface) {
    throw new Error("outside");
  }
  const origin = document.querySelector('meta[name="teams-origin"]').content;
  await inTime(app.initialize(origin ? [origin] : undefined));
  const context = await inTime(app.getContext());
  locale = context.app.locale ?? "";
  wear(context.app.theme);
  app.registerOnThemeChangeHandler(wear);
  const name = context.page.subPageId ?? "";
  return /^[FL]-?\d{1,9}$/i.test(name) ? `named/${name}` : "";
}

function endOf(jwt) {
  try {
    return JSON.parse(atob(jwt.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).exp ?? 0;
  } catch {
    return 0;
  }
}

/** Whether the token in hand still lasts a while. */
export function hasToken() {
  return kept !== "" && endOf(kept) - SPARE > Date.now() / 1000;
}

/** The token in hand is no good any more. */
export function forgetToken() {
  kept = "";
}

/** A token for this person; throws where Teams gives none. */
export async function token() {
  if (!hasToken()) {
    kept = await inTime(authentication.getAuthToken());
  }
  return kept;
}

/** The headers that every request to our own server carries. */
export function headers() {
  return { Authorization: `Bearer ${kept}`, "X-Locale": locale };
}

const CLOSED_BY_THE_PERSON = 8000;

/** Colleagues chosen in Teams' own picker: `{objectId, displayName}` each, none where it was closed.
 * Throws where this Teams has no picker. */
export async function choosePeople(title) {
  if (!people.isSupported()) throw new Error("no picker");
  try {
    return (await people.selectPeople({ title, openOrgWideSearchInChatOrChannel: true })) ?? [];
  } catch (wrong) {
    if (wrong?.errorCode === CLOSED_BY_THE_PERSON) return [];
    throw wrong;
  }
}

export function sayReady() {
  app.notifySuccess();
}

export function sayFailed() {
  app.notifyFailure({ reason: app.FailedReason.AuthFailed });
}
