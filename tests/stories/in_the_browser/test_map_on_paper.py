"""The technology map on paper: Jonas presses the button, and one A3 sheet on its side has the picture."""

import re
import zlib

import pytest
from playwright.async_api import Page, Route, ViewportSize, expect

from tests.browser import Browser
from tests.stories.in_the_browser.test_main_job import HOST, as_person, tab_of
from tests.stories.test_spreadsheets import frame_of
from tests.teams_app.tab.map.filled_maps import fills
from tests.town import Town
from tests.words import PURPOSES

pytestmark = pytest.mark.browser
A3_ON_ITS_SIDE = (1191, 842)
"""Points: 420 by 297 millimetres."""
WITHIN_MARGINS = ViewportSize(width=1512, height=1047)
"""The pixels that are left of it within ten millimetres on each side."""
SMALLEST = 6.5
"""Points of a letter's size: what one still reads on a sheet in the hand."""
INK = {
    "service": (15, 108, 189),
    "process": (91, 95, 199),
    "wellbeing": (16, 124, 16),
    "resources": (188, 75, 9),
    "data": (136, 23, 152),
}
DRAWN = {"map": ("map-wide", set(PURPOSES)), "map?purpose=service": ("map-sheet", {"service"})}
"""The picture that is printed at each place, and the purposes whose colours are on it."""
NO_PRINTER = "window.presses = 0; window.print = () => { window.presses += 1; };"
ON_PAPER = """() => {
  const [picture] = [...document.querySelectorAll("svg.map")].filter((one) => one.checkVisibility());
  const scale = picture.getScreenCTM().a * 72 / 96;
  const sizes = [...picture.querySelectorAll("text")].map((text) => text.getAttribute("font-size") * scale);
  return [picture.classList[1], Math.min(...sizes), getComputedStyle(document.querySelector("h1")).color];
}"""


async def in_its_own_window(browser: Browser, at: Town, place: str, shown: str = ".map") -> Page:
    """The tab in a window of its own, which TeamsJS takes for a tab too: the whole page can be printed.

    Teams is a page that answers what TeamsJS asks, in the dark theme; each answer of the tab is the app's.
    """
    page = await browser.new_page()
    token = at.tenant.entra.token_for_person("jonas")
    host = re.sub("<iframe.*</iframe>", "", HOST.replace("TOKEN", token))

    async def serve_host(route: Route) -> None:
        await route.fulfill(body=host, content_type="text/html")

    async def serve_tab(route: Route) -> None:
        path = route.request.url.removeprefix("https://tab.example")
        await route.fulfill(response=await route.fetch(url=at.server.url + path))

    await page.context.route("https://teams.microsoft.com/**", serve_host)
    await page.context.route("https://tab.example/**", serve_tab)
    await page.goto("https://teams.microsoft.com/v2/")
    async with page.expect_popup() as opening:
        await page.evaluate("place => { window.open(`https://tab.example/tab/#${place}`); }", place)
    tab = await opening.value
    await expect(tab.locator(f"#main:not(.waiting) {shown}").first).to_be_attached()
    await expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
    return tab


def sheets(pdf: bytes) -> list[tuple[float, float]]:
    """How wide and how high each page is."""
    assert len(re.findall(rb"/Type /Page\b", pdf)) == len(re.findall(rb"/MediaBox", pdf))
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(width), float(height)) for width, height in found]


def is_a3(sheet: tuple[float, float]) -> bool:
    return all(abs(side - wanted) < 1 for side, wanted in zip(sheet, A3_ON_ITS_SIDE, strict=True))


def inks(pdf: bytes) -> set[tuple[int, ...]]:
    """The colours that something is painted with."""
    parts = [zlib.decompress(one) for one in re.findall(rb"stream\r?\n(\x78.+?)endstream", pdf, re.DOTALL)]
    found = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", b"\n".join(parts))
    return {tuple(round(float(part) * 255) for part in one) for one in found}


@pytest.mark.parametrize("count", [40, 2_000])
@pytest.mark.parametrize("place", DRAWN)
async def test_the_whole_map_and_one_purpose_are_one_sheet_of_a3_each(
    bakkeby: Town, browser: Browser, count: int, place: str
) -> None:
    fills(bakkeby.server.store.overview, count)
    tab = await in_its_own_window(browser, bakkeby, place)
    pdf = await tab.pdf(prefer_css_page_size=True)
    shape, purposes = DRAWN[place]
    (sheet,) = sheets(pdf)
    assert is_a3(sheet)
    assert {one for one in PURPOSES if INK[one] in inks(pdf)} == purposes

    await tab.set_viewport_size(WITHIN_MARGINS)
    await tab.emulate_media(media="print")
    printed, smallest, ink = await tab.evaluate(ON_PAPER)
    assert (printed, ink) == (shape, "rgb(0, 0, 0)")
    assert smallest >= SMALLEST
    await expect(tab.locator(".filters, .map-buttons, .bar, #map-table")).to_have_count(4)
    for hidden in (".filters", ".map-buttons", ".bar", "#map-table"):
        await expect(tab.locator(hidden)).to_be_hidden()


async def test_an_open_table_follows_on_sheets_of_its_own(bakkeby: Town, browser: Browser) -> None:
    fills(bakkeby.server.store.overview, 2_000)
    tab = await in_its_own_window(browser, bakkeby, "map")
    await tab.get_by_role("button", name="Vis som tabel").click()
    found = sheets(await tab.pdf(prefer_css_page_size=True))
    assert len(found) > 1
    assert all(map(is_a3, found))


async def test_the_button_asks_for_the_printer(bakkeby: Town, browser: Browser) -> None:
    fills(bakkeby.server.store.overview, 40)
    page = await as_person(browser, bakkeby, "jonas", tab="")
    await page.add_init_script(NO_PRINTER)
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=jonas#/tab/teknologikort")
    await page.reload()
    await tab_of(page).get_by_role("link", name="Kort", exact=True).click()
    button = tab_of(page).get_by_role("button", name="Udskriv")
    await button.focus()
    assert await frame_of(page, bakkeby).evaluate("presses") == 0
    await page.keyboard.press("Enter")
    assert await frame_of(page, bakkeby).evaluate("presses") == 1
