"""Birgit worries without a name; the day after it shows together with others', and Karen answers it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import FrameLocator, expect

from technology_map.texts import COPENHAGEN
from tests.browser import Browser
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.stories.playing import server_in, tenant_with_lists, utc_now
from tests.teams_app.tab.talk.worriers import hands_in_two, worries
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
WORRY = "Bliver jeg overflødig om natten?"
ANSWER = "Nej. Vi bliver lige så mange."


async def birgit_worries(browser: Browser, at: Town) -> None:
    """She forgets what it is about, is told so, and nothing she typed is lost."""
    page = await as_person(browser, at, "birgit", tab="/")
    birgit = tab_of(page)
    await birgit.get_by_role("link", name="Forslag 1").first.click()
    await birgit.get_by_text("Skriv en bekymring uden navn").click()
    await birgit.get_by_label("Hvad er du bekymret for?").fill(WORRY)
    await birgit.get_by_role("button", name="Send uden navn").click()
    await expect(birgit.get_by_label("Hvad er du bekymret for?")).to_have_value(WORRY)
    await birgit.get_by_label("Mine opgaver").check()
    await birgit.get_by_role("button", name="Send uden navn").click()
    await expect(birgit.get_by_text("Vi har din bekymring.")).to_be_visible()
    await expect(birgit.get_by_text(WORRY)).to_have_count(0)
    await page.close()


async def karen_answers(karen: FrameLocator) -> None:
    """From the page of all worries to the proposal, and there."""
    await karen.get_by_role("link", name="Rådet").click()
    await karen.get_by_role("link", name="Se alle bekymringer og svar").click()
    await expect(karen.get_by_text(WORRY)).to_be_visible()
    await expect(karen.get_by_text("Birgit Dahl")).to_have_count(0)
    line = karen.get_by_role("listitem").filter(has_text=WORRY)
    await line.get_by_role("link", name="F-0001").click()
    one = karen.locator("#worries").get_by_role("listitem").filter(has_text=WORRY)
    await one.locator("summary").click()
    await one.get_by_label("Dit svar").fill(ANSWER)
    await one.get_by_role("button", name="Send").click()
    await expect(karen.locator("#worries").get_by_text(ANSWER)).to_be_visible()


async def test_birgit_worries_and_is_answered_and_nobody_sees_her_name(
    tmp_path: Path, browser: Browser
) -> None:
    today = utc_now().astimezone(COPENHAGEN).date()
    noon = datetime.combine(today, datetime.min.time(), COPENHAGEN) + timedelta(days=1, hours=12)
    async with tenant_with_lists(tmp_path / "tenant") as tenant:
        folder = tmp_path / "server"
        async with server_in(tenant, folder) as at:
            await hands_in_two(at)
            await worries(at, "jonas", "Hvem ser optagelserne?", theme="control")
            await worries(at, "amina", "Jeg kan ikke finde ud af det.", theme="skills")
            await birgit_worries(browser, at)
        async with server_in(tenant, folder, now=lambda: noon) as at:
            await at.server.sweeper.round(timedelta(0))
        async with server_in(tenant, folder) as at:
            await karen_answers(tab_of(await as_person(browser, at, "karen", tab="/")))
            birgit = tab_of(await as_person(browser, at, "birgit", tab="/"))
            await birgit.get_by_role("link", name="Forslag 1").first.click()
            await expect(birgit.locator("#worries").get_by_text(ANSWER)).to_be_visible()
