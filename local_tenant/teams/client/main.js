/** Starts the little Teams: reads the address, draws the window, and keeps it up to date. */
import { readSetup } from "./api.js";
import { Bell } from "./bell.js";
import { Chat } from "./chat.js";
import { ColleagueChat } from "./colleague.js";
import { ColleagueList } from "./colleague-list.js";
import { listen, place } from "./place.js";
import { Places } from "./places.js";
import { TabFrame } from "./tab.js";
import { Window } from "./window.js";
import "./styles/main.css";

const first = place();
const setup = await readSetup(first.language);
const shell = new Window(document.querySelector("#teams"), setup);
const chat = new Chat(shell, setup);
const tab = new TabFrame(shell, setup);
const others = [
  new Places(shell, setup),
  new ColleagueChat(shell, setup),
  new ColleagueList(shell),
  new Bell(shell, setup),
];

async function show(now, before) {
  const other = !before || before.language !== now.language;
  if (before && other) Object.assign(setup, await readSetup(now.language));
  shell.show(now);
  await Promise.all([chat.show(now, before), tab.show(now), ...others.map((one) => one.show(now))]);
}

listen(show);
await show(place(), null);
