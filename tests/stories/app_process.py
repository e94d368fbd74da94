"""One server as a process of its own, forked from one that has the modules loaded already."""

import asyncio
import multiprocessing
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import httpx

from local_tenant import people
from local_tenant.app import LittleTenant
from sharepoint_lists import Intervals
from teams_app.app import serving
from teams_app.commands.demo import demo_settings
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation
from teams_app.store_access import store_settings
from tests.town import NEVER

SOON = 0.2
PATIENCE = 60
"""Seconds that a process has to listen."""
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])


def run(folder: Path, url: str, said: Connection) -> None:
    """Serves in this process until it is ended from outside; what it logs nobody reads."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    asyncio.run(serve(folder, url, said))


async def serve(folder: Path, url: str, said: Connection) -> None:
    """Says where it listens, and serves for ever."""
    settings = demo_settings(folder, 0).model_copy(update={"graph_units_per_minute": 1_000_000})
    installed = Installation(settings, little_tenant(url, people.TENANT_ID), demo=True)
    intervals = Intervals(lively=SOON, calm=SOON, roster=NEVER, outbox=SOON, sweep=SOON, grace=1.0)
    async with serving(installed, lists=replace(store_settings(installed), intervals=intervals)) as server:
        said.send(server.url)
        await asyncio.Event().wait()


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

    async def dies(self) -> None:
        """kill -9."""
        assert self.running is not None
        self.running.kill()
        await asyncio.to_thread(self.running.join)


@asynccontextmanager
async def process_in(tenant: LittleTenant, folder: Path) -> AsyncIterator[Process]:
    """A server with files of its own in a folder, until the block ends or it is killed."""
    heard, said = FORKS.Pipe(duplex=False)
    running = FORKS.Process(target=run, args=(folder, tenant.url, said), daemon=True)
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
