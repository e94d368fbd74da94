"""Takes the store's news to people: the bot is built after the store that it needs."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.deciding import Deciding
from technology_map.council.decisions import Decision
from technology_map.people.news import NowStored, ProposalHandedIn
from technology_map.ports import Messenger, Receipt


class StoreEvents:
    """Waits, where the store is faster, until there is somebody to tell it."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self._there = asyncio.Event()
        self._messenger: Messenger | None = None
        self._deciding: Deciding | None = None

    def goes_to(self, messenger: Messenger, deciding: Deciding) -> None:
        """From now on they tell people."""
        self._messenger, self._deciding = messenger, deciding
        self._there.set()

    async def stored(self, receipt: Receipt, thing: Proposal | SolutionCard) -> None:
        """A submission that waited in the outbox is in SharePoint: the news are kept when this returns."""
        await self._there.wait()
        if self._messenger:
            await self._messenger.tell(thing.submitter.object_id, NowStored(receipt.code, thing.name))
            if isinstance(thing, Proposal):
                await self._messenger.tell_secretaries(ProposalHandedIn(thing.number))

    def lost(self, decision: Decision) -> None:
        """A decision made here came second."""
        if self._deciding:
            self._run(self._deciding.tell_lost(decision))

    def _run(self, telling: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(telling)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
