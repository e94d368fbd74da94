"""The columns of our own spreadsheets: the fields of the table, and what the system tells beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

from technology_map.cards import fields
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE, FieldTable
from technology_map.cards.fields import Field
from technology_map.council.life_cycle import Status
from technology_map.validation.limits import LINE_LIMIT, TEXT_LIMIT
from technology_map.words.value_lists import ValueList


class Kind(StrEnum):
    """What stands in the cells of a column."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    CARD_NAME = "card_name"
    PROPOSAL_NAME = "proposal_name"
    NAMES = "names"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the heading `sheet.<field>`, or `called`, stands over the field's value, in every file.

    `limit` counts characters, 0 for none. `words` is the value list of a choice. What is `told` is the
    system's own and never read back. `of` is the card's field, None for what is no field of the table.
    """

    field: str
    kind: Kind
    limit: int = 0
    words: ValueList | None = None
    needed: bool = False
    told: bool = False
    of: Field | None = None
    called: str = ""


_KINDS = {
    fields.Kind.LINE: Kind.LINE,
    fields.Kind.TEXT: Kind.TEXT,
    fields.Kind.CHOICE: Kind.CHOICE,
    fields.Kind.CHOICES: Kind.CHOICES,
    fields.Kind.NUMBER: Kind.NUMBER,
    fields.Kind.DECIMAL: Kind.LINE,
    fields.Kind.DATE: Kind.DATE,
    fields.Kind.LINK: Kind.TEXT,
    fields.Kind.KLE: Kind.LINE,
    fields.Kind.NAMES: Kind.NAMES,
}
_COUNTED = (Kind.LINE, Kind.TEXT)


LATER = frozenset({"solution", "expected_benefits"})
"""Old lists of proposals seldom say these. They are taken in without, and the page says what is missing."""


def of_field(field: Field) -> Column:
    """The column of a field of the table. Only texts of the quick form are needed in a spreadsheet."""
    kind = _KINDS[field.kind]
    limit = field.limit if kind in _COUNTED else 0
    needed = field.needed and kind in _COUNTED and field.name not in LATER
    return Column(field.name, kind, limit, field.words, needed=needed, of=field)


class Columns(Sequence[Column]):
    """The columns of one kind of card as its table says now: number and title, `then`, the others, `last`."""

    def __init__(
        self, number: Column, then: tuple[Column, ...], table: FieldTable, last: tuple[Column, ...]
    ) -> None:
        self._number, self._then, self._table, self._last = number, then, table, last
        self._made: tuple[int, tuple[Column, ...]] = (-1, ())

    def _now(self) -> tuple[Column, ...]:
        version = self._table.version
        if self._made[0] != version:
            shown = [field for field in self._table.fields if field.exported and field.name != "title"]
            title = of_field(self._table.field("title"))
            self._made = (version, (self._number, title, *self._then, *map(of_field, shown), *self._last))
        return self._made[1]

    @overload
    def __getitem__(self, at: int) -> Column: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Column]: ...
    def __getitem__(self, at: int | slice) -> Column | Sequence[Column]:
        return self._now()[at]

    def __len__(self) -> int:
        return len(self._now())


def _told(field: str, kind: Kind, limit: int = 0) -> Column:
    return Column(field, kind, limit, told=True)


_HANDED_IN = (
    _told("submitter", Kind.PERSON),
    _told("responsible_name", Kind.TEXT),
    _told("submitted_at", Kind.MOMENT),
    _told("changed_at", Kind.MOMENT),
)

NUMBER = "number"
"""The field of the first column; in a template it also marks the lines that are no cards."""

SOLUTION_COLUMNS = Columns(
    _told(NUMBER, Kind.CARD_NAME),
    (),
    SOLUTION_TABLE,
    (Column("from_proposal", Kind.PROPOSAL_NAME), *_HANDED_IN),
)

PROPOSAL_COLUMNS = Columns(
    _told(NUMBER, Kind.PROPOSAL_NAME),
    (
        Column("status", Kind.CHOICE, words=Status, told=True),
        _told("status_reason", Kind.TEXT, TEXT_LIMIT),
    ),
    PROPOSAL_TABLE,
    (
        _told("next_step", Kind.LINE, LINE_LIMIT),
        _told("next_step_due", Kind.DATE),
        _told("review_date", Kind.DATE),
        _told("leads_to", Kind.LINE, LINE_LIMIT),
        _told("rank_reason", Kind.TEXT, TEXT_LIMIT),
        _told("co_submitter_names", Kind.NAMES),
        *_HANDED_IN,
    ),
)

NEVER_TOLD = frozenset(
    {
        *("submission_key", "version", "seq", "rank", "co_submitter_ids", "responsible_id", "answers"),
        *("caseworker_id", "caseworker_name"),
        *("edited_by", "edited_at", "edited_why", "reworded_at"),
    }
)
"""Attributes that no spreadsheet shows under their name: keys, versions, object ids; `answers` are fields.

Who changed the text last is told with its history, and who looks after it for the council beside it, on the
page."""
