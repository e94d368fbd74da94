"""The whole card as one table: its steps in the order of the method, and the fields of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum

from technology_map.cards.proposals import LINE_LIMIT, SUMMARY_LIMIT, TEXT_LIMIT, TITLE_LIMIT, Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.words.values import (
    Area,
    Beneficiary,
    DataLevel,
    Degree,
    Dpia,
    Familiarity,
    Light,
    MaturityFit,
    Phase,
    ProblemFit,
    Provenness,
    Purpose,
    Reception,
    Technology,
    TechnologyChoice,
    Transferability,
    UsersFit,
)


class Kind(Enum):
    """What a field takes. NAMES are names of proposals and solution cards (F-…, L-…)."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    LINK = "link"
    KLE = "kle"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a whole card, named as the attribute of the thing.

    `words` is the value list of a choice. `limit` is the most characters of a text, the most of a
    number, or the most names. A `needed` field is one of the quick form: it may never become empty.
    What does not `count` is nice to have: nobody is told that it is missing. A field that `joins` says
    more about the one before it.
    """

    name: str
    kind: Kind = Kind.TEXT
    words: type[StrEnum] | None = None
    limit: int = TEXT_LIMIT
    needed: bool = False
    counts: bool = True
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the method: what is asked for and saved together."""

    code: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field with this name, if it is one of the step's."""
        return next((one for one in self.fields if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one kind of card, in order. `room` names their sentences in the catalogues."""

    room: str
    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def get(self, code: str) -> Step | None:
        """The step with this code."""
        return next((step for step in self.steps if step.code == code), None)

    def place(self, step: Step) -> int:
        """Where the step stands, counted from 0."""
        return self.steps.index(step)

    def beside(self, step: Step, distance: int) -> Step | None:
        """The step so many places further on (or back); None past either end."""
        place = self.place(step) + distance
        return self.steps[place] if 0 <= place < len(self.steps) else None


def _choice(name: str, words: type[StrEnum], *, needed: bool = False, counts: bool = True) -> Field:
    return Field(name, Kind.CHOICE, words, needed=needed, counts=counts)


def _choices(name: str, words: type[StrEnum], *, counts: bool = True) -> Field:
    return Field(name, Kind.CHOICES, words, counts=counts)


def _line(name: str, limit: int = LINE_LIMIT, *, needed: bool = False, counts: bool = True) -> Field:
    return Field(name, Kind.LINE, limit=limit, needed=needed, counts=counts)


def _with_measure(name: str) -> tuple[Field, Field]:
    """A guidepost: to what degree, and the concrete measure."""
    return _choice(name, Degree), Field(f"{name}_how", counts=False, joins=True)


def _with_reason(name: str) -> tuple[Field, Field]:
    """A question of data ethics: a light, and a sentence."""
    return _choice(name, Light), Field(f"{name}_why", counts=False, joins=True)


LINK_LIMIT = 500
MOST_LINKS = 12
MOST_HOURS = 1_000_000
MOST_KRONER = 1_000_000_000

GUIDEPOSTS = ("involvement", "anchoring", "better_resources", "better_data")
ETHICS = ("human_first", "transparency", "equality", "dignity")

_BELONGING = (
    _choices("beneficiaries", Beneficiary),
    _choice("area", Area),
    _line("department", counts=False),
    _choice("purpose", Purpose),
    _choices("other_purposes", Purpose, counts=False),
)

PROPOSAL_STEPS = Steps(
    "proposal",
    (
        Step(
            "problem", (Field("problem", needed=True), _line("title", TITLE_LIMIT, needed=True), *_BELONGING)
        ),
        Step(
            "solution",
            (
                Field("solution", needed=True),
                _choices("technologies", Technology),
                _choice("technology_choice", TechnologyChoice),
                _choice("familiarity", Familiarity),
                _choice("provenness", Provenness),
                Field("not_digital_alternative"),
            ),
        ),
        Step(
            "benefits",
            (
                Field("expected_benefits", needed=True),
                Field("effort_hours", Kind.NUMBER, limit=MOST_HOURS),
                Field("effort_cost", Kind.NUMBER, limit=MOST_KRONER),
                Field("consequences"),
            ),
        ),
        Step(
            "connections",
            (
                Field("connections"),
                Field("links", Kind.NAMES, limit=MOST_LINKS, counts=False),
                Field("exit_note"),
            ),
        ),
        Step("competences", (Field("competence_needs"),)),
        Step("guideposts", tuple(field for name in GUIDEPOSTS for field in _with_measure(name))),
        Step(
            "ethics",
            (
                *(field for name in ETHICS for field in _with_reason(name)),
                _choice("data_level", DataLevel),
                _choice("dpia", Dpia),
                Field("dpia_date", Kind.DATE, counts=False),
                Field("dpia_link", Kind.LINK, limit=LINK_LIMIT, counts=False),
                _line("case_reference", counts=False),
            ),
        ),
    ),
)

SOLUTION_STEPS = Steps(
    "solution",
    (
        Step(
            "problem",
            (
                Field("challenges", needed=True),
                _line("title", TITLE_LIMIT, needed=True),
                _line("summary", SUMMARY_LIMIT),
                _choices("beneficiaries", Beneficiary),
                _choice("area", Area, needed=True),
                *_BELONGING[2:],
            ),
        ),
        Step(
            "solution",
            (
                Field("background", needed=True),
                _choices("technologies", Technology),
                _choice("phase", Phase),
                Field("in_operation_since", Kind.DATE),
                _line("vendor", counts=False),
                _line("systems", counts=False),
            ),
        ),
        Step(
            "effect",
            (
                Field("effect"),
                _choice("reception", Reception),
                Field("user_reception"),
                Field("consequences"),
            ),
        ),
        Step(
            "transfer",
            (
                _choice("transferability", Transferability),
                _choice("users_fit", UsersFit),
                _choice("problem_fit", ProblemFit),
                _choice("maturity_fit", MaturityFit),
                Field("transfer_notes"),
                _line("contact_name"),
                Field("reused_by", counts=False),
            ),
        ),
        Step("law", (Field("kle", Kind.KLE, limit=8), Field("legal_basis"))),
    ),
)


def steps_of(thing: Proposal | SolutionCard) -> Steps:
    """The steps that this kind of card is filled in by."""
    return PROPOSAL_STEPS if isinstance(thing, Proposal) else SOLUTION_STEPS
