"""Which columns can hold a person, and whose rows there are: read from the columns' own declarations."""

from collections.abc import Mapping

from sharepoint_lists.schema import columns, lists
from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.schema.records.telling import PREFERENCES

TEXTS = frozenset({Kind.TEXT, Kind.NOTE, Kind.LINES})
"""Kinds that take any text. The others hold figures, days, and words of a list that is no person's."""

OWN: Mapping[str, Column] = {
    lists.CONTACTS.name: columns.PERSON_ID,
    lists.FOLLOWS.name: columns.FOLLOWER_ID,
    lists.NOTICES.name: columns.NOTICE_PERSON_ID,
    lists.DRAFTS.name: columns.DRAFT_PERSON_ID,
    PREFERENCES.name: PREFERENCES.list.key,
}
"""Lists whose rows are there for one person only, and the column that says for whom: they go whole."""

IN_ORDER: tuple[List, ...] = (
    *(one for one in lists.LISTS if one not in (lists.PROPOSALS, lists.CONTACTS)),
    lists.PROPOSALS,
    lists.CONTACTS,
)
"""Every list: cards after what refers to them, and last what tells a name from an object id."""


def undeclared(of: List) -> list[str]:
    """The texts of a list of which nobody has said what of a person they hold."""
    return [one.name for one in of.columns if one.kind in TEXTS and one.holds is None]


def personal(of: List) -> tuple[Column, ...]:
    """The columns of a list in which a person can stand, the title among them.

    LookupError where a text doesn't say what it holds: what nobody thought about is not passed over.
    """
    if missing := undeclared(of):
        raise LookupError(f"{of.name}: {', '.join(missing)}")
    nobodys = (None, Holds.NOBODY)
    return (columns.TITLE, *(one for one in of.columns if one.kind in TEXTS and one.holds not in nobodys))
