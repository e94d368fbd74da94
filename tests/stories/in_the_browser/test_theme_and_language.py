"""The tab follows the person: the theme while it is open, and the language that their Teams speaks."""

import pytest
from playwright.async_api import FrameLocator, Page, expect

from tests.browser import Browser
from tests.stories.in_the_browser.test_main_job import TITLE, as_person, mette_hands_in_over_http, tab_of
from tests.town import Town

pytestmark = pytest.mark.browser
CANVAS_AND_TEXT = {
    "dark": ("rgb(31, 31, 31)", "rgb(255, 255, 255)"),
    "contrast": ("rgb(0, 0, 0)", "rgb(255, 255, 255)"),
    "default": ("rgb(245, 245, 245)", "rgb(36, 36, 36)"),
}
HALF_A_PROBLEM = "Nattevagten vækker beboerne"


async def chooses(page: Page, switch: str, value: str) -> None:
    """A person changes a setting of their Teams."""
    await page.get_by_role("combobox", name=switch, exact=True).select_option(value)


async def begins_to_write(tab: FrameLocator, new: str) -> None:
    """Half a proposal."""
    await tab.get_by_role("banner").get_by_role("link", name=new).click()
    await tab.locator("#f-problem").fill(HALF_A_PROBLEM)


async def test_the_open_tab_wears_each_theme_that_mette_chooses(bakkeby: Town, browser: Browser) -> None:
    page = await as_person(browser, bakkeby, "mette", tab="/")
    tab = tab_of(page)
    await begins_to_write(tab, "Nyt forslag")
    await expect(tab.locator("html")).to_have_attribute("data-theme", "default")
    for theme, (canvas, text) in CANVAS_AND_TEXT.items():
        await chooses(page, "Tema", theme)
        await expect(tab.locator("html")).to_have_attribute("data-theme", theme)
        await expect(tab.locator("body")).to_have_css("background-color", canvas)
        await expect(tab.get_by_role("heading", level=1)).to_have_css("color", text)
        # The page was told, not loaded anew: what she has written stands where she wrote it.
        await expect(tab.locator("#f-problem")).to_have_value(HALF_A_PROBLEM)


async def test_jonas_reads_english_where_his_teams_speaks_english(bakkeby: Town, browser: Browser) -> None:
    await mette_hands_in_over_http(bakkeby)
    page = await browser.new_page(viewport={"width": 1280, "height": 900}, locale="da-DK")
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=jonas&lang=en")
    log = page.get_by_role("log", name="Messages")
    await expect(log.get_by_role("button", name="New proposal").first).to_be_visible()
    await page.get_by_label("Type a message").fill("F-0001")
    await page.keyboard.press("Enter")
    await expect(log.get_by_role("button", name="Back this")).to_be_visible()
    await page.get_by_role("tab", name="Teknologikort").click()
    tab = tab_of(page)
    await expect(tab.locator("html")).to_have_attribute("lang", "en")
    await expect(tab.get_by_role("heading", level=1)).to_have_text("Where do the proposals stand?")
    await tab.get_by_role("link", name=TITLE).click()
    await expect(tab.get_by_role("heading", name="What happens now?")).to_be_visible()
    await expect(tab.get_by_text("Submitted", exact=True).first).to_be_visible()


async def test_mette_changes_the_language_and_tab_chat_and_draft_come_along(
    bakkeby: Town, browser: Browser
) -> None:
    """Teams starts again in the new language, and loads the tab anew; so does the little one."""
    page = await as_person(browser, bakkeby, "mette", tab="/")
    tab = tab_of(page)
    await begins_to_write(tab, "Nyt forslag")
    await chooses(page, "Sprog", "en")
    await expect(tab.locator("html")).to_have_attribute("lang", "en")
    await expect(tab.get_by_role("heading", level=1)).to_have_text("Where do the proposals stand?")
    await tab.get_by_role("link", name="New proposal").first.click()
    await expect(tab.get_by_label("What is the problem?")).to_have_value(HALF_A_PROBLEM)
    await page.get_by_role("tab", name="Chat").click()
    await page.get_by_label("Type a message").fill("help")
    await page.keyboard.press("Enter")
    log = page.get_by_role("log", name="Messages")
    await expect(log.get_by_role("button", name="New proposal").last).to_be_visible()
    await chooses(page, "Language", "da")
    await page.get_by_label("Skriv en meddelelse").fill("hjælp")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log").get_by_role("button", name="Nyt forslag").last).to_be_visible()
