// Forms: what is typed is noticed, counted, and pointed at where it has to be mended.
const STAYS = 10000;

function count(field) {
  const counter = document.querySelector(`[data-count-for="${field.id}"]`);
  if (!counter) return;
  const used = [...field.value.trim()].length;
  const limit = Number(counter.dataset.limit);
  counter.textContent = counter.dataset.sentence.replace("#", used.toLocaleString(document.documentElement.lang));
  counter.classList.toggle("over", used > limit);
  counter.classList.toggle("far", limit > 100 && used < limit * 0.8);
}

function countAll(root) {
  for (const counter of root.querySelectorAll("[data-count-for]")) {
    const field = document.getElementById(counter.dataset.countFor);
    if (field) count(field);
  }
}

function keepFocus(event) {
  const after = event.detail.requestConfig?.elt?.dataset?.focusAfter;
  if (!after || document.activeElement !== document.body) return;
  document.getElementById(event.detail.requestConfig.elt.id)?.focus({ preventScroll: true });
  if (document.activeElement === document.body) document.getElementById(after)?.focus();
}

// Not from under the hand or the focus of somebody who is about to use it.
function takeAway(message) {
  if (message.matches(":hover, :focus-within")) setTimeout(() => takeAway(message), STAYS);
  else message.remove();
}

/** Watches what people type, and takes short messages away after a while. */
export function watchForms() {
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-form]");
    if (!form || event.target.matches("[data-narrows]")) return;
    form.dataset.dirty = "yes";
    count(event.target);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    countAll(document);
    keepFocus(event);
    document.documentElement.lang = document.querySelector("#app > [lang]")?.lang ?? document.documentElement.lang;
  });
  new MutationObserver((seen) => {
    for (const added of seen.flatMap((one) => [...one.addedNodes])) {
      if (added.classList?.contains("toast")) setTimeout(() => takeAway(added), STAYS);
    }
  }).observe(document.getElementById("app"), { childList: true, subtree: true });
}
