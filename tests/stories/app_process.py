"""`python -m tests.stories.app_process FOLDER TENANT_URL`: one server as a process of its own."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
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


async def serve(folder: Path, url: str) -> None:
    """Say where it listens, and serve until it is ended from outside."""
    settings = demo_settings(folder, 0).model_copy(update={"graph_units_per_minute": 1_000_000})
    installed = Installation(settings, little_tenant(url, people.TENANT_ID), demo=True)
    intervals = Intervals(lively=SOON, calm=SOON, roster=NEVER, outbox=SOON, sweep=SOON, grace=1.0)
    async with serving(installed, lists=replace(store_settings(installed), intervals=intervals)) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


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

    async def dies(self) -> None:
        """kill -9."""
        self.running.kill()
        await self.running.wait()


@asynccontextmanager
async def process_in(tenant: LittleTenant, folder: Path) -> AsyncIterator[Process]:
    """A server with files of its own in a folder, until the block ends or it is killed."""
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.stories.app_process",
        str(folder),
        tenant.url,
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
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2]))
