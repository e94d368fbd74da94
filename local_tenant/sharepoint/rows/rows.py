"""The items' rows: every version kept, the current state and any earlier one to be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from local_tenant.clock import iso
from local_tenant.people import Person, person
from local_tenant.sharepoint.access import APP_USER_ID, user_id
from local_tenant.sharepoint.errors import new_id
from local_tenant.sharepoint.rows.columns import Column
from local_tenant.sharepoint.rows.comparing import comparable
from local_tenant.sharepoint.rows.database import Database
from local_tenant.sharepoint.rows.lists import List


class Row(NamedTuple):
    """One version of an item, as SQLite has it."""

    seq: int
    list: int
    id: int
    version: int
    guid: str
    at: float
    until: float | None
    deleted: int
    created: float
    author: str | None
    editor: str | None
    fields: bytes

    @property
    def etag(self) -> str:
        """The entity tag, quotes included (platform.md 1.3)."""
        return f'"{self.guid},{self.version}"'

    def values(self) -> dict[str, Any]:
        """The columns' values as written; empty ones are absent."""
        loaded: dict[str, Any] = orjson.loads(self.fields)
        return loaded

    def person(self, who: str | None) -> Person | None:
        """The person with this key; None for the app."""
        return None if who is None else person(who)

    def held(self, column: Column, values: dict[str, Any]) -> Any:
        """What the item holds in any column, built-in ones too."""
        match column.name:
            case "ID":
                return self.id
            case "Created":
                return iso(self.created)
            case "Modified":
                return iso(self.at)
            case "Author":
                return APP_USER_ID if self.author is None else user_id(person(self.author))
            case "Editor":
                return APP_USER_ID if self.editor is None else user_id(person(self.editor))
        return values.get(column.name)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a read looks: now (`at` None) or the state as it was at that time."""

    at: float | None = None

    @property
    def sql(self) -> str:
        """The condition on a row `r`."""
        if self.at is None:
            return "r.until IS NULL"
        return "r.at <= :moment AND (r.until IS NULL OR r.until > :moment)"


NOW = Moment()
ALL = ", ".join(f"r.{name}" for name in Row._fields)


class Rows:
    """Reads and writes rows. Writes are made inside a transaction of the caller."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def select(self, tail: str, values: dict[str, Any]) -> list[Row]:
        """Rows by SQL: everything after `SELECT … `."""
        cursor = self._database.connection.execute(f"SELECT {ALL} {tail}", values)
        return [Row._make(one) for one in cursor]

    def count(self, tail: str, values: dict[str, Any]) -> int:
        """How many rows there are, by the same SQL."""
        found = self._database.connection.execute(f"SELECT count(*) {tail}", values)
        return int(found.fetchone()[0])

    def item(self, home: List, item_id: int, moment: Moment = NOW) -> Row | None:
        """An item's row at a moment; None where there was none or it was deleted."""
        found = self.select(
            f"FROM rows r WHERE r.list = :list AND r.id = :id AND {moment.sql}",
            {"list": home.number, "id": item_id, "moment": moment.at},
        )
        return found[0] if found and not found[0].deleted else None

    def versions(self, home: List, item_id: int) -> list[Row]:
        """All versions of an item, newest first."""
        return self.select(
            "FROM rows r WHERE r.list = :list AND r.id = :id ORDER BY r.version DESC",
            {"list": home.number, "id": item_id},
        )

    def twin(self, home: List, name: str, value: Any, but: int, whole: Any = None) -> bool:
        """Whether another current item holds the same comparable value in an indexed column.

        `whole`: where given, it must be the same letter by letter.
        """
        found = self.select(
            "FROM cells c JOIN rows r ON r.seq = c.seq WHERE c.list = :list AND c.name = :name"
            " AND c.value = :value AND r.until IS NULL AND r.deleted = 0 AND r.id <> :but",
            {"list": home.number, "name": name, "value": value, "but": but},
        )
        return any(whole is None or row.values().get(name) == whole for row in found)

    def next_id(self, home: List) -> int:
        """Takes the list's next item id; ids are never used again."""
        row = self._database.connection.execute(
            "UPDATE lists SET next_id = next_id + 1 WHERE number = ? RETURNING next_id - 1",
            (home.number,),
        ).fetchone()
        return int(row[0])

    def born(self, home: List, values: dict[str, Any], who: str | None, at: float) -> Row:
        """A new item's first row."""
        return self._insert(
            home, (home.number, self.next_id(home), 1, new_id(), at, None, 0, at, who, who), values
        )

    def followed(self, home: List, before: Row, values: dict[str, Any], who: str | None, at: float) -> Row:
        """The next version of an item."""
        later = max(at, before.at)
        self._close(before, later)
        head = (home.number, before.id, before.version + 1, before.guid, later, None, 0)
        return self._insert(home, (*head, before.created, before.author, who), values)

    def deleted(self, home: List, before: Row, who: str | None, at: float) -> None:
        """Ends an item: the last row says that it is gone."""
        later = max(at, before.at)
        self._close(before, later)
        head = (home.number, before.id, before.version + 1, before.guid, later, None, 1)
        self._insert(home, (*head, before.created, before.author, who), {})

    def index(self, home: List, columns: Iterable[Column]) -> None:
        """Fills the index for columns that have just got one."""
        wanted = list(columns)
        for row in self.select("FROM rows r WHERE r.list = :list", {"list": home.number}):
            self._cells(home, row, row.values(), wanted)

    def unindex(self, home: List, name: str) -> None:
        """Empties a column's index."""
        self._database.connection.execute(
            "DELETE FROM cells WHERE list = ? AND name = ?", (home.number, name)
        )

    def empty(self, home: List, name: str) -> None:
        """Takes a column's values out of all rows, old versions too."""
        self._database.connection.execute(
            "UPDATE rows SET fields = CAST(json_remove(CAST(fields AS TEXT), ?) AS BLOB)"
            " WHERE list = ? AND json_type(CAST(fields AS TEXT), ?) IS NOT NULL",
            (f'$."{name}"', home.number, f'$."{name}"'),
        )

    def duplicated(self, home: List, column: Column) -> bool:
        """Whether two current items hold the same value in a column, indexed or not."""
        seen: set[Any] = set()
        now = "FROM rows r WHERE r.list = :list AND r.until IS NULL AND r.deleted = 0"
        for row in self.select(now, {"list": home.number}):
            value = comparable(row.held(column, row.values()))
            if value is not None and value in seen:
                return True
            seen.add(value)
        return False

    def _close(self, row: Row, at: float) -> None:
        self._database.connection.execute("UPDATE rows SET until = ? WHERE seq = ?", (at, row.seq))

    def _insert(self, home: List, head: Sequence[Any], values: dict[str, Any]) -> Row:
        fields = orjson.dumps(values)
        cursor = self._database.connection.execute(_INSERT, (*head, fields))
        row = Row._make((int(cursor.lastrowid or 0), *head, fields))
        if not row.deleted:
            self._cells(home, row, values, home.indexed)
        return row

    def _cells(self, home: List, row: Row, values: dict[str, Any], columns: Iterable[Column]) -> None:
        self._database.connection.executemany(
            "INSERT INTO cells VALUES (?, ?, ?, ?)",
            [(home.number, one.name, comparable(row.held(one, values)), row.seq) for one in columns],
        )


_INSERT = (
    "INSERT INTO rows (list, id, version, guid, at, until, deleted, created, author, editor, fields)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
