"""A little tenant with provisioned lists and a store, without the app around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from local_tenant import people
from local_tenant.app import LittleTenant
from sharepoint_lists import SharePointStore
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation
from teams_app.settings import Settings
from teams_app.store_access import opened_store
from technology_map.people.people import Person
from tests.provisioned import provisioned


@dataclass(frozen=True, slots=True)
class Lists:
    """The tenant, how the app is installed in it, and a store that is open on its lists."""

    tenant: LittleTenant
    installation: Installation
    store: SharePointStore

    @property
    def batches(self) -> int:
        """How many $batch calls there have been since the counts were last reset."""
        return sum(count for route, count in self.tenant.counts.by_route.items() if "$batch" in route)


def settings_for(folder: Path) -> Settings:
    """The settings of the app in the little tenant, with a budget that no test waits for."""
    return Settings(
        tenant_id=people.TENANT_ID,
        app_id=people.APP_ID,
        teams_app_id=people.APP_ID,
        council_team_id=people.COUNCIL_TEAM_ID,
        open_site="localhost:/sites/teknologikort",
        closed_site="localhost:/sites/teknologikort-raad",
        data_dir=folder,
        credential="client_secret",
        client_secret=people.APP_SECRET,
        graph_units_per_minute=1_000_000,
    )


@asynccontextmanager
async def lists_alone(folder: Path) -> AsyncIterator[Lists]:
    """Empty lists in a tenant of their own, and an open store."""
    async with provisioned(folder) as tenant:
        installation = Installation(
            settings_for(folder), little_tenant(tenant.url, people.TENANT_ID), demo=True
        )
        async with opened_store(installation) as store:
            tenant.counts.reset()
            yield Lists(tenant, installation, store)


def person(key: str) -> Person:
    """A person of the little tenant, as the ground knows people."""
    found = people.person(key)
    return Person(found.object_id, found.name)
