"""The six value questions that the method leaves open: talked about for as long as anybody likes.

Each has a public talk like a card's, and what the council has decided on the way. Source: domain.md 2.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.overview import Overview
from technology_map.records import Record
from technology_map.search.finding import by_name


class ValueTopic(StrEnum):
    """What a question is about."""

    CRITICAL = "critical"
    WATCHED = "watched"
    LEADERSHIP = "leadership"
    COMPETENCES = "competences"
    SERVICE = "service"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class ValueQuestion:
    """One question. Its words are `value_topic.<topic>` and `questions.about.<topic>` of the catalogues."""

    number: int
    topic: ValueTopic

    @property
    def name(self) -> str:
        """The readable number, such as V-0001."""
        return f"V-{self.number:04d}"


QUESTIONS = tuple(ValueQuestion(number, topic) for number, topic in enumerate(ValueTopic, start=1))
_BY_NAME = {one.name: one for one in QUESTIONS}
Talked = Proposal | SolutionCard | ValueQuestion
"""What a talk can be about."""


def question(number: int) -> ValueQuestion | None:
    """The question with this number."""
    return next((one for one in QUESTIONS if one.number == number), None)


def talked_of(overview: Overview, name: str) -> Talked | None:
    """What a talk is about, by its name: a proposal, a solution card, a value question."""
    return _BY_NAME.get(name) or by_name(overview, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueDecision(Record):
    """What the council has decided about a question: a row that stays, as a later one may say otherwise."""

    question: str
    text: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None

    @property
    def about(self) -> str:
        """The question it belongs to."""
        return self.question
