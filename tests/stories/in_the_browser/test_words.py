"""Words in a real browser: Jonas looks one up where it stands, by keys and touch, and asks about another."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.chatting import proposes
from tests.browser import Browser, accessibility_faults, goes_to
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.town import Town

pytestmark = pytest.mark.browser


async def opens_the_proposal(browser: Browser, at: Town) -> Page:
    await proposes(at, problem="Vi går 40 gange. En chatbot hjælper ikke.")
    page = await as_person(browser, at, "jonas", tab="/")
    await expect(tab_of(page).get_by_role("heading", level=1)).to_be_visible()
    await goes_to(page.frames[-1], "proposals/1")
    return page


async def test_a_word_is_looked_up_by_keys_and_put_away_again(bakkeby: Town, browser: Browser) -> None:
    page = await opens_the_proposal(browser, bakkeby)
    tab = tab_of(page)
    word, note = (
        tab.get_by_role("button", name="chatbot"),
        tab.get_by_role("note", name="Hvad betyder Chatbot?"),
    )
    await word.focus()
    await page.keyboard.press("Enter")
    await expect(note).to_be_visible()
    assert await accessibility_faults(page.frames[-1]) == []
    await page.keyboard.press("Escape")
    await expect(note).to_be_hidden()
    await expect(word).to_be_focused()
    await page.keyboard.press("Enter")
    await note.get_by_role("link", name="Se i ordbogen").click()
    await expect(tab.get_by_role("heading", name="Ordbog", level=1)).to_be_visible()
    await expect(tab.locator("dfn")).to_have_text(["Chatbot"])


async def test_a_note_stays_within_a_phones_screen(bakkeby: Town, browser: Browser) -> None:
    page = await opens_the_proposal(browser, bakkeby)
    await page.set_viewport_size({"width": 360, "height": 640})
    await tab_of(page).get_by_role("button", name="chatbot").click()
    inside = await page.frames[-1].evaluate(
        "(() => { const box = document.querySelector('.term-note:popover-open').getBoundingClientRect();"
        " return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight; })()"
    )
    assert inside


async def test_jonas_asks_about_a_word_that_is_not_there(bakkeby: Town, browser: Browser) -> None:
    page = await opens_the_proposal(browser, bakkeby)
    tab = tab_of(page)
    await tab.get_by_role("link", name="Ordbog", exact=True).click()
    await tab.get_by_role("searchbox", name="Slå et ord op").fill("skybrudsplan")
    await tab.get_by_role("link", name="Spørg, hvad »skybrudsplan« betyder").click()
    await expect(tab.get_by_label("Ordet")).to_have_value("skybrudsplan")
    await tab.get_by_role("button", name="Spørg").click()
    await expect(tab.get_by_text("Dit spørgsmål om »skybrudsplan« er sendt")).to_be_visible()
