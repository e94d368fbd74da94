"""In a real browser: the council gets its tab in its channel and in its meeting, and decides beside it."""

import re
from typing import Any

import pytest
from playwright.async_api import Frame, FrameLocator, Page, expect

from local_tenant.teams.places.package import AppPackage
from local_tenant.teams.places.place_store import Setting
from technology_map.council.life_cycle import Status
from tests.bot.chatting import moves, proposal, proposes
from tests.browser import Browser, accessibility_faults, goes_to
from tests.sweeps import swept
from tests.town import Town

pytestmark = pytest.mark.browser
THEMES = ("default", "dark", "contrast")
REASON = "Vi prøver det af på to gange, før vi køber mere."
BOARD = "Hvor står forslagene?"


async def opens(browser: Browser, at: Town, who: str, view: str, **query: str) -> Page:
    """A person opens Teams at a place."""
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    more = "".join(f"&{name}={value}" for name, value in query.items())
    await page.goto(f"{at.tenant.url}/teams/?as={who}{more}#/{view}")
    return page


def app_in(page: Page) -> FrameLocator:
    return page.locator("iframe.tab-frame").last.content_frame


def frame_of(page: Page, at: Town) -> Frame:
    """The app's frame, for axe."""
    return next(one for one in page.frames if at.server.url in one.url)


async def on_the_agenda(at: Town) -> None:
    """Mette's proposal waits for the council."""
    await proposes(at)
    for end in (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA):
        await moves(at, "hanne", 1, end, "Klart.")


def added(at: Town, place: str, code: str, name: str) -> str:
    """A tab that somebody added before; its id."""
    if place == "meeting":
        at.tenant.teams.visiting.installs("hanne", place)
    url = f"{at.server.url}/tab/?opening={code}"
    return at.tenant.teams.visiting.keeps("hanne", place, Setting(name, code, url, url)).id


async def begins_to_add(page: Page) -> None:
    await page.get_by_role("button", name="Tilføj en fane").click()
    await page.get_by_role("dialog").get_by_role("button", name="Tilføj", exact=True).click()
    await expect(app_in(page).get_by_role("heading", name="Hvad skal fanen vise?")).to_be_visible()


async def test_the_secretary_adds_the_agenda_to_the_councils_channel(bakkeby: Town, browser: Browser) -> None:
    await on_the_agenda(bakkeby)
    await proposes(bakkeby, "jonas", title="Droner over tagene")
    hanne = await opens(browser, bakkeby, "hanne", "team")
    await begins_to_add(hanne)
    await expect(app_in(hanne).get_by_label("Tavlen")).to_be_checked()
    await app_in(hanne).get_by_label("Forslag på dagsordenen").check()
    await hanne.get_by_role("button", name="Gem").click()
    tab = hanne.get_by_role("tab", name="På dagsordenen")
    await expect(tab).to_have_attribute("aria-selected", "true")
    await expect(app_in(hanne).get_by_role("link", name="Sensorer på natteronden")).to_be_visible()
    await expect(app_in(hanne).get_by_role("link", name="Droner over tagene")).to_have_count(0)

    karen = await opens(browser, bakkeby, "karen", "team")
    await karen.get_by_role("tab", name="På dagsordenen").click()
    await expect(app_in(karen).get_by_role("link", name="Sensorer på natteronden")).to_be_visible()
    mette = await opens(browser, bakkeby, "mette", "team")
    await expect(mette.get_by_text("Du er ikke med i nogen teams endnu.").first).to_be_visible()
    await expect(mette.get_by_role("tab")).to_have_count(0)


async def test_by_keyboard_alone_and_one_area_must_be_named(bakkeby: Town, browser: Browser) -> None:
    page = await opens(browser, bakkeby, "hanne", "team")
    await page.get_by_role("button", name="Tilføj en fane").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    tab, save = app_in(page), page.get_by_role("button", name="Gem")
    await expect(save).to_be_enabled()
    await tab.get_by_label("Tavlen").focus()
    await page.keyboard.press("ArrowUp")
    await expect(tab.get_by_label("Rådets prioritering")).to_be_checked()
    await page.keyboard.press("ArrowUp")
    await expect(tab.get_by_label("Forslag på dagsordenen")).to_be_checked()
    await page.keyboard.press("ArrowUp")
    await expect(tab.get_by_role("status")).to_have_text("Vælg et fagområde, før du gemmer.")
    await expect(save).to_be_disabled()
    await page.keyboard.press("Tab")
    await expect(tab.get_by_label("Fagområde", exact=True)).to_be_focused()
    await page.keyboard.type("Sundhed")
    await expect(tab.get_by_role("status")).to_contain_text("»Forslag: Sundhed«")
    await expect(save).to_be_enabled()
    await save.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("tab", name="Forslag: Sundhed")).to_be_visible()
    await expect(tab.get_by_label("Fagområde")).to_have_value("health")


async def test_changing_shows_what_was_chosen_and_removing_takes_it_away(
    bakkeby: Town, browser: Browser
) -> None:
    tab_id = added(bakkeby, "channel", "area-health", "Forslag: Sundhed")
    page = await opens(browser, bakkeby, "hanne", f"team/{tab_id}")
    await page.get_by_role("button", name="Indstillinger for fanen").click()
    dialog = page.get_by_role("dialog")
    config = dialog.locator("iframe").content_frame
    await expect(config.get_by_label("Forslag fra ét fagområde")).to_be_checked()
    await expect(config.get_by_label("Fagområde", exact=True)).to_have_value("area-health")
    await config.get_by_label("Kortet").check()
    await dialog.get_by_role("button", name="Annuller").click()
    await expect(page.get_by_role("tab", name="Forslag: Sundhed")).to_be_visible()
    await page.get_by_role("button", name="Indstillinger for fanen").click()
    await config.get_by_label("Digital status").check()
    await dialog.get_by_role("button", name="Gem").click()
    await expect(page.get_by_role("tab", name="Digital status")).to_have_attribute("aria-selected", "true")
    await expect(app_in(page).get_by_role("heading", level=1)).to_contain_text("Digital status")
    await page.get_by_role("button", name="Fjern fanen").click()
    await dialog.get_by_role("button", name="Fjern", exact=True).click()
    await expect(page.get_by_role("tab")).to_have_count(1)
    assert bakkeby.tenant.teams.visiting.store.tabs("channel") == []


async def test_when_teams_does_not_take_the_tab_it_is_said_and_the_choice_stays(
    bakkeby: Town, browser: Browser
) -> None:
    page = await opens(browser, bakkeby, "hanne", "team")
    await begins_to_add(page)
    await app_in(page).get_by_label("Kortet").check()
    bakkeby.tenant.teams.visiting.uninstalls("hanne", "channel")
    await page.get_by_role("button", name="Gem").click()
    await expect(page.get_by_role("alert")).to_have_text("Teams kunne ikke gemme fanen. Prøv igen.")
    await expect(app_in(page).get_by_label("Kortet")).to_be_checked()
    bakkeby.tenant.teams.visiting.installs("hanne", "channel")
    await page.get_by_role("button", name="Gem").click()
    await expect(page.get_by_role("tab", name="Kortet")).to_be_visible()


async def test_a_manifest_without_such_a_tab_offers_none(bakkeby: Town, browser: Browser) -> None:
    said = bakkeby.tenant.teams.package
    bakkeby.tenant.teams.package = AppPackage(said.manifest | {"configurableTabs": []}, said.languages)
    page = await opens(browser, bakkeby, "hanne", "team")
    await page.get_by_role("button", name="Tilføj en fane").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Ingen af jeres apps kan tilføjes her.")
    await expect(dialog.get_by_role("button", name="Tilføj", exact=True)).to_have_count(0)


async def test_only_an_owner_gives_the_app_the_teams_members(bakkeby: Town, browser: Browser) -> None:
    bakkeby.tenant.teams.visiting.uninstalls("hanne", "channel")
    karen = await opens(browser, bakkeby, "karen", "team")
    await karen.get_by_role("button", name="Tilføj en fane").click()
    await expect(karen.get_by_role("dialog")).to_contain_text("Bed en ejer om at tilføje appen.")
    await expect(karen.get_by_role("dialog").get_by_role("button", name="Tilføj")).to_be_disabled()
    hanne = await opens(browser, bakkeby, "hanne", "team")
    await hanne.get_by_role("button", name="Tilføj en fane").click()
    await expect(hanne.get_by_role("dialog")).to_contain_text("Læse, hvem der er medlem af teamet")
    await hanne.get_by_role("dialog").get_by_role("button", name="Tilføj", exact=True).click()
    await expect(app_in(hanne).get_by_role("heading", level=1)).to_be_visible()
    assert await bakkeby.server.opened.roster.refresh()


async def test_karen_decides_in_the_side_panel_of_the_meeting(bakkeby: Town, browser: Browser) -> None:
    await on_the_agenda(bakkeby)
    hanne = await opens(browser, bakkeby, "hanne", "calendar")
    await hanne.get_by_role("button", name="Åbn").click()
    await begins_to_add(hanne)
    await expect(app_in(hanne).get_by_label("Forslag på dagsordenen")).to_be_checked()
    await hanne.get_by_role("button", name="Gem").click()
    await expect(hanne.get_by_role("tab", name="På dagsordenen")).to_be_visible()

    karen = await opens(browser, bakkeby, "karen", "calendar")
    await karen.get_by_role("button", name="Deltag").click()
    await karen.get_by_role("button", name="Åbn På dagsordenen i sidepanelet").click()
    panel = app_in(karen)
    await expect(panel.locator("html")).to_have_attribute("data-frame", "sidePanel")
    await panel.get_by_role("link", name="Sensorer på natteronden").click()
    await panel.get_by_role("button", name=re.compile("^Start en pilot")).first.click()
    dialog = panel.get_by_role("dialog")
    await dialog.get_by_label("Begrundelse").fill(REASON)
    await dialog.get_by_role("button", name="Start en pilot", exact=True).click()
    await expect(dialog).to_be_hidden()
    await expect(panel.get_by_text(REASON).first).to_be_visible()
    assert proposal(bakkeby).status is Status.PILOT
    await expect(app_in(hanne).get_by_role("link", name="Sensorer på natteronden")).to_have_count(0)
    await karen.get_by_role("button", name="Luk sidepanelet").click()
    await expect(karen.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize(
    ("place", "view"), [("channel", "team"), ("meeting", "meeting"), ("meeting", "call")]
)
async def test_a_deep_link_leads_past_what_the_tab_opens_at(
    bakkeby: Town, browser: Browser, place: str, view: str
) -> None:
    await on_the_agenda(bakkeby)
    added(bakkeby, place, "map", "Kortet")
    page = await opens(browser, bakkeby, "karen", f"{view}/map/F-0001")
    await expect(app_in(page).get_by_role("heading", level=1)).to_contain_text("Sensorer på natteronden")


async def fits(frame: Frame) -> bool:
    found: Any = await frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return bool(found)


@pytest.mark.parametrize("theme", swept(THEMES))
async def test_axe_finds_nothing_on_the_page_that_sets_a_tab_up(
    bakkeby: Town, browser: Browser, theme: str
) -> None:
    page = await opens(browser, bakkeby, "hanne", "team", theme=theme)
    await begins_to_add(page)
    await app_in(page).get_by_label("Forslag fra ét fagområde").check()
    await expect(app_in(page).get_by_label("Fagområde", exact=True)).to_be_visible()
    await expect(app_in(page).locator("html")).to_have_attribute("data-theme", theme)
    await expect(app_in(page).locator("html")).to_have_attribute("lang", "da")
    for width in (320, 768, 1280):
        await page.set_viewport_size({"width": width, "height": 900})
        assert await accessibility_faults(frame_of(page, bakkeby), colours_only=theme != "default") == []
        assert await fits(frame_of(page, bakkeby))
    assert await accessibility_faults(page, colours_only=theme != "default") == []


@pytest.mark.parametrize("theme", swept(THEMES))
async def test_axe_finds_nothing_in_the_side_panel_and_it_is_never_too_wide(
    bakkeby: Town, browser: Browser, theme: str
) -> None:
    await on_the_agenda(bakkeby)
    added(bakkeby, "meeting", "agenda", "På dagsordenen")
    page = await opens(browser, bakkeby, "karen", "call/agenda", theme=theme)
    await expect(app_in(page).get_by_role("link", name="Sensorer på natteronden")).to_be_visible()
    for place in ("board", "proposals/1", "ranking", "overview", "map", "solutions", "mine"):
        await goes_to(frame_of(page, bakkeby), place)
        for width in (280, 320):
            await page.locator("iframe").evaluate("(one, width) => { one.style.width = `${width}px` }", width)
            assert await fits(frame_of(page, bakkeby)), (place, width)
        assert await accessibility_faults(frame_of(page, bakkeby), colours_only=theme != "default") == []
    assert await accessibility_faults(page, colours_only=theme != "default") == []


@pytest.mark.parametrize("view", swept(["team", "calendar", "meeting", "call"]))
async def test_axe_finds_nothing_in_the_little_teams_itself(
    bakkeby: Town, browser: Browser, view: str
) -> None:
    for theme in THEMES:
        page = await opens(browser, bakkeby, "hanne", view, theme=theme)
        await expect(page.get_by_role("heading", level=2).first).to_be_visible()
        for width in (320, 1280):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await accessibility_faults(page) == []
            assert await fits(page.main_frame)
        await page.close()
