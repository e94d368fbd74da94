"""The council's roster, read from Graph by the app; and the switch for it."""

from typing import Any

import aiohttp
import pytest

from local_tenant.app import LittleTenant
from local_tenant.entra import GRAPH
from local_tenant.people import COUNCIL_TEAM_ID, person
from local_tenant.teams.places.roster import OF_ALL_TEAMS


async def read(url: str, token: str | None) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as http, http.get(url, headers=headers) as answer:
        return answer.status, await answer.json()


def members(tenant: LittleTenant, query: str = "") -> str:
    return f"{tenant.url}/v1.0/teams/{COUNCIL_TEAM_ID}/members{query}"


async def test_the_app_reads_the_roster(tenant: LittleTenant) -> None:
    status, body = await read(members(tenant), tenant.entra.token_for_app())
    assert status == 200
    roles = {one["userId"]: one["roles"] for one in body["value"]}
    assert roles[person("hanne").object_id] == ["owner"]
    assert [roles[person(key).object_id] for key in ("karen", "peter", "lise")] == [[], [], []]


async def test_it_comes_in_pages(tenant: LittleTenant) -> None:
    token = tenant.entra.token_for_app()
    _, first = await read(members(tenant, "?$top=3"), token)
    _, second = await read(first["@odata.nextLink"], token)
    assert [len(first["value"]), len(second["value"])] == [3, 1]
    assert "@odata.nextLink" not in second


async def test_nobody_else_reads_it(tenant: LittleTenant) -> None:
    delegated = tenant.entra.token_for_person("hanne", audience=GRAPH, scope="User.Read")
    assert (await read(members(tenant), None))[0] == 401
    assert (await read(members(tenant), delegated))[0] == 403


async def test_the_teams_consent_goes_for_this_team_alone(tenant: LittleTenant) -> None:
    other = members(tenant).replace(COUNCIL_TEAM_ID, person("mette").object_id)
    assert (await read(other, tenant.entra.token_for_app()))[0] == 403
    assert (await read(other, tenant.entra.token_for_app(GRAPH, (OF_ALL_TEAMS,))))[0] == 404


async def test_without_the_app_in_the_team_only_a_right_over_all_teams_reads_it() -> None:
    async with LittleTenant(None, council_has_app=False).running() as tenant:
        status, body = await read(members(tenant), tenant.entra.token_for_app())
        assert (status, body["error"]["code"]) == (403, "Forbidden")
        assert (await read(members(tenant), tenant.entra.token_for_app(GRAPH, (OF_ALL_TEAMS,))))[0] == 200
        tenant.teams.visiting.installs("hanne", "channel")
        assert (await read(members(tenant), tenant.entra.token_for_app()))[0] == 200
        tenant.teams.visiting.uninstalls("hanne", "channel")
        assert (await read(members(tenant), tenant.entra.token_for_app()))[0] == 403


async def test_the_roster_is_changed_from_outside(tenant: LittleTenant) -> None:
    async with aiohttp.ClientSession() as http:
        new = {"mette": "member", "hanne": "owner"}
        async with http.post(f"{tenant.url}/control/roster", json=new) as answer:
            assert answer.status == 200
        async with http.post(f"{tenant.url}/control/roster", json={"nobody": "member"}) as answer:
            assert answer.status == 400
    assert tenant.teams.roster == new
    _, body = await read(members(tenant), tenant.entra.token_for_app())
    assert [one["displayName"] for one in body["value"]] == ["Mette Holm", "Hanne Brandt"]


@pytest.mark.parametrize("query", ["?$top=0", "?$top=x", "?$skiptoken=-1"])
async def test_odd_queries(tenant: LittleTenant, query: str) -> None:
    assert (await read(members(tenant, query), tenant.entra.token_for_app()))[0] == 400
