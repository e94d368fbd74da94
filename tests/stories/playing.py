"""Houses on one tenant: the whole app once or several times, with settings and a clock of its own."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from local_tenant import people
from local_tenant.app import LittleTenant
from sharepoint_lists import Intervals
from sharepoint_lists.graph.transport import ssl_context
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records import RECORD_LISTS
from teams_app.app import serving
from teams_app.commands.demo import demo_settings
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation
from teams_app.server.telemetry import Telemetry
from teams_app.store_access import store_settings
from teams_app.waiting import Keepers
from tests.provisioned import provisioned
from tests.teams_app.tab.pages import read
from tests.town import NEVER, Town

OPEN_SITE = "teknologikort"
CLOSED_SITE = "teknologikort-raad"
LISTS = ("Proposals", "SolutionCards", "Decisions", "Supports")
WORDS = ("Areas", "Departments", "Purposes", "Technologies")

Rows = dict[str, list[tuple[int, int]]]


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


def installed_in(tenant: LittleTenant, folder: Path, **changed: Any) -> Installation:
    """The settings that fit the tenant, with a budget that no test waits for; `changed` replaces some."""
    free = {"graph_units_per_minute": 1_000_000, **changed}
    settings = demo_settings(folder, 0).model_copy(update=free)
    return Installation(settings, little_tenant(tenant.url, people.TENANT_ID), demo=True)


@asynccontextmanager
async def tenant_with_lists(folder: Path) -> AsyncIterator[LittleTenant]:
    """A little tenant whose two sites have their lists, and no server yet."""
    async with provisioned(folder) as tenant:
        tenant.counts.reset()
        yield tenant


@asynccontextmanager
async def server_in(
    tenant: LittleTenant,
    folder: Path,
    *,
    now: Callable[[], datetime] = utc_now,
    telemetry: Telemetry | None = None,
    keepers: Keepers | None = None,
    **changed: Any,
) -> AsyncIterator[Town]:
    """One server more in the tenant, with files of its own; Teams talks to the one opened last.

    Its store reads changes when it is told to.
    """
    installed = installed_in(tenant, folder, **changed)
    intervals = Intervals(lively=NEVER, calm=NEVER, roster=NEVER, outbox=NEVER, words=NEVER, sweep=NEVER)
    lists = replace(store_settings(installed), intervals=intervals, snapshot=None)
    async with (
        serving(installed, now=now, lists=lists, telemetry=telemetry, keepers=keepers) as server,
        httpx.AsyncClient(
            base_url=server.url, trust_env=False, timeout=15, verify=ssl_context(trust_env=False)
        ) as http,
    ):
        at = Town(tenant, server, http)
        chats_with(at)
        yield at


def chats_with(at: Town) -> None:
    """From now on Teams brings what people write to this server."""
    at.tenant.teams.line.app_url = at.server.url


def rows(tenant: LittleTenant, name: str) -> list[dict[str, Any]]:
    """What truly stands in a list of the open site."""
    return tenant.sharepoint.true_rows(OPEN_SITE, name)


def written(tenant: LittleTenant) -> Rows:
    """Every row with its version: differs as soon as anything was written that somebody asked for."""
    of_site = {Site.OPEN: OPEN_SITE, Site.CLOSED: CLOSED_SITE}
    named = [(OPEN_SITE, name) for name in (*LISTS, *WORDS, "Remarks")]
    named += [(CLOSED_SITE, name) for name in ("CouncilRemarks", "Drafts", "Follows")]
    named += [(of_site[one.site], one.name) for one in RECORD_LISTS]
    return tenant.sharepoint.true_versions(named)


ANSWERS: dict[str, dict[str, Any]] = {
    "problem": {"area": "health", "purpose": "service", "beneficiaries": ["citizens", "employees"]},
    "benefits": {"consequences": "Natholdet går færre runder."},
    "ethics": dict.fromkeys(("human_first", "transparency", "equality", "dignity"), "green"),
}
"""What the council needs to know before it meets a proposal, by step."""


async def answers(at: Town, who: str = "mette", number: int = 1) -> None:
    """Who has handed a proposal in answers what the council asks every proposal."""
    for step, said in ANSWERS.items():
        address = f"proposals/{number}/steps/{step}"
        form = read((await at.reads(who, address)).text).filled()
        assert (await at.sends(who, address, {**form, **said, "then": "close"})).status_code == 200
