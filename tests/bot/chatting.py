"""What the stories of the chat share: the words of a card, a filled form, rows of the lists."""

import asyncio
from collections.abc import Iterator
from typing import Any

from local_tenant.people import person
from local_tenant.teams import Message, Outcome
from local_tenant.teams.chat.cards import buttons
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from tests.town import Town

Card = dict[str, Any]

AFTERWARDS = 2
"""Round trips that nobody waits for after a move: its notice is taken, and marked as done."""
SENSORS = {
    "problem": "Nattevagten vækker beboerne, når vi ser til dem. Det sker tre gange hver nat.",
    "title": "Sensorer på natteronden",
    "solution": "En sensor i sengen siger til, når nogen står op.",
    "expected_benefits": "Beboerne sover, og vi går færre runder.",
}
GLASSES = {
    "title": "VR-briller i undervisningen",
    "challenges": "Eleverne har svært ved at forestille sig gamle byer.",
    "background": "Vi har tolv briller og bruger dem i historie.",
    "area": "education",
}


def walk(thing: Any) -> Iterator[dict[str, Any]]:
    """Every object of a card, the card itself first."""
    if isinstance(thing, dict):
        yield thing
        for inner in thing.values():
            yield from walk(inner)
    elif isinstance(thing, list):
        for inner in thing:
            yield from walk(inner)


def words(card: Card) -> str:
    """Everything a card says, one line an element."""
    kinds = ("TextBlock", "TextRun")
    return "\n".join(str(one["text"]) for one in walk(card) if one.get("type") in kinds)


def verbs(card: Card) -> list[str]:
    """What the buttons of a card ask for."""
    return [str(one.action["verb"]) for one in buttons(card) if one.action.get("verb")]


def typed(card: Card) -> dict[str, str]:
    """What stands in the fields of a form."""
    fields = [one for one in walk(card) if str(one.get("type")).startswith("Input.")]
    return {str(one["id"]): str(one.get("value", "")) for one in fields}


async def hears(town: Town, who: str, text: str) -> Card:
    """The one card that the bot answers with."""
    outcome = await town.tenant.teams.says(who, text)
    assert outcome.ok, outcome.failure
    assert len(outcome.replies) == 1
    return outcome.replies[0].card


async def asks_for(town: Town, who: str, text: str) -> Message:
    """The message that the bot answers with."""
    outcome = await town.tenant.teams.says(who, text)
    assert outcome.ok, outcome.failure
    return outcome.replies[-1]


async def proposes(town: Town, who: str = "mette", **changed: str) -> tuple[Message, Outcome]:
    """Somebody fills in the quick proposal and sends it: the form's message, and what came of it."""
    form = await asks_for(town, who, "nyt forslag")
    outcome = await town.tenant.teams.presses(who, form.id, "propose", {**SENSORS, **changed})
    assert outcome.ok, outcome.failure
    return form, outcome


async def shares(town: Town, who: str = "jonas", **changed: str) -> tuple[Message, Outcome]:
    """Somebody fills in the quick share and sends it."""
    form = await asks_for(town, who, "nyt løsningskort")
    outcome = await town.tenant.teams.presses(who, form.id, "share", {**GLASSES, **changed})
    assert outcome.ok, outcome.failure
    return form, outcome


async def moves(town: Town, who: str, number: int, end: Status, reason: str, **more: str) -> None:
    """Somebody on the council moves a proposal in the tab."""
    body = {
        "end": end.value,
        "reason": reason,
        "seq": str(proposal(town, number).seq),
        "overrule": "yes",
        "action_key": f"key-of-{end.value}-{proposal(town, number).seq}".ljust(20, "-"),
        **more,
    }
    answer = await town.sends(who, f"proposals/{number}/moves", body)
    assert answer.status_code == 200, answer.text


def proposal(town: Town, number: int = 1) -> Proposal:
    """A proposal as the app sees it."""
    found = town.server.store.overview.proposals.get(number)
    assert found is not None
    return found


def solution(town: Town, number: int = 1) -> SolutionCard:
    """A solution card as the app sees it."""
    found = town.server.store.overview.solution_cards.get(number)
    assert found is not None
    return found


def count(town: Town) -> tuple[int, int, int]:
    """How many proposals, solution cards and decisions there are."""
    overview = town.server.store.overview
    decisions = sum(len(overview.log.rows(one.number)) for one in overview.proposals)
    return len(overview.proposals), len(overview.solution_cards), decisions


async def known(town: Town, who: str) -> None:
    """Waits until the server has kept where somebody is reached: it does so beside the turn."""
    async with asyncio.timeout(30):
        while town.server.store.contact(person(who).object_id) is None:
            await town.http.get("/healthz")
