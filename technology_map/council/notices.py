"""Notices: who has taken over what follows from a move, and whether it is done. One row a move."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

BEGINNING = 0
"""The number of no proposal: of the row that says since when moves have notices."""


class NoticeState(StrEnum):
    """How far it is."""

    TAKEN = "taken"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Notice:
    """What follows from move `seq` of a proposal is `taken_by` an instance, at a moment.

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


def notice_key(proposal: int, seq: int) -> str:
    """The key of a move's notice."""
    return f"F-{proposal:04d}|{seq}"
