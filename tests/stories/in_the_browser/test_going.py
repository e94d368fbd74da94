"""In a real browser, on a slow line: nobody is thrown back, and a failed page comes when asked again."""

import asyncio
import contextlib

import pytest
from playwright.async_api import Error, FrameLocator, Page, Route, expect

from tests.bot.chatting import proposes
from tests.browser import Browser
from tests.town import Town

pytestmark = pytest.mark.browser
BOARD = "**/tab/part/board"
MAP = "**/tab/part/map"


def tab_of(page: Page) -> FrameLocator:
    """The tab inside Teams."""
    return page.frame_locator("iframe")


def place_of(page: Page) -> str:
    """Where the tab says it is."""
    return page.frames[-1].url.partition("#")[2]


async def test_jonas_goes_to_the_map_before_the_board_has_come_and_stays_there(
    bakkeby: Town, browser: Browser
) -> None:
    await proposes(bakkeby)
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    asked, released = asyncio.Event(), asyncio.Event()

    async def slow(route: Route) -> None:
        asked.set()
        await released.wait()
        with contextlib.suppress(Error):  # nobody waits for it any more
            await route.continue_()

    await page.route(BOARD, slow)
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=jonas#/tab/teknologikort")
    await asked.wait()
    async with page.expect_event("requestfailed", lambda one: one.url.endswith("/tab/part/board")):
        await tab_of(page).get_by_role("link", name="Kort", exact=True).click()
    released.set()
    await expect(tab_of(page).get_by_role("heading", level=1)).to_have_text("Kommunens teknologikort")
    await tab_of(page).get_by_role("link", name="Digital status", exact=True).click()
    await expect(tab_of(page).get_by_role("heading", level=1)).to_have_text("Digital status")
    assert place_of(page) == "solutions"


async def test_a_page_that_did_not_come_is_asked_for_again_by_the_same_link(
    bakkeby: Town, browser: Browser
) -> None:
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=jonas#/tab/teknologikort")
    await expect(tab_of(page).get_by_role("heading", level=1)).to_be_visible()
    await page.route(MAP, lambda route: route.abort())
    to_the_map = tab_of(page).get_by_role("link", name="Kort", exact=True)
    await to_the_map.click()
    await expect(tab_of(page).get_by_role("alert")).not_to_be_empty()
    await page.unroute(MAP)
    await to_the_map.click()
    await expect(tab_of(page).get_by_role("heading", level=1)).to_have_text("Kommunens teknologikort")
    await expect(tab_of(page).get_by_role("alert")).to_be_empty()
