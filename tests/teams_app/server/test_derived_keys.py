"""The keys that seal tickets and drafts: by managed identity the instances share no client secret."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from teams_app.commands.demo import demo_settings
from teams_app.server.derived_keys import draft_key, ticket_key
from tests.stories.playing import server_in, tenant_with_lists
from tests.teams_app.tab.sheets.test_downloads import ticket

SHARED = "0b6f3c52-6a0d-4a6e-9a3e-1c1f5f1f6d0fd2a4c7e1-3b58-4f09-8c6d-7e2b9a5d4c31"


@pytest.mark.parametrize(
    ("sells", "serves", "status"),
    [
        pytest.param(SHARED, SHARED, 200, id="the same secret from the vault"),
        pytest.param("", "", 404, id="none: each draws its own"),
        pytest.param(SHARED, SHARED[::-1], 404, id="two secrets"),
    ],
)
async def test_with_a_managed_identity_only_a_shared_secret_makes_tickets_good_at_every_instance(
    tmp_path: Path, sells: str, serves: str, status: int
) -> None:
    azure: dict[str, Any] = {"credential": "managed_identity", "client_secret": SecretStr("")}
    async with tenant_with_lists(tmp_path / "lists") as tenant:
        tenant.entra.app_secret = ""
        async with (
            server_in(tenant, tmp_path / "1", **azure, ticket_secret=SecretStr(sells)) as first,
            server_in(tenant, tmp_path / "2", **azure, ticket_secret=SecretStr(serves)) as second,
        ):
            address = (await ticket(first, what="template", form="xlsx"))["address"]
            assert (await second.http.get(address)).status_code == status
            assert (await first.http.get(address)).status_code == 200


def test_drafts_are_sealed_only_with_what_all_instances_share(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path, 0)
    alone = settings.model_copy(update={"client_secret": SecretStr("")})
    shared = alone.model_copy(update={"ticket_secret": SecretStr("s" * 40)})
    assert draft_key(alone) is None
    assert draft_key(shared) == draft_key(shared)
    assert draft_key(shared) not in (ticket_key(shared), draft_key(settings))
