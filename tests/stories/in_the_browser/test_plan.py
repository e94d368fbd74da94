"""Karen writes a goal, adopts the plan in a meeting, and Jonas reads and prints it."""

import pytest
from playwright.async_api import expect

from tests.browser import Browser
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.teams_app.tab.plan.test_plan import decided
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


async def test_the_plan_is_written_adopted_and_read(bakkeby: Town, browser: Browser) -> None:
    await decided(bakkeby)
    page = await as_person(browser, bakkeby, "karen", tab="/")
    karen = tab_of(page)
    await karen.get_by_role("link", name="Rådet").click()
    await karen.get_by_role("link", name="Handleplan").click()
    await karen.get_by_label("Senest").fill("2030-05-01")
    await karen.get_by_role("button", name="Gem").click()
    await expect(karen.get_by_text("Udfyld dette felt.")).to_be_visible()
    await expect(karen.get_by_label("Senest")).to_have_value("2030-05-01")
    await karen.get_by_label("Hvad vil vi?").fill("Ingen vækkes uden grund")
    await karen.get_by_role("button", name="Gem").click()
    await expect(karen.get_by_text("Målet er gemt.")).to_be_visible()
    await karen.locator("#adopt summary").click()
    await karen.get_by_label("På hvilket møde?").select_option("1")
    await karen.get_by_role("button", name="Vedtag planen").click()
    await expect(karen.get_by_text("Planen er vedtaget.")).to_be_visible()
    async with page.expect_download() as started:
        await karen.get_by_role("button", name="Hent som Word-fil").click()
    assert (await started.value).suggested_filename.endswith(".docx")
    jonas = tab_of(await as_person(browser, bakkeby, "jonas", tab="/"))
    await jonas.get_by_role("link", name="Kom godt i gang").click()
    await jonas.get_by_role("link", name="Handleplan").click()
    await expect(jonas.get_by_text("Ingen vækkes uden grund").first).to_be_visible()
    await expect(jonas.get_by_text("på møde M-0001")).to_be_visible()
    await expect(jonas.get_by_role("button", name="Vedtag planen")).to_have_count(0)
