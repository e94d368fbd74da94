"""Karen assesses ten proposals with nothing but keys, and half of one is there when she comes back."""

import pytest
from playwright.async_api import FrameLocator, Page, expect

from tests.browser import Browser
from tests.stories.in_the_browser.keyboard import tabs_to
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.teams_app.tab.assessing.assessors import CODES, gives, in_assessment
from tests.town import Town

pytestmark = pytest.mark.browser
TEN = 10


async def marks_with_digits(page: Page, tab: FrameLocator, digits: str) -> None:
    """From the heading: Tab to each group of marks, and a digit."""
    for code, digit in zip(CODES, digits, strict=True):
        for _ in range(12):
            if await tab.locator(f'input[name="mark-{code}"]:focus').count():
                break
            await page.keyboard.press("Tab")
        await page.keyboard.press(digit)
        await expect(tab.locator(f'input[name="mark-{code}"][value="{digit}"]')).to_be_checked()


@pytest.mark.timeout(180)
async def test_karen_assesses_ten_with_keys_alone(bakkeby: Town, browser: Browser) -> None:
    await in_assessment(bakkeby, TEN)
    await gives(bakkeby, "peter", 1, 1)
    page = await as_person(browser, bakkeby, "karen", tab="/")
    tab = tab_of(page)
    await tabs_to(page, tab, "link", "Rådet")
    await page.keyboard.press("Enter")
    await expect(tab.get_by_role("heading", level=1, name="Rådets arbejde")).to_be_focused()
    await tabs_to(page, tab, "link", "Vurdér forslag")
    await page.keyboard.press("Enter")
    await expect(tab.get_by_text("Du mangler at vurdere 10 forslag.")).to_be_visible()
    await tabs_to(page, tab, "link", "Forslag 1")
    await page.keyboard.press("Enter")
    for number in range(1, TEN + 1):
        await expect(
            tab.get_by_role("heading", level=1, name=f"Forslag {number}", exact=False)
        ).to_be_focused()
        await marks_with_digits(page, tab, "4354321")
        await tabs_to(page, tab, "button", "Afgiv vurdering")
        await page.keyboard.press("Enter")
        await expect(tab.get_by_role("heading", name="Sådan ligger vurderingerne")).to_be_visible()
        if number < TEN:
            await tabs_to(page, tab, "link", "Næste:")
            await page.keyboard.press("Enter")
    await tabs_to(page, tab, "link", "Til listen")
    await page.keyboard.press("Enter")
    await expect(tab.get_by_text("Du har vurderet alt.")).to_be_visible()


async def test_half_an_assessment_saves_itself(bakkeby: Town, browser: Browser) -> None:
    await in_assessment(bakkeby)
    page = await as_person(browser, bakkeby, "lise", tab="/")
    tab = tab_of(page)
    await tab.get_by_role("link", name="Rådet").click()
    await tab.get_by_role("link", name="Vurdér forslag").click()
    await tab.get_by_role("link", name="Forslag 1").click()
    await tab.locator('input[name="mark-problem"][value="4"]').check()
    await tab.get_by_label("Kommentar").fill("Hvem passer dem?")
    await expect(tab.get_by_text("Kun du kan se det.")).to_be_visible()
    await tab.get_by_role("link", name="Gør færdig senere").click()
    await expect(tab.get_by_text("Begyndt")).to_be_visible()
    await tab.get_by_role("link", name="Forslag 1").click()
    await expect(tab.locator('input[name="mark-problem"][value="4"]')).to_be_checked()
    await expect(tab.get_by_label("Kommentar")).to_have_value("Hvem passer dem?")
