"""The little tenant with many rows, as a process of its own: it must not share our interpreter."""

import asyncio
import contextlib
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bench.content import Town
from bench.installed import installed
from bench.talk_and_plans import Doings
from local_tenant.app import LittleTenant
from local_tenant.entra import Entra
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.record_mapping import RECORDS
from sharepoint_lists.mapping.rows import RowMapping
from sharepoint_lists.schema.list_types import Site
from teams_app.installation import Installation
from teams_app.server.derived_keys import placement_key
from teams_app.server.sealed_texts import SealedTexts
from teams_app.store_access import provision
from technology_map.words.seed import seed_vocabulary

LOOKS_EVERY, IDLE = 2.0, 0.05
"""Seconds between two looks at a process, and the share of a core that it may use when it is idle."""
OPEN_SITE, CLOSED_SITE = "teknologikort", "teknologikort-raad"


@dataclass(frozen=True, slots=True)
class BigTenant:
    """A running tenant: where, in which folder, and whoever signs its tokens."""

    url: str
    folder: Path
    entra: Entra

    async def counts(self) -> dict[str, Any]:
        """What has been asked of it until now."""
        async with httpx.AsyncClient(trust_env=False) as http:
            found: dict[str, Any] = (await http.get(f"{self.url}/control/counts")).json()
        return found

    def installation(self, port: int = 0) -> Installation:
        """The settings that fit it."""
        return installed(self.url, self.folder, port)


async def fill(folder: Path, count: int, *, whole: bool = False) -> int:
    """Store `count` proposals, their decisions and `count` solution cards; how many decisions."""
    town, decisions = Town(whole=whole), 0
    async with LittleTenant(folder, units_per_minute=None).running() as tenant:
        await provision(BigTenant(tenant.url, folder, tenant.entra).installation())

        async def store(mapping: Any, thing: Any) -> None:
            await tenant.sharepoint.create_as(
                None, OPEN_SITE, mapping.list.name, mapping.cells(thing, seed_vocabulary())
            )

        for proposal, log in town.proposals(count):
            await store(row_mapping.PROPOSAL, proposal)
            for row in log:
                await store(row_mapping.DECISION, row)
            decisions += len(log)
        for card in town.solution_cards(count):
            await store(row_mapping.SOLUTION_CARD, card)
        await _fill_beside(tenant, folder, count)
    return decisions


async def _fill_beside(tenant: LittleTenant, folder: Path, count: int) -> None:
    """What belongs to the cards: details, remarks, support, plans, meetings, a workshop."""
    words, doings = seed_vocabulary(), Doings(count)
    key = placement_key(installed(tenant.url, folder).settings)
    for record in doings.records(SealedTexts(key) if key else None):
        mapping = RECORDS[type(record)]
        site = CLOSED_SITE if mapping.list.site is Site.CLOSED else OPEN_SITE
        await tenant.sharepoint.create_as(None, site, mapping.list.name, mapping.cells(record, words))
    rows: list[tuple[RowMapping[Any], Any]] = [
        *((row_mapping.REMARK, one) for one in doings.remarks()),
        *((row_mapping.SUPPORT, one) for one in doings.supports()),
    ]
    for like, row in rows:
        await tenant.sharepoint.create_as(None, OPEN_SITE, like.list.name, like.cells(row, words))


@contextlib.asynccontextmanager
async def running(folder: Path, units_per_minute: int | None = None) -> AsyncIterator[BigTenant]:
    """The filled tenant of a folder, serving until the block ends, without a budget unless one is given."""
    command = ("-m", "local_tenant", "--port", "0", "--data", str(folder))
    async with process(*command) as served, httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(f"{served.url}/control/modes", json={"units_per_minute": units_per_minute})
        answer.raise_for_status()
        entra = Entra(folder)
        entra.url = served.url
        yield BigTenant(served.url, folder, entra)


async def stored_titles(tenant: BigTenant) -> Counter[str]:
    """The titles of the proposals that stand in SharePoint, and how often each does."""
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        rows = (await http.get(f"{tenant.url}/control/rows/{OPEN_SITE}/Proposals")).json()
    return Counter(row["Title"] for row in rows)


@dataclass(frozen=True, slots=True)
class Process:
    """A process that serves at an address."""

    url: str
    number: int

    def worked(self) -> float:
        """Seconds of processor time it has used, its own and the system's for it (Linux)."""
        stat = Path(f"/proc/{self.number}/stat").read_text(encoding="utf-8")
        ticks = stat.rpartition(")")[2].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    async def idle(self, at_most: float = 300.0) -> None:
        """Returns once it has next to nothing to do, or after so many seconds.

        At a start it looks up whom it has to remind of what: thousands, where old proposals wait.
        """
        for _ in range(int(at_most / LOOKS_EVERY)):
            before = self.worked()
            await asyncio.sleep(LOOKS_EVERY)
            if self.worked() - before < IDLE * LOOKS_EVERY:
                return

    def memory(self) -> float:
        """MiB it holds in memory now (Linux)."""
        held = Path(f"/proc/{self.number}/statm").read_text(encoding="utf-8").split()[1]
        return int(held) * os.sysconf("SC_PAGE_SIZE") / 2**20


@contextlib.asynccontextmanager
async def process(*arguments: str) -> AsyncIterator[Process]:
    """A Python process that says where it listens as the last word of its first line."""
    started = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    assert started.stdout is not None  # noqa: S101 - it was asked for
    try:
        async with asyncio.timeout(120):
            said = (await started.stdout.readline()).decode().split()
        if not said:
            raise RuntimeError(f"{arguments[1]} did not start")
        yield Process(said[-1], started.pid)
    finally:
        with contextlib.suppress(ProcessLookupError):
            started.terminate()
        await started.wait()
