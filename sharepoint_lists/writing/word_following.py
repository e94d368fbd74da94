"""Rows follow the words: what holds a name from before gets the one that its term has now.

What is to be done is derived from the rows themselves, so that any instance may do it, and go on
after a crash: a row with an old word is known when it is read.
"""

from typing import Any

import structlog

from sharepoint_lists.replica.list_intake import ListIntake
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.writer import Conflict

log = structlog.get_logger(__name__)

AT_ONCE = 100
"""Rows that one round writes: a round is over within a minute, whatever the budget."""


class WordFollower:
    """Writes outdated rows anew, a hundred a round; nothing but the words in them changes."""

    def __init__(self, components: Components) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica

    async def run(self) -> int:
        """Write what is outdated; how many rows were. Raises GraphFailure, NotProvisioned."""
        written = 0
        for intake in self._replica.copy.cards:
            for number in sorted(intake.outdated)[: AT_ONCE - written]:
                await self._write(intake, number)
                written += 1
        if written:
            log.info("words_followed", count=written)
        return written

    async def _write(self, intake: ListIntake[Any], number: int) -> None:
        thing = intake.things.get(number)
        if thing is None:
            intake.outdated.discard(number)
            return
        cells = intake.mapping.term_cells(thing, self._replica.words)
        deadline = self._graph.in_background()
        try:
            item = await self._writer.change(intake.mapping, number, cells, thing.version, deadline)
        except Conflict as conflict:
            if conflict.item is None:
                self._replica.forget(intake.mapping.list, number)
                return
            item = conflict.item
        self._replica.take(intake.mapping.list, item)
