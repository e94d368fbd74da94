"""Mette on her phone, in a real browser: the list first, no noise around a form, one row of steps."""

import pytest
from playwright.async_api import FrameLocator, Page, expect

from tests.browser import Browser, accessibility_faults
from tests.teams_app.tab.pages import proposal
from tests.town import Town

pytestmark = pytest.mark.browser


async def on_a_phone(browser: Browser, at: Town, tab: str = "", who: str = "mette") -> Page:
    page = await browser.new_page(viewport={"width": 360, "height": 740}, locale="da-DK", has_touch=True)
    await page.goto(f"{at.tenant.url}/teams/?as={who}#/tab/teknologikort{tab}")
    return page


def tab_of(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


async def test_the_list_is_on_the_first_screen_and_the_filters_behind_a_button(
    bakkeby: Town, browser: Browser
) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    page = await on_a_phone(browser, bakkeby)
    tab = tab_of(page)
    await expect(tab.get_by_role("link", name="Sensorer på natteronden")).to_be_in_viewport()
    area = tab.get_by_role("combobox", name="Fagområde")
    await expect(area).to_be_hidden()
    await tab.get_by_role("button", name="Filtre").press("Enter")
    await expect(tab.get_by_role("button", name="Filtre", expanded=True)).to_be_focused()
    assert await accessibility_faults(page.frames[1]) == []
    await area.select_option(label="Uddannelse")
    await expect(tab.get_by_text("Ingen passer på det, du søger")).to_be_visible()
    await expect(tab.get_by_role("button", name="Filtre")).to_be_hidden()
    await expect(area).to_be_visible()


async def test_nothing_but_the_form_and_one_row_of_steps(bakkeby: Town, browser: Browser) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    page = await on_a_phone(browser, bakkeby, "/F-0001")
    tab = tab_of(page)
    await tab.get_by_role("link", name="Gå til Problemet").press("Enter")
    await expect(tab.get_by_role("heading", level=1)).to_be_focused()
    await expect(tab.get_by_role("link", name="Nyt forslag")).to_be_hidden()
    await expect(
        tab.get_by_role("navigation").get_by_role("link", name="Forslag", exact=True)
    ).to_have_attribute("aria-current", "page")
    marks = await tab.locator(".mark").all()
    boxes = [await mark.bounding_box() for mark in marks]
    assert len({box["y"] for box in boxes if box}) == 1
