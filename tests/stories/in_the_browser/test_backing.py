"""Backing, following and handing in together, in a real browser: tab, chat and Teams' people picker."""

import re

import pytest
from playwright.async_api import FrameLocator, Page, Route, expect

from technology_map.council.life_cycle import Status
from tests.bot.chatting import known, moves, proposal
from tests.browser import Browser, accessibility_faults
from tests.sweeps import THEMES
from tests.teams_app.tab import pages
from tests.town import Town

pytestmark = pytest.mark.browser
TITLE = "Sensorer på natteronden"


async def as_person(browser: Browser, at: Town, who: str, *, tab: str | None = None, look: str = "") -> Page:
    """A person opens Teams: the chat, or the tab at a place. `look` is more of the address."""
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    place = "" if tab is None else f"#/tab/teknologikort{tab}"
    await page.goto(f"{at.tenant.url}/teams/?as={who}{look}{place}")
    return page


def tab_of(page: Page) -> FrameLocator:
    """The tab inside Teams."""
    return page.frame_locator("iframe")


async def asks_in_chat(page: Page, text: str) -> None:
    await page.get_by_label("Skriv en meddelelse").fill(text)
    await page.keyboard.press("Enter")


async def test_amina_backs_and_follows_in_the_tab_and_jonas_backs_in_the_chat(
    bakkeby: Town, browser: Browser
) -> None:
    await bakkeby.sends("mette", "proposals", pages.proposal())
    amina = await as_person(browser, bakkeby, "amina", tab="/F-0001")
    await tab_of(amina).get_by_role("button", name="Bak op").click()
    back = tab_of(amina).get_by_role("button", name="Træk opbakning tilbage")
    await expect(back).to_be_focused()
    await expect(tab_of(amina).locator("#supporters summary")).to_have_text("1 bakker op")
    await tab_of(amina).locator("#supporters summary").click()
    await expect(tab_of(amina).get_by_text("Amina Yusuf", exact=True).last).to_be_visible()
    await tab_of(amina).get_by_role("button", name="Følg", exact=True).press("Enter")
    await expect(tab_of(amina).get_by_role("button", name="Følg ikke længere")).to_be_visible()
    await tab_of(amina).get_by_role("link", name="Mine").click()
    await expect(tab_of(amina).get_by_role("heading", name="Det, du følger")).to_be_visible()

    jonas = await as_person(browser, bakkeby, "jonas")
    await asks_in_chat(jonas, "F-0001")
    await expect(jonas.get_by_role("log").get_by_text("1 bakker op")).to_be_visible()
    await jonas.get_by_role("log").get_by_role("button", name="Bak op").click()
    await expect(jonas.get_by_role("log").get_by_text("2 bakker op")).to_be_visible()


async def test_amina_follows_and_is_told_until_she_follows_no_longer(bakkeby: Town, browser: Browser) -> None:
    await bakkeby.sends("mette", "proposals", pages.proposal())
    await bakkeby.sends("amina", "proposals/1/follow", {})
    chat = await as_person(browser, bakkeby, "amina")
    await asks_in_chat(chat, "mine")
    await expect(chat.get_by_role("log").get_by_text("Det, du følger")).to_be_visible()
    await known(bakkeby, "amina")
    for steps in (
        (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA, Status.PILOT),
        (Status.IMPLEMENTATION, Status.IN_OPERATION),
    ):
        for end in steps:
            await moves(bakkeby, "hanne", 1, end, f"Begrundelse: {end.value}.")
        await bakkeby.server.messenger.settled()
        told = chat.get_by_role("log").get_by_text(f"Begrundelse: {steps[-1].value}.").last
        await expect(told).to_be_visible()
    await expect(chat.get_by_text("Du får beskeden, fordi du følger F-0001.").last).to_be_visible()
    await chat.get_by_role("button", name="Følg ikke længere").last.click()
    done = chat.get_by_role("log").get_by_text("Du følger ikke længere F-0001.")
    await expect(done).to_be_visible()
    await asks_in_chat(chat, "søg drone")
    await expect(chat.get_by_role("log").get_by_text("Jeg fandt ikke noget.")).to_be_visible()
    await expect(done).to_be_visible()


async def test_mette_adds_jonas_with_teams_people_picker_and_he_edits(
    bakkeby: Town, browser: Browser
) -> None:
    await bakkeby.sends("mette", "proposals", pages.proposal())
    mette = await as_person(browser, bakkeby, "mette", tab="/F-0001")
    add = tab_of(mette).get_by_role("button", name="Tilføj kolleger")
    await add.click()
    picker = mette.get_by_role("dialog", name="Tilføj kolleger")
    await picker.get_by_role("searchbox").fill("jon")
    assert await accessibility_faults(mette) == []
    await picker.get_by_role("button", name="Luk").press("Enter")
    await expect(picker).to_be_hidden()
    assert proposal(bakkeby).co_submitter_ids == ()
    await add.click()
    await picker.get_by_role("searchbox").fill("jon")
    await picker.get_by_role("checkbox", name="Jonas Lind").check()
    await picker.get_by_role("searchbox").fill("am")
    await picker.get_by_role("checkbox", name="Amina Yusuf").check()
    await picker.get_by_role("button", name="Vælg").click()
    await expect(tab_of(mette).get_by_text("Jonas Lind", exact=True)).to_be_visible()
    await tab_of(mette).get_by_role("button", name="Fjern Amina Yusuf som medindsender").press("Enter")
    await expect(tab_of(mette).get_by_text("Amina Yusuf", exact=True)).to_have_count(0)
    await expect(tab_of(mette).get_by_role("button", name="Tilføj kolleger")).to_be_focused()

    jonas = await as_person(browser, bakkeby, "jonas", tab="/F-0001")
    await tab_of(jonas).get_by_role("link", name="Ret").click()
    await tab_of(jonas).get_by_label("Hvad kunne løse det?").fill("En måtte foran sengen.")
    await tab_of(jonas).get_by_role("button", name="Gem").click()
    await expect(tab_of(jonas).get_by_text("En måtte foran sengen.")).to_be_visible()
    await expect(tab_of(mette).get_by_text("En måtte foran sengen.")).to_be_visible()


async def test_mette_adds_colleagues_in_the_chat(bakkeby: Town, browser: Browser) -> None:
    await bakkeby.sends("mette", "proposals", pages.proposal())
    mette = await as_person(browser, bakkeby, "mette")
    await asks_in_chat(mette, "F-0001")
    log = mette.get_by_role("log")
    await log.get_by_role("button", name="Medindsendere").click()
    field = log.get_by_role("combobox", name="Hvem skal være med?")
    for typed, name in (("jon", "Jonas Lind"), ("ami", "Amina Yusuf"), ("bir", "Birgit Dahl")):
        await field.press_sequentially(typed)
        await log.get_by_role("option", name=name).click()
    await log.get_by_role("button", name="Fjern Birgit Dahl").click()
    assert await accessibility_faults(mette) == []
    await log.get_by_role("button", name="Tilføj kolleger").click()
    await expect(log.get_by_text("Dine kolleger er nu medindsendere")).to_be_visible()
    assert len(proposal(bakkeby).co_submitter_ids) == 2
    assert await accessibility_faults(mette) == []


async def test_where_teams_has_no_people_picker_it_says_what_to_do(bakkeby: Town, browser: Browser) -> None:
    await bakkeby.sends("mette", "proposals", pages.proposal())
    page = await browser.new_page()

    async def without_people(route: Route) -> None:
        answer = await route.fetch()
        await route.fulfill(response=answer, body=(await answer.text()).replace("people:{}", "nobody:{}"))

    await page.route(re.compile(r"/teams/static/.*\.js"), without_people)
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=mette#/tab/teknologikort/F-0001")
    await tab_of(page).get_by_role("button", name="Tilføj kolleger").click()
    await expect(tab_of(page).get_by_role("alert").get_by_text("Her kan Teams ikke vise")).to_be_visible()


@pytest.mark.parametrize("theme", THEMES)
async def test_axe_finds_nothing_where_people_stand_behind_a_proposal(
    bakkeby: Town, browser: Browser, theme: str
) -> None:
    await bakkeby.sends("mette", "proposals", pages.proposal())
    await bakkeby.sends("mette", "solutions", pages.solution_card())
    for who in ("jonas", "karen"):
        await bakkeby.sends(who, "proposals/1/support", {})
    colleagues = {
        "ids": "11111111-0000-4000-8000-000000000003",
        "names": "Amina Yusuf-Vestergaard-Kristoffersen",
    }
    await bakkeby.sends("mette", "proposals/1/co-submitters", colleagues)
    for part in ("proposals/1/follow", "solutions/1/follow"):
        await bakkeby.sends("jonas", part, {})
    for who, place in (("mette", "/F-0001"), ("jonas", "/F-0001"), ("jonas", "/L-0001")):
        page = await as_person(browser, bakkeby, who, tab=place, look=f"&theme={theme}")
        await expect(tab_of(page).get_by_role("button", name="Kopiér link")).to_be_visible()
        if place == "/F-0001":
            await tab_of(page).locator("#supporters summary").click()
        await sound(page, bakkeby)
        if who == "jonas":
            await tab_of(page).get_by_role("link", name="Mine").click()
            await expect(tab_of(page).get_by_role("heading", name="Det, du følger")).to_be_visible()
            await sound(page, bakkeby)
        await page.close()


async def sound(page: Page, at: Town) -> None:
    """Nothing for axe to find at three widths, and nothing to scroll sideways for."""
    frame = next(one for one in page.frames if at.server.url in one.url)
    for width in (320, 768, 1280):
        await page.set_viewport_size({"width": width, "height": 900})
        assert await accessibility_faults(frame) == []
        assert await frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
