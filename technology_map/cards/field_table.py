"""The one table of fields: the steps of a whole card in the order of the method, and the fields of each.

Forms, steps, SharePoint's columns, rows, spreadsheets, facts and search all derive from it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from technology_map.cards.fields import Field, Kind, choice, choices, line
from technology_map.validation.limits import (
    LINK_LIMIT,
    MOST_HOURS,
    MOST_KRONER,
    MOST_LINKS,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
)
from technology_map.words.terms import TermList
from technology_map.words.values import (
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
    Reception,
    TechnologyChoice,
    Transferability,
    UsersFit,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the method: what is asked for and saved together."""

    code: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field with this name, if it is one of the step's."""
        return next((one for one in self.fields if one.name == name), None)


class FieldTable:
    """The fields of one kind of card, step by step. `room` names their sentences in the catalogues.

    `fields` are all of them in that order, `searched` those that a card is found by beside its title,
    `terms` those with words of the municipality's, each with how its terms' names begin.
    `version` grows with every change, so that what derives from the table knows when to do so anew.
    """

    def __init__(self, room: str, steps: Iterable[Step]) -> None:
        self.room = room
        self.version = 0
        self.steps: tuple[Step, ...] = ()
        self.fields: tuple[Field, ...] = ()
        self.searched: tuple[Field, ...] = ()
        self.terms: tuple[tuple[Field, str], ...] = ()
        self._set(tuple(steps))

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def get(self, code: str) -> Step | None:
        """The step with this code."""
        return next((step for step in self.steps if step.code == code), None)

    def field(self, name: str) -> Field:
        """The field with this name. KeyError where there is none."""
        found = next((one for one in self.fields if one.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def place(self, step: Step) -> int:
        """Where the step stands, counted from 0."""
        return self.steps.index(step)

    def beside(self, step: Step, distance: int) -> Step | None:
        """The step so many places further on (or back); None past either end."""
        place = self.place(step) + distance
        return self.steps[place] if 0 <= place < len(self.steps) else None

    def add(self, field: Field, step: str) -> None:
        """Put a field at the end of a step. ValueError where it has its name, or the step is unknown."""
        if any(one.name == field.name for one in self.fields) or self.get(step) is None:
            raise ValueError(field.name)
        self._change(step, lambda fields: (*fields, field))

    def remove(self, name: str) -> None:
        """Take a field out again, if it is there."""
        for step in self.steps:
            if step.field(name):
                self._change(step.code, lambda fields: tuple(one for one in fields if one.name != name))

    def _change(self, code: str, change: Callable[[tuple[Field, ...]], tuple[Field, ...]]) -> None:
        self._set(
            tuple(replace(one, fields=change(one.fields)) if one.code == code else one for one in self.steps)
        )
        self.version += 1

    def _set(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self.fields = tuple(field for step in steps for field in step.fields)
        self.searched = tuple(field for field in self.fields if field.searched and field.name != "title")
        self.terms = tuple(
            (field, f"{field.words.value}.") for field in self.fields if isinstance(field.words, TermList)
        )


def _with_measure(name: str) -> tuple[Field, Field]:
    """A guidepost: to what degree, and the concrete measure."""
    return choice(name, Degree), Field(f"{name}_how", counts=False, joins=True)


def _with_reason(name: str) -> tuple[Field, Field]:
    """A question of data ethics: a light, and a sentence."""
    return choice(name, Light), Field(f"{name}_why", counts=False, joins=True)


GUIDEPOSTS = ("involvement", "anchoring", "better_resources", "better_data")
ETHICS = ("human_first", "transparency", "equality", "dignity")

_TITLE = line("title", TITLE_LIMIT, needed=True, searched=True)
_AREA = Field("area", Kind.CHOICE, TermList.AREA, indexed=True)
_BELONGING = (
    replace(line("department", counts=False, searched=True), suggests=TermList.DEPARTMENT),
    Field("purpose", Kind.CHOICE, TermList.PURPOSE, column="PrimaryPurpose", indexed=True),
    choices("other_purposes", TermList.PURPOSE, counts=False),
)

PROPOSAL_TABLE = FieldTable(
    "proposal",
    (
        Step(
            "problem",
            (
                Field("problem", needed=True, searched=True),
                _TITLE,
                choices("beneficiaries", Beneficiary),
                _AREA,
                *_BELONGING,
            ),
        ),
        Step(
            "solution",
            (
                Field("solution", needed=True, searched=True),
                choices("technologies", TermList.TECHNOLOGY),
                choice("technology_choice", TechnologyChoice),
                choice("familiarity", Familiarity),
                choice("provenness", Provenness),
                Field("not_digital_alternative"),
            ),
        ),
        Step(
            "benefits",
            (
                Field("expected_benefits", needed=True, searched=True),
                Field("effort_hours", Kind.NUMBER, limit=MOST_HOURS),
                Field("effort_cost", Kind.NUMBER, limit=MOST_KRONER),
                Field("consequences"),
            ),
        ),
        Step(
            "connections",
            (
                Field("connections", searched=True),
                Field("links", Kind.NAMES, limit=MOST_LINKS, counts=False, column="LinkedCards"),
                Field("exit_note"),
            ),
        ),
        Step("competences", (Field("competence_needs"),)),
        Step("guideposts", tuple(field for name in GUIDEPOSTS for field in _with_measure(name))),
        Step(
            "ethics",
            (
                *(field for name in ETHICS for field in _with_reason(name)),
                choice("data_level", DataLevel),
                choice("dpia", Dpia),
                Field("dpia_date", Kind.DATE, counts=False),
                Field("dpia_link", Kind.LINK, limit=LINK_LIMIT, counts=False),
                line("case_reference", counts=False),
            ),
        ),
    ),
)

SOLUTION_TABLE = FieldTable(
    "solution",
    (
        Step(
            "problem",
            (
                Field("challenges", needed=True, searched=True),
                _TITLE,
                line("summary", SUMMARY_LIMIT, searched=True, as_note=True),
                choices("beneficiaries", Beneficiary),
                replace(_AREA, needed=True),
                *_BELONGING,
            ),
        ),
        Step(
            "solution",
            (
                Field("background", needed=True, searched=True),
                choices("technologies", TermList.TECHNOLOGY),
                Field("phase", Kind.CHOICE, Phase, column="LifecyclePhase", indexed=True),
                Field("in_operation_since", Kind.DATE),
                line("vendor", counts=False, searched=True),
                Field("systems", counts=False, searched=True),
            ),
        ),
        Step(
            "effect",
            (
                Field("effect", searched=True),
                choice("reception", Reception),
                Field("user_reception"),
                Field("consequences"),
            ),
        ),
        Step(
            "transfer",
            (
                choice("transferability", Transferability),
                choice("users_fit", UsersFit),
                choice("problem_fit", ProblemFit),
                choice("maturity_fit", MaturityFit),
                Field("transfer_notes"),
                line("contact_name", searched=True),
                Field("reused_by", counts=False),
            ),
        ),
        Step("law", (Field("kle", Kind.KLE, limit=8, searched=True), Field("legal_basis", searched=True))),
    ),
)
