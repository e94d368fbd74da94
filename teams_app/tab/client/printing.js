// To the printer: a long page that shows its first lines is fetched whole before.
import { halfWritten, openPlace } from "./places.js";

async function onClick(event) {
  if (!event.target.closest("[data-print]")) return;
  const more = document.querySelector("#main .more-row a");
  if (more && !halfWritten()) {
    history.replaceState(null, "", more.hash);
    await openPlace(more.hash.slice(1));
  }
  window.print();
}

/** Answers each button that prints. */
export function watchPrinting() {
  document.addEventListener("click", onClick);
}
