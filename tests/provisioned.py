"""A little tenant with its lists: made once a process and copied from then on, for that is much quicker."""

import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from local_tenant import people
from local_tenant.app import LittleTenant
from teams_app.commands.demo import demo_settings
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation
from teams_app.store_access import provision

_MADE: dict[bool, Path] = {}


async def _template(*, council_has_app: bool) -> Path:
    """The folder of a tenant whose two sites have their lists and words, and nothing else."""
    if council_has_app not in _MADE:
        folder = Path(tempfile.mkdtemp(prefix="provisioned-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        made = LittleTenant(folder / "tenant", units_per_minute=None, council_has_app=council_has_app)
        async with made.running() as tenant:
            settings = demo_settings(folder, 0).model_copy(update={"graph_units_per_minute": 1_000_000})
            await provision(Installation(settings, little_tenant(tenant.url, people.TENANT_ID), demo=True))
        _MADE[council_has_app] = folder / "tenant"
    return _MADE[council_has_app]


def _copied(template: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    data = Path(tempfile.mkdtemp(prefix="tenant-", dir=folder))
    shutil.copytree(template, data, dirs_exist_ok=True)
    return data


async def copied_lists(folder: Path) -> Path:
    """The data of a tenant that has its lists, for a tenant that is started otherwise."""
    return _copied(await _template(council_has_app=False), folder)


@asynccontextmanager
async def provisioned(
    folder: Path, *, units_per_minute: int | None = None, council_has_app: bool = True
) -> AsyncIterator[LittleTenant]:
    """A running tenant of its own in `folder`, with empty lists."""
    data = _copied(await _template(council_has_app=council_has_app), folder)
    async with LittleTenant(data, units_per_minute=units_per_minute).running() as tenant:
        yield tenant
