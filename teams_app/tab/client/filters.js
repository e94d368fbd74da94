// On a phone the filters stand behind one button, so that the list is what one sees first.
function onClick(event) {
  const button = event.target.closest("[data-filters]");
  if (!button) return;
  const open = button.closest("form").classList.toggle("open");
  button.setAttribute("aria-expanded", String(open));
}

/** Answers the button that shows the filters on a phone. */
export function watchFilters() {
  document.addEventListener("click", onClick);
}
