// What only the council's pages need: the order, marks by keys, the agenda and the clock of a meeting.
import { watchMeetings } from "./agenda.js";
import { watchMarks } from "./marks.js";
import { watchRanking } from "./ranking.js";

/** Watches for all of it; `tools` are what the rest of the tab has for talking with the server. */
export function watchCouncil(htmx, tools) {
  watchRanking(htmx, tools);
  watchMarks();
  watchMeetings(htmx, tools);
}
