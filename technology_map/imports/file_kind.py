"""Tells by its headings what a spreadsheet holds: solution cards, proposals, or rows that belong to them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from technology_map.sheets.contents import COLUMNS, may_be
from technology_map.sheets.detail_columns import DETAIL_COLUMNS
from technology_map.sheets.headings import find_headings, read_headings

_TELLING = ("status", "status_reason")
"""What a proposal has beside the fields of its table that a solution card has not."""


def kind_of(
    first: Sequence[Sequence[str]],
    chosen: str | None = None,
    headings: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """What was chosen; else what most headings are known of. In doubt solution cards, then proposals.

    Rows that belong to a card are meant only where the file says to which, and has all they need.
    `headings` are what somebody said of the file's own.
    """
    if chosen is not None:
        return chosen

    def known(kind: str) -> int:
        of = COLUMNS[kind]
        at = find_headings(first, of, headings)
        found = read_headings(first[at] if first else [], of, headings)
        if kind not in DETAIL_COLUMNS:
            return sum(one.field in found.places for one in of if one.of or one.field in _TELLING)
        return found.known if may_be(kind, found) else 0

    return max(COLUMNS, key=known)
