"""What a list is to the code: where it lives, what it is called, and its columns."""

from dataclasses import dataclass
from enum import StrEnum

from sharepoint_lists.schema import columns
from sharepoint_lists.schema.columns import Column
from technology_map.cards.field_table import FieldTable


class Site(StrEnum):
    """Which of the two sites a list lives on (domain.md 3, "Where rows live")."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class List:
    """One list: where it lives, what it is called, and its columns; `key` makes a row one of a kind."""

    name: str
    title: str
    site: Site
    key: Column
    first: tuple[Column, ...]
    table: FieldTable | None = None
    last: tuple[Column, ...] = ()
    template: str = "genericList"

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column: the first, those of the card's fields as the table says now, and the last."""
        of_fields = self.table.fields if self.table else ()
        made = tuple(columns.of_field(field) for field in of_fields if field.name != "title")
        return (*self.first, *made, *self.last)


@dataclass(frozen=True, slots=True)
class Library:
    """A document library: where it lives and what it is called. It has the columns it is born with."""

    name: str
    title: str
    site: Site
    columns: tuple[Column, ...] = ()
    template: str = "documentLibrary"
