"""Amina uses Jonas' solution again, Karen treats two proposals as one, Hanne shares cards with others."""

import json
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, FrameLocator, Page, expect

from technology_map.words.values import Transferability
from tests.browser import Browser, goes_to
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.teams_app.tab.elsewhere.test_sharing import FROM_SKOVBY
from tests.teams_app.tab.method.method_things import NIGHT, proposes, shares
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


async def opens(browser: Browser, at: Town, who: str, place: str) -> tuple[Page, FrameLocator]:
    """Somebody opens the tab and follows a link to a place in it."""
    page = await as_person(browser, at, who, tab="/")
    await expect(tab_of(page).locator(".page h1").first).to_be_visible()
    frame = next(one for one in page.frames if at.server.url in one.url)
    await goes_to(frame, place)
    return page, tab_of(page)


async def test_amina_is_offered_a_solution_uses_it_and_tells_how_it_went(
    bakkeby: Town, browser: Browser
) -> None:
    await shares(bakkeby, "Gulvmåtter", challenges=NIGHT, transferability=Transferability.ADAPTABLE)
    await proposes(bakkeby, "Fald om natten", who="amina", problem=NIGHT, area="social")
    amina = tab_of(await as_person(browser, bakkeby, "amina", tab="/"))
    await amina.get_by_role("link", name="Kom godt i gang").click()
    await (
        amina.get_by_role("navigation", name="Metodens sider").get_by_role("link", name="Fagområder").click()
    )
    await amina.get_by_role("link", name="Se mit område").click()
    await expect(amina.get_by_role("heading", name="Social")).to_be_visible()
    await amina.get_by_role("link", name="Gulvmåtter").click()
    await amina.locator("#reuse").click()
    await expect(amina.get_by_label("Fagområde, der bruger den")).to_have_value("social")
    await expect(amina.get_by_label("Kontaktperson")).to_have_value("Amina Yusuf")
    await amina.get_by_role("button", name="Gem").click()
    await expect(amina.locator("#details-reuses dd").get_by_text("I gang")).to_be_visible()
    await amina.get_by_role("button", name="Ret: Social").click()
    await amina.get_by_label("Opgivet").check()
    await amina.get_by_role("button", name="Gem").click()
    await expect(amina.get_by_text("Udfyld dette felt.")).to_be_visible()
    await amina.get_by_label("Hvorfor?").fill("Måtten var for tydelig.")
    await amina.get_by_role("button", name="Gem").click()
    await expect(amina.locator("#details-reuses").get_by_text("Måtten var for tydelig.")).to_be_visible()
    _, jonas = await opens(browser, bakkeby, "jonas", "reuses")
    await expect(jonas.get_by_role("cell", name="Opgivet Måtten var for tydelig.")).to_be_visible()


async def test_what_was_removed_by_mistake_is_had_back(bakkeby: Town, browser: Browser) -> None:
    await proposes(bakkeby, "Fald om natten")
    _, mette = await opens(browser, bakkeby, "mette", "proposals/1")
    await mette.get_by_role("button", name="Skriv, hvem I har hørt").click()
    await mette.get_by_label("Hvilken gruppe er hørt?").select_option("citizens")
    await mette.get_by_label("Hvad sagde de?").fill("De vil hellere sove.")
    await mette.get_by_role("button", name="Gem").click()
    await mette.get_by_role("button", name="Ret: Borgere").click()
    await mette.get_by_role("button", name="Fjern").click()
    await expect(mette.get_by_text("Ingen er hørt om forslaget endnu.")).to_be_visible()
    await mette.get_by_role("button", name="Fortryd").click()
    await expect(mette.locator("#details").get_by_text("De vil hellere sove.")).to_be_visible()


async def test_karen_treats_two_proposals_as_one(bakkeby: Town, browser: Browser) -> None:
    await proposes(bakkeby, "Fald om natten", problem=NIGHT)
    await proposes(bakkeby, "Faldalarm", problem=NIGHT, area="social")
    _, karen = await opens(browser, bakkeby, "karen", "synergies")
    await karen.get_by_text("Behandl dem som ét").click()
    await karen.get_by_label("Hvorfor hører de sammen?").fill("Begge handler om fald.")
    await karen.get_by_role("button", name="Saml forslagene").click()
    await expect(karen.get_by_text("Forslagene behandles samlet fra nu af.")).to_be_visible()
    await karen.get_by_role("link", name="Faldalarm").first.click()
    await expect(karen.get_by_role("heading", name="Behandles samlet: Samme problem")).to_be_visible()
    await expect(karen.locator("#details").get_by_text("Begge handler om fald.")).to_be_visible()


async def test_hanne_takes_in_a_file_and_shares_one(bakkeby: Town, browser: Browser, tmp_path: Path) -> None:
    await shares(bakkeby, "Gulvmåtter")
    page, hanne = await opens(browser, bakkeby, "hanne", "elsewhere")
    content = json.dumps(FROM_SKOVBY).encode()
    file = FilePayload(name="skovby.json", mimeType="application/json", buffer=content)
    await hanne.get_by_label("Filen").set_input_files(file)
    await hanne.get_by_label("Ruter for renovation").uncheck()
    await hanne.get_by_role("button", name="Hent de valgte kort").click()
    await expect(hanne.get_by_text("1 nye kort, 0 opdaterede.")).to_be_visible()
    await expect(hanne.get_by_role("link", name="Faldmåtter i alle boliger")).to_be_visible()
    await hanne.get_by_role("link", name="Del vores kort").click()
    await hanne.get_by_label("Hvem deler?").fill("Bakkeby Kommune")
    async with page.expect_download() as started:
        await hanne.get_by_role("button", name="Hent som JSON").click()
    target = tmp_path / "shared.json"
    await (await started.value).save_as(target)
    shared = json.loads(target.read_text("utf-8"))
    assert (shared["origin"], [one["title"] for one in shared["cards"]]) == (
        "Bakkeby Kommune",
        ["Gulvmåtter"],
    )


async def test_jonas_asks_and_karen_decides_about_a_value_question(bakkeby: Town, browser: Browser) -> None:
    _, jonas = await opens(browser, bakkeby, "jonas", "questions")
    await jonas.get_by_role("link", name="Hvordan undgår vi").click()
    await jonas.get_by_text("Skriv en bemærkning").click()
    await jonas.get_by_label("Spørgsmål").check()
    await jonas.locator("#talk-new").fill("Må sensorer tælle, hvor tit nogen går?")
    await jonas.get_by_role("button", name="Send").click()
    await expect(jonas.locator("#talk p").get_by_text("Må sensorer tælle")).to_be_visible()
    _, karen = await opens(browser, bakkeby, "karen", "questions/2")
    await karen.get_by_text("Skriv en beslutning").click()
    await karen.get_by_label("Hvad er besluttet?").fill("Vi spørger altid borgeren først.")
    await karen.get_by_role("button", name="Gem").click()
    await expect(
        karen.get_by_role("listitem").get_by_text("Vi spørger altid borgeren først.")
    ).to_be_visible()
