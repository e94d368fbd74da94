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
    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self.messenger: Messenger | None = None
        self.deciding: Deciding | None = None

    def stored(self, receipt: Receipt, thing: Proposal | SolutionCard) -> None:
        """A submission that waited in the outbox is in SharePoint."""
        if self.messenger:
            news = NowStored(receipt.code, thing.name)
            self._run(self.messenger.tell(thing.submitter.object_id, news))
            if isinstance(thing, Proposal):
                self._run(self.messenger.tell_secretaries(ProposalHandedIn(thing.number)))

    def lost(self, decision: Decision) -> None:
        """A decision made here came second."""
        if self.deciding:
            self._run(self.deciding.tell_lost(decision))

    def _run(self, telling: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(telling)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
