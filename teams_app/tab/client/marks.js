// Setting marks with the keyboard: in a group of marks, a digit chooses.
export function watchMarks() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const group = event.target.closest?.("[data-marks]");
    const choice = group && /^[1-5]$/.test(event.key) && group.querySelector(`input[value="${event.key}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  });
}
