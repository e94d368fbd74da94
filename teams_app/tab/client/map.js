// The map's button to the table beside the picture.
function onClick(event) {
  const button = event.target.closest("[data-unfold]");
  const folded = button && document.getElementById(button.dataset.unfold);
  if (!folded) return;
  folded.open = true;
  const summary = folded.querySelector("summary");
  summary.scrollIntoView({ block: "start" });
  summary.focus({ preventScroll: true });
}

/** Answers the button of the map. */
export function watchMap() {
  document.addEventListener("click", onClick);
}
