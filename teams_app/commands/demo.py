"""The demo: starts the little tenant and the app on this machine, with rows that stay."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
from rich.console import Console

from local_tenant import people
from teams_app import seed
from teams_app.app import serving
from teams_app.commands.site_scripts import apply_scripts
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation, note_running
from teams_app.settings import Settings
from teams_app.store_access import provision
from technology_map.people.people import Person
from technology_map.texts import Texts

WAIT_SECONDS = 30.0


class PortTaken(Exception):  # noqa: N818 - says which port
    """Something else listens at the port already."""

    def __init__(self, port: int) -> None:
        super().__init__(str(port))
        self.port = port


def demo_settings(folder: Path, port: int) -> Settings:
    """The settings that fit the little tenant."""
    return Settings(
        tenant_id=people.TENANT_ID,
        app_id=people.APP_ID,
        teams_app_id=people.APP_ID,
        council_team_id=people.COUNCIL_TEAM_ID,
        open_site="localhost:/sites/teknologikort",
        closed_site="localhost:/sites/teknologikort-raad",
        data_dir=folder / "app",
        port=port,
        credential="client_secret",
        client_secret=people.APP_SECRET,
    )


def _free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise PortTaken(port) from None


@contextlib.asynccontextmanager
async def _tenant(folder: Path, port: int, app_port: int) -> AsyncIterator[str]:
    """The little tenant as a process of its own; gives its address once it answers."""
    command = ["-m", "local_tenant", "--port", str(port), "--data", str(folder / "tenant")]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        "--app-url",
        f"http://localhost:{app_port}",
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        await _answers(f"http://localhost:{port}/")
        yield f"http://localhost:{port}"
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def _answers(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as http, asyncio.timeout(WAIT_SECONDS):
        while True:
            with contextlib.suppress(httpx.HTTPError):
                if (await http.get(url)).status_code < 500:
                    return
            await asyncio.sleep(0.05)


async def run(folder: Path, tenant_port: int, app_port: int, texts: Texts, console: Console) -> None:
    """Serve until interrupted. Raises PortTaken."""
    _free(tenant_port)
    _free(app_port)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    console.print(texts("demo.starting"))
    async with _tenant(folder, tenant_port, app_port) as url:
        settings = demo_settings(folder, app_port)
        installation = Installation(settings, little_tenant(url, settings.tenant_id), demo=True)
        await provision(installation)
        await apply_scripts(installation)
        await _give_back_the_right(url)
        async with serving(installation) as server:
            await seed.plant(server.store, _person, server.now(), server.assessing)
            note = note_running(folder, settings, url)
            _tell(console, texts, url)
            try:
                await stop.wait()
            finally:
                note.unlink(missing_ok=True)
    console.print(texts("demo.stopped"))


async def _give_back_the_right(url: str) -> None:
    """The lists are made: from now on the app may write rows and no more (docs/installation.md, 7)."""
    async with httpx.AsyncClient(trust_env=False) as http:
        (await http.post(f"{url}/control/modes", json={"role": "write"})).raise_for_status()


def _person(key: str) -> Person:
    found = people.person(key)
    return Person(found.object_id, found.name)


def _tell(console: Console, texts: Texts, url: str) -> None:
    """Where to look, and as whom."""
    for key in ("demo.teams", "demo.council", "demo.sharepoint", "demo.stop"):
        console.print(texts(key, url=url), soft_wrap=True, highlight=False)
