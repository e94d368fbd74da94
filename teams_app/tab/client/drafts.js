// A form that is not handed in yet keeps a draft: in this browser, and on the person's other devices.
import * as kept from "./kept_drafts.js";
import { ask } from "./requests.js";

const IDLE = 4000;
const ran = new WeakSet();
const timers = new WeakMap();
const others = new WeakMap();
const thrown = new Map(); // versions that were thrown away, while the server may still have them

function fields(form) {
  return [...form.elements].filter((one) => one.name && one.matches("input, textarea, select"));
}

function values(form) {
  return Object.fromEntries(fields(form).map((one) => [one.name, one.value]));
}

function typed(form) {
  return fields(form).some((one) => one.type !== "hidden" && one.value.trim());
}

function fill(form, given) {
  for (const one of fields(form)) {
    one.value = given[one.name] ?? (one.type === "hidden" ? one.value : "");
    if (one.type !== "hidden") one.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function tell(form, name) {
  const line = form.querySelector("[data-draft-kept]");
  if (line && line.textContent !== line.dataset[name]) line.textContent = line.dataset[name];
}

function show(form, which, when) {
  const notice = form.querySelector(which);
  const sentence = notice.querySelector("[data-sentence]");
  sentence.textContent = sentence.dataset.sentence.replace("#", when);
  notice.hidden = false;
}

function said(at) {
  const { lang } = document.querySelector(".frame");
  return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short" }).format(at);
}

function shared(form) {
  return "draftShared" in form.dataset && form.dataset.draftOff !== "yes";
}

function path(form) {
  return `/tab/part/drafts/${form.dataset.draft}`;
}

const JSON_SENT = { method: "POST", headers: { "Content-Type": "application/json" } };

/** What another device wrote meanwhile: it is offered, and nothing is written over it. */
function offer(form, draft) {
  if (!draft) return;
  others.set(form, draft);
  show(form, "[data-draft-other]", draft.written);
}

function answered(form, status, draft, sent) {
  if (status === 200) {
    tell(form, "shared");
    kept.stored(form, draft, JSON.stringify(values(form)) === sent);
  } else if (status === 409) {
    if (draft) offer(form, draft);
    else {
      kept.without(form);
      later(form);
    }
  } else if (status === 410) {
    form.dataset.draftOff = "yes";
    kept.forget(form);
    tell(form, "sent");
  } else tell(form, status === 422 ? "cpr" : "later");
}

/** Sends what stands in the form, unless it is a draft's no more or another device's is in the way. */
async function push(form, leaving = false) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  const found = kept.read(form);
  if (!shared(form) || !found?.dirty || others.has(form)) return;
  const sent = JSON.stringify(found.values);
  const body = JSON.stringify({ values: filledOnly(found.values), version: found.version ?? "" });
  try {
    const answer = await ask(path(form), { ...JSON_SENT, body, keepalive: leaving });
    const { draft } = answer.status === 200 || answer.status === 409 ? await answer.json() : {};
    if (form.isConnected || answer.status === 200) answered(form, answer.status, draft, sent);
  } catch {
    tell(form, "later");
  }
}

function filledOnly(all) {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value.trim()));
}

function later(form) {
  if (!shared(form)) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => push(form), IDLE));
}

function changed(form) {
  if (form.dataset.draftOff === "yes") return;
  const could = typed(form) ? kept.write(form, values(form)) : kept.forget(form);
  if (could) form.dataset.kept = "yes";
  else delete form.dataset.kept;
  if (typed(form)) later(form);
}

/** The draft of the person's other devices, beside what this browser has kept. */
async function meet(form) {
  let draft;
  try {
    const answer = await ask(path(form));
    if (answer.status !== 200) throw new Error("server");
    ({ draft } = await answer.json());
  } catch {
    tell(form, "later");
    return;
  }
  const found = kept.read(form);
  if (draft?.version && draft.version === thrown.get(form.dataset.draft)) return;
  if (!draft) {
    if (found?.version && !found.dirty) empty(form);
    else if (found?.dirty) later(form);
  } else if (found?.dirty && found.version !== draft.version) offer(form, draft);
  else if (found?.dirty) later(form);
  else if (found?.version !== draft.version) take(form, draft);
}

function take(form, draft) {
  fill(form, draft.values);
  clearTimeout(timers.get(form));
  kept.write(form, values(form));
  kept.stored(form, draft, true);
  show(form, "[data-draft-found]", draft.written);
}

function begin(form) {
  if (ran.has(form)) return;
  ran.add(form);
  const able = kept.able();
  if (!able && !shared(form)) return;
  form.querySelector("[data-draft-kept]").hidden = false;
  form.dataset.kept = "yes";
  if (form.dataset.dirty === "yes") {
    changed(form);
    return;
  }
  const found = kept.read(form);
  if (found) {
    fill(form, found.values);
    clearTimeout(timers.get(form));
    kept.restore(form, found);
    show(form, "[data-draft-found]", said(found.at));
  }
  if (shared(form)) meet(form);
}

function empty(form) {
  clearTimeout(timers.get(form));
  kept.forget(form);
  for (const one of fields(form)) if (one.type !== "hidden") one.value = "";
  form.dataset.dirty = "";
  form.querySelector("[data-draft-found]").hidden = true;
}

async function throwAway(form) {
  thrown.set(form.dataset.draft, kept.read(form)?.version);
  empty(form);
  form.querySelector("textarea, input:not([type=hidden])").focus();
  if (!shared(form)) return;
  try {
    await ask(`${path(form)}/forget`, { ...JSON_SENT, body: "{}" });
  } catch {
    tell(form, "later");
  }
}

function choose(form, showOther) {
  const draft = others.get(form);
  others.delete(form);
  form.querySelector("[data-draft-other]").hidden = true;
  if (showOther) take(form, draft);
  else {
    kept.based(form, draft.version);
    push(form);
  }
}

function onClick(event) {
  const form = event.target.closest("form[data-draft]");
  if (event.target.closest("[data-draft-away]")) throwAway(form);
  else if (event.target.closest("[data-draft-show]")) choose(form, true);
  else if (event.target.closest("[data-draft-keep]")) choose(form, false);
  const gone = event.target.closest("[data-draft-gone]");
  if (gone) kept.forgetNamed(gone.dataset.draftGone);
}

function pushAll() {
  for (const form of document.querySelectorAll("form[data-draft]")) push(form, true);
}

/** Keeps drafts of forms with data-draft, gives them back, and forgets them when they are handed in. */
export function watchDrafts() {
  document.addEventListener("htmx:afterSettle", () => {
    for (const form of document.querySelectorAll("form[data-draft]")) begin(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (form) changed(form);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, xhr } = event.detail;
    const form = requestConfig.elt.closest?.("form[data-draft]");
    if (form && requestConfig.elt === form && requestConfig.verb === "post" && xhr.status < 300) {
      clearTimeout(timers.get(form));
      form.dataset.draftOff = "yes";
      kept.forget(form);
    } else if (event.detail.target?.id === "main") pushAll();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") pushAll();
  });
  document.addEventListener("click", onClick);
}
