"""The replica: a copy of the lists in memory, read whole once and kept by delta."""

import asyncio
import gc
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.responses import Declined
from sharepoint_lists.replica.list_reader import ListReader
from sharepoint_lists.replica.memory import Permanent, give_back
from sharepoint_lists.replica.whole_copy import Copy
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.addresses import Addresses
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.schema.records import RECORD_LISTS
from technology_map.words.vocabulary import Vocabulary

log = structlog.get_logger(__name__)

LAG_BOUND = 10.0
"""Seconds that a read may lag behind a write of ours and still be believed to be merely late."""
FILED_AT_ONCE = 5
"""Proposals and cards made searchable before others get their turn: a millisecond or two."""
LIVELY = (
    lists.PROPOSALS,
    lists.DECISIONS,
    lists.SUPPORTS,
    lists.FOLLOWS,
    lists.REMARKS,
    lists.COUNCIL_REMARKS,
    *(one.list for one in RECORD_LISTS if one.lively),
)
"""What people wait for. Follows too: who decides at one instance tells those who follow at another."""
CALM = (
    *lists.TERMS.values(),
    lists.SOLUTION_CARDS,
    lists.CONTACTS,
    lists.NOTICES,
    *(one.list for one in RECORD_LISTS if not one.lively),
)
IN_MEETING = tuple(one.list for one in RECORD_LISTS if one.in_meeting)
"""Of the calm ones: what people wait for while a meeting is held."""
IN_WORKSHOP = tuple(one.list for one in RECORD_LISTS if one.in_workshop)
"""Of the calm ones: what people wait for while they place cards together."""


class Replica:
    """Keeps the copy. What we write ourselves is in it at once, and never replaced by older news."""

    def __init__(self, graph: Graph, addresses: Addresses) -> None:
        self._graph = graph
        self._reader = ListReader(graph, addresses, self._replay)
        self._coming: Copy | None = None
        self._own: deque[tuple[float, List, Mapping[str, Any]]] = deque(maxlen=1_000)
        self._turn = asyncio.Lock()
        self._permanent = Permanent(graph.clock)
        self.copy = Copy()
        self.loaded = False
        self.settled = asyncio.Event()
        """Set once everything was read since the start."""

    @property
    def waited_for(self) -> tuple[List, ...]:
        """The lists that people wait for now."""
        meeting = IN_MEETING if self.copy.in_meeting else ()
        return (*LIVELY, *meeting, *(IN_WORKSHOP if self.copy.in_workshop else ()))

    @property
    def words(self) -> Vocabulary:
        """The municipality's words, as last seen."""
        return self.copy.overview.vocabulary

    async def load(self) -> None:
        """Read every list whole into a new copy, and put it in place of the old one in one step.

        Raises GraphFailure, NotProvisioned; the old copy then stays.
        """
        async with self._turn:
            await self._load()

    def restore(self, copy: Copy) -> None:
        """Begin with what was known before the start; `settle` reads what came since."""
        self.copy, self.loaded = copy, True
        self._permanent.read_anew(copy.size)

    async def settle(self) -> None:
        """Read what came since the start, where that was from a local snapshot.

        Where Graph does not know our place any more, everything is read. Raises GraphFailure, NotProvisioned.
        """
        if not self.copy.overview.behind:
            return
        try:
            await self.catch_up(lists.REPLICATED)
        except Declined as declined:
            log.info("snapshot_declined", status=declined.status)
            await self.load()
        self.copy.overview.behind = False
        self.copy.overview.revision += 1
        self.settled.set()

    async def catch_up(self, wanted: Sequence[List] = LIVELY, deadline: Deadline | None = None) -> None:
        """Take in what changed since the last time. Raises GraphFailure, NotProvisioned.

        Where Graph has forgotten our place (410), everything is read anew.
        """
        async with self._turn:
            if not self.loaded:
                await self._load()
                return
            try:
                await self._reader.read(self.copy, self.copy, wanted, deadline)
            except Declined as declined:
                if declined.status != 410:
                    raise
                log.info("resync", code=declined.code)
                await self._load()
                return
            if LIVELY[0] in wanted:
                self.copy.overview.read_at = self._graph.clock.now()

    async def file_words(self) -> None:
        """Make searchable what was read, a few cards at a time: people are served meanwhile."""
        self._permanent.round()
        more = True
        while more:
            more = self.copy.overview.file_words(FILED_AT_ONCE)
            await asyncio.sleep(0)

    def take(self, of: List, item: Mapping[str, Any]) -> Any:
        """Take in a row that we wrote or looked up ourselves; the thing it holds, None if unread."""
        self._own.append((self._graph.clock.passed(), of, item))
        if self._coming is not None:
            self._coming.intake(of).take(item)
        taken = self.copy.intake(of).take(item)
        if of in lists.TERMS.values():
            self.copy.follow_words()
        return taken

    def forget(self, of: List, number: int) -> None:
        """Forget a row that we deleted, or found gone."""
        self.take(of, {"id": str(number), "deleted": {"state": "deleted"}})

    async def _load(self) -> None:
        coming = self._coming = Copy()
        collecting = gc.isenabled()
        gc.disable()
        try:
            await self._reader.read(coming, self.copy, lists.REPLICATED, None)
        finally:
            self._coming = None
            if collecting:
                gc.enable()
        self._replay(coming)
        overview, before = coming.overview, self.copy.overview
        overview.revision = max(overview.revision, before.revision) + 1
        overview.read_at = self._graph.clock.now()
        self.copy, self.loaded = coming, True
        self.settled.set()
        self._permanent.read_anew(coming.size)
        await asyncio.to_thread(give_back)

    def _replay(self, coming: Copy) -> None:
        """What we wrote just before a full read may be missing from it: reads can lag."""
        oldest = self._graph.clock.passed() - LAG_BOUND
        for moment, of, item in self._own:
            if moment >= oldest:
                coming.intake(of).take(item)
