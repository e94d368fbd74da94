"""A whole meeting with three browsers: Karen leads, Peter writes, Mette sees nothing before it is public."""

import re

import pytest
from playwright.async_api import FrameLocator, Page, expect

from tests.browser import Browser
from tests.stories.in_the_browser.dragging import drags_onto
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.teams_app.tab.council.councils import hands_in
from tests.teams_app.tab.meetings.meeting_days import REASON, adds, plans
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


async def at_meetings(browser: Browser, at: Town, who: str) -> Page:
    """Somebody opens the tab, Rådet, and the meeting."""
    page = await as_person(browser, at, who, tab="/")
    tab = tab_of(page)
    await tab.get_by_role("link", name="Rådet").click()
    await tab.get_by_role("link", name="Se møderne").click()
    await tab.get_by_role("link", name="Rådsmøde").click()
    await expect(tab.get_by_role("heading", level=1, name="Rådsmøde")).to_be_visible()
    return page


async def test_a_whole_meeting_with_three_browsers(bakkeby: Town, browser: Browser) -> None:
    await hands_in(bakkeby, 2)
    await plans(bakkeby)
    await adds(bakkeby, 1, 1, 2)
    karen = tab_of(await at_meetings(browser, bakkeby, "karen"))
    peter = tab_of(await at_meetings(browser, bakkeby, "peter"))
    mette = tab_of(await at_meetings(browser, bakkeby, "mette"))
    await expect(mette.get_by_role("link", name="1. Forslag 1")).to_be_visible()
    await expect(mette.get_by_role("link", name="Begynd mødet")).to_have_count(0)

    await karen.get_by_role("link", name="Begynd mødet").click()
    await karen.get_by_label("Lise Toft").uncheck()
    await karen.get_by_role("button", name="Begynd mødet").click()
    await karen.get_by_role("button", name="Tag F-0001").click()
    await expect(karen.get_by_role("timer")).to_contain_text("0:")
    await expect(peter.get_by_role("link", name="Gå til mødet")).to_be_visible()
    await peter.get_by_role("link", name="Gå til mødet").click()
    await expect(peter.get_by_role("heading", name="Forslag 1")).to_be_visible()

    await peter.get_by_label("Hvad beslutter rådet?").select_option(label="Prioriteret")
    await peter.get_by_label("Begrundelse").fill(REASON)
    await expect(peter.get_by_text("Gemt klokken")).to_be_visible()
    await expect(karen.get_by_label("Begrundelse")).to_have_value(REASON)
    await peter.get_by_role("button", name="Beslut").click()
    await expect(karen.get_by_text("Besluttet: Prioriteret").first).to_be_visible()

    await they_end_and_publish(karen, peter, mette)


async def they_end_and_publish(karen: FrameLocator, peter: FrameLocator, mette: FrameLocator) -> None:
    """The second item is put off; then all becomes public, and Mette reads it without doing anything."""
    await karen.get_by_role("button", name="Næste punkt: F-0002").click()
    await expect(peter.get_by_role("heading", name="Forslag 2")).to_be_visible()
    await karen.get_by_role("button", name="Udsæt til næste møde").click()
    await expect(peter.get_by_text("Udsat til næste møde").first).to_be_visible()
    await karen.get_by_role("button", name="Slut mødet").click()
    await expect(karen.get_by_label("Referat")).to_have_value(pattern_of("Fraværende: Lise Toft."))
    await expect(mette.get_by_text("Besluttet")).to_have_count(0)
    await expect(mette.get_by_text("Prioriteret")).to_have_count(0)

    await karen.get_by_role("button", name="Offentliggør mødet").click()
    await expect(karen.get_by_role("status").get_by_text("Mødet er offentliggjort.")).to_be_visible()
    await expect(mette.get_by_text(f"Begrundelse: {REASON}")).to_be_visible()
    await expect(mette.get_by_text("Prioriteret", exact=False).first).to_be_visible()


def pattern_of(text: str) -> re.Pattern[str]:
    """A field that has this among much else."""
    return re.compile(re.escape(text))


async def test_a_closed_lid_loses_nothing(bakkeby: Town, browser: Browser) -> None:
    await hands_in(bakkeby, 1)
    await plans(bakkeby)
    await adds(bakkeby, 1, 1)
    page = await at_meetings(browser, bakkeby, "karen")
    karen = tab_of(page)
    await karen.get_by_role("link", name="Begynd mødet").click()
    await karen.get_by_role("button", name="Begynd mødet").click()
    await karen.get_by_role("button", name="Tag F-0001").click()
    await karen.get_by_label("Begrundelse").fill("Halvt skrevet")
    await expect(karen.get_by_text("Gemt klokken")).to_be_visible()
    await page.close()
    again = tab_of(await at_meetings(browser, bakkeby, "karen"))
    await again.get_by_role("link", name="Gå til mødet").click()
    await expect(again.get_by_label("Begrundelse")).to_have_value("Halvt skrevet")
    await expect(again.get_by_role("heading", name="Forslag 1")).to_be_visible()


async def test_hanne_puts_the_agenda_in_order_with_buttons_and_by_hand(
    bakkeby: Town, browser: Browser
) -> None:
    await hands_in(bakkeby, 3)
    await plans(bakkeby)
    page = await at_meetings(browser, bakkeby, "hanne")
    tab = tab_of(page)
    for number in (1, 2, 3):
        await tab.get_by_label("Sæt et forslag på dagsordenen").select_option(value=str(number))
        await tab.get_by_role("button", name="Sæt på").click()
        await expect(tab.get_by_role("link", name=f". Forslag {number}")).to_be_visible()
    await tab.get_by_role("button", name="Flyt F-0003 op").click()
    await expect(tab.get_by_role("link", name="2. Forslag 3")).to_be_visible()
    await expect(tab.get_by_role("button", name="Flyt F-0003 op")).to_be_focused()
    handle = tab.locator('[data-draggable] li[data-number="2"] [data-handle]')
    await drags_onto(page, handle, tab.locator('li[data-number="1"]'))
    await expect(tab.get_by_role("link", name="1. Forslag 2")).to_be_visible()
