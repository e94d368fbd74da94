"""A workshop where solution cards are placed under the purpose that is the main reason for them.

Silent first, then the spread, then what the group agrees on (domain.md 2). What all may read stands on the
open site. Who placed what stands nowhere: a placement's row is on the closed site, its key is a code that
only the app can compute and what it says is sealed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from technology_map.people.people import Person
from technology_map.records import Record, Records

FEWEST = 4
"""With fewer placements on a card no spread is shown, ever (domain.md 5)."""


class WorkshopState(StrEnum):
    """How far a workshop is."""

    PREPARED = "prepared"
    SILENT = "silent"
    SHOWN = "shown"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop(Record):
    """A workshop, on the open site. `row` is its number: 3 is W-0003.

    `cards` are names such as L-0007, in their order; `turn` is the one on everybody's screen while the
    spread is shown. `paused_at` says since when nobody can place.
    """

    title: str
    day: date
    cards: tuple[str, ...]
    leader_id: str
    leader_name: str
    state: WorkshopState = WorkshopState.PREPARED
    turn: str = ""
    paused_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def name(self) -> str:
        """The readable number."""
        return f"W-{self.row:04d}"

    @property
    def placing(self) -> bool:
        """Whether people can place now."""
        return self.state is WorkshopState.SILENT and self.paused_at is None

    @property
    def going(self) -> bool:
        """Whether somebody waits for what others do in it."""
        return self.state in (WorkshopState.SILENT, WorkshopState.SHOWN) and self.paused_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Record):
    """One participant's placement of one card, on the closed site; nothing in it tells whose it is."""

    workshop: str
    card: str
    sealed: str

    @property
    def about(self) -> str:
        """The card in the workshop."""
        return talk_key(self.workshop, self.card)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopCard(Record):
    """A card whose turn has come in a workshop, on the open site: the spread as it was, and what was agreed.

    `before` is the purpose that the card had. `spread` has lines of a code and a count, for who can't tell
    the code is empty; it and `reasons` are empty where fewer than four have placed. `said` and `agreed_on`
    are the same in the words of the day, for who reads the list.
    """

    workshop: str
    card: str
    before: str = ""
    placed: int = 0
    spread: tuple[str, ...] = ()
    said: str = ""
    reasons: tuple[str, ...] = ()
    purpose: str = ""
    agreed_on: str = ""
    reason: str = ""
    tasks: str = ""
    skills: str = ""
    ethics: str = ""
    agreed_at: datetime | None = None

    @property
    def about(self) -> str:
        """The card."""
        return self.card

    @property
    def counts(self) -> dict[str, int]:
        """How many placed it where, by code; empty for who can't tell."""
        found = (one.rpartition(":") for one in self.spread)
        return {code.strip(): int(count) for code, _, count in found if count.strip().isdigit()}


def talk_key(workshop: str, card: str) -> str:
    """The key of a card in a workshop."""
    return f"{workshop}|{card}"


def going(workshops: Records[Workshop]) -> list[Workshop]:
    """Those that are not finished, the next first."""
    found = [one for one in workshops if one.state is not WorkshopState.AGREED]
    return sorted(found, key=lambda one: (one.day, one.row))


def invited_to(workshops: Records[Workshop], text: str) -> list[Workshop]:
    """Those under way that a search means: by name, by their title, or all by the word workshop."""
    wanted, every = text.strip().casefold(), going(workshops)
    if wanted in ("workshop", "workshops"):
        return every
    if not wanted:
        return []
    return [one for one in every if wanted in one.title.casefold() or wanted == one.name.casefold()]


def workshop_by_number(workshops: Records[Workshop], number: int) -> Workshop | None:
    """The workshop with this number."""
    return next((one for one in workshops if one.row == number), None)


def leads(person: Person, workshop: Workshop) -> bool:
    """Whether the person leads it."""
    return bool(person.object_id) and person.object_id == workshop.leader_id


def latest_agreed(cards: Sequence[WorkshopCard]) -> WorkshopCard | None:
    """The last talk in which a card's purpose was agreed on."""
    agreed = [one for one in cards if one.agreed_at is not None]
    return max(agreed, key=lambda one: (str(one.agreed_at), one.row), default=None)
