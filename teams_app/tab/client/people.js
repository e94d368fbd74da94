// Colleagues: chosen in Teams' picker, sent by the form that the server drew.
import { choosePeople } from "./teams.js";

async function choose(form) {
  const button = form.querySelector("button");
  const unsupported = form.querySelector("[data-unsupported]");
  let chosen = [];
  try {
    chosen = await choosePeople(button.dataset.title);
  } catch {
    unsupported.hidden = false;
    return;
  }
  if (!chosen.length || !form.isConnected) return;
  form.elements.ids.value = chosen.map((one) => one.objectId).join(",");
  form.elements.names.value = chosen.map((one) => (one.displayName ?? "").replace(/\s+/g, " ")).join("\n");
  form.requestSubmit();
}

/** Opens the picker where somebody wants to add colleagues. */
export function watchPeople() {
  document.addEventListener("click", (event) => {
    const form = event.target.closest("#add-people")?.closest("form[data-people]");
    if (form) choose(form);
  });
}
