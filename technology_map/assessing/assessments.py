"""One member's assessment of a proposal, a conflict of interest, and what all of them come to."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import TypeVar

from technology_map.assessing.criteria import WHOLE, Criteria
from technology_map.cards.answers import value_of
from technology_map.cards.field_table import PROPOSAL_TABLE
from technology_map.cards.proposals import Proposal
from technology_map.records import Record, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """A member's assessment of a proposal, on the closed site. `given_at` is empty while it is a draft.

    What it says is `sealed`: nobody who can open the list reads it before their own is given. `criteria`
    is the version that it goes by, `text` tells the proposal's text apart that was assessed.
    """

    proposal: int
    member_id: str
    member_name: str
    criteria: str
    sealed: str
    text: str
    changed_at: datetime
    given_at: datetime | None = None

    @property
    def about(self) -> str:
        """The proposal, as F-0042."""
        return f"F-{self.proposal:04d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Record):
    """A member who takes no part in a proposal, and why: it stands in the minutes."""

    proposal: int
    member_id: str
    member_name: str
    reason: str
    declared_at: datetime

    @property
    def about(self) -> str:
        """The proposal, as F-0042."""
        return f"F-{self.proposal:04d}"


def assessment_key(proposal: int, member_id: str) -> str:
    """The unique key: one a member and proposal."""
    return f"F-{proposal:04d}|{member_id}"


@dataclass(frozen=True, slots=True)
class Scores:
    """What an assessment says, opened: a mark from 1 to 5 for each criterion's code, and a comment."""

    marks: Mapping[str, int] = field(default_factory=dict)
    comment: str = ""

    def written(self) -> str:
        """As one text, to seal."""
        return json.dumps({"marks": dict(self.marks), "comment": self.comment}, ensure_ascii=False)


def read_scores(written: str) -> Scores:
    """The scores of a text. ValueError where it says none."""
    try:
        said = json.loads(written)
        marks = {str(code): int(mark) for code, mark in said["marks"].items()}
        return Scores(marks, str(said["comment"]))
    except (AttributeError, KeyError, TypeError) as wrong:
        raise ValueError("no scores") from wrong


def text_mark(proposal: Proposal) -> str:
    """Differs as soon as what is assessed differs: any field that the submitter fills in."""
    said = [str(value_of(proposal, one)) for one in PROPOSAL_TABLE.fields]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Given:
    """An assessment that counts, opened, with the version of the criteria that it goes by."""

    assessment: Assessment
    scores: Scores
    criteria: Criteria

    @property
    def total(self) -> Fraction:
        """From 1 to 5: the marks by their weights."""
        return sum((self.part(code) for code in self.criteria.codes), Fraction(0))

    def part(self, code: str) -> Fraction:
        """What a criterion adds to the total."""
        return Fraction(self.criteria.weight(code) * self.scores.marks.get(code, 0), WHOLE)


@dataclass(frozen=True, slots=True)
class Spread:
    """How the marks for one criterion lie: `part` is what it adds to the score, on average."""

    code: str
    marks: tuple[int, ...]
    part: Fraction

    @property
    def width(self) -> tuple[int, Fraction]:
        """How far apart they are: the range, then the variance. The widest is talked about first."""
        if not self.marks:
            return 0, Fraction(0)
        mean = Fraction(sum(self.marks), len(self.marks))
        variance = sum(((mark - mean) ** 2 for mark in self.marks), Fraction(0)) / len(self.marks)
        return max(self.marks) - min(self.marks), variance


def score(given: Sequence[Given]) -> Fraction | None:
    """The average of the members' totals, from 1 to 5; None where nobody has given any."""
    return sum((one.total for one in given), Fraction(0)) / len(given) if given else None


def spreads(given: Sequence[Given]) -> list[Spread]:
    """One a criterion, the widest disagreement first. Their parts sum to the score."""
    codes = dict.fromkeys(code for one in given for code in one.criteria.codes)
    found = [
        Spread(
            code,
            tuple(sorted(one.scores.marks[code] for one in given if code in one.scores.marks)),
            sum((one.part(code) for one in given), Fraction(0)) / len(given),
        )
        for code in codes
    ]
    return sorted(found, key=lambda one: one.width, reverse=True)


Own = TypeVar("Own", Assessment, Conflict)


def by_member(rows: Records[Own]) -> dict[str, list[Own]]:
    """The rows by who wrote them."""
    found: defaultdict[str, list[Own]] = defaultdict(list)
    for one in rows:
        found[one.member_id].append(one)
    return found
