// A file that another municipality has shared: sent once to be looked at, and once more to be taken in.
const TYPE = "application/octet-stream";

/** Answers the field for the file and the form of what it holds. */
export function watchElsewhere(htmx, { ask, trouble, arrived }) {
  let file = null;

  async function send(path) {
    const answer = await ask(path, { method: "POST", headers: { "Content-Type": TYPE }, body: file });
    const whole = answer.headers.get("HX-Retarget") === "#main";
    const target = document.getElementById(whole ? "main" : "cards-answer");
    htmx.swap(target, await answer.text(), { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 });
    trouble("");
    if (whole) arrived();
    else target.querySelector("[data-arrived], [data-message]")?.focus();
  }

  const sent = (path) => send(path).catch(() => trouble("server"));
  document.addEventListener("change", (event) => {
    if (event.target.id !== "cards-file" || !event.target.files.length) return;
    [file] = event.target.files;
    sent("/tab/part/elsewhere/preview");
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "cards-chosen") return;
    event.preventDefault();
    const chosen = new FormData(event.target).getAll("chosen").join(",");
    sent(`/tab/part/elsewhere/take-in?chosen=${encodeURIComponent(chosen)}`);
  });
}
