// Placing a card in a workshop: with a digit, or by dragging it onto a purpose. A part of its own.
let taken = false;

function choose(label) {
  label.querySelector("input").click();
  label.querySelector("input").focus();
}

function byDigit(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || !/^\d$/.test(event.key)) return;
  if (event.target.matches?.("textarea, input:not([type=radio])")) return;
  const input = document.querySelector(`#place-form [data-key="${event.key}"]`);
  if (!input) return;
  event.preventDefault();
  choose(input.closest("label"));
}

function under(event) {
  const card = document.getElementById("card-to-place");
  card.style.pointerEvents = "none";
  const label = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-drop]");
  card.style.pointerEvents = "";
  return label;
}

function show(label) {
  for (const one of document.querySelectorAll("[data-drop]")) one.classList.toggle("over", one === label);
}

function letGo(card) {
  taken = false;
  card.style.transform = "";
  card.classList.remove("dragged");
  show(null);
}

/** Pointer events: the same for a mouse, a pen and a finger. */
function take(event) {
  const grip = event.target.closest?.("#card-to-place [data-handle]");
  if (!grip || event.button) return;
  event.preventDefault();
  const card = grip.closest("#card-to-place");
  const { clientX: x, clientY: y } = event;
  taken = true;
  card.classList.add("dragged");
  grip.setPointerCapture(event.pointerId);
  grip.onpointermove = (moved) => {
    card.style.transform = `translate(${moved.clientX - x}px, ${moved.clientY - y}px)`;
    show(under(moved));
  };
  grip.onpointerup = (moved) => {
    const label = under(moved);
    grip.onpointermove = grip.onpointerup = grip.onpointercancel = null;
    letGo(card);
    if (label) choose(label);
  };
  grip.onpointercancel = () => letGo(card);
}

/** Whether a card is in somebody's hand: then the page is not drawn anew. */
export function watchWorkshop({ holdWhile }) {
  holdWhile(() => taken);
  document.addEventListener("keydown", byDigit);
  document.addEventListener("pointerdown", take);
}
