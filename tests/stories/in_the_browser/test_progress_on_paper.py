"""The plan on paper: its progress on one A4, and plan and benefits without what is only for the screen."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from technology_map.council.life_cycle import Status
from tests.browser import Browser, goes_to
from tests.stories.in_the_browser.test_main_job import tab_of
from tests.stories.in_the_browser.test_map_on_paper import NO_PRINTER, in_its_own_window, sheets
from tests.stories.playing import utc_now
from tests.stories.test_spreadsheets import frame_of
from tests.teams_app.tab.benefits.test_benefits import VISITS
from tests.teams_app.tab.details.test_details import keyed
from tests.teams_app.tab.method.method_things import proposes
from tests.teams_app.tab.plan.test_plan import goal
from tests.town import Town
from tests.words import AREAS

pytestmark = pytest.mark.browser
A4_UPRIGHT = (595, 842)
"""Points: 210 by 297 millimetres."""
PIXELS = 1123
"""How high that is in the pixels of a page."""
HIGH = "() => document.querySelector('.a4-sheet svg').getBoundingClientRect().height"
BUTTONS = "() => [...document.querySelectorAll('button, nav')].filter((one) => one.checkVisibility()).length"
SEEN = "() => [...document.querySelectorAll('h1, button')].filter((one) => one.checkVisibility()).length"


async def test_the_sheet_prints_on_one_a4_however_much_is_late(browser: Browser, bakkeby: Town) -> None:
    late = utc_now().date() - timedelta(days=9)
    for place, area in enumerate(AREAS[:12]):
        status = (Status.PILOT, Status.PRIORITISED, Status.IN_OPERATION)[place % 3]
        await proposes(
            bakkeby, f"Forslag {place}", area=area, status=status, next_step="x", next_step_due=late
        )
        sent = keyed(VISITS, unit=f"enhed {place}")
        assert (
            await bakkeby.sends("mette", f"proposals/{place + 1}/details/benefits", sent)
        ).status_code == 200
    tab = await in_its_own_window(browser, bakkeby, "plan/progress", ".a4-sheet svg")
    [(width, height)] = sheets(await tab.pdf(prefer_css_page_size=True))
    assert (round(width), round(height)) == A4_UPRIGHT
    await tab.emulate_media(media="print")
    assert PIXELS * 0.85 < await tab.evaluate(HIGH) < PIXELS
    assert await tab.evaluate(SEEN) == 0


@pytest.mark.parametrize("place", ["plan", "benefits"])
async def test_the_plan_and_the_picture_print_without_buttons(
    browser: Browser, bakkeby: Town, place: str
) -> None:
    await proposes(bakkeby, "Sengealarm", status=Status.PILOT)
    sent = keyed(VISITS)
    assert (await bakkeby.sends("mette", "proposals/1/details/benefits", sent)).status_code == 200
    tab = await in_its_own_window(browser, bakkeby, place, ".pack svg")
    assert len(sheets(await tab.pdf(prefer_css_page_size=True))) == 1
    await tab.emulate_media(media="print")
    assert await tab.evaluate(BUTTONS) == 0


async def test_a_long_plan_is_fetched_whole_before_it_is_printed(browser: Browser, bakkeby: Town) -> None:
    goals = [f"Mål nummer {number:02}" for number in range(25)]
    for one in goals:
        assert await goal(bakkeby, text=one) == 200
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await page.add_init_script(NO_PRINTER)
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=karen#/tab/teknologikort")
    tab = tab_of(page)
    await expect(tab.locator(".page h1").first).to_be_visible()
    frame = frame_of(page, bakkeby)
    await goes_to(frame, "plan")
    lines = tab.locator(".meeting-lines").first.locator("li")
    await expect(lines).to_have_count(20)
    await tab.get_by_role("button", name="Udskriv").click()
    await expect(lines).to_have_count(len(goals))
    assert await frame.evaluate("presses") == 1
    assert await frame.evaluate("location.hash") == "#plan?shown=5000", "whoever comes back sees as much"
