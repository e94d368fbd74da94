"""What can be done to items: create, change, delete, restore a version."""

from typing import Any

from local_tenant.clock import Clock
from local_tenant.sharepoint.errors import NOT_UNIQUE, GraphError, invalid, not_found, stale
from local_tenant.sharepoint.mode import Leak, Mode
from local_tenant.sharepoint.rows.columns import Column
from local_tenant.sharepoint.rows.comparing import comparable
from local_tenant.sharepoint.rows.database import Database
from local_tenant.sharepoint.rows.lists import List, Lists
from local_tenant.sharepoint.rows.rows import NOW, Moment, Row, Rows
from local_tenant.sharepoint.rows.values import defaults, written


class Items:
    """The items of all lists. `who` is a person's key, or None for the app."""

    def __init__(self, database: Database, lists: Lists, clock: Clock, mode: Mode) -> None:
        self._database, self._lists, self._clock, self._mode = database, lists, clock, mode
        self.rows = Rows(database)
        self._leak = Leak()

    def moment(self) -> Moment:
        """When reads look: now, or some seconds ago."""
        return self._ago(self._mode.reads_lag)

    def delta_moment(self) -> Moment:
        """The same for delta, which may lag otherwise."""
        lag = self._mode.delta_lag
        return self._ago(self._mode.reads_lag if lag < 0 else lag)

    def _ago(self, seconds: float) -> Moment:
        return Moment(self._clock.now() - seconds) if seconds else NOW

    def read(self, home: List, item_id: str, moment: Moment = NOW) -> Row:
        """An item. GraphError 404 where there is none, 400 where the id is no number."""
        if not item_id.isascii() or not item_id.isdigit() or len(item_id) > 12:
            raise invalid("Invalid request: an item's id is a number.")
        row = self.rows.item(home, int(item_id), moment)
        if row is None:
            raise not_found()
        return row

    async def create(self, home: List, given: Any, who: str | None = None) -> Row:
        """A new item. GraphError 400 for bad fields or a value that must be unique."""
        changes = written(home, given, self.exists)
        values = _filled(defaults(home) | changes)
        self._require_unique(home, values, 0)
        if self._mode.uniqueness_leaks and any(one.unique for one in home.columns.values()):
            await self._leak.meet(home, self._mode.leak_window)
        with self._database.writing():
            return self.rows.born(home, values, who, self._clock.now())

    def change(
        self, home: List, before: Row, given: Any, if_match: str | None, who: str | None = None
    ) -> Row:
        """The item with changed fields. GraphError 412 where `if_match` names another version."""
        require_match(if_match, before.etag)
        values = _filled(before.values() | written(home, given, self.exists))
        return self._follow(home, before, values, who)

    def delete(self, home: List, before: Row, if_match: str | None, who: str | None = None) -> None:
        """Deletes an item. GraphError 412 where `if_match` names another version."""
        require_match(if_match, before.etag)
        with self._database.writing():
            self.rows.deleted(home, before, who, self._clock.now())

    def version(self, home: List, item: Row, version_id: str) -> Row:
        """One version of an item, by Graph's id such as `2.0`. GraphError 404."""
        for row in self.rows.versions(home, item.id):
            if version_id == f"{row.version}.0":
                return row
        raise not_found()

    def restore(self, home: List, item: Row, version_id: str, who: str | None = None) -> Row:
        """Writes an old version's fields as a new version; columns since deleted stay away."""
        old = self.version(home, item, version_id).values()
        kept = {name: value for name, value in old.items() if name in home.columns}
        return self._follow(home, item, kept, who)

    def forget(self, home: List, column: Column) -> None:
        """Empties a deleted column in every row, so that a later one of its name starts empty."""
        with self._database.writing():
            self.rows.unindex(home, column.name)
            self.rows.empty(home, column.name)

    def exists(self, list_id: str, item_id: int) -> bool:
        """Whether a list has this item now."""
        home = self._lists.with_id(list_id)
        return home is not None and self.rows.item(home, item_id) is not None

    def title_of(self, list_id: str, item_id: int) -> str:
        """What a lookup of an item shows."""
        home = self._lists.with_id(list_id)
        row = None if home is None else self.rows.item(home, item_id)
        return "" if row is None else str(row.values().get("Title", ""))

    def _follow(self, home: List, before: Row, values: dict[str, Any], who: str | None) -> Row:
        self._require_unique(home, values, before.id)
        with self._database.writing():
            return self.rows.followed(home, before, values, who, self._clock.now())

    def _require_unique(self, home: List, values: dict[str, Any], item_id: int) -> None:
        for column in home.columns.values():
            value = comparable(values.get(column.name)) if column.unique else None
            whole = values.get(column.name) if self._mode.case_apart_unique else None
            if value is not None and self.rows.twin(home, column.name, value, item_id, whole):
                raise invalid(NOT_UNIQUE)


def require_match(if_match: str | None, etag: str) -> None:
    """Raises GraphError 412 where an If-Match header does not name the version `etag`."""
    if if_match is None or if_match.strip() == "*":
        return
    tag = if_match.strip().removeprefix("W/")
    if len(tag) < 2 or tag[0] != '"' or tag[-1] != '"':
        message = "The eTag value in the If-Match header is not valid."
        raise GraphError(400, "invalidRequest", message, inner="malformedEntityTag")
    if tag != etag:
        raise stale()


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
