"""A workshop over HTTP: Hanne starts it, people place, she shows the spread, they agree."""

from typing import Any

import httpx

from tests.teams_app.tab.meetings.meeting_days import day
from tests.teams_app.tab.pages import Page, read, solution_card
from tests.town import Town

FOUR = ("mette", "jonas", "amina", "soren")


async def shares(at: Town, count: int = 2, **other: Any) -> None:
    """Jonas's solution cards."""
    for number in range(1, count + 1):
        sent = solution_card(submission_key=f"solution-key-{number:07d}", title=f"Løsning {number}", **other)
        assert (await at.sends("jonas", "solutions", sent)).status_code == 200


async def starts(
    at: Town,
    *numbers: int,
    who: str = "hanne",
    key: str = "workshop-key-000001",
    title: str = "Velfærd og teknik",
) -> httpx.Response:
    """Somebody makes a workshop of these cards."""
    cards = [f"L-{number:04d}" for number in numbers]
    sent = {"title": title, "day": day(0), "cards": cards, "submission_key": key}
    return await at.sends(who, "workshops", sent)


async def leads(at: Town, step: str, who: str = "hanne", workshop: int = 1) -> httpx.Response:
    """The leader takes the next step."""
    return await at.sends(who, f"workshops/{workshop}/lead/{step}", {})


async def places(
    at: Town, who: str, number: int, purpose: str, *, reason: str = "", workshop: int = 1
) -> httpx.Response:
    """A participant places a card; `unsure` is "I can't tell"."""
    sent = {"card": f"L-{number:04d}", "purpose": purpose, "reason": reason}
    return await at.sends(who, f"workshops/{workshop}/place", sent)


async def agrees(at: Town, number: int, purpose: str, who: str = "hanne", **other: str) -> httpx.Response:
    """The leader keeps what the group agrees on."""
    sent = {
        "card": f"L-{number:04d}",
        "purpose": purpose,
        "reason": "Det er borgerne, der mærker det.",
        **other,
    }
    return await at.sends(who, "workshops/1/agree", sent)


async def begun(at: Town, *numbers: int) -> None:
    """A workshop in which people place."""
    await shares(at, max(numbers))
    assert (await starts(at, *numbers)).status_code == 200
    assert (await leads(at, "begin")).status_code == 200


async def sees(at: Town, who: str, place: str = "workshops/1") -> Page:
    answer = await at.reads(who, place)
    assert answer.status_code == 200, answer.text
    return read(answer.text)


def spread_of(page: Page) -> list[str]:
    """The lines of the spread: what, and how many of how many."""
    return [one.attributes["aria-label"] for one in page.all("meter")]
