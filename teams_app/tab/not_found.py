"""What is said where an address names nothing that is there: what was asked for, and what is nearest."""

from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.request_context import RequestContext
from technology_map.cards.proposals import Proposal, proposal_number, solution_card_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.search.finding import by_name, nearest

NEAREST = 3
NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Near:
    """Something that is there: its number, its title and its page."""

    name: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """What an address asked for that is not there, and what may have been meant.

    `name` is empty where the address holds no number: a page never repeats a stranger's words as its own.
    """

    name: str
    nearest: tuple[Near, ...]


def not_found(context: RequestContext) -> NotFound | None:
    """What the address names in vain; None where it names nothing, or something that is there."""
    name = _asked(context.request)
    if not name or by_name(context.overview, name) is not None:
        return None
    written = _written("L", solution_card_number(name)) or _written("F", proposal_number(name))
    return NotFound(written, tuple(_near(one) for one in nearest(context.overview, name, NEAREST)))


def _asked(request: web.Request) -> str:
    """The number or name in an address; empty without one."""
    parts = request.match_info
    if "name" in parts:
        return parts["name"].strip()[:NAME_LIMIT]
    digits = parts.get("number", "")[:NAME_LIMIT]
    letter = "L" if "/solutions/" in request.path else "F"
    return _written(letter, int(digits) if digits.isdecimal() else None)


def _written(letter: str, number: int | None) -> str:
    return "" if number is None else f"{letter}-{number:04d}"


def _near(thing: Proposal | SolutionCard) -> Near:
    kind = "proposals" if isinstance(thing, Proposal) else "solutions"
    return Near(thing.name, thing.title, f"{kind}/{thing.number}")
