"""The whole card in a real browser: on a phone, by keyboard, in the chat's dialog, and another day."""

import re

import pytest
from playwright.async_api import FrameLocator, Page, ViewportSize, expect

from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE
from technology_map.words.values import Beneficiary, Light
from tests.bot.chatting import proposal, proposes, shares
from tests.browser import Browser, accessibility_faults, goes_to
from tests.stories.in_the_browser.test_main_job import tab_of
from tests.sweeps import swept
from tests.town import Town

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
THEMES = ("default", "dark", "contrast")


async def opens_tab(browser: Browser, at: Town, *, phone: bool = False, theme: str = "default") -> Page:
    """Mette opens the tab on a device of its own: nothing is remembered from another."""
    context = await browser.new_context(viewport=PHONE if phone else DESK)
    page = await context.new_page()
    await page.goto(f"{at.tenant.url}/teams/?as=mette&theme={theme}#/tab/teknologikort")
    await expect(tab_of(page).locator(".page h1").first).to_be_visible()
    return page


async def opens_in_tab(page: Page, at: Town, place: str) -> FrameLocator:
    """Follows an address within the tab."""
    await goes_to(next(one for one in page.frames if at.server.url in one.url), place)
    return tab_of(page)


async def fits(page: Page, at: Town) -> bool:
    """Whether the tab needs no scrolling sideways."""
    frame = next(one for one in page.frames if at.server.url in one.url)
    return bool(await frame.evaluate("document.documentElement.scrollWidth <= innerWidth"))


async def hands_in(tab: FrameLocator) -> None:
    """The quick proposal, from the button on."""
    await tab.get_by_role("banner").get_by_role("link", name="Nyt forslag").click()
    await tab.get_by_label("Hvad er problemet?").fill("Vi går 40 gange om natten.")
    await tab.get_by_label("Hvad skal forslaget hedde?").fill("Sensorer på natteronden")
    await tab.get_by_label("Hvad kunne løse det?").fill("En sensor under madrassen.")
    await tab.get_by_label("Hvad bliver bedre, og for hvem?").fill("Beboerne sover.")
    await tab.get_by_role("button", name="Send forslaget").click()


async def test_mette_begins_on_her_phone_and_goes_on_another_day_on_another_device(
    bakkeby: Town, browser: Browser
) -> None:
    phone = await opens_tab(browser, bakkeby, phone=True)
    tab = tab_of(phone)
    await hands_in(tab)
    await expect(tab.get_by_role("heading", name="Gør forslaget stærkere")).to_be_visible()
    await tab.get_by_role("link", name="Gå til Problemet").click()
    await expect(tab.get_by_role("heading", level=1)).to_have_text("Problemet")
    await tab.get_by_role("group", name="Hvem har gavn af det?").get_by_label("Borgere").check()
    await tab.get_by_role("group", name="Hvem har gavn af det?").get_by_label("Medarbejdere").check()
    purpose = tab.get_by_role("group", name="Primært formål")
    await purpose.get_by_label("Højere niveau af borgerservice").check()
    assert await fits(phone, bakkeby)
    await tab.get_by_role("button", name="Gem og fortsæt").click()
    await expect(tab.get_by_role("heading", level=1)).to_have_text("Løsningen")
    await expect(tab.get_by_text("Problemet i F-0001 er gemt.")).to_be_visible()
    stored = proposal(bakkeby)
    assert stored.beneficiaries == (Beneficiary.CITIZENS, Beneficiary.EMPLOYEES)
    assert stored.purpose == "service"
    await phone.context.close()

    computer = await opens_tab(browser, bakkeby)
    tab = await opens_in_tab(computer, bakkeby, "named/F-0001")
    await tab.get_by_role("link", name=re.compile("^Dataetik og jura")).click()
    dignity = tab.get_by_role("group", name="Respekt for borgerens værdighed")
    await dignity.get_by_label("Grøn").check()
    await tab.get_by_role("button", name="Gem og luk").click()
    await expect(tab.get_by_role("heading", level=1)).to_have_text("Sensorer på natteronden")
    await expect(tab.get_by_role("heading", name="Dataetik og jura")).to_be_visible()
    assert proposal(bakkeby).dignity is Light.GREEN


async def test_a_step_is_filled_in_by_keyboard_alone(bakkeby: Town, browser: Browser) -> None:
    await proposes(bakkeby)
    await shares(bakkeby)
    page = await opens_tab(browser, bakkeby)
    tab = await opens_in_tab(page, bakkeby, "proposals/1/steps/connections")
    await expect(tab.get_by_role("heading", level=1)).to_be_focused()
    connections = tab.get_by_label("Hvad hænger det sammen med?")
    for _ in range(30):
        if await connections.evaluate("field => field === document.activeElement"):
            break
        await page.keyboard.press("Tab")
    await page.keyboard.type("Kaldeanlægget.")
    await page.keyboard.press("Tab")
    await page.keyboard.type("briller")
    found = tab.get_by_role("button", name=re.compile("L-0001"))
    await expect(found).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(found).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(tab.get_by_label("Forslag og løsningskort")).to_have_value("L-0001, ")
    await expect(tab.get_by_label("Forslag og løsningskort")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(tab.get_by_role("heading", level=1)).to_have_text("Kompetencer")
    assert proposal(bakkeby).links == ("L-0001",)
    assert proposal(bakkeby).connections == "Kaldeanlægget."


async def test_a_draft_waits_until_it_is_sent_or_thrown_away(bakkeby: Town, browser: Browser) -> None:
    page = await opens_tab(browser, bakkeby, phone=True)
    tab = await opens_in_tab(page, bakkeby, "new/proposal")
    await expect(tab.get_by_text("fortsætte på din telefon eller en anden computer")).to_be_visible()
    await tab.get_by_label("Hvad er problemet?").fill("Vi går 40 gange om natten.")
    await opens_in_tab(page, bakkeby, "mine")
    await expect(tab.get_by_role("heading", level=1)).to_have_text("Mine forslag og løsningskort")
    await page.reload()
    await expect(tab.get_by_role("heading", level=1)).to_be_visible()
    await opens_in_tab(page, bakkeby, "new/proposal")
    await expect(tab.get_by_label("Hvad er problemet?")).to_have_value("Vi går 40 gange om natten.")
    await expect(tab.get_by_text("Her er din kladde fra")).to_be_visible()
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=jonas#/tab/teknologikort")
    await page.reload()
    await expect(tab.locator(".who-name")).to_have_text("Jonas Lind", use_inner_text=True)
    await opens_in_tab(page, bakkeby, "new/proposal")
    await expect(tab.get_by_label("Hvad er problemet?")).to_have_value("")
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=mette#/tab/teknologikort")
    await page.reload()
    await expect(tab.locator(".who-name")).to_have_text("Mette Holm", use_inner_text=True)
    await opens_in_tab(page, bakkeby, "new/proposal")
    await tab.get_by_role("button", name="Smid kladden væk").click()
    await expect(tab.get_by_label("Hvad er problemet?")).to_have_value("")
    await opens_in_tab(page, bakkeby, "board")
    await opens_in_tab(page, bakkeby, "new/proposal")
    await expect(tab.get_by_label("Hvad er problemet?")).to_have_value("")
    await expect(tab.get_by_text("Her er din kladde fra")).to_be_hidden()


async def test_in_the_chat_the_dialog_goes_from_step_to_step(bakkeby: Town, browser: Browser) -> None:
    await proposes(bakkeby)
    page = await browser.new_page(viewport=PHONE)
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=mette")
    await page.get_by_role("button", name="Udfyld trin for trin").last.click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("Trin 1 af 7")).to_be_visible()
    for step in PROPOSAL_TABLE:
        assert await accessibility_faults(page) == [], step.code
        if step.code == "problem":
            await dialog.get_by_label("Medarbejdere").check()
        last = step is PROPOSAL_TABLE.steps[-1]
        await dialog.get_by_role("button", name="Gem og luk" if last else "Gem og fortsæt").click()
        if not last:
            place = PROPOSAL_TABLE.place(step) + 2
            await expect(dialog.get_by_text(f"Trin {place} af 7")).to_be_visible()
    await expect(dialog.get_by_text("F-0001 er gemt.")).to_be_visible()
    assert proposal(bakkeby).beneficiaries == (Beneficiary.EMPLOYEES,)


@pytest.mark.parametrize("kind", swept(["proposals/1", "solutions/1"]))
@pytest.mark.parametrize("theme", swept(THEMES))
async def test_axe_finds_nothing_on_any_step(bakkeby: Town, browser: Browser, theme: str, kind: str) -> None:
    await proposes(bakkeby)
    await shares(bakkeby, "mette")
    page = await opens_tab(browser, bakkeby, theme=theme)
    frame = next(one for one in page.frames if bakkeby.server.url in one.url)
    steps = PROPOSAL_TABLE if kind == "proposals/1" else SOLUTION_TABLE
    for place in (kind, *(f"{kind}/steps/{step.code}" for step in steps)):
        tab = await opens_in_tab(page, bakkeby, place)
        await expect(tab.locator(f'[data-place="{place}"]')).to_be_visible()
        for width in (320, 768, 1280):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await fits(page, bakkeby), (place, width)
            assert await accessibility_faults(frame, colours_only=theme != "default") == [], (place, width)
