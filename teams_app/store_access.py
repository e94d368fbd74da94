"""How the roof gets at the lists: the credential, the store's settings, provisioning, a store alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from azure.core.credentials_async import AsyncTokenCredential
from azure.identity.aio import CertificateCredential, ClientSecretCredential

from sharepoint_lists import (
    OpenStore,
    SharePointStore,
    SiteNames,
    StoreSettings,
    open_provisioner,
    open_store,
)
from sharepoint_lists.graph import credentials
from sharepoint_lists.graph.throttling import Spending
from teams_app.installation import Installation
from teams_app.server.derived_keys import draft_key, snapshot_key

SNAPSHOT = "lists.snapshot"


def credential_for(installation: Installation) -> AsyncTokenCredential:
    """Who the app is: the one place that picks a credential. A certificate goes before all others."""
    settings, endpoints = installation.settings, installation.endpoints
    secret = settings.client_secret.get_secret_value()
    if installation.demo:
        return credentials.LoopbackCredential(endpoints.token_url, settings.app_id, secret)
    if settings.certificate_file is not None:
        certificate = str(settings.certificate_file)
        return CertificateCredential(settings.tenant_id, settings.app_id, certificate)
    if settings.credential == "client_secret":
        return ClientSecretCredential(settings.tenant_id, settings.app_id, secret)
    return credentials.managed_identity(
        settings.tenant_id, settings.app_id, settings.managed_identity_client_id or None
    )


def store_settings(installation: Installation) -> StoreSettings:
    """The store's settings, out of the installation's."""
    settings = installation.settings
    key = snapshot_key(settings) if settings.local_snapshot else None
    host, _, open_path = settings.open_site.partition(":")
    closed_path = settings.closed_site.partition(":")[2]
    return StoreSettings(
        sites=SiteNames(host, open_path, closed_path),
        graph_url=installation.endpoints.graph,
        sharepoint_url=installation.endpoints.sharepoint,
        teams_app_id=settings.teams_app_id,
        council_team_id=settings.council_team_id,
        draft_key=draft_key(settings),
        snapshot=(settings.data_dir / SNAPSHOT, key) if key else None,
        spending=Spending(units_per_minute=float(settings.graph_units_per_minute)),
    )


async def provision(installation: Installation) -> list[str]:
    """Make what is missing of the lists; a line for each that was made or differs."""
    async with (
        credential_for(installation) as credential,
        open_provisioner(store_settings(installation), credential) as provisioner,
    ):
        return [
            " ".join(filter(None, (f.list, f.column, f.state, f.what))) for f in await provisioner.apply()
        ]


@asynccontextmanager
async def opened_alone(installation: Installation) -> AsyncIterator[OpenStore]:
    """The store and what reads beside it, without its loops: for a command that reads, writes and ends."""
    whole = store_settings(installation)
    settings = replace(whole, loops=False, council_team_id="", snapshot=None)
    async with (
        credential_for(installation) as credential,
        open_store(settings, credential) as opened,
    ):
        yield opened


@asynccontextmanager
async def opened_store(installation: Installation) -> AsyncIterator[SharePointStore]:
    """The store alone."""
    async with opened_alone(installation) as opened:
        yield opened.store
