"""How the text of a card came to be what it is: what was changed, by whom, when, and the former words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from technology_map.cards.answers import table_of, value_of
from technology_map.cards.fields import Field, Kind
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard

Thing = TypeVar("Thing", Proposal, SolutionCard)
TOLD = (Kind.TEXT, Kind.LINE)
BACKED = ("problem", "solution")
"""What somebody backs: the other fields say more about it (domain.md 3)."""


@dataclass(frozen=True, slots=True)
class CardVersion:
    """A card as it stood from a moment on; `by_hand` is who changed the row in SharePoint itself, if so."""

    thing: Proposal | SolutionCard
    since: datetime
    by_hand: str = ""


@dataclass(frozen=True, slots=True)
class TextChange:
    """One field that was changed, from `before` to `after`; `why` where somebody said so."""

    field: Field
    before: str
    after: str
    by: str
    at: datetime
    why: str = ""


def edited(wanted: Thing, by: str, moment: datetime, why: str = "") -> Thing:
    """The card as an edit leaves it: with who changed its text last, when, and why."""
    return replace(wanted, changed_at=moment, edited_by=by, edited_at=moment, edited_why=why)


def reworded(wanted: Proposal, current: Proposal, moment: datetime) -> Proposal:
    """The proposal with when what is backed changed last."""
    changes = any(getattr(wanted, one) != getattr(current, one) for one in BACKED)
    return replace(wanted, reworded_at=moment) if changes else wanted


def text_changes(versions: Iterable[CardVersion]) -> Sequence[TextChange]:
    """What was changed from version to version, the newest first. `versions` come oldest first."""
    found: list[TextChange] = []
    before: CardVersion | None = None
    for one in versions:
        if before is not None:
            found += _between(before, one)
        before = one
    return found[::-1]


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A proposal was moved in the council's order, or out of it; with the public reason, if one was given."""

    placed: bool
    reason: str
    at: datetime


def place_changes(versions: Iterable[CardVersion]) -> Sequence[PlaceChange]:
    """Each move in the council's order, the newest first. `versions` come oldest first."""
    found: list[PlaceChange] = []
    rank, reason = "", ""
    for one in versions:
        thing = one.thing
        if isinstance(thing, Proposal) and (thing.rank, thing.rank_reason) != (rank, reason):
            rank, reason = thing.rank, thing.rank_reason
            found.append(PlaceChange(bool(rank), reason, one.since))
    return found[::-1]


def _between(before: CardVersion, after: CardVersion) -> list[TextChange]:
    was, now = before.thing, after.thing
    by = after.by_hand or now.edited_by or now.submitter.name
    why = "" if after.by_hand else now.edited_why
    pairs = ((field, _said(was, field), _said(now, field)) for field in table_of(now).fields)
    return [
        TextChange(field, old, new, by, after.since, why)
        for field, old, new in pairs
        if field.kind in TOLD and old != new
    ]


def _said(thing: Proposal | SolutionCard, field: Field) -> str:
    return str(value_of(thing, field) or "")
