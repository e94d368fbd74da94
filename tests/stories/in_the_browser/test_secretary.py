"""Hanne's work in a real browser: the inbox, the criteria, who is left out; the meeting beside a call."""

import pytest
from playwright.async_api import FrameLocator, expect

from technology_map.council.life_cycle import Status
from tests.bot.chatting import proposal as known
from tests.browser import Browser
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.stories.in_the_browser.test_places import added, app_in
from tests.stories.in_the_browser.test_places import opens as opens_teams
from tests.teams_app.tab.assessing.assessors import gives, in_assessment
from tests.teams_app.tab.council.councils import hands_in
from tests.teams_app.tab.meetings.meeting_days import REASON, adds, plans
from tests.teams_app.tab.pages import proposal
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


HEADINGS = {
    "Rådet": "Rådets arbejde",
    "Se kriterierne": "Det vurderer rådet efter",
    "Mine": "Mine",
}


async def opens(browser: Browser, at: Town, who: str, *links: str) -> FrameLocator:
    """Somebody opens the tab and goes through these links."""
    tab = tab_of(await as_person(browser, at, who, tab="/"))
    for link in links:
        await tab.get_by_role("link", name=link).first.click()
        await expect(tab.locator("h1:focus")).to_contain_text(HEADINGS.get(link, link))
    return tab


async def proposes(at: Town, *numbers: int, **other: str) -> None:
    """Mette hands proposals in, which wait for the secretary."""
    for number in numbers:
        sent = proposal(submission_key=f"proposal-key-{number:07d}", title=f"Forslag {number}", **other)
        assert (await at.sends("mette", "proposals", sent)).status_code == 200


async def test_hanne_asks_hands_on_and_sends_two_on_from_her_inbox(bakkeby: Town, browser: Browser) -> None:
    await proposes(bakkeby, 1, problem="Vi vil have en chatbot")
    await proposes(bakkeby, 2, 3)
    tab = await opens(browser, bakkeby, "hanne", "Rådet", "Indbakke")
    first = tab.get_by_role("listitem").filter(has=tab.get_by_role("link", name="Forslag 1", exact=True)).last
    await expect(first).to_contain_text("Problemet er kort fortalt.")
    await first.get_by_label("Sagsbehandler").select_option(label="Karen Friis")
    await expect(tab.get_by_text("Karen Friis er sagsbehandler på F-0001.")).to_be_visible()
    await first.get_by_role("button", name="Spørg forslagsstilleren").click()
    await expect(tab.get_by_text("Forslagsstilleren af F-0001 er spurgt.")).to_be_visible()
    await expect(tab.get_by_role("link", name="Forslag 1", exact=True)).to_have_count(0)
    for name in ("F-0002", "F-0003"):
        await tab.get_by_label(f"Markér {name}").check()
    await tab.get_by_role("button", name="Send til vurdering").click()
    await expect(tab.get_by_text("F-0003 er flyttet til Under vurdering.")).to_be_visible()
    stand = [known(bakkeby, number).status for number in (1, 2, 3)]
    assert stand == [Status.CLARIFICATION, Status.ASSESSMENT, Status.ASSESSMENT]
    mette = await opens(browser, bakkeby, "mette", "Mine", "Forslag 1")
    await expect(mette.get_by_text("Hvad sker der i dag, for hvem og hvor tit?").first).to_be_visible()
    await expect(mette.get_by_text("Karen Friis").first).to_be_visible()


async def test_what_hanne_has_ticked_stays_ticked_when_another_proposal_comes(
    bakkeby: Town, browser: Browser
) -> None:
    await proposes(bakkeby, 1, 2)
    tab = await opens(browser, bakkeby, "hanne", "Rådet", "Indbakke")
    for name in ("F-0001", "F-0002"):
        await tab.get_by_label(f"Markér {name}").check()
    await tab.get_by_role("heading", level=1).click()
    await proposes(bakkeby, 3)
    await expect(tab.get_by_role("link", name="Forslag 3", exact=True)).to_be_visible()
    await expect(tab.get_by_label("Markér F-0001")).to_be_checked()
    await expect(tab.get_by_label("Markér F-0002")).to_be_checked()
    await expect(tab.get_by_label("Markér F-0003")).not_to_be_checked()


async def test_a_button_that_hanne_holds_down_while_another_proposal_comes_does_its_work(
    bakkeby: Town, browser: Browser
) -> None:
    await proposes(bakkeby, 1, 2)
    page = await as_person(browser, bakkeby, "hanne", tab="/")
    tab = tab_of(page)
    await tab.get_by_role("link", name="Rådet").first.click()
    await tab.get_by_role("link", name="Indbakke").first.click()
    await tab.get_by_label("Markér F-0001").check()
    await tab.get_by_role("button", name="Send til vurdering").hover()
    await page.mouse.down()
    await proposes(bakkeby, 3)
    for _ in range(2):
        await page.wait_for_event("response", lambda one: "part/changes" in one.url)
    await page.mouse.up()
    await expect(tab.get_by_text("F-0001 er flyttet til Under vurdering.")).to_be_visible()


async def test_hanne_weighs_anew_and_an_old_score_still_tells_how_it_came(
    bakkeby: Town, browser: Browser
) -> None:
    await in_assessment(bakkeby, 2)
    assert (await gives(bakkeby, "karen", 1, 5, 1, 1, 1, 1, 1, 1)).status_code == 200
    tab = await opens(browser, bakkeby, "hanne", "Rådet", "Se kriterierne", "Ret kriterierne")
    weights = tab.get_by_label("Vægt i procent")
    await weights.nth(0).fill("30")
    await tab.get_by_role("button", name="Gem som ny udgave").click()
    await expect(tab.locator("form [role=alert]")).to_contain_text("100")
    await expect(weights.nth(0)).to_have_value("30")
    await weights.nth(1).fill("5")
    await tab.get_by_role("button", name="Gem som ny udgave").click()
    await expect(tab.get_by_role("heading", level=2, name="30 %")).to_be_visible()
    mette = await opens(browser, bakkeby, "mette", "Rådet", "Se kriterierne")
    await expect(mette.get_by_role("heading", level=2, name="30 %")).to_be_visible()
    karen = await opens(browser, bakkeby, "karen", "Rådet", "Vurdér forslag")
    await karen.get_by_text("Ét forslag, du er færdig med").click()
    await karen.get_by_role("link", name="Forslag 1").click()
    await expect(karen.get_by_text("vægt 20 %").first).to_be_visible()
    await karen.get_by_role("link", name="Næste: F-0002").click()
    await expect(karen.get_by_text("30 %").first).to_be_visible()


async def test_peter_has_an_interest_in_it_and_is_out_of_it(bakkeby: Town, browser: Browser) -> None:
    await in_assessment(bakkeby)
    await gives(bakkeby, "karen", 1, 4)
    peter = await opens(browser, bakkeby, "peter", "Rådet", "Vurdér forslag", "Forslag 1")
    await peter.locator("summary", has_text="Er du inhabil?").click()
    await peter.get_by_label("Hvorfor er du inhabil?").fill("Min søster sælger løsningen.")
    await peter.get_by_role("button", name="Jeg deltager ikke").click()
    await expect(peter.get_by_text("Du deltager ikke i vurderingen af dette forslag.")).to_be_visible()
    await expect(peter.get_by_role("button", name="Afgiv vurdering")).to_have_count(0)
    await expect(peter.get_by_text("Sådan ligger vurderingerne")).to_have_count(0)
    karen = await opens(browser, bakkeby, "karen", "Rådet", "Vurdér forslag", "Forslag 1")
    await expect(karen.get_by_text("Min søster sælger løsningen.")).to_be_visible()
    await peter.get_by_role("button", name="Jeg deltager alligevel").click()
    await expect(peter.get_by_role("button", name="Afgiv vurdering")).to_be_visible()


async def test_karen_leads_the_meeting_from_the_panel_beside_the_call(
    bakkeby: Town, browser: Browser
) -> None:
    await hands_in(bakkeby, 1)
    await plans(bakkeby)
    await adds(bakkeby, 1, 1)
    added(bakkeby, "meeting", "agenda", "På dagsordenen")
    page = await opens_teams(browser, bakkeby, "karen", "call/agenda")
    panel = app_in(page)
    await expect(panel.locator("html")).to_have_attribute("data-frame", "sidePanel")
    for link in ("Rådet", "Se møderne", "Rådsmøde", "Begynd mødet"):
        await panel.get_by_role("link", name=link).first.click()
    await panel.get_by_role("button", name="Begynd mødet").click()
    await panel.get_by_role("button", name="Tag F-0001").click()
    await panel.get_by_label("Hvad beslutter rådet?").select_option(label="Prioriteret")
    await panel.get_by_label("Begrundelse").fill(REASON)
    await expect(panel.get_by_text("Gemt klokken")).to_be_visible()
    assert await panel.locator("html").evaluate("one => one.scrollWidth <= one.clientWidth")
    await panel.get_by_role("button", name="Beslut").click()
    await expect(panel.get_by_text("Besluttet: Prioriteret").first).to_be_visible()
    await panel.get_by_role("button", name="Slut mødet").click()
    await panel.get_by_role("button", name="Offentliggør mødet").click()
    await expect(panel.get_by_text("Mødet er offentliggjort.")).to_be_visible()
    assert known(bakkeby).status is Status.PRIORITISED
