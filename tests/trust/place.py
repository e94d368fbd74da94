"""A town for many faults: one server on one tenant, whose waits cost no time; it can be brought to rest."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from local_tenant.app import LittleTenant
from local_tenant.people import PEOPLE
from sharepoint_lists import Intervals
from sharepoint_lists.graph.client import Patience
from sharepoint_lists.graph.transport import ssl_context
from sharepoint_lists.replica.replica import LIVELY
from sharepoint_lists.schema.list_types import List
from teams_app.app import Server, serving
from teams_app.faces import BOT
from teams_app.store_access import store_settings
from tests.bot.chatting import known
from tests.stories.playing import installed_in
from tests.town import NEVER, Town

AT_REST = Intervals(
    lively=NEVER, calm=NEVER, roster=NEVER, outbox=NEVER, words=NEVER, sweep=NEVER, drafts=NEVER
)
LATER = timedelta(minutes=50)
"""Later than any message that failed a few times is tried again, and no later than a token counts."""
ROUNDS = 6
ACTORS = tuple(one.key for one in PEOPLE if one.kind not in ("guest", "stranger"))


class PassingClock:
    """The store's clock: whoever waits by it lets the time pass; what the tenant takes takes its time."""

    def __init__(self) -> None:
        self._added = 0.0
        self.ahead = timedelta()

    def now(self) -> datetime:
        """The time of day for everything; `ahead` of the machine's while old messages are tried again."""
        return datetime.now(UTC) + self.ahead

    def passed(self) -> float:
        """Seconds that only grow."""
        return time.monotonic() + self._added

    async def sleep(self, seconds: float) -> None:
        """Lets the seconds pass at once."""
        self._added += seconds
        await asyncio.sleep(0)

    def advance(self, seconds: float) -> None:
        """Lets pauses and an open circuit be over."""
        self._added += seconds


@dataclass(slots=True)
class Place:
    """The town, its clock, and the counter that gives every act a mark of its own."""

    at: Town
    clock: PassingClock
    acts: int = 0
    keys: list[str] = field(default_factory=list)

    @property
    def tenant(self) -> LittleTenant:
        """The little tenant."""
        return self.at.tenant

    @property
    def server(self) -> Server:
        """The server."""
        return self.at.server

    def marks(self) -> dict[str, str]:
        """A mark and a key that no act had before: what an act leaves is found by them."""
        self.acts += 1
        return {"mark": f"Mærke{self.acts:06d}m", "key": f"trust-key-{self.acts:012d}"}

    async def catches_up(self, of: Sequence[List] = ()) -> None:
        """The server reads what stands, in these lists and those that people wait for."""
        await self.server.store.replica.catch_up((*LIVELY, *of))

    async def settles(self) -> None:
        """Whatever the acts began has ended; nothing is tried again."""
        await self.server.application[BOT].settled()
        await self.server.sweeper.settled()
        await self.server.messenger.settled()

    async def rests(self, of: Sequence[List] | None = ()) -> None:
        """The faults are over, the pauses too, and everything that waited or was left undone is done.

        `of`: the lists that something may have been written to without the server knowing; None: no list.
        """
        self.tenant.faults.clear()
        self.server.opened.graph.patience = Patience()
        for _ in range(ROUNDS):
            self.clock.advance(400.0)
            if await self._round(of):
                return
        raise AssertionError(f"the town comes to no rest: {await self.waiting()} wait")

    async def _round(self, of: Sequence[List] | None) -> bool:
        opened, now = self.server.opened, timedelta()
        await self.settles()
        if of is not None:
            await self.catches_up(of)
        sent = await opened.drain.run() if opened.drain is not None else 0
        await opened.reconciler.run(grace=0)
        await opened.follower.run()
        await self.server.publishing.go_on(now)
        await self.server.reusing.go_on(now)
        await self.server.intentions.go_on(now)
        await self.server.sweeper.sweep(now)
        self.clock.ahead = LATER
        try:
            await self.settles()
        finally:
            self.clock.ahead = timedelta()
        return not (sent or await self.waiting())

    async def waiting(self) -> int:
        """How much waits to be stored or told."""
        outbox = self.server.opened.outbox
        return await self.server.messenger.waiting() + (len(outbox) if outbox is not None else 0)


@asynccontextmanager
async def served(tenant: LittleTenant, folder: Path) -> AsyncIterator[Place]:
    """A server on the tenant at rest; everybody has opened the app's chat."""
    clock = PassingClock()
    installed = installed_in(tenant, folder)
    # The store's loops wait by its clock: here they would never end a round. `rests` does their work.
    lists = replace(store_settings(installed), intervals=AT_REST, loops=False, snapshot=None)
    async with (
        serving(installed, now=clock.now, lists=lists, clock=clock) as server,
        httpx.AsyncClient(
            base_url=server.url, trust_env=False, timeout=60, verify=ssl_context(trust_env=False)
        ) as http,
    ):
        at = Town(tenant, server, http)
        await server.opened.roster.refresh()
        tenant.teams.line.app_url = server.url
        for who in ACTORS:
            await tenant.teams.says(who, "hjælp")
            await known(at, who)
        yield Place(at, clock)
