"""Nothing but the keyboard: where Tab goes, as a person who cannot use a mouse finds out."""

from playwright.async_api import Frame, FrameLocator, Page

__all__ = ["in_order", "on", "tabs_to", "walked"]

MOST = 90
"""Presses of Tab that reach anything on a page of these stories, Teams' own buttons included."""
PARTS_OF_A_DATE = 5
REACHABLE = """() => {
  const where = document.querySelector("dialog:modal") ?? document.querySelector("main");
  const sort = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const group = (one) => [...where.querySelectorAll(`[type=radio][name="${CSS.escape(one.name)}"]`)];
  const entry = (one) => one === (group(one).find((each) => each.checked) ?? group(one)[0]);
  const usable = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(":disabled");
  const name = (one) => one.id || one.getAttribute("aria-label") || one.name || one.textContent.trim();
  const all = [...where.querySelectorAll(sort)]
    .filter((one) => usable(one) && (one.type !== "radio" || entry(one)));
  return { where, all, told: (one) => `${all.indexOf(one)} ${one.localName} ${name(one)}` };
}"""
IN_ORDER = f"() => {{ const {{ all, told }} = ({REACHABLE})(); return all.map(told); }}"
STANDS = f"""() => {{
  const {{ where, told }} = ({REACHABLE})();
  const one = document.activeElement;
  return document.hasFocus() && one !== where && where.contains(one) ? told(one) : "";
}}"""
TO_THE_TOP = f"""() => {{
  const {{ where }} = ({REACHABLE})();
  where.setAttribute("tabindex", "-1");
  where.focus();
}}"""


async def on(tab: FrameLocator | Page, role: str, name: str) -> bool:
    """Whether the focus is on what screen readers call by this name."""
    named = tab.get_by_role(role, name=name)  # type: ignore[arg-type]  # roles come as plain text
    return bool(await named.and_(tab.locator(":focus")).count())


async def tabs_to(page: Page, tab: FrameLocator | Page, role: str, name: str, key: str = "Tab") -> None:
    """Presses Tab until the focus is on what has this role and name."""
    for _ in range(MOST):
        if await on(tab, role, name):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{key} never comes to {role} {name}")


async def in_order(frame: Frame) -> list[str]:
    """What can be used on the page, or in its open dialog, in the order in which it is written."""
    found: list[str] = await frame.evaluate(IN_ORDER)
    return found


async def walked(page: Page, frame: Frame) -> list[str]:
    """Where Tab comes by, from the top of the page or of its open dialog until it leaves."""
    await frame.evaluate(TO_THE_TOP)
    visited: list[str] = []
    same = 0
    while same < PARTS_OF_A_DATE:
        await page.keyboard.press("Tab")
        at: str = await frame.evaluate(STANDS)
        if not at:
            return visited
        same = same + 1 if visited and visited[-1] == at else 0
        if not same:
            visited.append(at)
        assert len(visited) < MOST * 3, visited
    raise AssertionError(f"Tab is stuck at {visited[-1]}")
