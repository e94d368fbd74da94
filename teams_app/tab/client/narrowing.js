// A long list, narrowed by what is typed above it. What is ticked stays in sight.
function plain(text) {
  return text.toLocaleLowerCase("da").normalize("NFC").replace(/\s+/g, " ").trim();
}

function narrow(field) {
  const list = document.getElementById(field.dataset.narrows);
  if (!list) return;
  const wanted = plain(field.value);
  let found = 0;
  for (const one of list.children) {
    const fits = !wanted || plain(one.textContent).includes(wanted) || Boolean(one.querySelector("input:checked"));
    one.hidden = !fits;
    found += fits;
  }
  const none = document.querySelector(`[data-none-of="${list.id}"]`);
  if (none) none.hidden = found > 0;
}

/** Narrows lists while people type, and again when a list was fetched anew. */
export function watchNarrowing() {
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-narrows]")) narrow(event.target);
  });
  document.addEventListener("htmx:afterSettle", () => document.querySelectorAll("[data-narrows]").forEach(narrow));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-narrows]")) event.preventDefault();
  });
}
