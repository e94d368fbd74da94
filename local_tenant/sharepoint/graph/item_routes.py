"""Graph's handlers for items, their fields, versions and delta."""

from typing import Any

from local_tenant.clock import iso
from local_tenant.sharepoint.access import identity
from local_tenant.sharepoint.errors import bad, not_found
from local_tenant.sharepoint.graph.exchange import Ask, Reply
from local_tenant.sharepoint.graph.filters import parsed
from local_tenant.sharepoint.graph.list_routes import root
from local_tenant.sharepoint.graph.odata import link, names_in, opened, ordering, page_size, sealed, wanted_of
from local_tenant.sharepoint.graph.router import Place, Route
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.presentation import Reading, Wanted
from local_tenant.sharepoint.rows.querying import Search
from local_tenant.sharepoint.rows.rows import Row
from local_tenant.sharepoint.service import SharePoint

_ITEMS = "sites/{site-id}/lists/{list-id}/items"
_ITEM = f"{_ITEMS}/{{item-id}}"
_VERSION = f"{_ITEM}/versions/{{version-id}}"
_NOT_INDEXED_TOO = "HonorNonIndexedQueriesWarningMayFailRandomly"
_ALL = Wanted(with_fields=True)


class ItemRoutes:
    """Items."""

    def __init__(self, sharepoint: SharePoint) -> None:
        self._sharepoint, self._items = sharepoint, sharepoint.items

    def routes(self) -> list[Route]:
        """The table of addresses; delta before the item it would look like."""
        paging = "select expand top"
        return [
            Route("GET", f"{_ITEMS}/delta", self.delta, f"{paging} token"),
            Route("GET", _ITEMS, self.some, f"{paging} filter orderby skiptoken"),
            Route("POST", _ITEMS, self.create),
            Route("GET", _ITEM, self.one, "select expand", cost=1),
            Route("PATCH", _ITEM, self.change),
            Route("DELETE", _ITEM, self.delete),
            Route("GET", f"{_ITEM}/fields", self.fields, "select", cost=1),
            Route("PATCH", f"{_ITEM}/fields", self.change_fields),
            Route("GET", f"{_ITEM}/versions", self.versions, "select expand top"),
            Route("GET", _VERSION, self.version, "select expand", cost=1),
            Route("GET", f"{_VERSION}/fields", self.version_fields, "select", cost=1),
            Route("POST", f"{_VERSION}/restoreVersion", self.restore),
        ]

    async def some(self, ask: Ask, place: Place) -> Reply:
        home, reading = _home(place), self._reading(ask, place, wanted_of(ask.query))
        token = ask.query.get("skiptoken")
        after, emptied = opened(token, 2) if token else (0, 0)
        body: dict[str, Any] = {"@odata.context": f"{_context(ask, place)}/items"}
        if self._sharepoint.mode.empty_pages and not emptied:
            body["@odata.nextLink"] = _next(ask, after, emptied=True)
            return Reply(body=body | {"value": []})
        search = Search(
            home=home,
            condition=parsed(ask.query["filter"]) if "filter" in ask.query else None,
            order=ordering(ask.query),
            size=page_size(ask.query),
            after=after,
            not_indexed_too=ask.prefers(_NOT_INDEXED_TOO),
            moment=self._items.moment(),
            by_letter=self._sharepoint.mode.case_apart_filter,
        )
        found, more = self._sharepoint.finding.page(search)
        if more:
            reached = found[-1].id if search.order is None else after + len(found)
            body["@odata.nextLink"] = _next(ask, reached, emptied=False)
        return Reply(body=body | {"value": [reading.item(row) for row in found]})

    async def delta(self, ask: Ask, place: Place) -> Reply:
        reading = self._reading(ask, place, wanted_of(ask.query))
        page = self._sharepoint.delta.page(_home(place), ask, reading)
        context = f"{ask.base}/$metadata#Collection(listItem)"
        return Reply(body={"@odata.context": context} | page)

    async def create(self, ask: Ask, place: Place) -> Reply:
        fields = _fields_in(ask.body_object())
        row = await self._items.create(_home(place), {} if fields is None else fields)
        reply = self._item(ask, place, row, _ALL, 201)
        where = f"{ask.base}/sites('{place.site.id}')/lists('{_home(place).id}')/items('{row.id}')"
        reply.headers["Location"] = where
        return reply

    async def one(self, ask: Ask, place: Place) -> Reply:
        row, wanted = self._read(place), wanted_of(ask.query)
        whole = "select" not in ask.query and "expand" not in ask.query
        return self._item(ask, place, row, _ALL if whole else wanted, 200)

    async def change(self, ask: Ask, place: Place) -> Reply:
        fields, before = _fields_in(ask.body_object()), self._current(place)
        given = {} if fields is None else fields
        row = self._items.change(_home(place), before, given, ask.headers.get("If-Match"))
        return self._item(ask, place, row, _ALL, 200)

    async def delete(self, ask: Ask, place: Place) -> Reply:
        self._items.delete(_home(place), self._current(place), ask.headers.get("If-Match"))
        return Reply(204)

    async def fields(self, ask: Ask, place: Place) -> Reply:
        return self._fields(ask, place, self._read(place))

    async def change_fields(self, ask: Ask, place: Place) -> Reply:
        given, before = ask.body_object(), self._current(place)
        row = self._items.change(_home(place), before, given, ask.headers.get("If-Match"))
        return self._fields(ask, place, row)

    async def versions(self, ask: Ask, place: Place) -> Reply:
        item = self._read(place)
        reading, wanted = self._reading(ask, place, wanted_of(ask.query)), wanted_of(ask.query)
        found = [
            _version(reading, row, wanted)
            for row in self._items.rows.versions(_home(place), item.id)
            if row.at <= item.at
        ]
        context = f"{_context(ask, place)}/items('{item.id}')/versions"
        return Reply(body={"@odata.context": context, "value": found})

    async def version(self, ask: Ask, place: Place) -> Reply:
        row, wanted = self._old(place), wanted_of(ask.query)
        context = f"{_context(ask, place)}/items('{row.id}')/versions/$entity"
        shown = _version(self._reading(ask, place, wanted), row, wanted)
        return Reply(body={"@odata.context": context} | shown)

    async def version_fields(self, ask: Ask, place: Place) -> Reply:
        return self._fields(ask, place, self._old(place))

    async def restore(self, ask: Ask, place: Place) -> Reply:
        self._items.restore(_home(place), self._current(place), place.names["version-id"])
        return Reply(204)

    def _read(self, place: Place) -> Row:
        return self._items.read(_home(place), place.names["item-id"], self._items.moment())

    def _current(self, place: Place) -> Row:
        return self._items.read(_home(place), place.names["item-id"])

    def _old(self, place: Place) -> Row:
        return self._items.version(_home(place), self._read(place), place.names["version-id"])

    def _reading(self, ask: Ask, place: Place, wanted: Wanted) -> Reading:
        return Reading(_home(place), root(ask), wanted, self._items.title_of)

    def _item(self, ask: Ask, place: Place, row: Row, wanted: Wanted, status: int) -> Reply:
        shown = {"@odata.context": f"{_context(ask, place)}/items/$entity"}
        shown |= self._reading(ask, place, wanted).item(row)
        if wanted.with_fields:
            fields = f"{_context(ask, place)}/items('{row.id}')/fields/$entity"
            shown["fields@odata.context"] = fields
        reply = Reply(status, shown)
        reply.headers["ETag"] = row.etag
        return reply

    def _fields(self, ask: Ask, place: Place, row: Row) -> Reply:
        select = ask.query.get("select")
        names = None if select is None else tuple(names_in(select))
        reading = self._reading(ask, place, Wanted(with_fields=True, fields=names))
        context = f"{_context(ask, place)}/items('{row.id}')/fields/$entity"
        reply = Reply(body={"@odata.context": context} | reading.fields(row))
        reply.headers["ETag"] = row.etag
        return reply


def _home(place: Place) -> List:
    if place.home is None:
        raise not_found()
    return place.home


def _context(ask: Ask, place: Place) -> str:
    site = place.site.id.replace(",", "%2C")
    return f"{ask.base}/$metadata#sites('{site}')/lists('{_home(place).id}')"


def _next(ask: Ask, reached: int, *, emptied: bool) -> str:
    token = sealed(reached, int(emptied))
    return link(ask.base, ask.raw_path, ask.query, skiptoken=token)


def _fields_in(body: dict[str, Any]) -> Any:
    for key in body:
        if key not in ("fields", "contentType") and "@odata." not in key:
            raise bad(
                f"The property '{key}' does not exist on type 'microsoft.graph.listItem'. Make "
                "sure to only use property names that are defined by the type."
            )
    return body.get("fields")


def _version(reading: Reading, row: Row, wanted: Wanted) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": f"{row.version}.0",
        "lastModifiedDateTime": iso(row.at),
        "lastModifiedBy": identity(row.person(row.editor)),
    }
    return shown | {"fields": reading.fields(row)} if wanted.with_fields else shown
