/** The server's side of the little Teams, as JSON. */
const BASE = "/teams/api";

async function read(answer) {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** People, the app's name, commands and tabs, in "da" or "en". */
export async function readSetup(language) {
  return read(await fetch(`${BASE}/setup?language=${locale(language)}`));
}

/** The chat of a person; `{unchanged: true}` where the revision is still `since`. */
export async function readChat(person, since = "") {
  return read(await fetch(`${BASE}/people/${person}/chat?since=${since}`));
}

/** Something a person does: open, messages, execute, submit, display, dialog, search, language. */
export async function act(person, deed, body = {}) {
  return read(await post(`${BASE}/people/${person}/${deed}`, body));
}

/** The teams and meetings a person sees, with the app's tabs there. */
export async function readPlaces(person) {
  return read(await fetch(`${BASE}/people/${person}/places`));
}

/** Something a person does in a channel or a meeting: install, uninstall, tab, remove. */
export async function actInPlace(person, place, deed, body = {}) {
  return read(await post(`${BASE}/people/${person}/places/${place}/${deed}`, body));
}

/** The colleagues a person can write to, and the last line of each chat. */
export async function readColleagues(person) {
  return read(await fetch(`${BASE}/people/${person}/colleagues`));
}

/** What two people have said to each other. */
export async function readWith(person, other) {
  return read(await fetch(`${BASE}/people/${person}/with/${other}`));
}

/** Something a person does in the chat with another: messages, find, form, send. */
export async function actWith(person, other, deed, body = {}) {
  return read(await post(`${BASE}/people/${person}/with/${other}/${deed}`, body));
}

/** What stands under a person's bell. */
export async function readFeed(person) {
  return read(await fetch(`${BASE}/people/${person}/feed`));
}

/** The person has opened a line of the feed. */
export async function markRead(person, id) {
  return read(await post(`${BASE}/people/${person}/feed/read`, { id }));
}

/** The person's token for the tab, from Entra. */
export async function tokenFor(person) {
  const answer = await read(await post("/entra/token", { grant_type: "person", person }));
  return answer.access_token;
}

/** "da" is da-DK, "en" is en-US. */
export function locale(language) {
  return language === "en" ? "en-US" : "da-DK";
}

function post(address, body) {
  const headers = { "Content-Type": "application/json" };
  return fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
}
