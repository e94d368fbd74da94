// A form that is not handed in yet keeps a draft in this browser, for this person, until it is.
const PREFIX = "teknologikort.draft";
const OLDEST = 60 * 24 * 3600 * 1000;
const ran = new WeakSet();

function key(form) {
  return `${PREFIX}.${document.querySelector(".frame")?.dataset.person}.${form.dataset.draft}`;
}

function fields(form) {
  return [...form.elements].filter((one) => one.name && one.matches("input, textarea, select"));
}

/** Whether this browser lets us keep anything; Teams in a strict browser may not. */
function able() {
  try {
    localStorage.setItem(PREFIX, "1");
    localStorage.removeItem(PREFIX);
    return true;
  } catch {
    return false;
  }
}

function kept(form) {
  try {
    const found = JSON.parse(localStorage.getItem(key(form)));
    return found?.values && Date.now() - found.at < OLDEST ? found : null;
  } catch {
    return null;
  }
}

function keep(form) {
  const values = Object.fromEntries(fields(form).map((one) => [one.name, one.value]));
  const typed = fields(form).some((one) => one.type !== "hidden" && one.value.trim());
  try {
    if (typed) localStorage.setItem(key(form), JSON.stringify({ at: Date.now(), values }));
    else localStorage.removeItem(key(form));
    form.dataset.kept = "yes";
  } catch {
    delete form.dataset.kept;
  }
}

function fill(form, values) {
  for (const one of fields(form)) {
    if (!(one.name in values)) continue;
    one.value = values[one.name];
    if (one.type !== "hidden") one.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function say(form, at) {
  const found = form.querySelector("[data-draft-found]");
  const sentence = found.querySelector("[data-sentence]");
  const written = new Intl.DateTimeFormat(document.querySelector(".frame").lang, { dateStyle: "long", timeStyle: "short" });
  sentence.textContent = sentence.dataset.sentence.replace("#", written.format(at));
  found.hidden = false;
}

function begin(form) {
  if (ran.has(form)) return;
  ran.add(form);
  if (!able()) return;
  form.querySelector("[data-draft-kept]").hidden = false;
  form.dataset.kept = "yes";
  if (form.dataset.dirty === "yes") {
    keep(form);
    return;
  }
  const found = kept(form);
  if (!found) return;
  fill(form, found.values);
  say(form, found.at);
}

function forget(form) {
  try {
    localStorage.removeItem(key(form));
  } catch {
    // Nothing could be kept, so nothing is left.
  }
}

function throwAway(form) {
  forget(form);
  for (const one of fields(form)) if (one.type !== "hidden") one.value = "";
  form.dataset.dirty = "";
  form.querySelector("[data-draft-found]").hidden = true;
  form.querySelector("textarea, input:not([type=hidden])").focus();
}

/** Keeps drafts of forms with data-draft, gives them back, and forgets them when they are handed in. */
export function watchDrafts() {
  document.addEventListener("htmx:afterSettle", () => {
    for (const form of document.querySelectorAll("form[data-draft]")) begin(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (form) keep(form);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, xhr } = event.detail;
    const form = requestConfig.elt.closest?.("form[data-draft]");
    if (form && requestConfig.verb === "post" && xhr.status < 300) forget(form);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-draft-away]");
    if (button) throwAway(button.closest("form"));
  });
}
