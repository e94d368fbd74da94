"""Graph's handlers for columns."""

from typing import Any

from local_tenant.sharepoint.errors import NOT_UNIQUE, invalid, not_found, taken
from local_tenant.sharepoint.graph.exchange import Ask, Reply
from local_tenant.sharepoint.graph.odata import chosen
from local_tenant.sharepoint.graph.router import Place, Route
from local_tenant.sharepoint.rows.columns import Column, changed_column, made_column
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.values import default_value
from local_tenant.sharepoint.service import SharePoint

MAX_INDEXES = 20
_COLUMNS = "sites/{site-id}/lists/{list-id}/columns"


class ColumnRoutes:
    """Columns of a list."""

    def __init__(self, sharepoint: SharePoint) -> None:
        self._sharepoint = sharepoint
        self._lists = sharepoint.lists

    def routes(self) -> list[Route]:
        """The table of addresses."""
        column = f"{_COLUMNS}/{{column-id}}"
        return [
            Route("GET", _COLUMNS, self.columns, "select top"),
            Route("POST", _COLUMNS, self.add_column),
            Route("GET", column, self.column, "select", cost=1),
            Route("PATCH", column, self.change_column),
            Route("DELETE", column, self.delete_column),
        ]

    async def columns(self, ask: Ask, place: Place) -> Reply:
        home, select = _home(place), ask.query.get("select")
        shown = [chosen(one.as_json(), select) for one in home.columns.values()]
        return Reply(body={"@odata.context": f"{_list_context(ask, place)}/columns", "value": shown})

    async def column(self, ask: Ask, place: Place) -> Reply:
        return self._column_answer(ask, place, _column(place), 200)

    async def add_column(self, ask: Ask, place: Place) -> Reply:
        home, made = _home(place), self.made(_home(place), ask.body_object())
        self.take(home, made)
        self._lists.keep(home)
        if made.indexed:
            self._sharepoint.items.rows.index(home, [made])
        return self._column_answer(ask, place, made, 201)

    async def change_column(self, ask: Ask, place: Place) -> Reply:
        home, before = _home(place), _column(place)
        changed = changed_column(before, ask.body_object())
        self._check_default(changed)
        rows = self._sharepoint.items.rows
        if changed.unique and not before.unique and rows.duplicated(home, changed):
            raise invalid(NOT_UNIQUE)
        if changed.indexed and not before.indexed:
            _require_room(home)
            rows.index(home, [changed])
        elif before.indexed and not changed.indexed:
            rows.unindex(home, before.name)
        home.columns[changed.name] = changed
        self._lists.keep(home)
        return self._column_answer(ask, place, changed, 200)

    async def delete_column(self, ask: Ask, place: Place) -> Reply:
        home, gone = _home(place), _column(place)
        if gone.built_in:
            raise invalid(f"Column '{gone.name}' cannot be deleted.")
        del home.columns[gone.name]
        home.views = [one.without(gone.name) for one in home.views]
        self._lists.keep(home)
        self._sharepoint.items.forget(home, gone)
        return Reply(204)

    def made(self, home: List, given: Any) -> Column:
        made = made_column(given, {name.lower() for name in home.columns})
        shown = made.display_name.lower()
        own = [one for one in home.columns.values() if not one.built_in]
        if any(one.display_name.lower() == shown for one in own):
            raise taken(f"A column with the name '{made.display_name}' already exists.")
        if made.facet_name == "lookup":
            target = self._lists.with_id(str(made.facet.get("listId", "")))
            if target is None or target.site is not home.site:
                raise invalid("A lookup column needs the id of a list on the same site.")
        self._check_default(made)
        return made

    @staticmethod
    def _check_default(column: Column) -> None:
        if column.default is not None:
            default_value(column)

    @staticmethod
    def take(home: List, made: Column) -> None:
        if made.indexed:
            _require_room(home)
        home.columns[made.name] = made

    @staticmethod
    def _column_answer(ask: Ask, place: Place, column: Column, status: int) -> Reply:
        context = {"@odata.context": f"{_list_context(ask, place)}/columns/$entity"}
        return Reply(status, context | chosen(column.as_json(), ask.query.get("select")))


def _home(place: Place) -> List:
    if place.home is None:
        raise not_found()
    return place.home


def _column(place: Place) -> Column:
    wanted = place.names["column-id"]
    for one in _home(place).columns.values():
        if wanted.lower() == one.id or wanted in (one.name, one.display_name):
            return one
    raise not_found()


def _require_room(home: List) -> None:
    if len(home.indexed) >= MAX_INDEXES:
        raise invalid(f"A list can have at most {MAX_INDEXES} indexed columns.")


def _list_context(ask: Ask, place: Place) -> str:
    site = place.site.id.replace(",", "%2C")
    return f"{ask.base}/$metadata#sites('{site}')/lists('{_home(place).id}')"
