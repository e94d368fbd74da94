// Where files are chosen or dropped: what sends them is fetched when it is needed.
import { ask, trouble } from "./requests.js";

async function send(htmx, section, files) {
  if (!files.length) return;
  try {
    const { attach } = await import("./attachments.js");
    attach(htmx, ask, section, files);
  } catch {
    trouble("offline");
  }
}

function over(event) {
  const section = event.target.closest?.("[data-attach]");
  const carries = event.dataTransfer?.types.includes("Files");
  for (const one of document.querySelectorAll(".attachments.over")) one.classList.toggle("over", one === section);
  if (!section || !carries) return null;
  event.preventDefault();
  section.classList.add("over");
  return section;
}

/** Takes files that are chosen or dropped on a thing's attachments. */
export function watchAttaching(htmx) {
  document.addEventListener("change", (event) => {
    if (event.target.id !== "attach-files") return;
    send(htmx, event.target.closest("[data-attach]"), [...event.target.files]);
    event.target.value = "";
  });
  document.addEventListener("click", (event) => {
    const look = event.target.closest("[data-enlarge]");
    if (look) look.ariaExpanded = String(look.ariaExpanded !== "true");
  });
  document.addEventListener("dragover", over);
  document.addEventListener("drop", (event) => {
    const section = over(event);
    section?.classList.remove("over");
    if (section) send(htmx, section, [...event.dataTransfer.files]);
  });
}
