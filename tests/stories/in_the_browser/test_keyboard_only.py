"""Without a mouse: Mette hands in a proposal, Hanne moves it, Karen undoes, with nothing but keys."""

import pytest
from playwright.async_api import expect

from tests.browser import Browser
from tests.stories.in_the_browser.keyboard import on, tabs_to
from tests.stories.in_the_browser.test_main_job import TITLE, as_person, tab_of
from tests.teams_app.tab.council.councils import comes_to, hands_in, placed, stands
from tests.teams_app.tab.pages import proposal
from tests.town import Town

pytestmark = pytest.mark.browser
PROPOSAL = {
    "Hvad er problemet?": "Vi går 40 gange om natten for at se, om beboerne sover.",
    "Hvad skal forslaget hedde?": TITLE,
    "Hvad kunne løse det?": "En sensor under madrassen.",
    "Hvad bliver bedre": "Beboerne sover.",
}


async def test_mette_hands_in_and_hanne_moves_it_with_keys_alone(bakkeby: Town, browser: Browser) -> None:
    await mette_hands_in(bakkeby, browser)
    await hanne_sends_it_to_assessment(bakkeby, browser)


async def mette_hands_in(at: Town, browser: Browser) -> None:
    """From Teams as it opens, by the tab, to the receipt."""
    page = await as_person(browser, at, "mette")
    tab = tab_of(page)
    keys = page.keyboard
    await expect(page.get_by_role("button", name="Nyt forslag").first).to_be_visible()
    await tabs_to(page, page, "button", "Teknologikort")
    await keys.press("Enter")
    await expect(tab.get_by_role("heading", level=1)).to_be_visible()
    await tabs_to(page, tab, "link", "Nyt forslag")
    await keys.press("Enter")
    await expect(tab.locator("#f-problem")).to_be_visible()
    for label, text in PROPOSAL.items():
        await tabs_to(page, tab, "textbox", label)
        await keys.type(text)
    await tabs_to(page, tab, "combobox", "Fagområde")
    await keys.type("Sundhed")
    await tabs_to(page, tab, "textbox", "Hvad skal forslaget hedde?", "Shift+Tab")
    await keys.press("End")
    await keys.type(" i Solbakken")
    await tabs_to(page, tab, "button", "Send forslaget")
    await keys.press("Enter")
    await expect(tab.get_by_role("heading", name=f"{TITLE} i Solbakken", level=1)).to_be_focused()
    await expect(
        tab.get_by_role("status").get_by_text("Tak. Dit forslag er gemt som F-0001.")
    ).to_be_visible()
    (kept,) = at.server.store.overview.proposals
    assert (kept.title, kept.area) == (f"{TITLE} i Solbakken", "health")


async def hanne_sends_it_to_assessment(at: Town, browser: Browser) -> None:
    """From the board to a decision, and once out of the dialog and in again."""
    page = await as_person(browser, at, "hanne", tab="/")
    tab = tab_of(page)
    await tabs_to(page, tab, "link", TITLE)
    await page.keyboard.press("Enter")
    await expect(tab.get_by_role("heading", level=1, name=TITLE)).to_be_focused()
    await tabs_to(page, tab, "button", "Send til vurdering")
    await page.keyboard.press("Enter")
    await expect(tab.get_by_role("dialog").get_by_label("Begrundelse")).to_be_focused()
    await page.keyboard.press("Escape")
    assert await on(tab, "button", "Send til vurdering")
    await page.keyboard.press("Enter")
    await expect(tab.get_by_role("dialog").get_by_label("Begrundelse")).to_be_focused()
    await page.keyboard.type("Et klart problem. Rådet ser på det.")
    await tabs_to(page, tab, "button", "Annullér")
    await tabs_to(page, tab, "button", "Send til vurdering")
    await page.keyboard.press("Enter")
    await expect(tab.get_by_role("dialog")).to_be_hidden()
    await expect(tab.get_by_text("Under vurdering", exact=True).first).to_be_visible()
    await expect(tab.get_by_role("heading", level=1, name=TITLE)).to_be_focused()
    await expect(
        tab.get_by_role("status").get_by_text("F-0001 er flyttet til Under vurdering.")
    ).to_be_visible()


async def test_karen_comes_to_undo_with_keys_and_it_waits_for_her(bakkeby: Town, browser: Browser) -> None:
    await hands_in(bakkeby, 2)
    await placed(bakkeby, 1, 2)
    page = await as_person(browser, bakkeby, "karen", tab="/")
    await page.clock.install()
    tab = tab_of(page)
    await tabs_to(page, tab, "link", "Prioritering")
    await page.keyboard.press("Enter")
    await expect(tab.locator("#placed")).to_be_visible()
    await tabs_to(page, tab, "button", "Flyt F-0002 op")
    await page.keyboard.press("Enter")
    await expect(tab.get_by_role("status").get_by_text("F-0002 er nu nummer 1 af 2.")).to_be_visible()
    await tabs_to(page, tab, "button", "Fortryd F-0002")
    await page.clock.fast_forward("01:00")
    assert await on(tab, "button", "Fortryd F-0002")
    await page.keyboard.press("Enter")
    await expect(tab.locator("#placed > li").first).to_have_id("row-1")
    assert stands(bakkeby) == [1, 2]
    await page.clock.fast_forward("01:00")
    await expect(tab.locator(".toast")).to_have_count(0)


async def test_jonas_keeps_his_place_when_the_page_changes_under_him(bakkeby: Town, browser: Browser) -> None:
    assert (await bakkeby.sends("mette", "proposals", proposal(title="Forslag 1"))).status_code == 200
    page = await as_person(browser, bakkeby, "jonas", tab="/F-0001")
    tab = tab_of(page)
    await expect(tab.get_by_role("heading", level=1, name="Forslag 1")).to_be_focused()
    await comes_to(bakkeby, 1, "assessment")
    await expect(tab.get_by_text("Under vurdering", exact=True).first).to_be_visible()
    await expect(tab.get_by_role("heading", level=1, name="Forslag 1")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await expect(tab.locator("a.back")).to_be_focused()
    await comes_to(bakkeby, 1, "ready")
    await expect(tab.get_by_text("Klar til råd", exact=True).first).to_be_visible()
    await expect(tab.locator("a.back")).to_be_focused()
