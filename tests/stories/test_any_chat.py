"""In any chat, in a real browser: share a card, make a colleague's message a proposal, hear the bell."""

import pytest
from playwright.async_api import Page, expect

from local_tenant.people import person
from local_tenant.teams.places.package import AppPackage
from tests.bot.chatting import proposal, proposes, shares
from tests.browser import Browser, accessibility_faults
from tests.sweeps import THEMES
from tests.town import Town

pytestmark = pytest.mark.browser
PROBLEM = "Eleverne glemmer at logge ud af de fælles tablets. Det sker hver uge."


async def in_chat(browser: Browser, at: Town, who: str, other: str, theme: str = "default") -> Page:
    """A person opens the chat with a colleague."""
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await page.goto(f"{at.tenant.url}/teams/?as={who}&theme={theme}#/with/{other}")
    return page


async def looks_for(page: Page, text: str) -> None:
    """Opens the search from the box and writes a word."""
    await page.get_by_role("button", name="Apps og handlinger").click()
    await page.get_by_role("button", name="Find forslag og løsninger").click()
    await page.get_by_role("searchbox", name="Søg").fill(text)


async def test_mette_finds_a_solution_card_and_shares_it_with_amina(bakkeby: Town, browser: Browser) -> None:
    await shares(bakkeby)
    page = await in_chat(browser, bakkeby, "mette", "amina")
    await looks_for(page, "briller")
    found = page.get_by_role("list", name="Resultater").get_by_role("button")
    await expect(found).to_have_count(1)
    await expect(found).to_contain_text("Løsningskort L-0001")
    await found.click()
    await expect(page.get_by_text("Klar til at blive sendt")).to_be_visible()
    await page.get_by_label("Skriv til Amina Yusuf").fill("Se, hvad skolen gør")
    await page.keyboard.press("Enter")
    log = page.get_by_role("log")
    await expect(log.get_by_text("VR-briller i undervisningen")).to_be_visible()

    amina = await in_chat(browser, bakkeby, "amina", "mette")
    await expect(amina.get_by_role("log").get_by_text("Se, hvad skolen gør")).to_be_visible()
    await amina.get_by_role("log").get_by_role("link", name="Åbn i Teknologikort").click()
    tab = amina.frame_locator("iframe")
    await expect(tab.get_by_role("heading", level=1)).to_contain_text("VR-briller")


async def test_the_keyboard_alone_finds_and_shares(bakkeby: Town, browser: Browser) -> None:
    await proposes(bakkeby)
    page = await in_chat(browser, bakkeby, "mette", "amina")
    await page.get_by_role("button", name="Apps og handlinger").focus()
    for key in ("Enter", "Enter"):
        await page.keyboard.press(key)
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await expect(page.get_by_role("list", name="Resultater").get_by_role("button")).to_have_count(1)
    for key in ("ArrowDown", "Enter"):
        await page.keyboard.press(key)
    await expect(page.get_by_text("Klar til at blive sendt")).to_be_visible()
    await expect(page.get_by_label("Skriv til Amina Yusuf")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log").get_by_text("Sensorer på natteronden")).to_be_visible()


async def test_mette_makes_jonas_message_a_proposal_and_hanne_hears_the_bell(
    bakkeby: Town, browser: Browser
) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    bakkeby.tenant.teams.colleagues.says(person("jonas"), person("mette"), PROBLEM)
    mette = await in_chat(browser, bakkeby, "mette", "jonas")
    await mette.get_by_role("log").get_by_text(PROBLEM).click(button="right")
    await mette.get_by_role("menuitem", name="Gør beskeden til et forslag").click()
    window = mette.get_by_role("dialog")
    await expect(window.get_by_label("Hvad er problemet?")).to_have_value(PROBLEM)
    await window.get_by_label("Hvad skal forslaget hedde?").fill("Log ud af tablets")
    await window.get_by_label("Hvad kunne løse det?").fill("Spørg 010190-1234")
    await window.get_by_label("Hvad bliver bedre").fill("Eleverne er trygge.")
    await window.get_by_role("button", name="Send forslaget").click()
    await expect(window.get_by_text("CPR").first).to_be_visible()
    await expect(window.get_by_label("Hvad skal forslaget hedde?")).to_have_value("Log ud af tablets")
    await window.get_by_label("Hvad kunne løse det?").fill("En profil, der nulstilles.")
    await window.get_by_role("button", name="Send forslaget").click()
    await expect(window.get_by_text("Dit forslag er gemt som F-0001.")).to_be_visible()
    assert proposal(bakkeby).submitter.name == person("mette").name

    await bakkeby.server.messenger.settled()
    hanne = await browser.new_page()
    await hanne.goto(f"{bakkeby.tenant.url}/teams/?as=hanne")
    await hanne.get_by_role("button", name="Aktivitet 1 ulæste").click()
    await hanne.get_by_role("button", name="Nyt forslag: F-0001").click()
    tab = hanne.frame_locator("iframe")
    await expect(tab.get_by_role("heading", level=1)).to_contain_text("Log ud af tablets")
    await expect(hanne.get_by_role("button", name="Aktivitet", exact=True)).to_be_visible()


@pytest.mark.parametrize("theme", THEMES)
async def test_axe_finds_nothing_in_any_chat(bakkeby: Town, browser: Browser, theme: str) -> None:
    await shares(bakkeby)
    await bakkeby.tenant.teams.installs("hanne")
    await proposes(bakkeby)
    await bakkeby.server.messenger.settled()
    bakkeby.tenant.teams.colleagues.says(person("jonas"), person("hanne"), PROBLEM)
    page = await in_chat(browser, bakkeby, "hanne", "jonas", theme)
    await expect(page.get_by_role("log").get_by_text(PROBLEM)).to_be_visible()
    for width in (320, 768, 1280):
        await page.set_viewport_size({"width": width, "height": 900})
        await looks_for(page, "briller")
        await expect(page.get_by_role("list", name="Resultater").get_by_role("button")).to_have_count(1)
        assert await accessibility_faults(page, colours_only=theme != "default") == []
        await page.get_by_role("list", name="Resultater").get_by_role("button").click()
        assert await accessibility_faults(page, colours_only=theme != "default") == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await page.get_by_role("button", name="Fjern kortet").click()
    await page.get_by_role("button", name="Flere handlinger for beskeden fra Jonas Lind").click()
    assert await accessibility_faults(page, colours_only=theme != "default") == []
    await page.get_by_role("menuitem").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert await accessibility_faults(page, colours_only=theme != "default") == []
    await page.get_by_role("button", name="Luk").click()
    await page.get_by_role("button", name="Aktivitet 1 ulæste").click()
    await expect(page.get_by_role("button", name="Nyt forslag: F-0001")).to_be_visible()
    assert await accessibility_faults(page, colours_only=theme != "default") == []


async def test_a_manifest_without_them_offers_neither(bakkeby: Town, browser: Browser) -> None:
    whole = bakkeby.tenant.teams.package
    kept = {
        name: part for name, part in whole.manifest.items() if name not in ("composeExtensions", "activities")
    }
    bakkeby.tenant.teams.package = AppPackage(kept, whole.languages)
    bakkeby.tenant.teams.colleagues.says(person("jonas"), person("mette"), PROBLEM)
    page = await in_chat(browser, bakkeby, "mette", "jonas")
    await expect(page.get_by_role("log").get_by_text(PROBLEM)).to_be_visible()
    await expect(page.get_by_role("button", name="Apps og handlinger")).to_be_hidden()
    await expect(page.get_by_role("button", name="Flere handlinger")).to_have_count(0)
    await expect(page.get_by_role("button", name="Aktivitet")).to_have_count(0)
