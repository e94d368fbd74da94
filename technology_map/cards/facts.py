"""What a whole card says, in words: its filled fields in the order of the method, how far it is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from technology_map.cards.answers import table_of, value_of
from technology_map.cards.completeness import Help, Progress, progress_of
from technology_map.cards.field_table import Step
from technology_map.cards.fields import Field, Kind
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.texts import Texts
from technology_map.words.terms import TermList
from technology_map.words.value_lists import choices_of as choices_of_list
from technology_map.words.value_lists import code_word

Thing = Proposal | SolutionCard


def choices_of(t: Texts, field: Field, chosen: str = "") -> list[tuple[str, str]]:
    """What can be chosen in a field, and what is `chosen` though it is retired: pairs of code and word."""
    assert field.words is not None  # noqa: S101 - only choices are asked about
    return choices_of_list(t, field.words, chosen.split(","))


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
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return value.isoformat() if isinstance(value, date) else str(value)


def value_word(t: Texts, field: Field, code: str) -> str:
    """The word for one code of a field; of one that can be chosen no more it says so."""
    assert field.words is not None  # noqa: S101 - only choices are asked about
    word = code_word(t, field.words, code)
    if isinstance(field.words, TermList) and t.vocabulary.is_retired(field.words, code):
        return t("words.retired", word=word)
    return word


def value_words(t: Texts, field: Field, value: Any) -> str:
    """A value as people read it; empty for none."""
    if value in (None, (), ""):
        return ""
    match field.kind:
        case Kind.CHOICE:
            return value_word(t, field, value)
        case Kind.CHOICES:
            return ", ".join(value_word(t, field, one) for one in value)
        case Kind.NAMES:
            return ", ".join(value)
        case Kind.NUMBER:
            return t.number(value)
        case Kind.DECIMAL:
            return t.amount(value)
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
    return t(f"step.{table_of(thing).room}.{step.code}")


def sections(t: Texts, thing: Thing, leaving_out: frozenset[str] = frozenset()) -> tuple[Section, ...]:
    """The steps in which something is filled in, without the fields that are shown elsewhere."""
    found = []
    for step in table_of(thing):
        answers = tuple(
            Answer(field, label(t, field), words)
            for field in step.fields
            if field.name not in leaving_out and (words := value_words(t, field, value_of(thing, field)))
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
