// Files for a thing: sent piece by piece, one after the other, going on where the line broke.
// It imports nothing, so that the first page stays one script: `ask` is handed in.

const JSON_TYPE = { "Content-Type": "application/json" };
const PAUSES = [1000, 3000, 8000];
const KEPT = "teknologikort.upload";
let turn = Promise.resolve();
let ask;

class Refused extends Error {}

const pause = (time) => new Promise((done) => setTimeout(done, time));

async function post(path, body, headers = JSON_TYPE) {
  const answer = await ask(path, { method: "POST", headers, body });
  const ours = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  const said = ours ? await answer.json() : {};
  if (answer.ok) return said;
  if (ours && answer.status < 500) throw new Refused(said.said);
  throw new Error(String(answer.status));
}

/** The same file, chosen again after the page was left, goes on where it stopped. */
function keyOf(to, file) {
  return `${KEPT}.${to}.${file.name}.${file.size}.${file.lastModified}`;
}

function keep(key, begun) {
  try {
    if (begun) sessionStorage.setItem(key, JSON.stringify(begun));
    else sessionStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing begins anew.
  }
}

function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

async function begun(to, file, key) {
  const before = kept(key);
  if (before) {
    try {
      const { next } = await post(`${to}/state`, JSON.stringify({ upload: before.upload }));
      return { ...before, next };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  const found = await post(to, JSON.stringify({ name: file.name, size: file.size }));
  keep(key, found);
  return { ...found, next: 0 };
}

async function sendFrom(to, file, row) {
  const key = keyOf(to, file);
  const { upload, piece, next } = await begun(to, file, key);
  row.upload = upload;
  let at = next;
  while (at < file.size && !row.stopped) {
    row.show(at / file.size);
    const query = new URLSearchParams({ upload, first: at });
    const part = file.slice(at, at + piece);
    ({ next: at } = await post(`${to}/piece?${query}`, part, { "Content-Type": "application/octet-stream" }));
  }
  keep(key, null);
  return !row.stopped;
}

/** Tries again by itself for a while, then leaves it to the person. */
async function send(to, file, row) {
  for (const wait of [...PAUSES, 0]) {
    if (row.stopped) return false;
    try {
      return await sendFrom(to, file, row);
    } catch (error) {
      if (error instanceof Refused) {
        keep(keyOf(to, file), null);
        row.refused(error.message);
        return false;
      }
      if (wait) row.wait();
      await pause(wait);
    }
  }
  row.broken();
  return false;
}

class Row {
  constructor(section, file) {
    this.stopped = false;
    this.element = section.querySelector("template[data-upload]").content.cloneNode(true).firstElementChild;
    const { name } = file;
    this.find("[data-name]").textContent = name;
    this.find("[data-kind]").textContent = name.split(".").pop().toLowerCase().slice(0, 5);
    section.querySelector("[data-uploads]").append(this.element);
    this.show(0);
  }

  find(which) {
    return this.element.querySelector(which);
  }

  tell(text) {
    this.find("[data-told]").textContent = text;
  }

  show(share) {
    const percent = Math.floor(share * 100);
    const bar = this.find("[data-progress]");
    bar.value = percent;
    bar.title = bar.dataset.going.replace("#", percent);
    this.find("[data-again]").hidden = true;
    this.tell("");
  }

  wait() {
    this.tell(this.find("[data-told]").dataset.waiting);
  }

  broken() {
    this.tell(this.find("[data-told]").dataset.broken);
    this.find("[data-again]").hidden = false;
  }

  refused(sentence) {
    this.stopped = true;
    this.element.classList.add("refused");
    this.find("[data-progress]").remove();
    this.tell(sentence);
    this.find("[data-told]").className = "problem";
  }
}

async function one(htmx, section, file) {
  const to = section.dataset.attach;
  const row = new Row(section, file);
  row.find("[data-stop]").addEventListener("click", () => {
    row.stopped = true;
    keep(keyOf(to, file), null);
    row.element.remove();
    if (row.upload) post(`${to}/cancel`, JSON.stringify({ upload: row.upload })).catch(() => {});
    section.querySelector("#attach-files")?.focus();
  });
  const go = async () => {
    if (await send(to, file, row)) row.element.remove();
  };
  row.find("[data-again]").addEventListener("click", () => {
    turn = turn.then(go).then(() => settled(htmx, to));
  });
  if (file.size > Number(section.dataset.limit)) row.refused(row.find("[data-told]").dataset.tooBig);
  else await go();
}

/** The list with what is new; rows that are still to be answered stay. */
async function settled(htmx, to) {
  const section = document.querySelector(`[data-attach="${to}"]`);
  if (!section) return;
  const rows = [...section.querySelectorAll("[data-uploads] > li")];
  await htmx.ajax("GET", to, { target: "#attachments", swap: "outerHTML" });
  document.querySelector("#attachments [data-uploads]")?.append(...rows);
}

/** Sends files, one after the other, and then shows the list anew. */
export function attach(htmx, asking, section, files) {
  ask = asking;
  const chosen = [...files];
  const to = section.dataset.attach;
  turn = turn.then(async () => {
    for (const file of chosen) await one(htmx, document.querySelector(`[data-attach="${to}"]`) ?? section, file);
    await settled(htmx, to);
  });
}
