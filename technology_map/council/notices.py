"""Notices: who has taken over what follows from a move, and whether it is done. One row a move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from technology_map.cards.proposals import Proposal

BEGINNING = 0
"""The number of no proposal: of the row that says since when moves have notices."""


class NoticeState(StrEnum):
    """How far it is."""

    TAKEN = "taken"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Notice:
    """What follows from move `seq` of a proposal is `taken_by` an instance, at a moment.

    Below 0 it is no move but a rewording: see `rewording_seq`.

    `row` is the SharePoint item id and `version` its state, 0 and empty before it is stored.
    """

    proposal: int
    seq: int
    taken_by: str
    taken_at: datetime
    state: NoticeState = NoticeState.TAKEN
    row: int = 0
    version: str = ""

    @property
    def key(self) -> str:
        """Unique: one row a move."""
        return notice_key(self.proposal, self.seq)


Begin = Callable[[int, int, str], None]
"""Hears of what others are to be told of: the proposal, the number of the move, and who made it."""


def nobody_hears(_proposal: int, _seq: int, _maker: str) -> None:
    """For what nobody is told of."""


def rewording_seq(proposal: Proposal) -> int:
    """The number of a rewording among a proposal's notices: below 0, so that it is no move's."""
    assert proposal.reworded_at is not None  # noqa: S101 - asked about rewordings only
    return -int(proposal.reworded_at.timestamp())


def notice_key(proposal: int, seq: int) -> str:
    """The key of a move's notice."""
    return f"F-{proposal:04d}|{seq}"
