"""How a list of records is declared: list, mapping, intake and the store's calls follow from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import List, Site
from technology_map.records import Record


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A field of a record and its column. Without a `needed` one the row cannot be read.

    `start` is what an empty cell means. `said`: people write in it.
    """

    field: str
    column: Column
    needed: bool = False
    start: Any = None
    said: bool = False


def keyed(name: str) -> RecordColumn:
    """The unique key of a list of records."""
    key = Column(name, "Nøgle", indexed=True, unique=True, holds=Holds.KEY)
    return RecordColumn("key", key, needed=True)


def written(field: str, name: str, title: str) -> RecordColumn:
    """A field in which people write."""
    return RecordColumn(field, Column(name, title, Kind.NOTE, holds=Holds.WORDS), start="", said=True)


@dataclass(frozen=True, slots=True)
class RecordList:
    """A list of records of one kind. The first column is its key; `title` is what an owner reads.

    `lively`: people wait for what others write in it. `in_meeting`: they do while a meeting is held.
    `in_workshop`: they do while people place cards. `unseen`: not even the council's pages may tell that a
    row came.
    """

    kind: type[Record]
    name: str
    called: str
    site: Site
    columns: tuple[RecordColumn, ...]
    title: Callable[[Any], str]
    lively: bool = False
    in_meeting: bool = False
    in_workshop: bool = False
    unseen: bool = False

    @property
    def list(self) -> List:
        """The list."""
        key, *rest = (one.column for one in self.columns)
        return List(self.name, self.called, self.site, key, (*rest, key))
