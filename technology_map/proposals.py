"""A proposal on the technology card: what we could do (domain.md 3)."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from technology_map.life_cycle import Status
from technology_map.people import Person
from technology_map.values import Area, Purpose

TITLE_LIMIT = 65
SUMMARY_LIMIT = 140
TEXT_LIMIT = 10_000
REASON_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it stands. `number` is the SharePoint item id, 0 before it is stored.

    `version` is the store's opaque text for the state that was read; `seq` is the number of the
    last decision whose status the proposal carries (0: none yet).
    """

    title: str
    problem: str
    solution: str
    expected_benefits: str
    submitter: Person
    submission_key: str
    submitted_at: datetime
    changed_at: datetime
    area: Area | None = None
    department: str = ""
    purpose: Purpose | None = None
    status: Status = Status.SUBMITTED
    status_reason: str = ""
    review_date: date | None = None
    leads_to: str = ""
    seq: int = 0
    number: int = 0
    version: str = ""

    @property
    def name(self) -> str:
        """The readable number: item 42 is F-0042."""
        return f"F-{self.number:04d}"


_NUMBER = re.compile(r"\s*([FL])\s*-?\s*0*(\d{1,9})\s*", re.IGNORECASE)


def proposal_number(text: str) -> int | None:
    """The number in `F-0042`, `f42` or `42`; None where the text is no proposal's number."""
    if text.strip().isascii() and text.strip().isdigit() and len(text.strip()) <= 9:
        return int(text)
    found = _NUMBER.fullmatch(text)
    return int(found[2]) if found and found[1].upper() == "F" else None


def solution_card_number(text: str) -> int | None:
    """The number in `L-0007`; None where the text is no solution card's number."""
    found = _NUMBER.fullmatch(text)
    return int(found[2]) if found and found[1].upper() == "L" else None
