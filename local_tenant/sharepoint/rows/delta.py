"""Delta: what has changed in a list since a token (platform.md 1.5)."""

from typing import Any

from local_tenant.sharepoint.errors import GraphError
from local_tenant.sharepoint.graph.exchange import Ask
from local_tenant.sharepoint.graph.odata import link, opened, page_size, sealed
from local_tenant.sharepoint.mode import Mode
from local_tenant.sharepoint.rows.database import Database
from local_tenant.sharepoint.rows.items import Items
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.presentation import Reading
from local_tenant.sharepoint.rows.rows import Row

_EPOCH = "delta epoch"


class Delta:
    """Changes in the order of their rows.

    A token holds: epoch, list, the last row seen, the row from which on deletions are told, and
    whether an empty page has just been given.
    """

    def __init__(self, database: Database, items: Items, mode: Mode) -> None:
        self._database, self._items, self._mode = database, items, mode

    def expire(self) -> None:
        """Makes every token so far answer 410."""
        self._database.remember(_EPOCH, str(self._epoch() + 1))

    def page(self, home: List, ask: Ask, reading: Reading) -> dict[str, Any]:
        """A page of changes with its nextLink or deltaLink. GraphError 400, 410."""
        said = ask.query.get("token")
        newest = self._newest(home)
        if said == "latest":
            return self._closed(ask, home, newest, [])
        last, told, emptied = (0, newest, False) if not said else self._opened(said, home, ask)
        if self._mode.empty_pages and not emptied:
            token = self._token(home, last, told, emptied=True)
            return {"value": [], "@odata.nextLink": self._link(ask, token)}
        size = page_size(ask.query)
        found = self._changed(home, last, told, size + 1)
        page, more = found[:size], len(found) > size
        repeated = page[:1] and said and self._mode.delta_repeats and self._row(home, last)
        shown = [_shown(reading, row) for row in ([repeated] if repeated else []) + page]
        if self._mode.delta_errors and shown:
            shown[-1] = {"error": {"code": "generalException", "message": "General exception"}}
        if more:
            token = self._token(home, page[-1].seq, told, emptied=False)
            return {"value": shown, "@odata.nextLink": self._link(ask, token)}
        seen = max(page[-1].seq if page else last, told)
        return self._closed(ask, home, seen, shown)

    def _closed(self, ask: Ask, home: List, seen: int, shown: list[dict[str, Any]]) -> dict[str, Any]:
        token = self._token(home, seen, seen, emptied=False)
        return {"value": shown, "@odata.deltaLink": self._link(ask, token)}

    def _changed(self, home: List, last: int, told: int, limit: int) -> list[Row]:
        moment = self._items.delta_moment()
        return self._items.rows.select(
            f"FROM rows r WHERE r.list = :list AND r.seq > :last AND {moment.sql}"
            " AND (r.deleted = 0 OR r.seq > :told) ORDER BY r.seq LIMIT :limit",
            {
                "list": home.number,
                "last": last,
                "told": told,
                "limit": limit,
                "moment": moment.at,
            },
        )

    def _newest(self, home: List) -> int:
        moment = self._items.delta_moment()
        when = "" if moment.at is None else "AND r.at <= :moment"
        found = self._database.connection.execute(
            f"SELECT max(r.seq) FROM rows r WHERE r.list = :list {when}",  # noqa: S608 - our own text
            {"list": home.number, "moment": moment.at},
        )
        return int(found.fetchone()[0] or 0)

    def _row(self, home: List, seq: int) -> Row | None:
        found = self._items.rows.select(
            "FROM rows r WHERE r.list = :list AND r.seq = :seq AND r.until IS NULL",
            {"list": home.number, "seq": seq},
        )
        return found[0] if found else None

    def _token(self, home: List, last: int, told: int, *, emptied: bool) -> str:
        return sealed(self._epoch(), home.number, last, told, int(emptied))

    def _epoch(self) -> int:
        return int(self._database.fact(_EPOCH, "1"))

    def _opened(self, token: str, home: List, ask: Ask) -> tuple[int, int, bool]:
        epoch, number, last, told, emptied = opened(token, 5)
        if number != home.number:
            raise GraphError(400, "invalidRequest", "The provided token is not for this list.")
        if epoch != self._epoch():
            code = "resyncChangesApplyDifferences"
            message = "Resync required. Replace any local items with the server's version."
            fresh = self._token(home, 0, self._newest(home), emptied=False)
            where = {"Location": self._link(ask, fresh)}
            raise GraphError(410, code, message, inner="resyncRequired", headers=where)
        return last, told, bool(emptied)

    @staticmethod
    def _link(ask: Ask, token: str) -> str:
        return link(ask.base, ask.raw_path, ask.query, token=token)


def _shown(reading: Reading, row: Row) -> dict[str, Any]:
    return reading.deleted(row) if row.deleted else reading.item(row)
