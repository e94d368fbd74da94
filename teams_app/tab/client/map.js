// The map's two buttons: to the table beside the picture, and to the printer.
function onClick(event) {
  if (event.target.closest("[data-print]")) window.print();
  const button = event.target.closest("[data-unfold]");
  const folded = button && document.getElementById(button.dataset.unfold);
  if (!folded) return;
  folded.open = true;
  const summary = folded.querySelector("summary");
  summary.scrollIntoView({ block: "start" });
  summary.focus({ preventScroll: true });
}

/** Answers the buttons of the map. */
export function watchMap() {
  document.addEventListener("click", onClick);
}
