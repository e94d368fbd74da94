// Files: a ticket is bought with the token, and the browser fetches the file with the ticket.
import { ask, toast, trouble } from "./requests.js";

async function bought(button) {
  const { what, form, query, ticket } = button.dataset;
  const fields = new FormData(button.form ?? undefined);
  const said = Object.fromEntries([...fields.keys()].map((name) => [name, fields.getAll(name).join(",")]));
  const answer = await ask(ticket ?? "/tab/part/files", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ what, form, query, ...said }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function fetchFile(button) {
  if (button.form && !button.form.reportValidity()) return;
  button.disabled = true;
  try {
    const { address, name } = await bought(button);
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    toast("downloading");
    trouble("");
  } catch {
    trouble("server");
  } finally {
    button.disabled = false;
    const menu = button.closest("details");
    if (menu) menu.open = false;
    (menu?.querySelector("summary") ?? button).focus();
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.get[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

function onEscape(event) {
  const menu = event.key === "Escape" && event.target.closest?.("details.get[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

/** Answers the buttons that fetch a file, and closes their menu as menus are closed. */
export function watchDownloads() {
  document.addEventListener("click", (event) => {
    closeMenus(event.target);
    const button = event.target.closest("[data-download]");
    if (button) fetchFile(button);
  });
  document.addEventListener("keydown", onEscape);
}
