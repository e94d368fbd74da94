"""Birgit owns a benefit, and answers from her phone three times in a year; Karen sees the picture."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import FrameLocator, expect

from local_tenant.people import person
from technology_map.texts import COPENHAGEN
from tests.browser import Browser, goes_to
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.stories.playing import server_in, tenant_with_lists, utc_now
from tests.teams_app.tab.pages import proposal
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
TODAY = utc_now().astimezone(COPENHAGEN).date()
FIRST = TODAY - timedelta(days=300)
ANSWERS = (("35", "Gul", 120), ("28", "Gul", 240), ("11", "Grøn", 0))
"""The figure, the light, and in how many days she is asked again."""


async def mette_writes_the_benefit(at: Town, browser: Browser) -> None:
    """She forgets the unit, is told so, and nothing she typed is lost."""
    page = await as_person(browser, at, "mette", tab="/")
    await expect(tab_of(page).locator(".page h1").first).to_be_visible()
    await goes_to(next(one for one in page.frames if at.server.url in one.url), "proposals/1")
    mette = tab_of(page)
    await mette.get_by_role("button", name="Tilføj en gevinst").click()
    await mette.get_by_label("Hvad måler I?").fill("Forgæves nattebesøg")
    await mette.get_by_label("Hvilken slags gevinst er det?").select_option("quality")
    await mette.get_by_label("Hvor er I nu?").fill("40")
    await mette.get_by_label("Hvor vil I hen?").fill("10")
    await mette.get_by_label("Ansvarlig for gevinsten").fill("Birgit Dahl")
    await mette.get_by_label("Første opfølgning").fill(FIRST.isoformat())
    await mette.get_by_role("button", name="Gem").click()
    await expect(mette.get_by_label("Hvad måler I?")).to_have_value("Forgæves nattebesøg")
    await mette.get_by_label("Enhed").fill("besøg om ugen")
    await mette.get_by_role("button", name="Gem").click()
    await expect(mette.get_by_role("link", name="Forgæves nattebesøg")).to_be_visible()
    await page.close()


async def birgit_answers(birgit: FrameLocator, figure: str, light: str, again: int) -> None:
    """The figure, how it goes, and when she will be asked again, if ever."""
    await birgit.get_by_label("Hvad er tallet nu?").fill(figure)
    await birgit.get_by_label(light, exact=True).check()
    if again:
        day = (TODAY + timedelta(days=again)).isoformat()
        await birgit.get_by_label("Hvornår skal vi spørge igen?").fill(day)
    await birgit.get_by_role("button", name="Send svaret").click()
    await expect(birgit.get_by_text("Tak. Svaret er gemt.").last).to_be_visible()


async def test_three_answers_in_a_year_and_the_council_sees_them(tmp_path: Path, browser: Browser) -> None:
    async with tenant_with_lists(tmp_path / "tenant") as tenant:
        folder = tmp_path / "server"
        async with server_in(tenant, folder) as at:
            assert (await at.sends("mette", "proposals", proposal())).status_code == 200
            await mette_writes_the_benefit(at, browser)
            owner = {"OwnerId": person("birgit").object_id}
            tenant.sharepoint.edit_as("hanne", "teknologikort", "Benefits", 1, owner)
            await at.server.store.catch_up()
            page = await as_person(browser, at, "birgit", tab="/")
            await page.set_viewport_size({"width": 390, "height": 844})
            birgit = tab_of(page)
            await birgit.get_by_role("link", name="Mine").click()
            await birgit.get_by_role("link", name="Forgæves nattebesøg").click()
            for figure, light, again in ANSWERS:
                await birgit_answers(birgit, figure, light, again)
                await expect(birgit.locator("strong").get_by_text(f": {figure}")).to_be_visible()
            await expect(tab_of(page).get_by_text("Der spørges ikke mere.")).to_be_visible()
            karen = await as_person(browser, at, "karen", tab="/")
            await tab_of(karen).get_by_role("link", name="Rådet").click()
            await tab_of(karen).get_by_role("link", name="Gevinster").click()
            await expect(tab_of(karen).locator("strong").get_by_text("-30", exact=True)).to_be_visible()
            await expect(tab_of(karen).locator("strong").get_by_text("-29", exact=True)).to_be_visible()
