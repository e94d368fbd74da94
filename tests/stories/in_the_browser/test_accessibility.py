"""Nobody is shut out: axe finds nothing on any page or card, in any theme, from 320 pixels on."""

from collections.abc import Sequence
from enum import StrEnum

import pytest
from playwright.async_api import Frame, Page, expect

from bot.adaptive_cards.plain import Card
from local_tenant.teams.chat import activities
from local_tenant.teams.chat.message import ADAPTIVE_CARD, Message, take_content
from teams_app.tab.addresses import READ
from technology_map.people.people import Language
from tests.bot.adaptive_cards.gallery import Gallery
from tests.bot.adaptive_cards.test_cards import TEXTS
from tests.browser import Browser, accessibility_faults, goes_to
from tests.stories.in_the_browser.keyboard import in_order, walked
from tests.stories.in_the_browser.page_deeds import nothing
from tests.stories.in_the_browser.page_states import IN_TEAMS_OWN_DIALOG, NO_PAGE, STATES, State, settled_town
from tests.sweeps import sweep, swept
from tests.town import Town

WIDTHS = (320, 768, 1280, 1920)
LOOKED_AT = (320, 768, 1920)
"""Widths at which axe looks: a phone, a tablet, a big screen."""
PHONE, SCREENS, ENGLISH = "a phone", "screens and themes", "English"
WORDS_AT = (320, 1920)
"""In the other language only words differ, not colours: on a phone, and on a big screen."""
DEFAULT, OTHER_THEMES, COLOURED_AT = "default", ("dark", "contrast"), (320, 1280)
"""In other themes only colours differ: a narrow page and a wide one show all there are."""
AT_A_TIME = 20
STATES_AT_A_TIME = 12
IN_TURN = [
    (who, shown[first : first + STATES_AT_A_TIME])
    for who in sorted({state.who for state in STATES})
    for shown in [[state for state in STATES if state.who == who]]
    for first in range(0, len(shown), STATES_AT_A_TIME)
]
"""Who looks at what, in tests of a dozen states, for two processors."""
LOOK = "[document.documentElement.dataset.theme, document.documentElement.lang]"


def test_every_page_is_looked_at() -> None:
    looked_at = {state.route for state in STATES}
    assert {route for route, _ in READ} == looked_at | {*NO_PAGE, *IN_TEAMS_OWN_DIALOG}


async def opened(page: Page, at: Town, state: State, language: str) -> Frame:
    """The tab's frame, showing the state. What it `shows` is written here in Danish only."""
    frame = next(one for one in page.frames if at.server.url in one.url)
    tab = page.frame_locator("iframe")
    if state.place:
        await goes_to(frame, state.place.removeprefix("#"))
    await expect(tab.locator("main:not(.waiting) .page h1").first).to_be_visible()
    if language == "da":
        await expect(tab.locator("main")).to_contain_text(state.shows)
    await state.deed(tab, at)
    return frame


async def chooses(theme: str, page: Page, frame: Frame) -> None:
    """Chooses a theme in Teams, and waits until the tab has it."""
    await page.locator("#switch-theme").select_option(theme, force=True)
    await expect(frame.locator(f'html[data-theme="{theme}"]')).to_be_attached()


async def looks_in(theme: str, page: Page, frame: Frame, state: State) -> None:
    """Looks at the colours that a page has in another theme."""
    await page.set_viewport_size({"width": 1280, "height": 900})
    await chooses(theme, page, frame)
    for width in COLOURED_AT:
        await page.set_viewport_size({"width": width, "height": 900})
        assert await accessibility_faults(frame, colours_only=True) == [], (state, theme, width)


@pytest.mark.browser
@pytest.mark.parametrize("look", swept([PHONE, SCREENS, ENGLISH]))
@pytest.mark.parametrize(
    ("who", "states"), swept(IN_TURN, 2), ids=[f"{who}-{n}" for n, (who, _) in enumerate(IN_TURN)]
)
async def test_axe_finds_nothing_on_any_page(
    bakkeby: Town, browser: Browser, look: str, who: str, states: Sequence[State]
) -> None:
    language = "en" if look == ENGLISH else "da"
    await settled_town(bakkeby)
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    fresh = False
    for state in states:
        if not fresh:
            await page.goto("about:blank")
            await page.goto(f"{bakkeby.tenant.url}/teams/?as={who}&lang={language}#/tab/teknologikort")
            await expect(page.frame_locator("iframe").locator(".page h1").first).to_be_visible()
        fresh = state.deed is nothing
        frame = await opened(page, bakkeby, state, language)
        assert await frame.evaluate(LOOK) == [DEFAULT, language], state
        if look == PHONE:
            assert await walked(page, frame) == await in_order(frame), state
        for width in {PHONE: WIDTHS[:1], SCREENS: WIDTHS[1:], ENGLISH: WIDTHS}[look]:
            await page.set_viewport_size({"width": width, "height": 900})
            if width in (WORDS_AT if look == ENGLISH else LOOKED_AT):
                faults = await accessibility_faults(frame, colours=language == "da")
                assert faults == [], (state, width)
            wide = await frame.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (state, width)
        for theme in OTHER_THEMES if look == SCREENS else ():
            await looks_in(theme, page, frame, state)
        await page.set_viewport_size({"width": 1280, "height": 900})
        if look == SCREENS:
            await chooses(DEFAULT, page, frame)


def drawn(text: str, language: Language = Language.DANISH) -> list[Card]:
    """Every card the bot can draw, with this text wherever a person can write."""
    return list(Gallery(language, TEXTS[text]).cards().values())


def bot_sends(at: Town, who: str, card: Card) -> None:
    """A card stands in somebody's chat, as if the bot had sent it."""
    chats = at.tenant.teams
    message = Message(chats.store.new_id(), "bot", activities.now())
    take_content(message, {"attachments": [{"contentType": ADAPTIVE_CARD, "content": card}]})
    chats.keep(chats.conversation(who).id, message)


class Look(StrEnum):
    """What axe looks for: where only a theme, or only words, differ, only what they can break."""

    WHOLE = "whole"
    COLOURS = "colours"
    WORDS = "words"

    async def faults(self, page: Page) -> list[str]:
        """What axe finds."""
        colours_only, colours = self is Look.COLOURS, self is not Look.WORDS
        return await accessibility_faults(page, colours_only=colours_only, colours=colours)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("theme", "text", "language", "look", "widths"),
    [
        ("default", "plain", Language.DANISH, Look.WHOLE, (320,)),
        pytest.param("default", "plain", Language.DANISH, Look.WHOLE, LOOKED_AT[1:], marks=sweep),
        pytest.param("default", "hostile", Language.DANISH, Look.WORDS, LOOKED_AT, marks=sweep),
        pytest.param("dark", "one word", Language.DANISH, Look.COLOURS, COLOURED_AT, marks=sweep),
        pytest.param("contrast", "plain", Language.DANISH, Look.COLOURS, COLOURED_AT, marks=sweep),
        pytest.param("default", "plain", Language.ENGLISH, Look.WORDS, WORDS_AT, marks=sweep),
    ],
)
@pytest.mark.parametrize("first", swept(range(0, len(drawn("plain")), AT_A_TIME)))
async def test_axe_finds_nothing_on_any_card(
    bakkeby: Town,
    browser: Browser,
    theme: str,
    text: str,
    *,
    language: Language,
    look: Look,
    widths: Sequence[int],
    first: int,
) -> None:
    cards = drawn(text, language)[first : first + AT_A_TIME]
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await bakkeby.tenant.teams.opens("mette")
    for card in cards:
        bot_sends(bakkeby, "mette", card)
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=mette&lang={language.value}&theme={theme}")
    await expect(page.locator(".ac-adaptiveCard")).to_have_count(len(cards) + 1)
    for width in widths:
        await page.set_viewport_size({"width": width, "height": 900})
        assert await look.faults(page) == [], width
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
