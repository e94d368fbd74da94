"""What a whole card says, in words: its filled fields in the order of the method, how far it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from technology_map.cards.completeness import Help, Progress, progress_of
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.steps import Field, Kind, Step, steps_of
from technology_map.texts import Texts
from technology_map.words import values

Thing = Proposal | SolutionCard

FAMILIES: dict[type[StrEnum], str] = {
    values.Area: "area.",
    values.Purpose: "purpose.",
    values.Phase: "phase.",
    values.Reception: "reception.",
    values.Technology: "technology.",
    values.Beneficiary: "beneficiary.",
    values.TechnologyChoice: "technology_choice.",
    values.Familiarity: "familiarity.",
    values.Provenness: "provenness.",
    values.Degree: "degree.",
    values.Light: "light.",
    values.DataLevel: "data_level.",
    values.Dpia: "dpia.",
    values.Transferability: "transferability.",
    values.UsersFit: "users_fit.",
    values.ProblemFit: "problem_fit.",
    values.MaturityFit: "maturity_fit.",
}
"""Where the words of a value list stand in the catalogues."""

BY_THEIR_WORDS = frozenset({values.Area, values.Technology})
"""Lists without an order of their own: people look for a word in them."""


def code_word(t: Texts, code: StrEnum) -> str:
    """The word for a code of a value list."""
    return t(FAMILIES[type(code)] + code.value)


def choices_of(t: Texts, field: Field) -> list[tuple[str, str]]:
    """What can be chosen in a field: pairs of code and word."""
    assert field.words is not None  # noqa: S101 - only choices are asked about
    found = [(code.value, code_word(t, code)) for code in field.words]
    return sorted(found, key=lambda pair: pair[1]) if field.words in BY_THEIR_WORDS else found


def label(t: Texts, field: Field) -> str:
    """What the field asks."""
    return t(f"ask.{field.name}")


def advice(t: Texts, field: Field) -> str:
    """The one line of help by the field."""
    return t(f"ask.{field.name}.help")


def raw_value(value: Any) -> str:
    """A value as a form holds it: a text; several with commas."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def value_words(t: Texts, field: Field, value: Any) -> str:
    """A value as people read it; empty for none."""
    if value in (None, (), ""):
        return ""
    match field.kind:
        case Kind.CHOICE:
            return code_word(t, value)
        case Kind.CHOICES:
            return ", ".join(code_word(t, one) for one in value)
        case Kind.NAMES:
            return ", ".join(value)
        case Kind.NUMBER:
            return t.number(value)
        case Kind.DATE:
            return t.day(value)
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class Answer:
    """One filled field of a card, in words."""

    field: Field
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """One step of a card with what is filled in."""

    step: Step
    title: str
    answers: tuple[Answer, ...]


def step_title(t: Texts, thing: Thing, step: Step) -> str:
    """What the step is called."""
    return t(f"step.{steps_of(thing).room}.{step.code}")


def sections(t: Texts, thing: Thing, leaving_out: frozenset[str] = frozenset()) -> tuple[Section, ...]:
    """The steps in which something is filled in, without the fields that are shown elsewhere."""
    found = []
    for step in steps_of(thing):
        answers = tuple(
            Answer(field, label(t, field), words)
            for field in step.fields
            if field.name not in leaving_out and (words := value_words(t, field, getattr(thing, field.name)))
        )
        if answers:
            found.append(Section(step, step_title(t, thing, step), answers))
    return tuple(found)


def progress_sentence(t: Texts, thing: Thing) -> str:
    """How far a card is. Whoever has filled in the quick form has begun, and is not told of none."""
    found = progress_of(thing)
    done = sum(one.progress is Progress.DONE for one in found)
    return t("steps.summary", done=done, count=len(found)) if done else t("steps.begun")


def help_sentence(t: Texts, one: Help) -> str:
    """Which answer would help, as a sentence that fits the submitter and everybody else."""
    return t(f"helps.{one.code}")
