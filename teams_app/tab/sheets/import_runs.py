"""Imports that are under way: each goes on when its page is left, and is forgotten after a while."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from technology_map.imports.foreign_import import Plan, RefusedRow
from technology_map.imports.storing import left_out, outcome_of, store_planned
from technology_map.people.people import Caller
from technology_map.ports import NotStored, Store

KEPT = 20
"""How many are remembered; the oldest that has ended goes first."""
AT_ONCE = 1.0
"""Seconds that the first answer waits, so that a small import is over before its page is shown."""


@dataclass(slots=True)
class Run:
    """One import, how far it has come, and what its receipt says."""

    id: str
    person: str
    digest: str
    plan: Plan
    stored: int = 0
    not_stored: list[RefusedRow] = field(default_factory=list)
    ended: bool = False


class ImportRuns:
    """The imports of one instance. What is stored is stored once, whichever instance does it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._runs: dict[str, Run] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def get(self, run_id: str) -> Run | None:
        """The import, where this instance knows it."""
        return self._runs.get(run_id)

    def of(self, caller: Caller) -> list[Run]:
        """The caller's imports that are under way."""
        own = caller.person.object_id
        return [one for one in self._runs.values() if one.person == own and not one.ended]

    async def start(self, caller: Caller, digest: str, planned: Plan) -> Run:
        """Begin, unless the same person's same file is on its way already."""
        for one in self.of(caller):
            if one.digest == digest:
                return one
        run = Run(secrets.token_hex(8), caller.person.object_id, digest, planned)
        self._forget()
        self._runs[run.id] = run
        task = asyncio.create_task(self._store_all(run))
        self._tasks[run.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(run.id, None))
        await asyncio.wait({task}, timeout=AT_ONCE)
        return run

    async def stop(self) -> None:
        """End what is under way; importing the file again goes on where it stopped."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _store_all(self, run: Run) -> None:
        waiting = list(run.plan.planned)
        try:
            async for batch in store_planned(run.plan.planned, self._store):
                del waiting[: len(batch)]
                run.stored += sum(became == "stored" for _, became in batch)
                run.not_stored += [left_out(one, became) for one, became in batch if became != "stored"]
        except NotStored as failure:
            run.not_stored += [left_out(one, outcome_of(failure)) for one in waiting]
        finally:
            run.ended = True

    def _forget(self) -> None:
        ended: Sequence[str] = [name for name, one in self._runs.items() if one.ended]
        for name in ended[: max(0, len(self._runs) - KEPT + 1)]:
            del self._runs[name]


@asynccontextmanager
async def import_runs(store: Store) -> AsyncIterator[ImportRuns]:
    """The imports of this instance, stopped at the end of the block."""
    runs = ImportRuns(store)
    try:
        yield runs
    finally:
        await runs.stop()
