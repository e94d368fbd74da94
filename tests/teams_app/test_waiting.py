"""Where what waits is kept: as the settings say, by who has the right, and nothing is left behind."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from azure.identity.aio import ClientSecretCredential, ManagedIdentityCredential

from teams_app.commands.demo import demo_settings
from teams_app.endpoints import microsoft
from teams_app.installation import Installation
from teams_app.waiting import credential_for_table, in_table, on_disk, opened_keepers, take_along
from technology_map.waiting_rows import PARKED, NewRow
from tests.azurite import Azurite, credential
from tests.line_to_table import line_to

ROWS = [
    NewRow("a", b"Mettes forslag", 10.0),
    NewRow("b", b"Jonas' forslag", 20.0, due=30.0, attempts=4),
    NewRow("c", b"givet op", 30.0, due=PARKED + 1, attempts=9),
]


async def test_without_a_table_it_is_the_instances_own_disk(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path, 0)
    async with opened_keepers(Installation(settings, microsoft(settings.tenant_id)), "first") as kept:
        assert (kept.submissions.shared, kept.messages.shared) == (False, False)
        await kept.submissions.put(ROWS[0])
        await kept.messages.put(ROWS[1])
    assert {one.name for one in settings.data_dir.iterdir()} >= {"outbox.sqlite", "letters.sqlite"}


async def test_what_the_files_hold_moves_into_the_table_as_it_is(table: Azurite, tmp_path: Path) -> None:
    settings = demo_settings(tmp_path, 0)
    local = on_disk(settings, "first")
    for row in ROWS:
        await local.submissions.put(row)
        await local.messages.put(row)
        await local.intentions.put(row)
    async with table.keepers("first") as shared:
        await take_along(settings, local, shared)
        for there, here in (
            (shared.submissions, local.submissions),
            (shared.messages, local.messages),
            (shared.intentions, local.intentions),
        ):
            moved = [
                NewRow(one.key, one.content, one.since, one.due, one.attempts) for one in await there.rows()
            ]
            assert moved == ROWS
            assert await here.rows() == []
        await take_along(settings, local, shared)
        assert len(await shared.submissions.rows()) == 3


async def test_what_cannot_be_moved_now_stays_on_the_disk(table: Azurite, tmp_path: Path) -> None:
    settings = demo_settings(tmp_path, 0)
    local = on_disk(settings, "first")
    for row in ROWS:
        await local.submissions.put(row)
    async with AsyncExitStack() as stack:
        line = await stack.enter_async_context(line_to(table))
        shared = await stack.enter_async_context(
            in_table(line.endpoint, credential(), "first", table_name=table.table_name)
        )
        line.cut = "before"
        await take_along(settings, local, shared)
        assert len(await local.submissions.rows()) == 3
        line.cut = ""
        await take_along(settings, local, shared)
        assert (len(await local.submissions.rows()), len(await shared.submissions.rows())) == (0, 3)


@pytest.mark.parametrize("identity", ["", "9d3e5b84-2c61-4f7e-a0b5-6c4d8e2f1a03"])
async def test_in_azure_the_identity_itself_opens_the_table(tmp_path: Path, identity: str) -> None:
    changed = {"credential": "managed_identity", "managed_identity_client_id": identity}
    settings = demo_settings(tmp_path, 0).model_copy(update=changed)
    async with credential_for_table(Installation(settings, microsoft(settings.tenant_id))) as chosen:
        assert isinstance(chosen, ManagedIdentityCredential)


async def test_elsewhere_it_is_the_app_registration(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path, 0).model_copy(update={"credential": "client_secret"})
    async with credential_for_table(Installation(settings, microsoft(settings.tenant_id))) as chosen:
        assert isinstance(chosen, ClientSecretCredential)


async def test_where_a_table_is_named_both_kinds_wait_there(tmp_path: Path) -> None:
    endpoint = {"table_endpoint": "https://waitbakkeby.table.core.windows.net"}
    settings = demo_settings(tmp_path, 0).model_copy(update=endpoint)
    async with opened_keepers(Installation(settings, microsoft(settings.tenant_id)), "first") as kept:
        assert (kept.submissions.shared, kept.messages.shared) == (True, True)
    assert not (settings.data_dir / "outbox.sqlite").exists(), "nothing is asked, and nothing made"
