"""Amina and Mette talk about a proposal in two browsers, and what one writes shows at the other."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser import accessibility_faults
from tests.stories.in_the_browser.test_main_job import as_person, mette_hands_in_over_http, tab_of
from tests.town import Town

pytestmark = pytest.mark.browser
QUESTION = "Hvem skal skifte batterierne?"


async def test_a_question_and_its_answer_show_at_once_where_the_other_looks(
    bakkeby: Town, browser: Browser
) -> None:
    await mette_hands_in_over_http(bakkeby)
    mette = tab_of(await as_person(browser, bakkeby, "mette", tab="/F-0001"))
    await expect(mette.get_by_text("Ingen har sagt noget om det endnu")).to_be_visible()
    page = await as_person(browser, bakkeby, "amina", tab="/F-0001")
    amina = tab_of(page)
    await amina.locator("#new-remark").press("Enter")
    await amina.get_by_role("button", name="Send").press("Enter")
    await expect(amina.get_by_text("Udfyld dette felt.").first).to_be_visible()
    assert await accessibility_faults(page.frames[1]) == []
    await amina.get_by_label("Spørgsmål").check()
    await amina.get_by_label("Din bemærkning").fill(QUESTION)
    await amina.get_by_role("button", name="Send").press("Enter")
    await expect(amina.get_by_text("Din bemærkning er sendt.")).to_be_visible()

    await expect(mette.get_by_text(QUESTION)).to_be_visible()
    await mette.get_by_label("Svar Amina Yusuf").press("Enter")
    await mette.get_by_label("Dit svar").fill("Det gør serviceteamet.")
    await mette.get_by_role("button", name="Send").first.press("Enter")
    await expect(mette.get_by_text("Dit svar er sendt.")).to_be_visible()
    await expect(amina.get_by_text("Det gør serviceteamet.")).to_be_visible()
    for theme in ("dark", "contrast", "default"):
        await page.locator("#switch-theme").select_option(theme, force=True)
        await expect(amina.locator(f'html[data-theme="{theme}"]')).to_be_attached()
        for width in (320, 1280):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await accessibility_faults(page.frames[1]) == [], (theme, width)
            wide = "document.documentElement.scrollWidth <= innerWidth"
            assert await page.frames[1].evaluate(wide), (theme, width)
