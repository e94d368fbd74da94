"""Every text of every list says what of a person it holds: what nobody thought about fails here."""

from dataclasses import replace

import pytest

from sharepoint_lists.mapping.holding import IN_ORDER, OWN, TEXTS, personal, undeclared
from sharepoint_lists.schema import columns, lists
from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import List


@pytest.mark.parametrize("of", lists.LISTS, ids=lambda one: one.name)
def test_every_text_is_declared(of: List) -> None:
    assert undeclared(of) == []
    assert personal(of)[0] is columns.TITLE
    names = {one.name: one for one in of.columns}
    for column in of.columns:
        if column.whose:
            assert column.holds is Holds.NAME
            assert names[column.whose].holds is Holds.ID


def test_a_new_text_that_says_nothing_is_refused() -> None:
    careless = Column("Nickname", "Kaldenavn")
    made = replace(lists.SUPPORTS, first=(*lists.SUPPORTS.first, careless))
    assert undeclared(made) == ["Nickname"]
    with pytest.raises(LookupError, match="Supports: Nickname"):
        personal(made)


def test_figures_days_and_words_of_lists_are_nobodys() -> None:
    assert frozenset(Kind) - TEXTS == {
        Kind.CHOICE,
        Kind.CHOICES,
        Kind.NUMBER,
        Kind.DECIMAL,
        Kind.DATE,
        Kind.MOMENT,
    }
    assert {one.kind for of in lists.LISTS for one in personal(of)} <= TEXTS


def test_every_list_is_gone_through_once_and_contacts_last() -> None:
    assert sorted(one.name for one in IN_ORDER) == sorted(one.name for one in lists.LISTS)
    assert [one.name for one in IN_ORDER[-2:]] == ["Proposals", "Contacts"]
    assert set(OWN) <= {one.name for one in lists.LISTS}
    named = {"SubmitterId", "ToldId", "FollowerId", "PersonId", "DraftPersonId", "OwnerId", "PresentIds"}
    ids = {one.name for of in lists.LISTS for one in of.columns if one.holds is Holds.ID}
    assert named <= ids
    assert all(name.endswith(("Id", "Ids")) for name in ids)


def test_whatever_is_called_an_id_or_a_name_is_declared_so() -> None:
    """Columns whose names give them away; a list that is made tomorrow is looked at too.

    ReusedBy is a text about departments, TakenBy an instance of the app.
    """
    by_name = ("By", "AuthorName", "MemberName", "SubmitterName")
    for of in lists.LISTS:
        for one in of.columns:
            if one.kind in TEXTS and one.name.endswith(("Id", "Ids")):
                assert one.holds is Holds.ID, (of.name, one.name)
            if one.name.endswith(by_name) and one.name not in ("ReusedBy", "TakenBy"):
                assert one.holds is Holds.NAME, (of.name, one.name)
