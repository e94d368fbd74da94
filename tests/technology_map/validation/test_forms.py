"""The gate: whatever a card or a page sends becomes a typed form, or a refusal that names the field."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.validation.forms import MoveForm, QuickProposal, QuickSolutionCard, read_form
from technology_map.validation.refusals import Refused
from tests.words import WORDS

TODAY = date(2026, 11, 24)
PROPOSAL = {
    "submission_key": "a" * 22,
    "problem": "Vi går 40 gange om natten for at se, om beboerne sover.",
    "title": "Sensorer på plejehjemmet",
    "solution": "En sensor under madrassen.",
    "expected_benefits": "Beboerne sover, og vi går færre gange forgæves.",
}
WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


def refusal(raw: dict[str, Any], kind: Any = QuickProposal) -> Refused:
    with pytest.raises(Refused) as refused:
        read_form(kind, raw, TODAY, WORDS)
    return refused.value


@given(st.dictionaries(st.sampled_from([*PROPOSAL, "area", "status", "number", "x"]), WILD))
def test_nothing_that_is_sent_breaks_the_gate(wild: dict[str, Any]) -> None:
    codes: set[str] = set()
    try:
        form = read_form(QuickProposal, {**PROPOSAL, **wild}, TODAY, WORDS)
        assert 1 <= len(form.title) <= 65
    except Refused as no:
        codes.add(no.refusal.code)
    assert codes <= {"damaged_form", "invalid_fields", "cpr_found", "cpr_doubtful"}


@pytest.mark.parametrize("field", ["problem", "title", "solution", "expected_benefits"])
@pytest.mark.parametrize(
    ("value", "code"), [("", "missing"), ("  \n ", "missing"), (None, "missing"), ("x" * 20_000, "too_long")]
)
def test_each_field_has_its_own_sentence(field: str, value: object, code: str) -> None:
    no = refusal({**PROPOSAL, field: value}).refusal
    assert (no.code, dict(no.fields)) == ("invalid_fields", {field: code})


@pytest.mark.parametrize("extra", ["status", "submitter", "role", "version", "id", "rank"])
def test_a_form_cannot_carry_what_was_not_asked_for(extra: str) -> None:
    assert refusal({**PROPOSAL, extra: "1"}).refusal.code == "damaged_form"


@pytest.mark.parametrize("key", ["", "kort", "med mellemrum i nøglen", "x" * 65, None, 7])
def test_a_key_that_was_not_minted_by_us_makes_the_form_damaged(key: object) -> None:
    assert refusal({**PROPOSAL, "submission_key": key}).refusal.code == "damaged_form"


@pytest.mark.parametrize("field", ["problem", "title", "solution", "expected_benefits"])
def test_a_cpr_number_is_stopped_in_every_field_and_not_repeated(field: str) -> None:
    no = refusal({**PROPOSAL, field: "Ring til 010165-1234"})
    assert (no.refusal.code, dict(no.refusal.fields)) == ("cpr_found", {field: "cpr_found"})
    assert "010165" not in repr(no.refusal)


def test_a_doubtful_number_passes_with_a_reason_and_a_certain_one_never() -> None:
    doubtful = {**PROPOSAL, "problem": "Journal 0102030405 fylder meget"}
    assert refusal(doubtful).refusal.code == "cpr_doubtful"
    passed = read_form(QuickProposal, {**doubtful, "not_cpr": "Det er et journalnummer"}, TODAY, WORDS)
    assert passed.problem == doubtful["problem"]
    certain = {**PROPOSAL, "problem": "010165-1234", "not_cpr": "Det er noget andet"}
    assert refusal(certain).refusal.code == "cpr_found"
    assert refusal({**doubtful, "not_cpr": "010165-1234"}).refusal.code == "cpr_found"


def test_text_is_kept_but_for_what_nobody_can_see() -> None:
    form = read_form(
        QuickProposal,
        {**PROPOSAL, "title": "  Æblegrød \u202e\x00 på\tøen ", "problem": "én\r\nto\r\n"},
        TODAY,
    )
    assert form.title == "Æblegrød på øen"
    assert form.problem == "én\nto"


def test_a_solution_card_needs_its_area_from_the_list() -> None:
    card = {"submission_key": "b" * 22, "title": "t", "challenges": "c", "background": "b"}
    assert dict(refusal({**card, "area": "rumfart"}, QuickSolutionCard).refusal.fields) == {
        "area": "not_a_choice"
    }
    assert dict(refusal(card, QuickSolutionCard).refusal.fields) == {"area": "missing"}


def test_a_move_needs_a_reason_in_words() -> None:
    move = {"number": 42, "seq": 3, "action_key": "c" * 22, "end": "pilot", "reason": " "}
    assert dict(refusal(move, MoveForm).refusal.fields) == {"reason": "missing"}
    assert dict(refusal({**move, "reason": "Fordi", "end": "nirvana"}, MoveForm).refusal.fields) == {
        "end": "not_a_choice"
    }
    assert read_form(
        MoveForm, {**move, "reason": "Fordi", "review_date": "2027-01-31"}, TODAY, WORDS
    ).review_date
