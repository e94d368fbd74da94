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

/** Who is mentioned is added to who was before, and said beside the button. */
async function mention(button) {
  const form = button.closest("form");
  let chosen = [];
  try {
    chosen = await choosePeople(button.dataset.title);
  } catch {
    form.querySelector("[data-unsupported]").hidden = false;
    return;
  }
  if (!chosen.length || !form.isConnected) return;
  const { ids, names } = form.elements;
  const known = ids.value ? ids.value.split(",") : [];
  const said = names.value ? names.value.split("\n") : [];
  for (const one of chosen.filter((person) => !known.includes(person.objectId))) {
    known.push(one.objectId);
    said.push((one.displayName ?? "").replace(/\s+/g, " "));
  }
  ids.value = known.join(",");
  names.value = said.join("\n");
  const line = form.querySelector("[data-mentioned]");
  line.textContent = line.dataset.sentence.replace("#", said.join(", "));
}

async function chooseFor(button) {
  const details = button.closest("details");
  const form = button.closest("form");
  try {
    const [one] = await choosePeople(button.dataset.title);
    if (!one || !form.isConnected) return;
    const { id = "for_id", name = "for_name" } = button.dataset;
    form.elements[id].value = one.objectId;
    form.elements[name].value = (one.displayName ?? "").replace(/\s+/g, " ");
    form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
  } catch {
    (details ?? form).querySelector("[data-unsupported]").hidden = false;
  }
}

/** Opens the picker where somebody wants to add colleagues. */
export function watchPeople() {
  document.addEventListener("click", (event) => {
    const form = event.target.closest("[data-choose-people]")?.closest("form[data-people]");
    if (form) choose(form);
    const button = event.target.closest("[data-choose-for]");
    if (button) chooseFor(button);
    const mentions = event.target.closest("[data-mention]");
    if (mentions) mention(mentions);
  });
}
