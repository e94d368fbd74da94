/** A small menu of buttons at a place: arrows move, Escape closes, and the focus goes back. */
import { make } from "./dom.js";

/** Opens a menu of `[name, pick]` after `opener`; a second call closes it. */
export function openMenu(opener, label, entries) {
  const before = opener.nextElementSibling;
  if (before?.classList.contains("menu")) return before.close();
  document.querySelectorAll(".menu").forEach((one) => one.close());
  const items = entries.map(([name, pick]) =>
    make("button.menu-item", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => done(pick) }, name),
  );
  const menu = make("div.menu", { role: "menu", "aria-label": label, onkeydown: (event) => move(event) }, items);
  const outside = (event) => {
    if (!menu.contains(event.target) && !opener.contains(event.target)) menu.close();
  };
  menu.close = (back = false) => {
    menu.remove();
    opener.setAttribute("aria-expanded", "false");
    document.removeEventListener("click", outside, true);
    if (back) opener.focus();
  };
  function done(pick) {
    menu.close(true);
    pick();
  }
  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") menu.close(true);
    if (!step) return;
    event.preventDefault();
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  }
  opener.after(menu);
  opener.setAttribute("aria-expanded", "true");
  document.addEventListener("click", outside, true);
  items[0]?.focus();
  return menu;
}
