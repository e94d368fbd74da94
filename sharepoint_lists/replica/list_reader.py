"""Reading lists into a copy: whole, or from our place in their changes."""

import asyncio
from collections.abc import Callable, Sequence

import structlog

from sharepoint_lists.graph.client import READ_ATTEMPTS, Graph
from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import Declined, GraphFailure, Json
from sharepoint_lists.mapping.rows import is_row, row_number
from sharepoint_lists.replica.first_pages import first_pages
from sharepoint_lists.replica.whole_copy import Copy
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.addresses import Addresses, NotProvisioned
from sharepoint_lists.schema.list_types import List

log = structlog.get_logger(__name__)

PAGE_ROWS = 1_000
FEW_ROWS = 50
"""Asked of each list of a batch: more than most have, and no burden for memory where all have more."""
FEW_ATTEMPTS = 2
"""For a list that we can do without: tried on and on, it alone would open the circuit for all."""
AT_ONCE = 200
"""Rows taken in before others get their turn on the event loop."""


class ListReader:
    """Reads lists into a copy. `replay` takes in again what we wrote ourselves just now."""

    def __init__(self, graph: Graph, addresses: Addresses, replay: Callable[[Copy], None]) -> None:
        self._graph = graph
        self._addresses = addresses
        self._replay = replay
        self._strange: set[str] = set()

    async def read(self, copy: Copy, known: Copy, wanted: Sequence[List], deadline: Deadline | None) -> None:
        """Read several lists: the words first, which the cards are read with.

        `known` is what we have, for a list that does not answer. Raises GraphFailure, NotProvisioned.
        """
        words, revision = copy.overview.vocabulary, copy.overview.vocabulary.revision
        terms = [of for of in wanted if of in lists.TERMS.values()]
        await self._side_by_side(copy, known, terms, deadline)
        if words.revision != revision:
            copy.follow_words()
        await self._side_by_side(copy, known, [of for of in wanted if of not in terms], deadline)

    async def _side_by_side(
        self, copy: Copy, known: Copy, wanted: Sequence[List], deadline: Deadline | None
    ) -> None:
        """Read several lists at a time; a personal one is no reason to have nothing."""
        first = await self._first_pages(copy, wanted, deadline)
        reads = (self._read(copy, of, deadline, first.get(of.name)) for of in wanted)
        for of, done in zip(wanted, await asyncio.gather(*reads, return_exceptions=True), strict=True):
            if done is None:
                continue
            if not _bearable(of, done):
                raise done
            if isinstance(done, Declined):
                copy.links.pop(of.name, None)
            if copy is not known:
                _adopt(copy, known, of, place=not isinstance(done, Declined))
            log.warning("list_not_read", list=of.name, reason=type(done).__name__)

    async def _first_pages(
        self, copy: Copy, wanted: Sequence[List], deadline: Deadline | None
    ) -> dict[str, Json]:
        """What one round trip brings of several lists; of one without a place only if that is all of it."""
        limit = deadline or self._graph.in_background()
        self._leave_strangers(copy)
        places = {of.name: copy.links[of.name] for of in wanted if of.name in copy.links}
        changes = await first_pages(self._graph, places, limit, units=1.0)
        starts = await self._starts([of for of in wanted if of.name not in places], limit)
        small = await first_pages(self._graph, starts, limit, units=2.0)
        return changes | {name: page for name, page in small.items() if "@odata.nextLink" not in page}

    def _leave_strangers(self, copy: Copy) -> None:
        """A place at another host than Graph's is none: the list is read whole."""
        for name in [name for name, link in copy.links.items() if not self._graph.is_own(link)]:
            log.warning("place_elsewhere", list=name)
            del copy.links[name]

    async def _starts(self, unread: Sequence[List], limit: Deadline) -> dict[str, str]:
        """Where these lists begin; one that is not found is left out, as reading it will say."""
        found: dict[str, str] = {}
        for of in unread:
            try:
                found[of.name] = await self._start(of, limit, FEW_ROWS)
            except NotProvisioned:
                continue
            except GraphFailure:
                break
        return found

    async def _start(self, of: List, limit: Deadline, rows: int) -> str:
        return f"{await self._addresses.items(of, limit)}/delta?$expand=fields&$top={rows}"

    async def _read(self, copy: Copy, of: List, deadline: Deadline | None, first: Json | None) -> None:
        """From our place in the list's changes; without one whole, and then what is gone is forgotten."""
        link = copy.links.get(of.name)
        unseen = set[int]() if link else set(copy.intake(of).versions)
        address = link or await self._start(of, deadline or self._graph.in_background(), PAGE_ROWS)
        intake, units = copy.intake(of), 1.0 if link else 2.0
        attempts = FEW_ATTEMPTS if of in lists.PERSONAL else READ_ATTEMPTS
        strange = 0
        async for page in pages(self._graph, address, deadline, units=units, attempts=attempts, first=first):
            rows = [item for item in page.rows if is_row(item)]
            strange += len(page.rows) - len(rows)
            for start in range(0, len(rows), AT_ONCE):
                for item in rows[start : start + AT_ONCE]:
                    intake.take(item)
                    number = row_number(item)
                    unseen.discard(number)
                    intake.read_to = max(intake.read_to, number)
                await asyncio.sleep(0)
            if page.delta:
                copy.links[of.name] = page.delta
        if self._stays(of, strange) and link:
            copy.links.pop(of.name, None)
        if strange:
            unseen.clear()  # what the error stands for is not gone
        for number in unseen:
            intake.remove(number)
        if unseen:
            self._replay(copy)

    def _stays(self, of: List, strange: int) -> bool:
        """Whether entries that are no rows came again; logged when they come first. Then it is read whole."""
        before = of.name in self._strange
        (self._strange.add if strange else self._strange.discard)(of.name)
        if strange and not before:
            log.warning("entries_without_id", list=of.name, count=strange)
        return bool(strange) and before


def _adopt(copy: Copy, known: Copy, of: List, *, place: bool) -> None:
    """What we know of a list goes on in a new copy, and our place in its changes where it holds."""
    copy.intake(of).adopt(known.intake(of))
    if place and of.name in known.links:
        copy.links[of.name] = known.links[of.name]


def _bearable(of: List, failure: BaseException) -> bool:
    """Whether we go on without news of this list. A forgotten place (410) is mended by reading anew."""
    if isinstance(failure, NotProvisioned):
        return of in lists.LATER
    forgotten = isinstance(failure, Declined) and failure.status == 410
    return of in lists.PERSONAL and isinstance(failure, GraphFailure) and not forgotten
