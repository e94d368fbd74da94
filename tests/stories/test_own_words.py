"""A municipality has 1 to 60 areas, 1 to 9 purposes, 1 to 300 technologies: every face works with each."""

import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook
from playwright.async_api import expect

from local_tenant.people import person
from technology_map.people.people import Language
from technology_map.sheets.files import FileForm, What, sheet_file
from technology_map.texts import texts
from technology_map.words.terms import TermList
from tests.bot.chatting import asks_for, typed, words
from tests.browser import Browser, accessibility_faults, goes_to
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.stories.own_words import with_words
from tests.stories.test_two_instances import Municipality, municipality
from tests.sweeps import swept
from tests.teams_app.tab.pages import read
from tests.teams_app.tab.words.test_setup import adds
from tests.town import Town

__all__ = ["municipality"]
SIZES = [(1, 1, 1), (2, 3, 5), (15, 5, 36), (60, 9, 300)]
PLACES = (
    ("board", "jonas"),
    ("overview", "jonas"),
    ("map", "jonas"),
    ("solutions", "jonas"),
    ("mine", "mette"),
    ("glossary", "jonas"),
    ("new/proposal", "mette"),
    ("new/solution", "mette"),
    ("proposals/1", "jonas"),
    ("proposals/1/edit", "mette"),
    ("proposals/1/steps/problem", "mette"),
    ("proposals/1/steps/solution", "mette"),
    ("solutions/1/steps/solution", "mette"),
    ("ranking", "hanne"),
    ("setup?list=area", "hanne"),
    ("setup?list=technology", "hanne"),
    ("config", "jonas"),
)
PROPOSAL = {
    "problem": "Vi går 40 gange om natten.",
    "solution": "En sensor under madrassen.",
    "expected_benefits": "Beboerne sover.",
}


async def filled(at: Town, areas: int, purposes: int, technologies: int) -> None:
    """Mette has handed in something from every area and for every purpose."""
    overview = at.server.store.overview
    with_words(overview, areas, purposes, technologies)
    codes = [one.code for one in overview.vocabulary.offered(TermList.AREA)]
    aims = [one.code for one in overview.vocabulary.offered(TermList.PURPOSE)]
    for place in range(max(areas, purposes)):
        where = {"area": codes[place % areas], "purpose": aims[place % purposes]}
        key = f"{place:022d}"
        body = {**PROPOSAL, **where, "title": f"Forslag {place}", "submission_key": key}
        assert (await at.sends("mette", "proposals", body)).status_code == 200
    card = {"title": "Måtten", "challenges": "b", "background": "c", "area": codes[-1]}
    answer = await at.sends("mette", "solutions", {**card, "submission_key": "s" * 22})
    assert answer.status_code == 200


def names(at: Town, of: TermList) -> Iterator[str]:
    return (one.name_da for one in at.server.store.overview.vocabulary.offered(of))


@pytest.mark.parametrize(("areas", "purposes", "technologies"), swept(SIZES[::-1]))
async def test_every_page_is_drawn_in_both_languages(
    bakkeby: Town, areas: int, purposes: int, technologies: int
) -> None:
    await filled(bakkeby, areas, purposes, technologies)
    for place, who in PLACES:
        part, _, query = place.partition("?")
        asked = dict(one.split("=") for one in query.split("&")) if query else {}
        for language in ("da-DK", "en-US"):
            headers = {**bakkeby.headers(who), "Accept-Language": language}
            answer = await bakkeby.http.get(f"/tab/part/{part}", headers=headers, params=asked)
            assert answer.status_code == 200, place


@pytest.mark.parametrize(("areas", "purposes", "technologies"), swept(SIZES[::-1]))
async def test_everything_that_can_be_chosen_is_offered_and_counted(
    bakkeby: Town, areas: int, purposes: int, technologies: int
) -> None:
    await filled(bakkeby, areas, purposes, technologies)
    form = read((await bakkeby.reads("mette", "new/proposal")).text)
    assert {one.words for one in form.all("option")} >= {*names(bakkeby, TermList.AREA)}
    step = read((await bakkeby.reads("mette", "proposals/1/steps/solution")).text)
    assert len(step.all("input", name="technologies")) == technologies
    lead = read((await bakkeby.reads("jonas", "map")).text).words("p", class_="lead")[0]
    assert lead.startswith("Ét formål" if purposes == 1 else f"{purposes} formål")
    overview = read((await bakkeby.reads("jonas", "overview")).text)
    assert len(overview.words("th", class_="area-head")) == areas
    for code in ("technology", "area"):
        setup = read((await bakkeby.reads("hanne", "setup", list=code)).text)
        assert len(setup.all("input", id="setup-narrow")) == (len(setup.all("li")) > 20)


@pytest.mark.parametrize(("areas", "purposes", "technologies"), swept(SIZES[::-1]))
async def test_chat_template_and_export_know_them_too(
    bakkeby: Town, areas: int, purposes: int, technologies: int
) -> None:
    await filled(bakkeby, areas, purposes, technologies)
    asked = await asks_for(bakkeby, "mette", "nyt forslag")
    assert "problem" in typed(asked.card)
    overview = bakkeby.server.store.overview
    t = texts(Language.DANISH).with_words(overview.vocabulary)
    assert "F-0001" in words((await asks_for(bakkeby, "mette", "status F-0001")).card)
    book = load_workbook(io.BytesIO(sheet_file(What.TEMPLATE, FileForm.XLSX, (), t)))
    said = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert said >= {*names(bakkeby, TermList.AREA), *names(bakkeby, TermList.TECHNOLOGY)}
    sent = sheet_file(What.PROPOSALS, FileForm.CSV, overview.proposals, t).decode("utf-8-sig")
    assert all(name in sent for name in names(bakkeby, TermList.AREA))


async def test_on_the_map_the_largest_areas_are_drawn_and_the_table_has_all(bakkeby: Town) -> None:
    await filled(bakkeby, 60, 1, 1)
    page = read((await bakkeby.reads("jonas", "map")).text)
    assert len(page.all("a", class_="map-group")) == 2 * 15
    assert [one.attributes["aria-label"] for one in page.all("a", class_="map-more")] == [
        "Og 45 fagområder til"
    ] * 2
    assert len([one for one in page.all("a") if one.attributes.get("id", "").startswith("row-")]) >= 60


@pytest.mark.browser
@pytest.mark.parametrize("width", swept([360, 1280]))
@pytest.mark.parametrize("who", swept(["mette", "hanne"]))
async def test_sixty_areas_and_three_hundred_technologies_fit_on_the_screen(
    bakkeby: Town, browser: Browser, width: int, who: str
) -> None:
    await filled(bakkeby, 60, 9, 300)
    page = await as_person(browser, bakkeby, who, tab="/")
    await page.set_viewport_size({"width": width, "height": 900})
    await expect(tab_of(page).get_by_role("heading", level=1)).to_be_visible()
    frame = page.frames[-1]
    for place in (place for place, whose in PLACES if who in (whose, "mette")):
        if place.startswith(("setup", "ranking", "config")) and who == "mette":
            continue
        await goes_to(frame, place)
        await expect(tab_of(page).get_by_role("heading", level=1)).to_be_visible()
        assert await frame.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
        if place in {"overview", "proposals/1/steps/solution", "setup?list=technology"}:
            assert await accessibility_faults(frame) == [], place


@pytest.mark.browser
async def test_mette_finds_a_technology_among_three_hundred_by_typing(
    bakkeby: Town, browser: Browser
) -> None:
    await filled(bakkeby, 1, 1, 300)
    page = await as_person(browser, bakkeby, "mette", tab="/")
    tab = tab_of(page)
    await expect(tab.get_by_role("heading", level=1)).to_be_visible()
    await goes_to(page.frames[-1], "proposals/1/steps/solution")
    await tab.get_by_label("Find i listen").fill("sensorer")
    await tab.get_by_label("Sensorer", exact=True).check()
    await tab.get_by_label("Find i listen").fill("ord 200")
    await expect(tab.get_by_label("Ord 200", exact=True)).to_be_visible()
    await expect(tab.get_by_label("Sensorer", exact=True)).to_be_visible()
    await expect(tab.get_by_label("Ord 205", exact=True)).to_be_hidden()
    await tab.get_by_label("Ord 200", exact=True).check()
    await tab.get_by_role("button", name="Gem").first.click()
    await expect(tab.get_by_role("heading", level=1)).to_be_visible()
    stored = bakkeby.server.store.overview.proposals.get(1)
    assert stored is not None
    assert set(stored.technologies) >= {"sensors", "own_200"}


async def test_a_word_that_one_instance_adds_is_offered_by_the_other(municipality: Municipality) -> None:
    first, second = municipality.servers
    assert await adds(first, "area", "Beredskab og brand") == 200
    await municipality.catches_up()
    form = read((await second.reads("mette", "new/proposal")).text)
    assert "Beredskab og brand" in [one.words for one in form.all("option")]
    assert person("mette").name
