"""Provisioning makes what is missing, may be repeated, and takes nothing away."""

from typing import Any

import httpx
import pytest

from sharepoint_lists import open_provisioner, open_store
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.schema.columns import STATUS
from sharepoint_lists.schema.lists import DESIGNED
from sharepoint_lists.schema.provisioning import Finding, Made, Provisioner
from technology_map.council.life_cycle import Status
from tests.sharepoint_lists.municipality import OPEN, Municipality, submitted


async def applied(town: Municipality) -> list[Finding]:
    async with open_provisioner(town.settings, town.credential(), town.clock) as provisioner:
        return await provisioner.apply()


async def asked(town: Municipality, method: str, path: str, body: Any = None) -> Any:
    """What the administrator does at Graph by hand."""
    token = (await town.credential().get_token("https://graph.microsoft.com/.default")).token
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.request(
            method,
            f"{town.tenant.url}/v1.0{path}",
            json=body,
            headers={"Authorization": f"Bearer {token}"},
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None


async def lists_of(town: Municipality) -> dict[str, Any]:
    site = await asked(town, "GET", "/sites/localhost:/sites/teknologikort")
    found = await asked(town, "GET", f"/sites/{site['id']}/lists")
    return {one["name"]: {**one, "path": f"/sites/{site['id']}/lists/{one['id']}"} for one in found["value"]}


async def test_the_lists_are_made_with_plain_names_and_danish_titles(bare: Municipality) -> None:
    findings = await applied(bare)
    assert {f.list for f in findings if f.state is Made.MADE} == {of.name for of in DESIGNED}
    assert not [f for f in findings if f.state in (Made.DIFFERS, Made.MISSING)]
    found = await lists_of(bare)
    assert found["Decisions"]["displayName"] == "Beslutningslog"
    columns = await asked(bare, "GET", f"{found['Proposals']['path']}/columns")
    by_name = {one["name"]: one for one in columns["value"]}
    assert by_name["Status"]["choice"]["choices"][:2] == ["Indsendt", "Afklaring"]
    assert by_name["SubmissionKey"]["enforceUniqueValues"] is True
    assert by_name["SubmissionKey"]["indexed"] is True
    assert by_name["Problem"]["text"]["textType"] == "plain"


async def test_a_second_time_changes_nothing(town: Municipality) -> None:
    findings = await applied(town)
    assert {f.state for f in findings} == {Made.THERE}
    assert not [route for route in town.tenant.counts.by_route if not route.startswith("GET")]


async def test_checking_tells_what_is_missing_and_makes_nothing(bare: Municipality) -> None:
    async with open_provisioner(bare.settings, bare.credential(), bare.clock) as provisioner:
        findings = await provisioner.check()
    assert [(f.list, f.state) for f in findings] == [(of.name, Made.MISSING) for of in DESIGNED]
    assert "Proposals" not in await lists_of(bare)


async def test_a_deleted_column_comes_back_and_a_new_choice_stays(town: Municipality) -> None:
    async with town.instance() as first:
        await submitted(first)
    path = (await lists_of(town))["Proposals"]["path"]
    columns = {one["name"]: one for one in (await asked(town, "GET", f"{path}/columns"))["value"]}
    await asked(town, "DELETE", f"{path}/columns/{columns['LeadsTo']['id']}")
    words = ["Havnen", *columns["Area"]["choice"]["choices"][1:]]
    choice = {**columns["Area"]["choice"], "choices": words}
    await asked(town, "PATCH", f"{path}/columns/{columns['Area']['id']}", {"choice": choice})

    findings = {f.column: f.state for f in await applied(town) if f.list == "Proposals"}
    assert findings["LeadsTo"] is Made.MADE
    assert findings["Area"] is Made.WIDENED
    after = {one["name"]: one for one in (await asked(town, "GET", f"{path}/columns"))["value"]}
    assert after["Area"]["choice"]["choices"] == ["Administration", *words[1:], "Havnen"]
    assert len(town.rows("Proposals")) == 1


async def test_a_title_that_somebody_chose_stays(town: Municipality) -> None:
    path = (await lists_of(town))["Proposals"]["path"]
    await asked(town, "PATCH", path, {"displayName": "Vores gode forslag"})
    await applied(town)
    assert (await lists_of(town))["Proposals"]["displayName"] == "Vores gode forslag"
    async with town.instance() as first:
        await submitted(first)
    assert len(town.rows("Proposals")) == 1


async def test_a_column_of_another_kind_is_told_and_left(bare: Municipality) -> None:
    site = await asked(bare, "GET", "/sites/localhost:/sites/teknologikort")
    body = {"displayName": "Proposals", "columns": [{"name": "Problem", "number": {}}]}
    await asked(bare, "POST", f"/sites/{site['id']}/lists", body)
    findings = {f.column: f for f in await applied(bare) if f.list == "Proposals"}
    assert findings["Problem"] == Finding("Proposals", "Problem", Made.DIFFERS, "kind")


async def test_without_its_lists_the_store_says_what_to_do(bare: Municipality) -> None:
    with pytest.raises(NotProvisioned):
        async with open_store(bare.settings, bare.credential(), clock=bare.clock):
            pass


def test_every_status_has_a_word() -> None:
    assert STATUS.words is Status
    assert Provisioner.__doc__
    assert OPEN == "teknologikort"
