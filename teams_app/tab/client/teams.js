// The only file that speaks TeamsJS: who is here, where, in which language and theme, the SSO token, colleagues.
import { app, authentication, pages, people } from "@microsoft/teams-js";

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

function kindOf(context) {
  if (context.meeting) return "meeting";
  if (context.channel) return "channel";
  return context.chat ? "chat" : "personal";
}

/**
 * Shakes hands with Teams; throws outside it. `place`: the page that a deep link names, or nothing.
 * `kind`: personal, channel, meeting or chat, where the frame stands.
 */
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
  document.documentElement.dataset.frame = context.page.frameContext ?? "content";
  const name = context.page.subPageId ?? "";
  const place = /^[FL]-?\d{1,9}$/i.test(name) ? `named/${name}` : "";
  return { place, kind: kindOf(context) };
}

/** What the tab that is being set up opens at now; nothing while it is new. */
export async function openingNow() {
  const { entityId } = await inTime(pages.getConfig());
  return entityId ?? "";
}

/** Whether Teams may offer to save. */
export function maySave(yes) {
  pages.config.setValidityState(yes);
}

/** When the person saves, Teams keeps what `tab()` says; `refused()` hears when it would not. */
export function onSave(tab, refused) {
  pages.config.registerOnSaveHandler(async (event) => {
    try {
      await inTime(pages.config.setConfig(tab()));
      event.notifySuccess();
    } catch {
      event.notifyFailure(refused());
    }
  });
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
