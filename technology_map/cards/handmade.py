"""Rows that somebody made by hand in SharePoint: they were never handed in, so they are no card yet.

The secretary takes a row in, and then it is a card like any other, or leaves it where it is.
"""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.people import Caller, Person, Role
from technology_map.people.rights import require_secretary
from technology_map.ports import NotStored
from technology_map.validation.refusals import Refused

T = TypeVar("T")


class HandmadeKind(StrEnum):
    """Which list the row stands in; the word in addresses."""

    PROPOSAL = "proposals"
    SOLUTION_CARD = "solutions"


@dataclass(frozen=True, slots=True)
class HandmadeRow:
    """A row by its number in the list, with what is known of who made it and when."""

    kind: HandmadeKind
    number: int
    title: str
    made_by: Person
    made_at: datetime
    version: str


class HandmadeRows(Protocol):
    """The rows as the store sees them."""

    @property
    def handmade(self) -> Sequence[HandmadeRow]:
        """Those that nobody has decided on, the oldest first."""

    async def take_in(self, row: HandmadeRow) -> Proposal | SolutionCard:
        """Make it a card, handed in by who made it. Raises NotStored, Refused(`row_changed`)."""

    async def leave(self, row: HandmadeRow) -> None:
        """Leave it where it is, and ask no more. Raises NotStored, Refused(`row_changed`)."""


class TakingIn:
    """What the secretary decides on rows made by hand."""

    def __init__(self, store: HandmadeRows) -> None:
        self._store = store

    def rows(self, caller: Caller) -> Sequence[HandmadeRow]:
        """What waits for the secretary; nothing for anybody else."""
        return self._store.handmade if caller.role is Role.SECRETARY and not caller.guest else ()

    async def take_in(self, caller: Caller, kind: str, number: int) -> Proposal | SolutionCard:
        """Take a row in.

        Raises Refused: `guest`, `not_secretary`, `not_found`, `row_changed`, `not_kept`.
        """
        return await self._kept(self._store.take_in(self._row(caller, kind, number)))

    async def leave(self, caller: Caller, kind: str, number: int) -> HandmadeRow:
        """Leave a row. Raises as `take_in`."""
        row = self._row(caller, kind, number)
        await self._kept(self._store.leave(row))
        return row

    async def _kept(self, writing: Awaitable[T]) -> T:
        try:
            return await writing
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None

    def _row(self, caller: Caller, kind: str, number: int) -> HandmadeRow:
        require_secretary(caller)
        found = (one for one in self._store.handmade if (one.kind.value, one.number) == (kind, number))
        if row := next(found, None):
            return row
        raise Refused("not_found")
