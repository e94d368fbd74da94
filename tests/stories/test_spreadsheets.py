"""Spreadsheets in a real browser: Birgit fills in the template, Hanne imports it, Jonas takes a list."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from playwright.async_api import Frame, FrameLocator, Page, expect

from tests.browser import Browser, accessibility_faults, goes_to
from tests.stories.in_the_browser.test_main_job import as_person, tab_of
from tests.sweeps import THEMES
from tests.teams_app.server.hostile_sheets import HOSTILE
from tests.technology_map.sheets.made_sheets import card, of_csv, of_xlsx
from tests.town import Town

pytestmark = pytest.mark.browser
DRONES = {
    "Titel": "Droner over skolernes tage",
    "Fagområde": "Teknik",
    "Fase": "I drift",
    "Primært formål": "Bedre udnyttelse af ressourcer",
    "Udfordring": "Stilladser er dyre, og taget bliver set for sjældent.",
    "Baggrund": "En drone tager billeder af taget to gange om året.",
    "Teknologier": "Drone, Sensorer",
}
ROBOT = {
    "Titel": "Robotten fordeler post",
    "Fagområde": "Administration",
    "Udfordring": "Posten lå en dag.",
    "Baggrund": "En robot læser emnet.",
    "Fase": "Måske",
}


async def opens(browser: Browser, at: Town, who: str, place: str, **query: str) -> tuple[Page, FrameLocator]:
    """A person opens the tab and goes to a place in it."""
    page = await as_person(browser, at, who, tab="/")
    await expect(tab_of(page).get_by_role("heading", level=1)).to_be_visible()
    await goes_to(frame_of(page, at), place)
    return page, tab_of(page)


def frame_of(page: Page, at: Town) -> Frame:
    """The tab's frame."""
    return next(one for one in page.frames if at.server.url in one.url)


async def gets(page: Page, tab: FrameLocator, button: str, folder: Path) -> Path:
    """Opens the menu and presses what fetches a file: the file."""
    await tab.locator("summary").filter(has_text="Hent").click()
    async with page.expect_download() as coming:
        await tab.get_by_role("button", name=button).first.click()
    download = await coming.value
    kept = folder / download.suggested_filename
    await download.save_as(kept)
    return kept


def fills_in(file: Path, *rows: dict[str, str]) -> Path:
    """What Birgit does in Excel."""
    book = load_workbook(file)
    sheet: Any = book.worksheets[0]
    places = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, start=4):
        for heading, said in row.items():
            sheet.cell(number, places[heading]).value = said
    filled = file.with_name("udfyldt.xlsx")
    book.save(filled)
    return filled


async def test_the_template_comes_back_filled_in_and_becomes_cards(
    bakkeby: Town, browser: Browser, tmp_path: Path
) -> None:
    page, tab = await opens(browser, bakkeby, "birgit", "solutions")
    file = fills_in(await gets(page, tab, "Hent skabelon", tmp_path), DRONES, ROBOT)
    await expect(tab.get_by_role("link", name="Importér et regneark")).to_have_count(0)

    page, tab = await opens(browser, bakkeby, "hanne", "solutions")
    await tab.get_by_role("link", name="Importér et regneark").click()
    await tab.get_by_role("button", name="Se filen igennem").click()
    await expect(tab.get_by_text("Vælg først den udfyldte fil.")).to_be_visible()
    await tab.get_by_label("Den udfyldte fil").set_input_files(file)
    await tab.get_by_role("button", name="Se filen igennem").click()
    refused = tab.get_by_role("table", name="1 række kan ikke importeres")
    await expect(refused).to_contain_text("Et ord i kolonnen »Fase« er ikke på listen.")
    await expect(tab.get_by_role("table", name="1 nyt løsningskort")).to_contain_text(DRONES["Titel"])
    assert len(bakkeby.server.store.overview.solution_cards) == 0

    await tab.get_by_role("button", name="Importér 1 løsningskort").click()
    await expect(tab.get_by_text("1 løsningskort er gemt.")).to_be_visible()
    await tab.get_by_role("link", name="Se den digitale status").click()
    await expect(tab.get_by_role("link", name=DRONES["Titel"])).to_be_visible()
    (stored,) = bakkeby.server.store.overview.solution_cards
    assert stored.technologies == ("drone", "sensors")

    await page.goto(f"{bakkeby.tenant.url}/sites/teknologikort/Lists/SolutionCards")
    await expect(page.get_by_role("row").filter(has_text=DRONES["Titel"])).to_contain_text("Teknik")


async def test_jonas_takes_along_what_the_filter_shows(
    bakkeby: Town, browser: Browser, tmp_path: Path
) -> None:
    overview = bakkeby.server.store.overview
    overview.put_solution_card(card(title="Gulvsensorer på Solbakken", area="health"))
    overview.put_solution_card(
        card(title="Droner over tage", area="technical", number=2, submission_key="k2")
    )
    page, tab = await opens(browser, bakkeby, "jonas", "solutions")
    await tab.get_by_label("Fagområde").select_option("technical")
    await expect(tab.get_by_role("link", name="Gulvsensorer på Solbakken")).to_have_count(0)
    for button, of in (("Hent som Excel", of_xlsx), ("Hent som CSV", of_csv)):
        rows = of((await gets(page, tab, button, tmp_path)).read_bytes())
        assert [row[1] for row in rows] == ["Titel", "Droner over tage"]
        await expect(tab.locator("summary").filter(has_text="Hent")).to_be_focused()
        await expect(tab.get_by_role("button", name="Hent som Excel")).to_be_hidden()
    await expect(tab.get_by_text("Filen er på vej.").first).to_be_visible()


async def test_a_file_with_macros_is_refused_and_hanne_is_told_what_to_do(
    bakkeby: Town, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "med-makroer.xlsx"
    file.write_bytes(HOSTILE["macros"][0]())
    _, tab = await opens(browser, bakkeby, "hanne", "solutions/import")
    await tab.get_by_label("Den udfyldte fil").set_input_files(file)
    await tab.get_by_label("Den udfyldte fil").press("Tab")
    await tab.get_by_role("button", name="Se filen igennem").press("Enter")
    await expect(tab.get_by_role("alert").filter(has_text="makroer")).to_contain_text(
        "Gem den som Excel-projektmappe (.xlsx) uden makroer"
    )


THEIRS = "Navn;Udfordringen;Baggrunden;Område;Farve\n{title};Stilladser;En drone;Rumfart;rød\n"


async def test_hanne_matches_another_list_once_and_the_next_file_is_known(
    bakkeby: Town, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "deres.csv"
    file.write_text(THEIRS.format(title="Droner over tage"), "utf-8-sig")
    _, tab = await opens(browser, bakkeby, "hanne", "solutions/import")
    await tab.get_by_label("Den udfyldte fil").set_input_files(file)
    await tab.get_by_role("button", name="Se filen igennem").click()
    await expect(tab.get_by_role("heading", name="Kolonner og ord")).to_be_visible()
    await expect(tab.get_by_label("Udfordringen")).to_have_value("challenges")
    await expect(tab.get_by_role("table", name="1 række kan ikke importeres")).to_be_visible()
    await tab.get_by_label("Rumfart").focus()
    await tab.get_by_label("Rumfart").select_option(label="Opret »Rumfart« som nyt ord")
    await expect(tab.get_by_role("table", name="1 nyt løsningskort")).to_contain_text("Rumfart")
    await expect(tab.get_by_label("Rumfart")).to_be_focused()
    await tab.get_by_label("Farve").select_option("vendor")
    await expect(tab.get_by_text("Disse kolonner kender vi ikke")).to_have_count(0)
    await tab.get_by_role("button", name="Importér 1 løsningskort").click()
    await expect(tab.get_by_text("1 løsningskort er gemt.")).to_be_visible()
    (stored,) = bakkeby.server.store.overview.solution_cards
    assert stored.vendor == "rød"

    await tab.get_by_role("link", name="Importér en fil mere").click()
    file.write_text(THEIRS.format(title="Måtter på plejehjem"), "utf-8-sig")
    await tab.get_by_label("Den udfyldte fil").set_input_files(file)
    await tab.get_by_role("button", name="Se filen igennem").click()
    await expect(tab.get_by_label("Farve")).to_have_value("vendor")
    await expect(tab.get_by_role("table", name="1 nyt løsningskort")).to_contain_text("Rumfart")


async def test_hanne_chooses_the_sheet_and_that_it_holds_proposals(
    bakkeby: Town, browser: Browser, tmp_path: Path
) -> None:
    book = Workbook()
    book.worksheets[0].title = "Forside"
    sheet = book.create_sheet("Idéer")
    for cells in (["Emne", "Hvorfor", "Afgjort"], ["Droner over tage", "Stilladser er dyre", "Nej tak"]):
        sheet.append(cells)
    file = tmp_path / "ideer.xlsx"
    book.save(file)
    page, tab = await opens(browser, bakkeby, "hanne", "solutions/import")
    await tab.get_by_label("Den udfyldte fil").set_input_files(file)
    await tab.get_by_role("button", name="Se filen igennem").click()
    await tab.get_by_label("Idéer").check()
    await tab.get_by_role("button", name="Læs dette ark").click()
    await tab.get_by_label("Forslag: det, vi kunne gøre").check()
    await tab.get_by_label("Emne").select_option(label="Titel")
    await tab.get_by_label("Hvorfor").select_option(label="Problem")
    await tab.get_by_label("Afgjort").select_option(label="Status")
    await tab.get_by_label("Nej tak").select_option(label="Afvist")
    await tab.get_by_role("button", name="Importér 1 forslag").click()
    await expect(tab.get_by_text("1 forslag er gemt.")).to_be_visible()
    await goes_to(frame_of(page, bakkeby), "proposals/1")
    await expect(tab.get_by_text("Overtaget fra en tidligere liste.").first).to_be_visible()


@pytest.mark.parametrize("theme", THEMES)
async def test_axe_finds_nothing_on_the_new_pages(
    bakkeby: Town, browser: Browser, theme: str, tmp_path: Path
) -> None:
    overview = bakkeby.server.store.overview
    for number in range(1, 10):
        overview.put_solution_card(
            card(title=f"Kort {number}", area="health", number=number, submission_key=f"k{number}")
        )
    file = tmp_path / "kort.csv"
    file.write_text("Titel;Udfordring;Baggrund;Farve\nDroner;b;c;rød\nUden;;;\n", "utf-8-sig")
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=hanne&theme={theme}#/tab/teknologikort")
    tab = tab_of(page)
    await expect(tab.get_by_role("heading", level=1)).to_be_visible()
    await goes_to(frame_of(page, bakkeby), "solutions")
    await expect(tab.get_by_role("heading", name="Digital status")).to_be_visible()
    await without_fault(page, bakkeby, theme)
    await goes_to(frame_of(page, bakkeby), "solutions/import")
    await tab.get_by_label("Den udfyldte fil").set_input_files(file)
    await tab.get_by_role("button", name="Se filen igennem").click()
    await expect(tab.get_by_role("button", name="Importér 1 løsningskort")).to_be_visible()
    await without_fault(page, bakkeby, theme)
    await tab.get_by_role("button", name="Importér 1 løsningskort").click()
    await expect(tab.get_by_role("heading", name="Importen er færdig")).to_be_visible()
    await without_fault(page, bakkeby, theme)


async def without_fault(page: Page, at: Town, theme: str) -> None:
    """The page in three widths: axe finds nothing, and nothing scrolls sideways."""
    frame = next(one for one in page.frames if at.server.url in one.url)
    assert await frame.evaluate("document.documentElement.dataset.theme") == theme
    for width in (320, 768, 1280):
        await page.set_viewport_size({"width": width, "height": 900})
        assert await accessibility_faults(frame, colours_only=theme != "default") == []
        assert await frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
