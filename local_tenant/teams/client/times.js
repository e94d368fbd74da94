/** Times as Teams writes them, in the place where everybody is. */
import { locale } from "./api.js";

const ZONE = "Europe/Copenhagen";

function written(date, language, how) {
  return new Intl.DateTimeFormat(locale(language), { timeZone: ZONE, ...how }).format(date);
}

/** The day as 2026-01-31, to compare. */
export function day(at) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(new Date(at));
}

/** 10.42 or 10:42 AM. */
export function clock(at, language) {
  return written(new Date(at), language, { hour: "numeric", minute: "2-digit" });
}

/** For the list of chats: the time today, else the date. */
export function brief(at, language) {
  if (day(at) === day(Date.now())) return clock(at, language);
  return written(new Date(at), language, { day: "numeric", month: "numeric" });
}

/** For the line between days: today, yesterday, or Monday 24 November. */
export function heading(at, language, said) {
  if (day(at) === day(Date.now())) return said.today;
  if (day(at) === day(Date.now() - 24 * 3600 * 1000)) return said.yesterday;
  const how = { weekday: "long", day: "numeric", month: "long" };
  const text = written(new Date(at), language, how);
  return text[0].toUpperCase() + text.slice(1);
}
