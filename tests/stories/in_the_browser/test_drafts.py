"""Mette begins on her phone, goes on at the computer, and sends it there, in a real browser."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, expect

from tests.stories.in_the_browser.test_a_phone import on_a_phone
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.town import Town

pytestmark = pytest.mark.browser
PROBLEM = "Vi går 40 gange om natten."
NEW = ".bar [href='#new/proposal']"


async def test_begun_on_the_phone_and_sent_from_the_computer(bakkeby: Town, browser: Browser) -> None:
    phone = await on_a_phone(browser, bakkeby, "/")
    on_phone = tab_of(phone)
    await on_phone.locator(NEW).first.click()
    await on_phone.locator("#f-problem").fill(PROBLEM)
    await expect(on_phone.get_by_text("fortsætte på din telefon eller en anden computer")).to_be_visible()
    async with phone.expect_response("**/tab/part/drafts/proposal"):
        await on_phone.locator("[data-nav=mine]").click()
    await on_phone.locator("[data-nav=board]").click()
    await on_phone.locator("[data-nav=mine]").click()
    await expect(on_phone.get_by_role("link", name=PROBLEM, exact=True)).to_be_visible()

    computer = await as_person(browser, bakkeby, "mette", tab="/")
    on_pc = tab_of(computer)
    await on_pc.locator("[data-nav=mine]").click()
    await on_pc.get_by_role("link", name=f"Skriv videre: {PROBLEM}").click()
    await expect(on_pc.locator("#f-problem")).to_have_value(PROBLEM)
    await expect(on_pc.get_by_text("Her er din kladde fra")).to_be_visible()
    await on_pc.locator("#f-title").fill("Sensorer på natteronden")
    await on_pc.locator("#f-solution").fill("En sensor under madrassen.")
    await on_pc.locator("#f-expected_benefits").fill("Beboerne sover.")
    await on_pc.locator("#main form [type=submit]").click()
    await expect(on_pc.get_by_role("heading", name="Sensorer på natteronden")).to_be_visible()

    await on_phone.get_by_role("link", name=f"Skriv videre: {PROBLEM}").click()
    await expect(on_phone.locator("[data-draft-kept]")).to_be_visible()
    await expect(on_phone.locator("#f-problem")).to_have_value("")


async def test_written_on_both_she_chooses(bakkeby: Town, browser: Browser) -> None:
    phone = await on_a_phone(browser, bakkeby, "/")
    on_phone = tab_of(phone)
    await on_phone.locator(NEW).first.click()
    await expect(on_phone.locator("#f-problem")).to_be_visible()
    await phone.clock.install()
    await phone.clock.pause_at(datetime.now(UTC) + timedelta(seconds=1))
    await on_phone.locator("#f-problem").fill("Skrevet på telefonen.")
    computer = await as_person(browser, bakkeby, "mette", tab="/")
    on_pc = tab_of(computer)
    await on_pc.locator(NEW).first.click()
    await on_pc.locator("#f-problem").fill("Skrevet ved computeren.")
    async with computer.expect_response("**/tab/part/drafts/proposal"):
        await on_pc.locator("[data-nav=board]").click()

    await phone.clock.resume()
    async with phone.expect_response("**/tab/part/drafts/proposal") as refused:
        await on_phone.locator("[data-nav=board]").click()
    assert (await refused.value).status == 409
    await on_phone.locator(NEW).first.click()
    await expect(on_phone.get_by_text("Du har også skrevet på en anden enhed")).to_be_visible()
    await expect(on_phone.locator("#f-problem")).to_have_value("Skrevet på telefonen.")
    async with phone.expect_response("**/tab/part/drafts/proposal"):
        await on_phone.get_by_role("button", name="Behold det, der står her").click()

    await on_pc.locator(NEW).first.click()
    await expect(on_pc.locator("#f-problem")).to_have_value("Skrevet på telefonen.")
    await on_pc.get_by_role("button", name="Smid kladden væk").click()
    await expect(on_pc.locator("#f-problem")).to_have_value("")
    await expect(on_pc.locator("#f-problem")).to_be_focused()
