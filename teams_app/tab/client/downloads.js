// Files: a ticket is bought with the token, and the browser fetches the file with the ticket.
import { ask, toast, trouble } from "./requests.js";

async function bought(button) {
  const { what, form, query } = button.dataset;
  const answer = await ask("/tab/part/files", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ what, form, query }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function fetchFile(button) {
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
    button.focus();
  }
}

/** Answers the buttons that fetch a file. */
export function watchDownloads() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-download]");
    if (button) fetchFile(button);
  });
}
