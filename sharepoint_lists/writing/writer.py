"""Writing rows: one POST per thing, If-Match on each change, and never a second write in doubt."""

from collections.abc import Callable
from urllib.parse import quote

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.clock import FIRST_TRY, Deadline
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import (
    SURELY_NOT_WRITTEN,
    Absent,
    Declined,
    GraphFailure,
    Json,
    NotDone,
    Unanswered,
    settled,
)
from sharepoint_lists.mapping.row_mapping import key_of
from sharepoint_lists.mapping.rows import Cells, RowMapping, Thing, row_number, row_version
from sharepoint_lists.schema.addresses import Addresses
from sharepoint_lists.schema.columns import Column
from sharepoint_lists.schema.list_types import List
from technology_map.words.vocabulary import Vocabulary

LAG = 1.5
"""Seconds: longer than a read can lag behind a write (house.md 2 expects one second)."""
CHANGE_ATTEMPTS = 4


class Conflict(Exception):  # noqa: N818 - an answer, not an error
    """The row is not the version it was taken for; `item` is what stands now, None if it is gone."""

    def __init__(self, item: Json | None) -> None:
        super().__init__("conflict")
        self.item = item


class Writer:
    """Writes to the lists. Raises the failures of `answers`: Unanswered only where doubt is left."""

    def __init__(self, graph: Graph, addresses: Addresses, words: Callable[[], Vocabulary]) -> None:
        self._graph = graph
        self._addresses = addresses
        self._words = words

    async def items(self, of: List, deadline: Deadline) -> str:
        """The path of a list's items. Raises NotDone, Declined, NotProvisioned."""
        try:
            return await self._addresses.items(of, deadline)
        except Unanswered:
            raise NotDone("the list was not found") from None

    async def create(
        self, mapping: RowMapping[Thing], thing: Thing, deadline: Deadline, *, look_first: bool = False
    ) -> Json:
        """The item of the thing: made now by one POST, or found under its unique key.

        The key may have been taken by somebody else; that item is given then. Raises GraphFailure
        (NotDone, Absent and Declined: nothing was written), NotProvisioned.
        """
        items = await self.items(mapping.list, deadline)
        key, cells = key_of(thing), mapping.cells(thing, self._words())
        if look_first and (found := await self.look_up(mapping.list, key, deadline)):
            return found
        for attempt in ("first", "second"):
            try:
                return await self._post(items, cells, deadline)
            except Declined as declined:
                if declined.status in SURELY_NOT_WRITTEN:
                    raise
                if found := await self._look_twice(mapping.list, key, deadline):
                    return found
                raise
            except NotDone:
                if attempt == "first":
                    raise
                raise Unanswered("in doubt") from None
            except Unanswered:
                if found := await self._look_twice(mapping.list, key, deadline):
                    return found
        raise Absent("looked for twice")

    async def change(
        self, mapping: RowMapping[Thing], number: int, cells: Cells, version: str, deadline: Deadline
    ) -> Json:
        """The item after writing these cells to this version of it.

        Raises Conflict where it is another version by now, GraphFailure; Unanswered: in doubt.
        """
        row, doubt = f"{await self.items(mapping.list, deadline)}/{number}", False
        for attempt in range(1, CHANGE_ATTEMPTS + 1):
            try:
                changed = await self._patched(row, number, cells, version, deadline)
                if row_version(changed):
                    return changed
                item = await self._reread(row, version, deadline, patient=True)
            except Unanswered:
                doubt = True
                item = await self._reread(row, version, deadline, patient=attempt == CHANGE_ATTEMPTS)
            except Declined as declined:
                if declined.status not in (404, 409, 412):
                    raise (Unanswered("in doubt") if doubt else declined) from None
                item = await self._reread(row, version, deadline, patient=True)
            except NotDone as held:
                raise (Unanswered("in doubt") if doubt else held) from None
            if item is not None and mapping.says(item, cells, self._words()):
                return item
            if item is None or row_version(item) != version:
                raise Conflict(item)
        raise Absent("read again after the lag")

    async def remove(self, of: List, number: int, version: str, deadline: Deadline) -> None:
        """Delete a row, of this version where one is given; one that is gone is as good.

        Raises Conflict where it is another version by now, GraphFailure; Unanswered: in doubt.
        """
        row, doubt = f"{await self.items(of, deadline)}/{number}", False
        for _ in range(CHANGE_ATTEMPTS):
            try:
                settled(await self._graph.call("DELETE", row, deadline, if_match=version or None))
                return
            except Declined as declined:
                if declined.status in (404, 410):
                    return
                if declined.status not in (409, 412):
                    raise (Unanswered("in doubt") if doubt else declined) from None
                conflict = bool(version)
            except Unanswered:
                conflict, doubt = False, True
            except NotDone as held:
                raise (Unanswered("in doubt") if doubt else held) from None
            if await self._is_gone(of, number, deadline):
                return
            if conflict:
                raise Conflict(None)
        raise Unanswered("in doubt")

    async def _is_gone(self, of: List, number: int, deadline: Deadline) -> bool:
        """Whether there is no such row. Raises Unanswered where that cannot be told."""
        try:
            return await self.read(of, number, deadline) is None
        except (NotDone, Declined):
            raise Unanswered("in doubt") from None

    async def look_up(self, of: List, key: str, deadline: Deadline) -> Json | None:
        """The item under this unique key; of several (they can leak in) the first made."""
        return min(await self.look_up_all(of, key, deadline), key=row_number, default=None)

    async def look_up_all(self, of: List, key: str, deadline: Deadline) -> list[Json]:
        """Every item under this unique key."""
        items = await self._addresses.items(of, deadline)
        found: list[Json] = []
        async for page in pages(self._graph, items + query_of(of.key, key), deadline):
            found += page.rows
        return found

    async def read(self, of: List, number: int, deadline: Deadline) -> Json | None:
        """The item with this number as it is now, None where there is none. Raises GraphFailure."""
        row = f"{await self.items(of, deadline)}/{number}"
        try:
            return await self._graph.read(f"{row}?$expand=fields", deadline, units=1)
        except Declined as declined:
            if declined.status in (404, 410):
                return None
            raise

    def _one_try(self, deadline: Deadline) -> float:
        return min(self._graph.patience.answer, deadline.left * FIRST_TRY)

    async def _post(self, items: str, cells: Cells, deadline: Deadline) -> Json:
        answer = await self._graph.call(
            "POST", items, deadline, body={"fields": cells}, wait=self._one_try(deadline)
        )
        item = settled(answer).json()
        if not str(item.get("id", "")).isdigit():
            raise Unanswered("an item without a number")
        return {**item, "fields": item.get("fields") or cells}

    async def _look_twice(self, of: List, key: str, deadline: Deadline) -> Json | None:
        """Look up, and again after the longest lag. Raises Unanswered where that is not possible."""
        try:
            found = await self.look_up(of, key, deadline)
            if found is not None:
                return found
            if deadline.left <= LAG:
                raise Unanswered("no time to look again")
            await self._graph.clock.sleep(LAG)
            return await self.look_up(of, key, deadline)
        except GraphFailure:
            raise Unanswered("in doubt") from None

    async def _patched(self, row: str, number: int, cells: Cells, version: str, deadline: Deadline) -> Json:
        wait = self._one_try(deadline)
        answer = await self._graph.call(
            "PATCH", f"{row}/fields", deadline, body=cells, if_match=version, wait=wait
        )
        return {"id": str(number), "fields": settled(answer).json()}

    async def _reread(self, row: str, version: str, deadline: Deadline, *, patient: bool) -> Json | None:
        """The row as it is now; with `patient` not the version that it was just said not to be."""
        for _ in range(2):
            try:
                item = await self._graph.read(f"{row}?$expand=fields", deadline, units=1)
            except Declined as declined:
                if declined.status in (404, 410):
                    return None
                raise Unanswered("in doubt") from None
            except NotDone:
                raise Unanswered("in doubt") from None
            if not patient or row_version(item) != version or deadline.left <= LAG:
                break
            await self._graph.clock.sleep(LAG)
        return item


def query_of(column: Column, value: str) -> str:
    """The query for the items whose column has exactly this value (platform.md 1.4)."""
    literal = quote("'" + value.replace("'", "''") + "'", safe="")
    return f"?$expand=fields&$filter=fields/{column.name}%20eq%20{literal}"
