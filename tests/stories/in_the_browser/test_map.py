"""The technology map in a real browser, with forty things and with thousands: keys, links, words."""

import pytest
from playwright.async_api import Frame, FrameLocator, Locator, Page, expect

from teams_app.tab.map.map_sections import CHIPS, counts
from technology_map.cards.map_places import Dimension, MapFilter
from technology_map.words.terms import TermList
from tests.browser import Browser, goes_to
from tests.stories.in_the_browser.map_boxes import words_outside
from tests.stories.in_the_browser.test_main_job import tab_of
from tests.stories.test_spreadsheets import frame_of, opens, without_fault
from tests.sweeps import THEMES, sweep, swept
from tests.teams_app.tab.map.filled_maps import fills
from tests.teams_app.tab.map.maps import DANISH
from tests.town import Town
from tests.words import AREAS

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("count", swept([40, 2_000]))
SERVICE = "Højere niveau af borgerservice"
PAPER = 1512
"""Pixels that an A3 sheet on its side has between its margins."""


async def opens_map(browser: Browser, at: Town, count: int) -> tuple[Page, Frame, FrameLocator]:
    """Jonas opens the map of a municipality with so many things."""
    fills(at.server.store.overview, count)
    page, tab = await opens(browser, at, "jonas", "map")
    await expect(tab.get_by_role("heading", name="Kommunens teknologikort")).to_be_focused()
    return page, frame_of(page, at), tab


async def tabs_to(page: Page, frame: Frame, element: str) -> None:
    """Presses Tab until the element has the focus; it is a fault if that takes a hundred times."""
    for _ in range(100):
        await page.keyboard.press("Tab")
        if await frame.evaluate("document.activeElement.id") == element:
            return
    raise AssertionError(f"Tab does not come to {element}")


async def addresses(links: Locator) -> list[str]:
    """Where the links that are seen lead, in their order."""
    return list(
        await links.evaluate_all(
            "all => all.filter((a) => a.checkVisibility()).map((a) => a.getAttribute('href'))"
        )
    )


@SIZES
async def test_jonas_comes_from_the_whole_map_to_a_card_by_keys_alone(
    bakkeby: Town, browser: Browser, count: int
) -> None:
    page, frame, tab = await opens_map(browser, bakkeby, count)
    await tabs_to(page, frame, "wide-service")
    await page.keyboard.press("Enter")
    way = tab.get_by_role("navigation", name="Vejen hertil på kortet")
    await expect(way.get_by_role("listitem")).to_contain_text(["Hele kortet", SERVICE])
    await expect(tab.get_by_role("heading", level=1)).to_be_focused()
    assert await frame.evaluate("location.hash") == "#map?purpose=service"

    await tabs_to(page, frame, "filter-phase")
    await page.keyboard.type("Im")
    narrowed = bakkeby.server.store.overview.map.fitting(MapFilter(purpose="service", phase="implementation"))
    assert 0 < len(narrowed) < count / 5
    await expect(tab.locator(".summary [role=status]")).to_have_text(counts(DANISH, narrowed))
    await expect(tab.get_by_label("Fase")).to_be_focused()
    assert await frame.evaluate("location.hash") == "#map?purpose=service&phase=implementation"

    await tabs_to(page, frame, "map-to-table")
    await page.keyboard.press("Enter")
    await expect(tab.locator("summary").filter(has_text="Det samme som tabel")).to_be_focused()
    await page.keyboard.press("Tab")
    row = tab.locator(":focus")
    href, title = await row.get_attribute("href"), await row.text_content()
    (thing,) = (one for one in narrowed if f"#{_address(one.name)}" == href)
    assert thing.title == title
    await expect(tab.get_by_role("row").filter(has=row)).to_contain_text("Implementering")
    await page.keyboard.press("Enter")
    await expect(tab.get_by_role("heading", level=1)).to_contain_text(thing.title)


def _address(name: str) -> str:
    return f"{'solutions' if name.startswith('L') else 'proposals'}/{int(name[2:])}"


@SIZES
@pytest.mark.parametrize("place", ["map", "map?purpose=service", "map?technology=drone"])
async def test_the_table_has_what_the_picture_has(
    bakkeby: Town, browser: Browser, count: int, place: str
) -> None:
    _, frame, tab = await opens_map(browser, bakkeby, count)
    await goes_to(frame, place)
    await tab.get_by_role("button", name="Vis som tabel").click()
    table, picture = tab.locator("#map-table"), tab.locator("svg.map:visible")
    await expect(table).to_have_attribute("open", "")
    drawn = await addresses(picture.locator("a.map-entry"))
    assert drawn == await addresses(table.locator("tbody a"))
    assert len(drawn) == len(set(drawn)) > 0
    chips = await addresses(picture.locator("a.map-chip:not([id$=more-technologies])"))
    assert set(chips) <= set(await addresses(table.locator(".map-chips a")))
    assert bool(chips) == ("technology" not in place)


async def test_forty_have_their_names_and_two_thousand_are_groups_that_open(
    bakkeby: Town, browser: Browser
) -> None:
    _, frame, tab = await opens_map(browser, bakkeby, 40)
    purposes = tab.get_by_role("list", name=SERVICE)
    named = bakkeby.server.store.overview.map.fitting(MapFilter(purpose="service"))
    links = purposes.get_by_role("link")
    assert await addresses(links) == [f"#{_address(one.name)}" for one in named]
    fills(bakkeby.server.store.overview, 2_000)
    await goes_to(frame, "board")
    await goes_to(frame, "map")
    await expect(links).to_have_count(len(AREAS))
    health = len(bakkeby.server.store.overview.map.fitting(MapFilter(purpose="service", area="health")))
    group = purposes.get_by_role("link", name=f"Sundhed {health}: ")
    await expect(group.locator("text")).to_have_text(["Sundhed", str(health)])
    await group.press("Enter")
    await expect(tab.get_by_role("link", name="og ").first).to_be_visible()
    assert await frame.evaluate("location.hash") == "#map?purpose=service&area=health"


@SIZES
async def test_a_technologys_chip_says_how_many_and_leads_to_them_under_its_purpose(
    bakkeby: Town, browser: Browser, count: int
) -> None:
    _, _, tab = await opens_map(browser, bakkeby, count)
    there = bakkeby.server.store.overview.map.fitting(MapFilter(purpose="service"))
    used = there.technologies()
    most = used[0][0]
    robots = bakkeby.server.store.overview.map.fitting(MapFilter(purpose="service", technology=most))
    name = DANISH.term(TermList.TECHNOLOGY, most)
    assert 0 < len(robots) < len(there)
    panel = tab.get_by_role("group", name=f"{SERVICE}: ")
    chips = panel.get_by_role("list", name="Teknologier").get_by_role("link")
    await expect(chips).to_have_count(CHIPS)
    await expect(chips.last).to_have_text(f"{len(used) - CHIPS + 1} teknologier til")
    chip = chips.and_(tab.get_by_role("link", name=f"{name} {len(robots)}. Vis kun den teknologi."))
    await expect(chip.locator("text")).to_have_text(f"{name} {len(robots)}")
    assert await addresses(chip) == [f"#map?purpose=service&technology={most}"]
    await chip.click()
    way = tab.get_by_role("navigation", name="Vejen hertil på kortet")
    await expect(way.get_by_role("listitem")).to_contain_text(["Hele kortet", SERVICE, name])
    await expect(tab.locator(".summary [role=status]")).to_have_text(counts(DANISH, robots))
    await tab.get_by_role("button", name="Vis som tabel").click()
    rows = tab.locator("#map-table tbody tr:not(:has([colspan]))")
    assert await rows.count() == await rows.filter(has_text=name).count() > 0


@pytest.mark.parametrize("count", swept([40, 2_000, 20_000]))
async def test_every_word_of_the_picture_is_where_there_is_room_for_it(
    bakkeby: Town, browser: Browser, count: int
) -> None:
    page, frame, _ = await opens_map(browser, bakkeby, count)
    overview = bakkeby.server.store.overview
    areas = overview.map.fitting(MapFilter(purpose="data")).by(Dimension.AREA)
    fullest = max(areas, key=lambda area: len(areas[area]))
    for place in ("map", "map?purpose=data", f"map?purpose=data&area={fullest}", "map?technology=drone"):
        await goes_to(frame, place)
        for width in (1280, 400, PAPER):
            await page.set_viewport_size({"width": width, "height": 900})
            await page.emulate_media(media="print" if width == PAPER else "screen")
            found, outside = await words_outside(frame)
            assert found, (place, width)
            assert outside == [], (place, width)


@sweep
@pytest.mark.parametrize("theme", THEMES)
async def test_axe_finds_nothing_on_a_map_of_two_thousand(
    bakkeby: Town, browser: Browser, theme: str
) -> None:
    fills(bakkeby.server.store.overview, 2_000)
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=jonas&theme={theme}#/tab/teknologikort")
    tab = tab_of(page)
    for place, entry in (("map", "group"), ("map?purpose=service", "more")):
        await expect(tab.get_by_role("heading", level=1)).to_be_visible()
        await goes_to(frame_of(page, bakkeby), place)
        await expect(tab.locator(f".map-{entry}:visible").first).to_be_visible()
        await without_fault(page, bakkeby, theme)
        await tab.get_by_role("button", name="Vis som tabel").click()
        await expect(tab.get_by_role("table").first).to_be_visible()
        await without_fault(page, bakkeby, theme)
