"""Everything back into an empty tenant: rows in the order of their numbers, one after the other.

A proposal's number is its row's (F-0042 is item 42), and other rows refer to rows too; so every number that
no row has is taken up by one that is removed at the end. Nothing else may write meanwhile: the app must not
be running.
"""

from collections.abc import Sequence

from sharepoint_lists.copying.archive import Archive, CopiedRow
from sharepoint_lists.copying.standing import GAP, Misnumbered, Standing, cells_of, standing, typed
from sharepoint_lists.graph.batches import MOST, Outcome, Part, batch
from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.responses import Answer, Declined, GraphFailure, NotDone, Unanswered
from sharepoint_lists.replica.raw_rows import Row, Seen, rows
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.addresses import Addresses
from sharepoint_lists.schema.list_types import List

ATTEMPTS = 6
PAUSES = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0)
WORDS = tuple(lists.TERMS.values())
"""The municipality's words: `provision` has planted some. They go by their codes, whatever their numbers."""
ROWS = tuple(one for one in lists.LISTS if one not in WORDS)


class Restorer:
    """Restores one archive. Raises GraphFailure, NotProvisioned, NotEmpty, Misnumbered, NoArchive."""

    def __init__(self, graph: Graph, addresses: Addresses, archive: Archive) -> None:
        self._graph, self._addresses, self._archive = graph, addresses, archive

    async def standings(self) -> list[Standing]:
        """How each list stands; nothing is written. The tenant is empty, or this file was begun in it."""
        for of in WORDS:
            await self._there(of)
        return [standing(of, self._archive.rows(of.name), await self._there(of)) for of in ROWS]

    async def words(self, seen: Seen) -> None:
        """The municipality's words: those that are there as the file has them, the others made."""
        for of in WORDS:
            there = {str(row.cells.get(of.key.name)): row for row in await self._there(of)}
            for one in self._archive.rows(of.name):
                known = there.get(str(one.cells.get(of.key.name)))
                if known is None:
                    await self._make(of, [one], None)
                elif cells := {n: c for n, c in typed(of, one.cells).items() if c != known.cells.get(n)}:
                    await self._patch(of, known, cells)
                seen(1)

    async def rows(self, one: Standing, seen: Seen) -> None:
        """The rows of a list, from where it stands, and then without those that take up numbers."""
        made = 0
        while made < len(one.to_make):
            part = one.to_make[made : made + MOST]
            made += await self._make(one.of, part, one.following + made)
            seen(len(part))
        gaps = [row.number for row in await self._there(one.of) if _is_gap(one.of, row)]
        for begin in range(0, len(gaps), MOST):
            await self._remove(one.of, gaps[begin : begin + MOST])

    async def _make(self, of: List, part: Sequence[CopiedRow | None], first: int | None) -> int:
        """Make rows one after the other; how many are there then. `first` is the number of the first."""
        items = await self._addresses.items(of, self._graph.in_background())
        cells = [cells_of(of, one, (first or 0) + place) for place, one in enumerate(part)]
        done = 0
        for pause in PAUSES:
            await self._graph.clock.sleep(pause)
            parts = [Part("POST", items, {"fields": each}) for each in cells[done:]]
            outcomes = await batch(self._graph, parts, self._graph.in_background(), in_order=True)
            numbers = [number for one in outcomes if (number := _number(one))]
            await self._require(of, numbers, first + done if first else None)
            done += len(numbers)
            if done == len(cells):
                return done
            if not all(map(_surely_not_done, outcomes[len(numbers) :])):
                done = await self._counted(of, cells, first)
                _require_possible(outcomes if done < len(cells) else ())
            if done == len(cells):
                return done
        raise Unanswered(f"{of.name}: {len(cells) - done} rows not made")

    async def _counted(self, of: List, cells: Sequence[dict[str, object]], first: int | None) -> int:
        """How many of these rows are there, where an answer left it open."""
        there = await self._there(of)
        keys, numbers = {str(row.cells.get(of.key.name)) for row in there}, {row.number for row in there}
        found = [
            first + place in numbers if first else str(each.get(of.key.name)) in keys
            for place, each in enumerate(cells)
        ]
        return found.index(False) if False in found else len(found)

    async def _require(self, of: List, numbers: Sequence[int], first: int | None) -> None:
        """Rows that came out with other numbers are removed again. Raises Misnumbered."""
        if first is None or list(numbers) == list(range(first, first + len(numbers))):
            return
        await self._remove(of, numbers)
        raise Misnumbered(of.title, first)

    async def _patch(self, of: List, row: Row, cells: dict[str, object]) -> None:
        items = await self._addresses.items(of, self._graph.in_background())
        await self._all_done([Part("PATCH", f"{items}/{row.number}/fields", cells)])

    async def _remove(self, of: List, numbers: Sequence[int]) -> None:
        items = await self._addresses.items(of, self._graph.in_background())
        await self._all_done([Part("DELETE", f"{items}/{number}") for number in numbers])

    async def _all_done(self, parts: Sequence[Part]) -> None:
        """Do what may be done twice, until it is done; what is gone is as good as removed."""
        for pause in PAUSES:
            await self._graph.clock.sleep(pause)
            outcomes = await batch(self._graph, parts, self._graph.in_background())
            parts = [part for part, one in zip(parts, outcomes, strict=True) if not _done(one)]
            if not parts:
                return
        raise Unanswered("not all was done")

    async def _there(self, of: List) -> list[Row]:
        return [row async for page in rows(self._graph, self._addresses, of) for row in page]


def _is_gap(of: List, row: Row) -> bool:
    return str(row.cells.get(of.key.name) or "").startswith(GAP)


def _number(one: Outcome) -> int:
    """The number of the row that was made, 0 where none is known to be."""
    if not isinstance(one, Answer) or not 200 <= one.status < 300:
        return 0
    try:
        return int(str(one.json().get("id") or 0))
    except (GraphFailure, ValueError):
        return 0


def _require_possible(outcomes: Sequence[Outcome]) -> None:
    """Raises Declined where one was refused for what it says: the next try would be too."""
    for one in outcomes:
        if isinstance(one, Answer) and 400 <= one.status < 500 and one.status not in (409, 424, 429):
            raise Declined(one.status, one.code())


def _surely_not_done(one: Outcome) -> bool:
    """Throttled, or behind a part that failed (424)."""
    return isinstance(one, NotDone) or (isinstance(one, Answer) and one.status in (424, 429))


def _done(one: Outcome) -> bool:
    return isinstance(one, Answer) and (200 <= one.status < 300 or one.status in (404, 410))
