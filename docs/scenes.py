"""What the pictures of the guides show: one scene a picture, played by people of the demo."""

import re

from playwright.async_api import expect

from docs.stage import PHONE, TALL, Stage, tab_of

PROBLEM = (
    "Om natten går vi 40 gange for at se, om beboerne sover. Det vækker dem.",
    "At night we walk 40 times to see whether the residents sleep. It wakes them.",
)
MESSAGE = (
    "Eleverne glemmer at logge ud af de fælles tablets. Det sker hver uge.",
    "The pupils forget to log out of the shared tablets. It happens every week.",
)


async def form(stage: Stage) -> None:
    """An employee fills in the four fields in the chat."""
    page = await stage.teams("mette")
    await page.get_by_role("button", name=stage.word("bot.button.new_proposal")).first.click()
    answers = {
        "problem": PROBLEM,
        "title": ("Sensorer på natteronden", "Sensors on the night round"),
        "solution": (
            "En sensor under madrassen, som siger til.",
            "A sensor under the mattress that says so.",
        ),
        "expected_benefits": (
            "Beboerne sover, og vi går færre gange forgæves.",
            "The residents sleep, and we walk in vain less often.",
        ),
    }
    for name, answer in answers.items():
        label = stage.word(f"bot.field.proposal.{name}")
        await page.get_by_label(label).fill(stage.either(*answer))
    send = page.get_by_role("button", name=stage.word("bot.button.send"))
    await send.scroll_into_view_if_needed()
    await stage.taken(page, "form")


async def step(stage: Stage) -> None:
    """A step of the whole card, on a phone."""
    page = await stage.tab("mette", "proposals/2/steps/problem", PHONE)
    await tab_of(page).locator("#main h1").evaluate("heading => heading.scrollIntoView()")
    await stage.taken(page, "step")


async def status(stage: Stage) -> None:
    """What became of a proposal, and why: on a phone, in the dark theme."""
    page = await stage.tab("mette", "named/F-0002", PHONE, "dark")
    await stage.taken(page, "status")


async def message(stage: Stage) -> None:
    """A colleague's message becomes a proposal."""
    said = stage.either(*MESSAGE)
    jonas = await stage.teams("jonas", "with/mette")
    box = jonas.get_by_label(stage.either("Skriv til", "Write to"))
    await box.fill(said)
    await box.press("Enter")
    await expect(jonas.get_by_role("log").get_by_text(said)).to_be_visible()
    await jonas.close()
    page = await stage.teams("mette", "with/jonas")
    await page.get_by_role("log").get_by_text(said).click(button="right")
    await page.get_by_role("menuitem").first.click()
    problem = page.get_by_role("dialog").get_by_label(stage.word("bot.field.proposal.problem"))
    await expect(problem).to_have_value(said)
    await stage.taken(page, "message")


async def technology_map(stage: Stage) -> None:
    """The technology map."""
    await stage.taken(await stage.tab("mette", "map", TALL), "technology_map")


async def solutions(stage: Stage) -> None:
    """The digital status, as the secretary sees it."""
    await stage.taken(await stage.tab("hanne", "solutions"), "solutions")


async def board(stage: Stage) -> None:
    """The board, as the council sees it."""
    await stage.taken(await stage.tab("karen", "board"), "board")


async def decision(stage: Stage) -> None:
    """A decision about to be made, with its reason."""
    page = await stage.tab("karen", "named/F-0005")
    tab = tab_of(page)
    await tab.get_by_role("button", name=re.compile(f"^{stage.word('tab.move.pilot')}")).click()
    reason = stage.either("Vi prøver det af i to måneder.", "We try it out for two months.")
    await tab.get_by_role("dialog").get_by_label(stage.word("tab.move.reason_label")).fill(reason)
    await stage.taken(page, "decision")


async def ranking(stage: Stage) -> None:
    """The council's order."""
    await stage.taken(await stage.tab("karen", "ranking"), "ranking")


async def overview(stage: Stage) -> None:
    """Everything by status and area."""
    await stage.taken(await stage.tab("karen", "overview", TALL), "overview")


async def meeting(stage: Stage) -> None:
    """The agenda in the side panel of the meeting."""
    hanne = await stage.teams("hanne", "meeting")
    add = stage.either("Tilføj", "Add")
    await hanne.get_by_role("button", name=re.compile(f"^{add} ")).click()
    await hanne.get_by_role("dialog").get_by_role("button", name=add, exact=True).click()
    config = hanne.locator("iframe.tab-frame").last.content_frame
    await expect(config.get_by_role("heading", name=stage.word("places.config.heading"))).to_be_visible()
    await hanne.get_by_role("button", name=stage.either("Gem", "Save")).click()
    await expect(hanne.get_by_role("tab", name=stage.word("places.opening.agenda.name"))).to_be_visible()
    await hanne.close()
    page = await stage.teams("karen", "call")
    await page.get_by_role(
        "button", name=re.compile(stage.either("sidepanelet$", "side panel$"))
    ).first.click()
    panel = page.locator("iframe.tab-frame").last.content_frame
    await expect(panel.get_by_role("link", name=re.compile("Generativ AI")).first).to_be_visible()
    await stage.taken(page, "meeting")


async def sharepoint(stage: Stage) -> None:
    """What everyone sees in SharePoint."""
    page = await stage.browser.new_page(viewport={"width": 1280, "height": 800})
    await page.goto(f"{stage.url}/sites/teknologikort/Lists/Proposals")
    await stage.taken(page, "sharepoint")


async def assessing(stage: Stage) -> None:
    """A member sets marks; nobody else sees them."""
    page = await stage.tab("karen", "assessments/5", TALL)
    tab = tab_of(page)
    for code, mark in (("problem", 4), ("citizens", 3), ("employees", 5), ("return", 4)):
        await tab.locator(f'input[name="mark-{code}"][value="{mark}"]').check()
    await expect(tab.locator("#assess-saved p")).to_be_visible()
    await stage.taken(page, "assessing")


async def council_meeting(stage: Stage) -> None:
    """The chair has opened the meeting and taken the first item."""
    page = await stage.tab("karen", "meetings/2/hold", TALL)
    tab = tab_of(page)
    await tab.locator("#begin").click()
    await tab.locator("#turn-5").click()
    await tab.locator("#f-end").select_option(value="pilot")
    reason = ("Vi prøver det af i én afdeling først.", "We try it in one department first.")
    await tab.locator("#f-reason").fill(stage.either(*reason))
    await expect(tab.get_by_role("timer")).to_be_visible()
    await stage.taken(page, "council_meeting")


async def placing(stage: Stage) -> None:
    """Mette places a card on her phone; nobody sees where."""
    page = await stage.tab("mette", "workshops/1", PHONE)
    tab = tab_of(page)
    await tab.locator('input[name="purpose"][value="service"]').check()
    await tab.locator("fieldset").scroll_into_view_if_needed()
    await stage.taken(page, "placing")


async def area(stage: Stage) -> None:
    """Birgit sees how far her area is."""
    page = await stage.tab("birgit", "areas/health")
    await stage.taken(page, "area")


async def reuses(stage: Stage) -> None:
    """Who has learnt from whom."""
    page = await stage.tab("jonas", "reuses")
    await stage.taken(page, "reuses")


SCENES = (
    board,
    technology_map,
    solutions,
    ranking,
    overview,
    status,
    step,
    sharepoint,
    decision,
    form,
    message,
    meeting,
    assessing,
    council_meeting,
    placing,
    area,
    reuses,
)
"""In this order: what changes something comes last."""
