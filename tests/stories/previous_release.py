"""The release before this one, out of git, as a process beside ours: what a rolling upgrade meets."""

import asyncio
import io
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from local_tenant.app import LittleTenant

COMMIT = "85740cf7971d213485579cb2068ddd96f741753f"
"""The last commit of the previous release. Whoever makes a release writes here what ran until then."""
ROOT = Path(__file__).parents[2]
BUNDLES = ("teams_app/tab/static/dist", "local_tenant/teams/static/dist")
PROVISION = """
import asyncio, sys
from pathlib import Path
from local_tenant import people
from teams_app.commands.demo import demo_settings
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation
from teams_app.store_access import provision
settings = demo_settings(Path(sys.argv[1]), 0).model_copy(update={"graph_units_per_minute": 1_000_000})
asyncio.run(provision(Installation(settings, little_tenant(sys.argv[2], people.TENANT_ID), demo=True)))
"""


def archive() -> bytes | None:
    """The files of that release as a tar; None where this clone does not reach back to it."""
    command = ["git", "-C", str(ROOT), "archive", "--format=tar", COMMIT]
    made = subprocess.run(command, capture_output=True, check=False, timeout=60)
    return made.stdout if made.returncode == 0 else None


def unpacked(tar: bytes, folder: Path) -> Path:
    """The release's files in a folder, with our bundles: git does not keep those."""
    with tarfile.open(fileobj=io.BytesIO(tar)) as packed:
        packed.extractall(folder, filter="data")
    for bundles in BUNDLES:
        if (ROOT / bundles).exists():
            shutil.copytree(ROOT / bundles, folder / bundles)
    return folder


async def provisions(release: Path, tenant: LittleTenant, folder: Path) -> None:
    """That release makes its lists."""
    async with _python(release, "-c", PROVISION, str(folder), tenant.url) as running:
        said, _ = await running.communicate()
        assert running.returncode == 0, said.decode()


@asynccontextmanager
async def serves(release: Path, tenant: LittleTenant, folder: Path) -> AsyncIterator[str]:
    """That release serves in a folder of its own: its address."""
    async with _python(release, "-m", "tests.stories.app_process", str(folder), tenant.url) as running:
        assert running.stdout is not None
        async with asyncio.timeout(60):
            while line := (await running.stdout.readline()).decode().strip():
                if line.startswith("http"):
                    break
        reading = asyncio.create_task(running.stdout.read())
        yield line
        running.kill()
        await reading


@asynccontextmanager
async def _python(release: Path, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Our Python with that release's modules: the packages of this one hold all that it needs."""
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=release,
        env={**os.environ, "PYTHONPATH": str(release)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.wait()
