"""Notices: who has taken over what follows from a move, and whether it is done. One row a move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from technology_map.cards.proposals import Proposal

BEGINNING = 0
"""The number of no proposal: of the row that says since when moves have notices."""
REMARK, COUNCIL_REMARK = -1, -2
"""In place of a proposal: the notice is of a remark, by its row, on the open or the closed site."""


class NoticeState(StrEnum):
    """How far it is."""

    TAKEN = "taken"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Notice:
    """What follows from move `seq` of a proposal is `taken_by` an instance, at a moment.

    Below 0 it is no move but a rewording: see `rewording_seq`. With a `person` it is what that person
    is told on a `day`, of a `kind`, and has no move: a reminder, or a line of the day's news.

    `row` is the SharePoint item id and `version` its state, 0 and empty before it is stored.
    """

    proposal: int
    seq: int
    taken_by: str
    taken_at: datetime
    state: NoticeState = NoticeState.TAKEN
    row: int = 0
    version: str = ""
    person: str = ""
    kind: str = ""
    thing: str = ""
    day: date | None = None

    @property
    def key(self) -> str:
        """Unique: one row a move, or a person, kind, thing and day."""
        if self.person:
            return line_key(self.person, self.kind, self.thing, str(self.day))
        return notice_key(self.proposal, self.seq)


Begin = Callable[[int, int, str], None]
"""Hears of what others are to be told of: the proposal, the number of the move, and who made it."""


def nobody_hears(_proposal: int, _seq: int, _maker: str) -> None:
    """For what nobody is told of."""


def rewording_seq(proposal: Proposal) -> int:
    """The number of a rewording among a proposal's notices: below 0, so that it is no move's."""
    assert proposal.reworded_at is not None  # noqa: S101 - asked about rewordings only
    return -int(proposal.reworded_at.timestamp())


def line_key(person: str, kind: str, thing: str, day: str) -> str:
    """The key of the notice of a line of somebody's news of the day; `day` in ISO 8601."""
    return f"{person}|{kind}|{thing}|{day}"


def notice_key(proposal: int, seq: int) -> str:
    """The key of a move's notice, or of a remark's."""
    if proposal in (REMARK, COUNCIL_REMARK):
        return f"remark|{seq}" if proposal == REMARK else f"council-remark|{seq}"
    return f"F-{proposal:04d}|{seq}"
