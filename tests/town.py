"""Bakkeby for the tests: a little tenant with provisioned lists, and the whole app serving beside it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

from local_tenant import people
from local_tenant.app import LittleTenant
from sharepoint_lists import Intervals
from sharepoint_lists.graph.transport import ssl_context
from teams_app.app import Server, serving
from teams_app.commands.demo import demo_settings
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation
from teams_app.store_access import store_settings
from tests.provisioned import provisioned

NEVER = 3600.0


@dataclass(slots=True)
class Town:
    """The little tenant, the server, and how people reach the tab over HTTP."""

    tenant: LittleTenant
    server: Server
    http: httpx.AsyncClient

    def headers(self, who: str, locale: str = "da-dk") -> dict[str, str]:
        """What a person's browser sends with every part of the tab."""
        token = self.tenant.entra.token_for_person(who)
        return {"Authorization": f"Bearer {token}", "X-Locale": locale}

    async def reads(self, who: str, part: str, **query: str) -> httpx.Response:
        """A person opens a part of the tab."""
        return await self.http.get(f"/tab/part/{part}", headers=self.headers(who), params=query)

    async def sends(self, who: str, part: str, body: Mapping[str, Any]) -> httpx.Response:
        """A person sends a form of the tab."""
        return await self.http.post(f"/tab/part/{part}", headers=self.headers(who), json=dict(body))


def installation(tenant: LittleTenant, folder: Path) -> Installation:
    """The settings that fit this little tenant, at whichever port is free."""
    settings = demo_settings(folder, 0)
    return Installation(settings, little_tenant(tenant.url, people.TENANT_ID), demo=True)


@asynccontextmanager
async def town(folder: Path, *, lively: float = NEVER, council_has_app: bool = True) -> AsyncIterator[Town]:
    """A town with empty lists. Its store reads changes every `lively` seconds, or when told to.

    `council_has_app`: whether the council's team has been given the app, and with it its roster.
    """
    async with (
        provisioned(folder, units_per_minute=1250, council_has_app=council_has_app) as tenant,
        app_of(tenant, folder, lively=lively) as running,
    ):
        yield running


@asynccontextmanager
async def app_of(
    tenant: LittleTenant, folder: Path, *, lively: float = NEVER, snapshot: bool = False
) -> AsyncIterator[Town]:
    """The app on a tenant that runs. `snapshot`: whether it begins with what it knew the last time."""
    installed = installation(tenant, folder)
    intervals = Intervals(lively=lively, calm=NEVER, roster=NEVER, outbox=NEVER, words=NEVER, sweep=NEVER)
    whole = replace(store_settings(installed), intervals=intervals)
    lists = whole if snapshot else replace(whole, snapshot=None)
    async with (
        serving(installed, lists=lists) as server,
        httpx.AsyncClient(
            base_url=server.url, trust_env=False, timeout=15, verify=ssl_context(trust_env=False)
        ) as http,
    ):
        tenant.teams.line.app_url = server.url
        yield Town(tenant, server, http)
