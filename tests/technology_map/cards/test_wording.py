"""How a text came to be what it is: nothing that was changed is hidden, and nothing else is told."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from technology_map.cards.answers import with_values
from technology_map.cards.proposals import Proposal
from technology_map.cards.wording import BACKED, CardVersion, edited, reworded, text_changes
from tests.technology_map.sheets.made_sheets import NOW, proposal

FIELDS = ("title", "problem", "solution", "consequences")
EDITS = st.lists(
    st.tuples(st.sampled_from(FIELDS), st.sampled_from(["en lås med en chip", "ansigtsgenkendelse", ""])),
    max_size=8,
)
FIRST = proposal(title="Lås", problem="Nøgler bliver væk.", solution="en lås med en chip", consequences="")


def told(edits: list[tuple[str, str]]) -> list[CardVersion]:
    """The versions that these edits leave, one a minute."""
    versions = [CardVersion(FIRST, NOW)]
    for place, (name, text) in enumerate(edits, start=1):
        moment, before = NOW + timedelta(minutes=place), versions[-1].thing
        assert isinstance(before, Proposal)
        wanted = edited(with_values(before, {name: text}), f"Person {place}", moment)
        versions.append(CardVersion(reworded(wanted, before, moment), moment))
    return versions


@given(EDITS)
def test_going_back_along_the_changes_leads_to_the_first_text(edits: list[tuple[str, str]]) -> None:
    versions = told(edits)
    now = {name: str(getattr(versions[-1].thing, name)) for name in FIELDS}
    for change in text_changes(versions):
        assert now[change.field.name] == change.after
        now[change.field.name] = change.before
    assert now == {name: str(getattr(FIRST, name)) for name in FIELDS}


@given(EDITS)
def test_each_change_says_who_and_when_and_nothing_is_told_that_did_not_change(
    edits: list[tuple[str, str]],
) -> None:
    changes = text_changes(told(edits))
    moments = [one.at for one in changes]
    assert moments == sorted(moments, reverse=True)
    assert all(one.before != one.after for one in changes)
    assert all(one.by == f"Person {(one.at - NOW).seconds // 60}" for one in changes)


@given(EDITS)
def test_what_is_backed_has_the_moment_of_its_last_change(edits: list[tuple[str, str]]) -> None:
    versions = told(edits)
    last: datetime | None = None
    for change in reversed(text_changes(versions)):
        if change.field.name in BACKED:
            last = change.at
    final = versions[-1].thing
    assert isinstance(final, Proposal)
    assert final.reworded_at == last


def test_who_changed_it_in_sharepoint_is_named() -> None:
    by_hand = replace(FIRST, problem="Noget andet.", edited_by="Mette", edited_why="En slåfejl.")
    [change] = text_changes([CardVersion(FIRST, NOW), CardVersion(by_hand, NOW, "Karen Lund")])
    assert (change.by, change.why, change.before) == ("Karen Lund", "", FIRST.problem)
