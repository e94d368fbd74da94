// Drafts in this browser, one a person and form: what was typed, and which version of it all devices share.
const PREFIX = "teknologikort.draft";
const OLDEST = 60 * 24 * 3600 * 1000;
const memory = new Map(); // where the browser keeps nothing, until the page is left

function keyOf(name) {
  return `${PREFIX}.${document.querySelector(".frame")?.dataset.person}.${name}`;
}

function put(form, draft) {
  const said = JSON.stringify(draft);
  try {
    localStorage.setItem(keyOf(form.dataset.draft), said);
    return true;
  } catch {
    memory.set(keyOf(form.dataset.draft), said);
    return false;
  }
}

function got(key) {
  try {
    return localStorage.getItem(key) ?? memory.get(key);
  } catch {
    return memory.get(key);
  }
}

/** Whether this browser lets us keep anything; Teams in a strict browser may not. */
export function able() {
  try {
    localStorage.setItem(PREFIX, "1");
    localStorage.removeItem(PREFIX);
    return true;
  } catch {
    return false;
  }
}

/** The form's draft: `values`, when (`at`), `version` of all devices, and whether it is `dirty`. */
export function read(form) {
  try {
    const found = JSON.parse(got(keyOf(form.dataset.draft)) ?? null);
    return found?.values && Date.now() - found.at < OLDEST ? found : null;
  } catch {
    return null;
  }
}

/** Keeps what was typed just now. Whether it could. */
export function write(form, values) {
  return put(form, { at: Date.now(), values, version: read(form)?.version, dirty: true });
}

/** Puts a draft back as it was read, filling a form in having touched it. */
export function restore(form, draft) {
  put(form, draft);
}

/** All devices have it now; `whole` where nothing was typed since it was sent. */
export function stored(form, draft, whole) {
  const found = read(form);
  if (found) put(form, { ...found, version: draft.version, dirty: !whole });
}

/** What stands here goes over this version. */
export function based(form, version) {
  const found = read(form);
  if (found) put(form, { ...found, version, dirty: true });
}

/** The version all devices shared is gone: what stands here is a draft anew. */
export function without(form) {
  based(form, undefined);
}

/** Forgets the draft of a form by its name. */
export function forgetNamed(name) {
  memory.delete(keyOf(name));
  try {
    localStorage.removeItem(keyOf(name));
  } catch {
    // Nothing could be kept, so nothing is left.
  }
  return true;
}

/** Forgets the form's draft. */
export function forget(form) {
  return forgetNamed(form.dataset.draft);
}
