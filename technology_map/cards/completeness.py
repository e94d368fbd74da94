"""How complete a card is: how far each step is, and which answers would help most now."""

from dataclasses import dataclass
from enum import StrEnum

from technology_map.cards.answers import table_of, value_of
from technology_map.cards.field_table import ETHICS, GUIDEPOSTS, Step
from technology_map.cards.fields import Field
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.words.values import DataLevel, Dpia, Light

Thing = Proposal | SolutionCard
AT_MOST = 3
DELICATE = frozenset({DataLevel.SENSITIVE, DataLevel.CRIMINAL})
"""Personal data that hardly ever does without an impact assessment."""


class Progress(StrEnum):
    """How far a step is."""

    EMPTY = "empty"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class StepProgress:
    """A step with how many of the fields that count are filled in."""

    step: Step
    filled: int
    total: int

    @property
    def progress(self) -> Progress:
        """The same in one word."""
        if self.filled == self.total:
            return Progress.DONE
        return Progress.BEGUN if self.filled else Progress.EMPTY


@dataclass(frozen=True, slots=True)
class Wanted:
    """Answers that help: one sentence (`code`) about `fields`, missing where none of them is filled in.

    With `every` it is missing as long as one of them is not.
    """

    code: str
    fields: tuple[str, ...]
    every: bool = False


OF_PROPOSALS = (
    Wanted("purpose", ("purpose",)),
    Wanted("ethics", ETHICS, every=True),
    Wanted("data_level", ("data_level",)),
    Wanted("effort", ("effort_hours", "effort_cost")),
    Wanted("beneficiaries", ("beneficiaries",)),
    Wanted("connections", ("connections", "links")),
    Wanted("consequences", ("consequences",)),
    Wanted("guideposts", GUIDEPOSTS, every=True),
    Wanted("competences", ("competence_needs",)),
    Wanted("maturity", ("familiarity", "provenness"), every=True),
    Wanted("technologies", ("technologies",)),
    Wanted("area", ("area",)),
    Wanted("not_digital", ("not_digital_alternative",)),
)
"""What the council needs, by the weights of its criteria; ethics first, because it is a gate."""

OF_SOLUTIONS = (
    Wanted("card_purpose", ("purpose",)),
    Wanted("card_effect", ("effect",)),
    Wanted("card_reception", ("reception", "user_reception")),
    Wanted("card_transfer", ("transferability",)),
    Wanted("card_contact", ("contact_name",)),
    Wanted("card_technologies", ("technologies",)),
    Wanted("card_beneficiaries", ("beneficiaries",)),
    Wanted("card_summary", ("summary",)),
    Wanted("card_consequences", ("consequences",)),
)
"""What a colleague needs who would like to use the solution, too."""


@dataclass(frozen=True, slots=True)
class Help:
    """Something that would help: the sentence `helps.<code>`, and the step it is said in."""

    code: str
    step: Step


def progress_of(thing: Thing) -> tuple[StepProgress, ...]:
    """How far each step is."""
    return tuple(_progress(thing, step) for step in table_of(thing))


def next_step(thing: Thing) -> Step:
    """Where to go on: the first step that is not done, else the first."""
    waiting = [one.step for one in progress_of(thing) if one.progress is not Progress.DONE]
    return waiting[0] if waiting else next(iter(table_of(thing)))


def red_answers(thing: Thing) -> tuple[str, ...]:
    """The questions of data ethics that are answered red: a gate (domain.md 2)."""
    return tuple(name for name in ETHICS if getattr(thing, name, None) is Light.RED)


def helps(thing: Thing) -> tuple[Help, ...]:
    """The two or three answers that would help most now, the most helpful first."""
    wanted = OF_PROPOSALS if isinstance(thing, Proposal) else OF_SOLUTIONS
    found = [Help("red", _step_with(thing, red[0]))] if (red := red_answers(thing)) else []
    if isinstance(thing, Proposal) and thing.data_level in DELICATE and thing.dpia is not Dpia.YES:
        found.append(Help("dpia", _step_with(thing, "dpia")))
    found += [Help(one.code, _step_with(thing, one.fields[0])) for one in wanted if _missing(thing, one)]
    return tuple(found[:AT_MOST])


def filled_in(thing: Thing, field: str) -> bool:
    """Whether a field says something."""
    return value_of(thing, table_of(thing).field(field)) not in (None, "", ())


def _progress(thing: Thing, step: Step) -> StepProgress:
    counted: list[Field] = [field for field in step.fields if field.counts]
    return StepProgress(step, sum(filled_in(thing, field.name) for field in counted), len(counted))


def _missing(thing: Thing, wanted: Wanted) -> bool:
    said = [filled_in(thing, name) for name in wanted.fields]
    return not (all(said) if wanted.every else any(said))


def _step_with(thing: Thing, name: str) -> Step:
    return next(step for step in table_of(thing) if step.field(name))
