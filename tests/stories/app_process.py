"""One server as a process of its own, forked from one that has the modules loaded already."""

import asyncio
import multiprocessing
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import httpx

from local_tenant import people
from local_tenant.app import LittleTenant
from sharepoint_lists import Intervals
from sharepoint_lists.graph.clock import SystemClock
from teams_app.app import serving, stopped
from teams_app.commands.demo import demo_settings
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation
from teams_app.server.instance import instance_name
from teams_app.store_access import store_settings
from teams_app.waiting import Keepers
from tests.azurite import Azurite
from tests.town import NEVER

SOON = 0.2
PATIENCE = 60
"""Seconds that a process has to listen."""
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])


@dataclass(frozen=True, slots=True)
class Plan:
    """How a process differs from the others.

    `later`: seconds that its clock is ahead, so that others' leases are over. `drains`: whether it tries
    again and again to store what waits. `port` and `table_name`: Azurite's table where it keeps what waits.
    """

    later: float = 0.0
    drains: bool = True
    port: int = 0
    table_name: str = ""


class LaterClock(SystemClock):
    """The machine's clock, and so many seconds."""

    def __init__(self, later: float) -> None:
        self._later = timedelta(seconds=later)

    def now(self) -> datetime:
        """The time of day, as far ahead as it was told."""
        return super().now() + self._later


def run(folder: Path, url: str, plan: Plan, said: Connection) -> None:
    """Serves in this process until it is told to stop, or ended; what it logs nobody reads."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    asyncio.run(serve(folder, url, plan, said))


async def serve(folder: Path, url: str, plan: Plan, said: Connection) -> None:
    """Say where it listens, and serve until it is told to stop, or ended from outside."""
    settings = demo_settings(folder, 0).model_copy(update={"graph_units_per_minute": 1_000_000})
    installed = Installation(settings, little_tenant(url, people.TENANT_ID), demo=True)
    outbox = SOON if plan.drains else NEVER
    intervals = Intervals(lively=SOON, calm=SOON, roster=NEVER, outbox=outbox, sweep=SOON, grace=1.0)
    lists, clock = replace(store_settings(installed), intervals=intervals), LaterClock(plan.later)
    stop = asyncio.create_task(stopped())
    async with AsyncExitStack() as stack:
        keepers: Keepers | None = None
        if plan.table_name:
            table = Azurite(plan.port, plan.table_name)
            keepers = await stack.enter_async_context(table.keepers(instance_name(settings.data_dir)))
        server = await stack.enter_async_context(
            serving(installed, now=clock.now, clock=clock, lists=lists, keepers=keepers)
        )
        said.send(server.url)
        await stop


@dataclass(frozen=True, slots=True)
class Process:
    """A running server, and how people reach its tab; `running` is None where another ends it."""

    tenant: LittleTenant
    running: ForkServerProcess | None
    http: httpx.AsyncClient

    def _headers(self, who: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tenant.entra.token_for_person(who)}", "X-Locale": "da-dk"}

    async def reads(self, who: str, part: str) -> httpx.Response:
        """A person opens a part of the tab."""
        return await self.http.get(f"/tab/part/{part}", headers=self._headers(who))

    async def sends(self, who: str, part: str, body: dict[str, Any]) -> httpx.Response:
        """A person sends a form of the tab."""
        return await self.http.post(f"/tab/part/{part}", headers=self._headers(who), json=body)

    async def shows(self, who: str, part: str, text: str) -> None:
        """Returns once a part of the tab shows the text; TimeoutError where it never does."""
        async with asyncio.timeout(60):
            while text not in (await self.reads(who, part)).text:
                continue

    async def ends(self) -> int:
        """As a deployment ends it: SIGTERM, and time to finish. The exit code."""
        self.is_told_to_stop()
        return await self.has_ended()

    def is_told_to_stop(self) -> None:
        """SIGTERM."""
        assert self.running is not None
        self.running.terminate()

    async def has_ended(self) -> int:
        """Returns the exit code, once it has ended."""
        assert self.running is not None
        await asyncio.to_thread(self.running.join)
        assert self.running.exitcode is not None
        return self.running.exitcode

    async def dies(self) -> None:
        """kill -9."""
        assert self.running is not None
        self.running.kill()
        await asyncio.to_thread(self.running.join)


@asynccontextmanager
async def process_in(
    tenant: LittleTenant, folder: Path, plan: Plan | None = None, table: Azurite | None = None
) -> AsyncIterator[Process]:
    """A server with files of its own in a folder, until the block ends or it is killed.

    `table`: it keeps there, and not in its folder, what waits.
    """
    plan = plan or Plan()
    if table is not None:
        plan = replace(plan, port=table.port, table_name=table.table_name)
    heard, said = FORKS.Pipe(duplex=False)
    running = FORKS.Process(target=run, args=(folder, tenant.url, plan, said), daemon=True)
    await asyncio.to_thread(running.start)
    said.close()
    try:
        if not await asyncio.to_thread(heard.poll, PATIENCE):
            raise AssertionError("the server does not listen")
        async with httpx.AsyncClient(base_url=heard.recv(), trust_env=False, timeout=30) as http:
            yield Process(tenant, running, http)
    finally:
        running.kill()
        await asyncio.to_thread(running.join)
        heard.close()
