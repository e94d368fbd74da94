"""The council puts its proposals in order in real browsers: with the mouse, with keys, at once."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import FrameLocator, Page, expect

from tests.browser import Browser
from tests.stories.in_the_browser.dragging import drags_onto
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.stories.playing import rows
from tests.teams_app.tab.assessing.assessors import gives, in_assessment
from tests.teams_app.tab.council.councils import comes_to, hands_in, moves, placed, stands
from tests.town import Town, town

pytestmark = pytest.mark.browser


@pytest.fixture
async def council(tmp_path: Path) -> AsyncIterator[Town]:
    """A town with five proposals, four of them in order: 1, 2, 3, 4."""
    async with town(tmp_path) as at:
        await hands_in(at, 5)
        await placed(at, 1, 2, 3, 4)
        yield at


async def opens(browser: Browser, at: Town, who: str, place: str) -> tuple[Page, FrameLocator]:
    """Somebody opens a page of the tab, by its links."""
    page = await as_person(browser, at, who, tab="")
    await page.goto(f"{at.tenant.url}/teams/?as={who}#/tab/teknologikort")
    tab = tab_of(page)
    await (
        tab.get_by_role("navigation", name="Måder at se forslagene på")
        .get_by_role("link", name=place)
        .click()
    )
    await expect(tab.get_by_role("heading", level=1)).to_have_text(re.compile("prioritering|Overblik"))
    return page, tab


async def reads(tab: FrameLocator, *numbers: int) -> None:
    """The tab shows this order."""
    names = [re.compile(f"^{number:d}$") for number in range(1, len(numbers) + 1)]
    await expect(tab.locator("#placed > li [data-shown]")).to_have_text(names)
    expected = [f"F-{number:04d}" for number in numbers]
    await expect(tab.locator("#placed > li .number")).to_have_text(expected)


async def drags(page: Page, tab: FrameLocator, number: int, onto: int) -> None:
    """Somebody drags a row by its handle onto another one's place."""
    await drags_onto(page, tab.locator(f"#row-{number} .grip"), tab.locator(f"#row-{onto}"))


async def test_two_members_move_at_once_with_mouse_and_keys_and_both_moves_hold(
    council: Town, browser: Browser
) -> None:
    karens, karen = await opens(browser, council, "karen", "Prioritering")
    complaints: list[str] = []
    karens.on("console", lambda one: complaints.append(one.text))
    karens.on("pageerror", lambda one: complaints.append(str(one)))
    peters, peter = await opens(browser, council, "peter", "Prioritering")
    _, jonas = await opens(browser, council, "jonas", "Prioritering")
    await expect(jonas.locator(".grip, [data-step], [data-to-place]")).to_have_count(0)

    await drags(karens, karen, 4, 1)
    down = peter.get_by_role("button", name="Flyt F-0002 ned")
    await down.focus()
    await peters.keyboard.press("Enter")
    await expect(karen.get_by_text("F-0004 er nu nummer 1 af 4.")).to_be_visible()
    await expect(peter.get_by_text(re.compile("F-0002 er nu nummer"))).to_be_visible()
    await expect(down).to_be_focused()
    for tab in (karen, peter, jonas):
        await reads(tab, 4, 1, 3, 2)
    assert stands(council) == [4, 1, 3, 2]
    assert complaints == []
    ranked = {row["Rank"]: row["id"] for row in rows(council.tenant, "Proposals") if row.get("Rank")}
    assert [ranked[key] for key in sorted(ranked)] == [4, 1, 3, 2]


async def test_keys_alone_place_move_and_undo_and_the_focus_stays_with_the_row(
    council: Town, browser: Browser
) -> None:
    page, tab = await opens(browser, council, "karen", "Prioritering")
    await tab.get_by_role("button", name="Sæt F-0005 sidst i rækkefølgen").press("Enter")
    await expect(tab.get_by_text("F-0005 er nu nummer 5 af 5.")).to_be_visible()
    up = tab.get_by_role("button", name="Flyt F-0005 op")
    await expect(up).to_be_focused()
    for _ in range(3):
        await page.keyboard.press("Enter")
    status = tab.get_by_role("status").filter(has_text="F-0005 er nu nummer 2 af 5.")
    await expect(status).to_be_visible()
    await expect(up).to_be_focused()
    await reads(tab, 1, 5, 2, 3, 4)

    await tab.get_by_role("button", name="Flyt til plads F-0004").press("Enter")
    dialog = tab.get_by_role("dialog", name="Flyt F-0004 til plads")
    await expect(dialog.get_by_label("Plads", exact=True)).to_be_focused()
    await page.keyboard.type("1")
    await page.keyboard.press("Enter")
    await reads(tab, 4, 1, 5, 2, 3)
    await expect(tab.get_by_role("button", name="Flyt til plads F-0004")).to_be_focused()
    await tab.get_by_role("button", name="Fortryd F-0004").press("Enter")
    await reads(tab, 1, 5, 2, 3, 4)
    assert stands(council) == [1, 5, 2, 3, 4]


async def test_a_move_can_be_undone_after_one_has_gone_elsewhere(council: Town, browser: Browser) -> None:
    _, tab = await opens(browser, council, "karen", "Prioritering")
    await tab.get_by_role("button", name="Flyt F-0004 op").press("Enter")
    undo = tab.get_by_role("button", name="Fortryd F-0004")
    await expect(undo).to_be_visible()
    assert stands(council) == [1, 2, 4, 3]
    await tab.get_by_role("banner").get_by_role("link", name="Nyt forslag").click()
    await expect(tab.get_by_role("heading", level=1)).to_have_text("Nyt forslag")
    await undo.press("Enter")
    await expect(tab.get_by_role("status").filter(has_text="F-0004 er nu nummer 4 af 4.")).to_be_visible()
    assert stands(council) == [1, 2, 3, 4]


async def test_while_karen_drags_the_row_is_not_torn_from_her_and_the_news_comes_after(
    council: Town, browser: Browser
) -> None:
    page, tab = await opens(browser, council, "karen", "Prioritering")
    grip = await tab.locator("#row-3 .grip").bounding_box()
    target = await tab.locator("#row-2").bounding_box()
    assert grip
    assert target
    await page.mouse.move(grip["x"] + 10, grip["y"] + 20)
    await page.mouse.down()
    for part in range(1, 6):
        await page.mouse.move(grip["x"] + 14, grip["y"] + 20 + (target["y"] + 6 - grip["y"] - 20) * part / 5)
    await moves(council, "peter", 4, "at", place=1)
    async with page.expect_response(lambda one: "/part/changes" in one.url and one.status == 200):
        pass
    async with page.expect_response(lambda one: "/part/changes" in one.url):
        pass
    await expect(tab.locator(".sortable-drag")).to_be_visible()
    await expect(tab.locator("#placed > li").first).to_have_id("row-1")
    await page.mouse.up()
    await reads(tab, 4, 1, 3, 2)


async def test_of_two_who_move_the_same_row_the_second_is_told_and_sees_where_it_is(
    council: Town, browser: Browser
) -> None:
    _, tab = await opens(browser, council, "karen", "Prioritering")
    await expect(tab.locator("#row-4")).to_be_visible()
    await tab.get_by_role("button", name="Flyt til plads F-0004").click()
    await moves(council, "peter", 4, "at", place=1)
    await tab.get_by_label("Plads", exact=True).fill("3")
    await tab.get_by_role("button", name="Flyt", exact=True).click()
    said = "En anden har lige flyttet F-0004. Det er nu nummer 1."
    await expect(tab.get_by_role("alert").filter(has_text=said)).to_be_visible()
    await reads(tab, 4, 1, 2, 3)


async def test_without_a_line_the_row_goes_back_and_a_sentence_says_so(
    council: Town, browser: Browser
) -> None:
    page, tab = await opens(browser, council, "karen", "Prioritering")
    await page.route("**/tab/part/ranking/*", lambda route: route.abort())
    await tab.get_by_role("button", name="Flyt F-0004 op").click()
    await expect(tab.locator("#trouble")).to_contain_text("Prøv igen om lidt")
    await reads(tab, 1, 2, 3, 4)
    await page.unroute("**/tab/part/ranking/*")
    await tab.get_by_role("button", name="Flyt F-0004 op").click()
    await reads(tab, 1, 2, 4, 3)
    await expect(tab.locator("#trouble")).to_be_empty()


async def test_karen_sets_the_next_step_and_jonas_finds_it_from_the_overview(
    council: Town, browser: Browser
) -> None:
    page, tab = await opens(browser, council, "karen", "Prioritering")
    await tab.get_by_role("link", name="Forslag 2").click()
    await tab.get_by_role("button", name="Sæt næste skridt").click()
    dialog = tab.get_by_role("dialog")
    await dialog.get_by_label("Hvad sker der som det næste?").fill("IT henter et tilbud.")
    await dialog.get_by_role("button", name="Gem næste skridt").click()
    await expect(tab.get_by_text("Næste skridt: IT henter et tilbud.")).to_be_visible()
    await page.close()
    _, jonas = await opens(browser, council, "jonas", "Overblik")
    await jonas.locator("#count-ready").click()
    await jonas.get_by_role("link", name="Forslag 2").click()
    await expect(jonas.get_by_text("Næste skridt: IT henter et tilbud.")).to_be_visible()
    await expect(jonas.get_by_text("Nummer 2 i rådets rækkefølge")).to_be_visible()


async def test_karen_says_why_when_she_leaves_the_computed_order(bakkeby: Town, browser: Browser) -> None:
    await in_assessment(bakkeby, 2)
    for number, mark in ((1, 5), (2, 2)):
        assert (await gives(bakkeby, "karen", number, mark)).status_code == 200
        await comes_to(bakkeby, number, "ready")
    await placed(bakkeby, 1, 2)
    page, karen = await opens(browser, bakkeby, "karen", "Prioritering")
    await drags(page, karen, 2, 1)
    dialog = karen.get_by_role("dialog", name="Flyt F-0002")
    await expect(dialog.get_by_role("alert")).to_contain_text("end vurderingerne peger på")
    await expect(dialog.get_by_label("Plads")).to_have_value("1")
    await expect(dialog.get_by_label("Hvorfor netop dér?")).to_be_focused()
    await reads(karen, 1, 2)
    await dialog.get_by_role("button", name="Flyt", exact=True).click()
    await expect(dialog).to_be_visible()
    await dialog.get_by_label("Hvorfor netop dér?").fill("Loven træder i kraft til januar.")
    await dialog.get_by_role("button", name="Flyt", exact=True).click()
    await reads(karen, 2, 1)
    await expect(karen.get_by_text("Loven træder i kraft til januar.").first).to_be_visible()
