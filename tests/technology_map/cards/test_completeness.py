"""How far a card is, and what would help the council (or a colleague) most."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from technology_map.cards.completeness import Progress, helps, next_step, progress_of, red_answers
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE
from technology_map.cards.fields import Field, Kind
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.people import Language, Person
from technology_map.texts import texts
from technology_map.words.values import DataLevel, Dpia, Light

NOON = datetime(2026, 11, 3, 11, 0, tzinfo=UTC)
METTE = Person("11111111-0000-4000-8000-000000000001", "Mette Holm")
QUICK = Proposal("Sensorer", "Vi vækker dem.", "En sensor.", "De sover.", METTE, "k" * 20, NOON, NOON)
CARD = SolutionCard("VR", "Svært at forestille sig.", "Ti par briller.", METTE, "k" * 20, NOON, NOON)


def some(field: Field) -> Any:
    """A value that fits the field."""
    match field.kind:
        case Kind.CHOICE:
            return next(iter(field.words or ()))
        case Kind.CHOICES:
            return tuple(field.words or ())
        case Kind.NUMBER:
            return 0
        case Kind.DATE:
            return date(2026, 1, 1)
        case Kind.NAMES:
            return ("L-0001",)
        case _:
            return "Noget"


WHOLE = replace(QUICK, **{field.name: some(field) for step in PROPOSAL_TABLE for field in step.fields})
WHOLE_CARD = replace(CARD, **{field.name: some(field) for step in SOLUTION_TABLE for field in step.fields})


def codes(thing: Proposal | SolutionCard) -> list[str]:
    return [one.code for one in helps(thing)]


def test_a_quick_proposal_is_begun_and_the_council_wants_purpose_ethics_and_data_first() -> None:
    states = {one.step.code: one.progress for one in progress_of(QUICK)}
    assert states == {
        "problem": Progress.BEGUN,
        "solution": Progress.BEGUN,
        "benefits": Progress.BEGUN,
        "connections": Progress.EMPTY,
        "competences": Progress.EMPTY,
        "guideposts": Progress.EMPTY,
        "ethics": Progress.EMPTY,
    }
    assert codes(QUICK) == ["purpose", "ethics", "data_level"]
    assert codes(replace(QUICK, purpose="service")) == ["ethics", "data_level", "effort"]


def test_a_whole_card_needs_nothing_more_and_an_effort_of_nothing_is_an_answer() -> None:
    for whole in (WHOLE, WHOLE_CARD):
        assert {one.progress for one in progress_of(whole)} == {Progress.DONE}
        assert codes(whole) == []
        assert next_step(whole).code == "problem"
    assert WHOLE.effort_hours == 0


def test_a_red_answer_comes_before_everything() -> None:
    red = replace(QUICK, dignity=Light.RED)
    assert red_answers(red) == ("dignity",)
    assert codes(red)[0] == "red"
    assert helps(red)[0].step.code == "ethics"
    assert red_answers(CARD) == ()


def test_delicate_data_asks_for_an_impact_assessment() -> None:
    delicate = replace(WHOLE, data_level=DataLevel.SENSITIVE, dpia=Dpia.NO)
    assert codes(delicate) == ["dpia"]
    assert codes(replace(delicate, dpia=Dpia.YES)) == []


@given(st.sets(st.sampled_from([field.name for step in PROPOSAL_TABLE for field in step.fields])))
def test_every_answer_brings_a_card_further_and_at_most_three_are_asked_for(left: set[str]) -> None:
    empty = {name: getattr(QUICK, name) for name in left}
    partly = replace(WHOLE, **empty)
    assert len(helps(partly)) <= 3
    for language in Language:
        assert all(texts(language)(f"helps.{one.code}") for one in helps(partly))
    for now, then in zip(progress_of(partly), progress_of(WHOLE), strict=True):
        assert now.filled <= now.total == then.filled
    undone = [one.step for one in progress_of(partly) if one.progress is not Progress.DONE]
    assert next_step(partly) == (undone[0] if undone else next(iter(PROPOSAL_TABLE)))
