"""A person in a row: found however they stand there, taken out whole, and nobody else with them."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharepoint_lists.mapping.naming import Found, Sought, hits, names_in, owns, replaced
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.list_types import List

METTE = "11111111-0000-4000-8000-000000000001"
KAREN = "11111111-0000-4000-8000-000000000006"
STAND_IN, WORD = "forgotten-0123456789abcdef", "Tidligere medarbejder"
WHO = Sought(METTE, STAND_IN, WORD, frozenset({"Mette Holm"}))
letters = st.text("abcdefghijklmnopqrstuvwxyzæøåÆØÅ .,\n-" + string.digits, max_size=60)


def cells(**changed: str) -> dict[str, Any]:
    return {
        "Title": "Sensorer",
        "SubmitterName": "Mette Holm",
        "SubmitterId": METTE,
        "SubmissionKey": f"{METTE}.0123456789abcdef",
        "CoSubmitters": "Karen Friis\nMette Holm",
        "CoSubmitterIds": f"{KAREN}\n{METTE}",
        **changed,
    }


def test_ids_names_keys_and_lines_are_found_and_replaced() -> None:
    row = cells(Problem="Spørg Mette Holm. Mette Holms hold ved det, og mette  holm kommer selv.")
    now = replaced(lists.PROPOSALS, row, WHO)
    assert now == {
        "SubmitterName": WORD,
        "SubmitterId": STAND_IN,
        "SubmissionKey": f"{STAND_IN}.0123456789abcdef",
        "CoSubmitters": f"Karen Friis\n{WORD}",
        "CoSubmitterIds": f"{KAREN}\n{STAND_IN}",
        "Problem": f"Spørg {WORD}. {WORD}s hold ved det, og {WORD} kommer selv.",
    }
    found = {hit.column: hit.how for hit in hits(lists.PROPOSALS, row, WHO)}
    assert found["SubmitterId"] is Found.ID
    assert found["SubmissionKey"] is Found.KEY
    assert found["CoSubmitters"] is Found.NAME
    assert found["Problem"] is Found.WORDS
    assert set(found) == set(now)


@pytest.mark.parametrize(
    "text", ["Mettes holm", "Annemette Holm", "Mette Holmgaard", "Mette", "", "mette.holm@bakkeby.example"]
)
def test_what_is_another_word_stays(text: str) -> None:
    assert replaced(lists.PROPOSALS, {"Problem": text}, WHO) == {}


def test_a_name_beside_another_persons_id_is_theirs() -> None:
    other = cells(SubmitterId=KAREN, SubmissionKey="key", CoSubmitters="", CoSubmitterIds="")
    assert replaced(lists.PROPOSALS, other, WHO) == {}


def test_a_name_that_somebody_else_has_too_stays_where_no_id_says_whose_it_is() -> None:
    shared = Sought(METTE, STAND_IN, WORD, frozenset({"Mette Holm"}), frozenset({"Mette Holm"}))
    row = cells(EditedBy="Mette Holm", Problem="Spørg Mette Holm.", Responsible="Mette Holm")
    now = replaced(lists.PROPOSALS, row, shared)
    assert "SubmitterName" in now
    assert not {"EditedBy", "Problem", "Responsible"} & now.keys()
    said = {hit.column for hit in hits(lists.PROPOSALS, row, shared) if hit.how is Found.SHARED}
    assert said == {"EditedBy", "Problem", "Responsible"}


def test_what_the_decision_log_secures_is_told_and_stays() -> None:
    row = {"Title": "F-0001 nr. 1", "Reason": "Mette Holm har spurgt."}
    assert replaced(lists.DECISIONS, row, WHO) == {}
    assert [(hit.column, hit.how) for hit in hits(lists.DECISIONS, row, WHO)] == [("Reason", Found.HASHED)]
    assert hits(lists.PROPOSALS, {"StatusReason": "Mette Holm har spurgt."}, WHO)[0].how is Found.HASHED


def test_a_name_of_one_word_is_a_name_only_where_it_stands_alone() -> None:
    one = Sought(METTE, STAND_IN, WORD, frozenset({"Mette"}))
    row = {"EditedBy": "Mette", "Problem": "Mette og mætte"}
    assert replaced(lists.PROPOSALS, row, one) == {"EditedBy": WORD}


def test_a_key_with_a_name_in_it_loses_that_too() -> None:
    named = next(of for of in lists.LISTS if of.name == "FollowUps")
    assert replaced(named, {"FollowUpKey": "follow-up-b-2026-01-01-Mette Holm"}, WHO) == {
        "FollowUpKey": f"follow-up-b-2026-01-01-{STAND_IN}"
    }


def test_the_lines_of_a_text_that_names_nobody_keep_their_ends() -> None:
    assert replaced(lists.PROPOSALS, {"CoSubmitters": "Karen Friis\r\nPeter Ravn"}, WHO) == {}


def test_whose_rows_there_are() -> None:
    assert owns(lists.FOLLOWS, {"FollowerId": METTE}, WHO)
    assert not owns(lists.FOLLOWS, {"FollowerId": KAREN}, WHO)
    assert not owns(lists.PROPOSALS, cells(), WHO)
    assert set(names_in(lists.PROPOSALS, cells())) >= {(METTE, "Mette Holm"), (KAREN, "Karen Friis")}


@given(before=letters, after=letters, of=st.sampled_from(lists.LISTS))
def test_laws_nothing_is_left_and_a_second_time_changes_nothing(before: str, after: str, of: List) -> None:
    """In whatever column of whatever list, with whatever around it."""
    row: dict[str, Any] = {
        one.name: f"{before} Mette Holm {after}" if one.holds and one.holds.value == "words" else "Mette Holm"
        for one in of.columns
    }
    row |= {one.name: METTE for one in of.columns if one.holds and one.holds.value in ("id", "key")}
    now = row | replaced(of, row, WHO)
    assert replaced(of, now, WHO) == {}
    for one in of.columns:
        if one.holds and one.holds.value in ("id", "key", "name", "words"):
            assert METTE not in now[one.name]
            assert "Mette Holm" not in now[one.name]
            assert before.strip() in now[one.name] or one.holds.value != "words"
