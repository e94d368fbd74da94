"""The whole card as a table of steps, and the gate that the table drives."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharepoint_lists.mapping import column_mapping
from technology_map.cards.facts import advice, choices_of, label, raw_value
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE, FieldTable, Step
from technology_map.cards.fields import Kind
from technology_map.cards.step_forms import StepForm, form_of, read_step, values_of
from technology_map.people.people import Language
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused
from technology_map.words.values import Beneficiary, DataLevel, Degree, Light
from tests.technology_map.validation.test_forms import WILD
from tests.words import WORDS, speaking

TODAY = date(2026, 11, 24)
QUICK = {
    "problem": "Vi går 40 gange om natten for at se, om beboerne sover.",
    "title": "Sensorer på natteronden",
    "solution": "En sensor under madrassen.",
    "expected_benefits": "Beboerne sover.",
}
EMPTY = {"number": 1, "version": "1"}
EVERY = [(steps, step) for steps in (PROPOSAL_TABLE, SOLUTION_TABLE) for step in steps]
both_kinds = pytest.mark.parametrize("steps", [PROPOSAL_TABLE, SOLUTION_TABLE], ids=lambda one: one.room)


def step(code: str, steps: FieldTable = PROPOSAL_TABLE) -> Step:
    found = steps.get(code)
    assert found is not None
    return found


def read(code: str, steps: FieldTable = PROPOSAL_TABLE, **raw: Any) -> dict[str, Any]:
    """What the gate makes of a step of card number 1, with the quick fields filled in."""
    asked = step(code, steps)
    quick = {name: text for name, text in QUICK.items() if asked.field(name)}
    form = read_step(asked, {"number": 1, "version": "1", **quick, **raw}, TODAY, WORDS)
    return values_of(asked, form)


def refused(code: str, steps: FieldTable = PROPOSAL_TABLE, **raw: Any) -> dict[str, str]:
    with pytest.raises(Refused) as no:
        read(code, steps, **raw)
    return {no.value.refusal.code: ""} | dict(no.value.refusal.fields)


@both_kinds
def test_every_field_is_asked_once_and_has_its_column_its_question_and_its_help(steps: FieldTable) -> None:
    rows = (*column_mapping.COMMON, *column_mapping.of_table(steps))
    kept = {place.field: place.column for place in rows}
    names = [field.name for one in steps for field in one.fields]
    assert len(names) == len(set(names))
    for language in Language:
        t = speaking(language)
        for one in steps:
            assert t(f"step.{steps.room}.{one.code}.lead")
            for field in one.fields:
                assert kept[field.name].words is field.words
                assert label(t, field)
                assert len(advice(t, field)) < 130
                assert field.words is None or all(word for _, word in choices_of(t, field))


def test_the_steps_follow_the_method_and_the_problem_is_first() -> None:
    codes = [one.code for one in PROPOSAL_TABLE]
    assert codes == [
        "problem", "solution", "benefits", "connections", "competences", "guideposts", "ethics",
    ]  # fmt: skip
    assert PROPOSAL_TABLE.beside(step("problem"), -1) is None
    assert PROPOSAL_TABLE.beside(step("problem"), 1) is step("solution")
    assert PROPOSAL_TABLE.beside(step("ethics"), 1) is None


@pytest.mark.parametrize(("steps", "one"), EVERY, ids=lambda one: getattr(one, "code", ""))
def test_a_step_may_be_half_filled_but_the_quick_fields_stay(steps: FieldTable, one: Step) -> None:
    needed = {field.name for field in one.fields if field.needed}
    if not needed:
        assert not any(values_of(one, read_step(one, EMPTY, TODAY, WORDS)).values())
        return
    with pytest.raises(Refused) as no:
        read_step(one, EMPTY, TODAY, WORDS)
    assert dict(no.value.refusal.fields) == dict.fromkeys(needed, "missing")


def test_the_gate_turns_a_step_into_values() -> None:
    said = read(
        "problem",
        beneficiaries=["employees", "citizens", "citizens"],
        area="health",
        purpose="service",
        other_purposes="data,process",
        department="  Plejecenter\tSolbakken ",
    )
    assert said["beneficiaries"] == (Beneficiary.CITIZENS, Beneficiary.EMPLOYEES)
    assert said["area"] == "health"
    assert said["other_purposes"] == ("process", "data")
    assert said["department"] == "Plejecenter Solbakken"
    assert read("guideposts", involvement="high")["involvement"] is Degree.HIGH
    law = read("ethics", dignity="red", data_level="sensitive", dpia_date="2026-10-01")
    assert (law["dignity"], law["data_level"]) == (Light.RED, DataLevel.SENSITIVE)
    assert law["dpia_date"] == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("", None),
        (" 40 ", 40),
        (40.0, 40),
        ("40 timer", 40),
        ("1.200", 1200),
        ("12 000", 12_000),
        ("12\u00a0000", 12_000),
        (0, 0),
    ],
)
def test_a_number_may_be_written_as_people_write_it(typed: Any, read_as: int | None) -> None:
    assert read("benefits", effort_hours=typed)["effort_hours"] == read_as


@pytest.mark.parametrize("typed", ["-1", "1.50.3", "mange", "4 dage", "1e9", "٤", True, [4], {}])
def test_what_is_no_whole_number_is_said_at_the_field(typed: Any) -> None:
    assert refused("benefits", effort_cost=typed)["effort_cost"] == "not_a_number"
    assert refused("benefits", effort_hours="9" * 12)["effort_hours"] == "too_much"
    assert refused("benefits", effort_hours="37,5")["effort_hours"] == "not_whole"
    assert refused("benefits", effort_hours=37.5)["effort_hours"] == "not_whole"


@pytest.mark.parametrize(
    "address",
    ["http://kommune.dk/a", "javascript:alert(1)", "https://", "kommune", "https://a b", "https://x@y.dk"],
)
def test_only_https_addresses_are_links(address: str) -> None:
    assert refused("ethics", dpia_link=address)["dpia_link"] == "not_a_link"
    assert read("ethics", dpia_link=" https://kommune.dk/dpia ")["dpia_link"] == "https://kommune.dk/dpia"
    assert refused("ethics", dpia_link="https://a.dk/" + "x" * 500)["dpia_link"] == "too_long"


@pytest.mark.parametrize("kle", ["27.3", "27-35-04", "27.35.4", "27.35.04.01", "aa.bb.cc", "٢٧.35.04"])
def test_a_kle_number_is_one_to_three_pairs_of_digits(kle: str) -> None:
    assert refused("law", SOLUTION_TABLE, kle=kle)["kle"] == "not_kle"
    assert read("law", SOLUTION_TABLE, kle=" 27.35.04 ")["kle"] == "27.35.04"
    assert read("law", SOLUTION_TABLE, kle="27.35")["kle"] == "27.35"


def test_names_of_cards_are_read_as_people_write_them() -> None:
    assert read("connections", links="l7, F-0012;f12 L-0007,")["links"] == ("L-0007", "F-0012")
    assert refused("connections", links="Solbakken")["links"] == "not_a_name"
    assert refused("connections", links=[f"F-{n}" for n in range(1, 14)])["links"] == "too_many"


@pytest.mark.parametrize("typed", ["1900-02-30", "i går", "1066-10-14", "2101-01-01", 7])
def test_a_date_that_is_none_is_said_at_the_field(typed: Any) -> None:
    assert refused("ethics", dpia_date=typed)["dpia_date"] == "not_a_date"


def test_codes_nobody_knows_and_fields_of_another_step_are_refused() -> None:
    assert refused("problem", purpose="rumfart")["purpose"] == "not_a_choice"
    assert refused("problem", beneficiaries=["citizens", "cats"])["beneficiaries"] == "not_a_choice"
    assert list(refused("problem", dignity="green")) == ["damaged_form"]
    assert list(refused("problem", status="pilot")) == ["damaged_form"]
    assert list(refused("problem", number="x")) == ["damaged_form"]


@pytest.mark.parametrize(("steps", "one"), EVERY, ids=lambda one: getattr(one, "code", ""))
def test_a_cpr_number_is_stopped_in_every_text_of_every_step(steps: FieldTable, one: Step) -> None:
    free = [field.name for field in one.fields if field.kind in (Kind.TEXT, Kind.LINE)]
    raw = {"number": 1, "version": "1", **({"area": "health"} if one.field("area") else {})}
    for name in free:
        with pytest.raises(Refused) as no:
            read_step(one, raw | dict.fromkeys(free, "x") | {name: "Ring til 010165-1234"}, TODAY, WORDS)
        assert dict(no.value.refusal.fields) == {name: "cpr_found"}


def test_a_doubtful_number_may_be_explained() -> None:
    doubtful = "Journal 0102030405"
    assert refused("connections", connections=doubtful)["connections"] == "cpr_doubtful"
    assert read("connections", connections=doubtful, not_cpr="Et journalnummer")["connections"]


NAMES = sorted({field.name for _, one in EVERY for field in one.fields} | {"number", "version", "rank"})


@given(st.sampled_from(EVERY), st.dictionaries(st.sampled_from(NAMES), WILD, max_size=8))
def test_nothing_that_is_sent_breaks_the_gate(which: tuple[FieldTable, Step], wild: dict[str, Any]) -> None:
    quick = {field.name: "x" for field in which[1].fields if field.needed}
    codes: set[str] = set()
    form = None
    try:
        form = read_step(which[1], EMPTY | quick | wild, TODAY, WORDS)
    except Refused as no:
        codes.add(no.refusal.code)
    assert codes <= {"damaged_form", "invalid_fields", "cpr_found", "cpr_doubtful"}
    if form is None:
        return
    again = {name: raw_value(value) for name, value in values_of(which[1], form).items()}
    repeated = read_form(form_of(which[1]), EMPTY | again, TODAY, WORDS)
    assert isinstance(repeated, StepForm)
    assert values_of(which[1], repeated) == values_of(which[1], form)
