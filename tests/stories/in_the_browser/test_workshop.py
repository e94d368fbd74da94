"""A workshop with four browsers, one of them a phone: silent, then the spread for all, then agreed."""

import pytest
from playwright.async_api import FrameLocator, expect

from tests.browser import Browser
from tests.stories.in_the_browser.dragging import drags_onto
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.teams_app.tab.method.workshops import places, shares
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SERVICE, PROCESS = "Højere niveau af borgerservice", "Bedre processer og smidigere arbejdsgange"


async def enters(browser: Browser, at: Town, who: str, *, phone: bool = False) -> FrameLocator:
    """Somebody goes to the workshop by the tab's links."""
    page = await as_person(browser, at, who, tab="/")
    if phone:
        await page.set_viewport_size({"width": 360, "height": 740})
    tab = tab_of(page)
    await tab.get_by_role("link", name="Kort", exact=True).click()
    await tab.get_by_role("link", name="Placér kort sammen").click()
    await tab.get_by_role("link", name="Velfærd og teknik").click()
    await expect(tab.get_by_role("heading", level=1, name="Velfærd og teknik")).to_be_visible()
    return tab


async def hanne_starts(browser: Browser, at: Town) -> FrameLocator:
    """Hanne makes a workshop of two cards."""
    tab = tab_of(await as_person(browser, at, "hanne", tab="/"))
    await tab.get_by_role("link", name="Kort", exact=True).click()
    await tab.get_by_role("link", name="Placér kort sammen").click()
    await tab.get_by_role("link", name="Ny workshop").click()
    await tab.get_by_label("Hvad handler workshoppen om?").fill("Velfærd og teknik")
    for number in (1, 2):
        await tab.get_by_label(f"Løsning {number}").check()
    await tab.get_by_role("button", name="Lav workshoppen").click()
    await expect(tab.get_by_role("img", name="QR-kode")).to_be_visible()
    return tab


async def test_four_place_a_card_see_the_spread_together_and_agree(bakkeby: Town, browser: Browser) -> None:
    await shares(bakkeby, 2)
    hanne = await hanne_starts(browser, bakkeby)
    mette = await enters(browser, bakkeby, "mette", phone=True)
    jonas = await enters(browser, bakkeby, "jonas")
    amina = await enters(browser, bakkeby, "amina")
    await expect(mette.get_by_text("Workshoppen er ikke begyndt endnu.")).to_be_visible()
    await hanne.get_by_role("button", name="Lad alle placere").click()

    await expect(mette.get_by_text("Kort 1 af 2")).to_be_visible()
    await mette.get_by_label(SERVICE).check()
    await mette.get_by_label("Hvorfor?").fill("Borgerne mærker det.")
    await mette.get_by_role("button", name="Placér, og tag det næste").click()
    await expect(mette.get_by_text("Kort 2 af 2")).to_be_visible()

    await expect(jonas.get_by_text("Kort 1 af 2")).to_be_visible()
    await jonas.locator("h1").press("2")
    await expect(jonas.get_by_label(PROCESS)).to_be_checked()
    await jonas.get_by_role("button", name="Placér, og tag det næste").click()

    handle, service = amina.locator("#card-to-place [data-handle]"), amina.get_by_text(SERVICE)
    await drags_onto(amina.owner.page, handle, service)
    await expect(amina.get_by_label(SERVICE)).to_be_checked()
    await amina.get_by_role("button", name="Placér, og tag det næste").click()
    await places(bakkeby, "soren", 1, "unsure")

    await expect(hanne.get_by_text("4 har placeret kortet")).to_be_visible()
    await they_see_and_agree(hanne, mette, jonas)


async def they_see_and_agree(hanne: FrameLocator, mette: FrameLocator, jonas: FrameLocator) -> None:
    """The spread comes to everybody, in the middle of a choice too; what they agree on stands on the card."""
    await mette.get_by_label(PROCESS).check()
    await hanne.get_by_role("button", name="Vis fordelingen").click()
    for tab in (hanne, mette, jonas):
        await expect(tab.get_by_label(f"{SERVICE}: 2 af 4")).to_be_visible()
        await expect(tab.get_by_text("Borgerne mærker det.")).to_be_visible()
    await hanne.get_by_label("Det vigtigste formål").select_option(label=SERVICE)
    await hanne.get_by_label("Hvorfor", exact=True).fill("Det er dem, det er til for.")
    await hanne.get_by_label("Opgaver, der falder væk").fill("Runderne om natten.")
    await hanne.get_by_role("button", name="Gem det på kortet").click()
    await expect(mette.get_by_text(f"Aftalt: {SERVICE}").first).to_be_visible()
    await hanne.get_by_role("button", name="Tag det næste kort").click()
    await expect(mette.get_by_text("Færre end 4 har placeret kortet")).to_be_visible()
    await hanne.get_by_role("button", name="Afslut workshoppen").click()
    await mette.get_by_role("link", name="Se, hvad I kom frem til").click()
    await expect(mette.get_by_text("1 af 2 kort er aftalt.")).to_be_visible()
    await mette.get_by_role("link", name="Løsning 1").click()
    await expect(mette.get_by_text("Opgaver, der falder væk: Runderne om natten.")).to_be_visible()


async def test_mette_goes_and_comes_back_after_a_pause_and_nothing_is_lost(
    bakkeby: Town, browser: Browser
) -> None:
    await shares(bakkeby, 2)
    hanne = await hanne_starts(browser, bakkeby)
    await hanne.get_by_role("button", name="Lad alle placere").click()
    mette = await enters(browser, bakkeby, "mette")
    await mette.get_by_label(PROCESS).check()
    await mette.get_by_role("button", name="Placér, og tag det næste").click()
    await expect(mette.get_by_text("Kort 2 af 2")).to_be_visible()
    await hanne.get_by_role("button", name="Hold pause").click()
    await expect(mette.get_by_text("Pause siden")).to_be_visible()
    await mette.owner.page.close()
    again = await enters(browser, bakkeby, "mette")
    await expect(again.get_by_text("Pause siden")).to_be_visible()
    await hanne.get_by_role("button", name="Gå videre").click()
    await expect(again.get_by_text("Kort 2 af 2")).to_be_visible()
    await again.get_by_role("link", name="Forrige kort").click()
    await expect(again.get_by_label(PROCESS)).to_be_checked()
    await again.get_by_role("button", name="Fjern min placering").click()
    await expect(again.get_by_label(PROCESS)).not_to_be_checked()
