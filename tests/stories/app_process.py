"""`python -m tests.stories.app_process FOLDER TENANT_URL PLAN`: one server as a process of its own."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
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


async def serve(folder: Path, url: str, plan: Plan) -> None:
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
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        await stop


@dataclass(frozen=True, slots=True)
class Process:
    """A running server, and how people reach its tab."""

    tenant: LittleTenant
    running: asyncio.subprocess.Process
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
        self.running.terminate()
        return await self.running.wait()

    async def dies(self) -> None:
        """kill -9."""
        self.running.kill()
        await self.running.wait()


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
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.stories.app_process",
        str(folder),
        tenant.url,
        json.dumps(asdict(plan)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert running.stdout is not None
    reading: asyncio.Task[None] | None = None
    try:
        async with asyncio.timeout(60):
            url = await _address(running.stdout)
        reading = asyncio.create_task(_read_on(running.stdout))
        async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=30) as http:
            yield Process(tenant, running, http)
    finally:
        with suppress(ProcessLookupError):
            running.kill()
        await running.wait()
        if reading is not None:
            await reading


async def _address(said: asyncio.StreamReader) -> str:
    """Where the server listens: the first line that is no line of its log."""
    while line := (await said.readline()).decode().strip():
        if line.startswith("http"):
            return line
    raise AssertionError("the server ended before it listened")


async def _read_on(said: asyncio.StreamReader) -> None:
    """Reads what the server logs: one that nobody listens to would stop when its pipe is full."""
    while await said.read(65_536):
        continue


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2], Plan(**json.loads(sys.argv[3]))))
