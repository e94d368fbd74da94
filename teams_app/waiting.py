"""Where what waits is kept: on this instance's disk, or in the table that the settings name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from azure.core.credentials_async import AsyncTokenCredential
from azure.identity.aio import ManagedIdentityCredential

from sharepoint_lists.waiting.sqlite_rows import SqliteRows
from teams_app.installation import Installation
from teams_app.settings import Settings
from teams_app.store_access import credential_for
from technology_map.waiting_rows import NewRow, NotKept, WaitingRows

log = structlog.get_logger(__name__)

OUTBOX, LETTERS, INTENTIONS = "outbox.sqlite", "letters.sqlite", "intentions.sqlite"
TABLE = "waiting"
"""The table's name; infra/modules/storage.bicep makes it."""


@dataclass(frozen=True, slots=True)
class Keepers:
    """What keeps submissions that SharePoint could not take, news not yet told, and what was begun."""

    submissions: WaitingRows
    messages: WaitingRows
    intentions: WaitingRows


def on_disk(settings: Settings, instance: str) -> Keepers:
    """Files in the instance's folder."""
    return Keepers(
        SqliteRows(settings.data_dir / OUTBOX, instance),
        SqliteRows(settings.data_dir / LETTERS, instance, remembers=True),
        SqliteRows(settings.data_dir / INTENTIONS, instance),
    )


@asynccontextmanager
async def in_table(
    endpoint: str, credential: object, instance: str, *, table_name: str = TABLE
) -> AsyncIterator[Keepers]:
    """Three partitions of one table. The Table SDK is loaded only here."""
    from sharepoint_lists.waiting.table_rows import TableRows, open_table

    async with open_table(endpoint, table_name, credential) as table:
        yield Keepers(
            TableRows(table, "submissions", instance),
            TableRows(table, "messages", instance, remembers=True),
            TableRows(table, "intentions", instance),
        )


@asynccontextmanager
async def opened_keepers(installation: Installation, instance: str) -> AsyncIterator[Keepers]:
    """As the settings say. What waits on the disk goes into the table, once there is one."""
    settings = installation.settings
    local = on_disk(settings, instance)
    if not settings.table_endpoint:
        yield local
        return
    async with (
        credential_for_table(installation) as credential,
        in_table(settings.table_endpoint, credential, instance) as shared,
    ):
        await take_along(settings, local, shared)
        yield shared


@asynccontextmanager
async def looked_into(installation: Installation) -> AsyncIterator[Keepers]:
    """What the instances keep, for a command that looks through it: nothing is moved, and nothing made."""
    settings, instance = installation.settings, "command"
    if not settings.table_endpoint:
        yield on_disk(settings, instance)
        return
    async with (
        credential_for_table(installation) as credential,
        in_table(settings.table_endpoint, credential, instance) as shared,
    ):
        yield shared


async def take_along(settings: Settings, local: Keepers, shared: Keepers) -> None:
    """Move what an instance's files hold into the table; each row is there once, however often we begin."""
    for name, here, there in (
        (OUTBOX, local.submissions, shared.submissions),
        (LETTERS, local.messages, shared.messages),
        (INTENTIONS, local.intentions, shared.intentions),
    ):
        if not (settings.data_dir / name).is_file():
            continue
        try:
            await here.open()
            for row in await here.rows():
                tried = row.attempts + bool(row.taken_by)
                await there.put(NewRow(row.key, row.content, row.since, row.due, tried))
                await here.done(row)
        except NotKept as reason:
            log.error("left_on_disk", what=name, reason=str(reason))


def credential_for_table(installation: Installation) -> AsyncTokenCredential:
    """The managed identity itself, to which the template gives its one right on the table.

    Outside Azure, where there is none, the app registration.
    """
    settings = installation.settings
    if settings.credential == "managed_identity":
        return ManagedIdentityCredential(client_id=settings.managed_identity_client_id or None)
    return credential_for(installation)
