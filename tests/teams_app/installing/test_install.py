"""Astrid installs the app: from nothing to one that works, stopped and resumed, run twice, and refused."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from local_tenant import people
from local_tenant.entra import EXCHANGE, GRAPH
from local_tenant.faults import Fault
from teams_app.installing.answers import NAME
from teams_app.installing.ground import READING
from teams_app.installing.walking import STEPS, Exit
from tests.sweeps import swept
from tests.teams_app.installing.afternoon import DOMAIN, Afternoon, afternoon

CHANGING = ("registration", "principal", "sign_in", "federation", "permission", "site_rights", "package")
WAITING = ("council", "ground", "app", "catalogue", "roster")


@pytest.fixture
async def astrid(tmp_path: Path) -> AsyncIterator[Afternoon]:
    """She begins where the two sites have their lists, which take long to make and to compare."""
    async with afternoon(tmp_path, with_lists=True) as begun:
        begun.steps = [one for one in STEPS if one.name not in ("lists", "views")]
        yield begun


async def own_token(at: Afternoon) -> str:
    """The app's own token, got as the machine in Azure gets it."""
    form = {"grant_type": "client_credentials", "client_id": people.APP_ID, "scope": f"{GRAPH}/.default"}
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(f"{at.tenant.url}/entra/{people.TENANT_ID}/oauth2/v2.0/token", data=form)
    return str(answer.json().get("access_token", ""))


async def asks_graph(at: Afternoon, method: str, path: str, body: object = None) -> int:
    headers = {"Authorization": f"Bearer {await own_token(at)}"}
    async with httpx.AsyncClient(trust_env=False, headers=headers) as http:
        return (await http.request(method, f"{at.tenant.url}/v1.0{path}", json=body)).status_code


async def test_from_nothing_to_an_app_that_works(tmp_path: Path) -> None:
    async with afternoon(tmp_path) as astrid:
        for step in ("sites", "lists", "views"):
            assert await astrid.installs(stops_at=step) is Exit.STOPPED, astrid.said
        assert await astrid.installs() is Exit.DONE, astrid.said
        assert "Teknologikort is installed." in astrid.said
        async with httpx.AsyncClient(base_url=astrid.app_url, trust_env=False) as http:
            said = (await http.get("/readyz")).json()
            assert (said["lists"], said["roster"]) == ("ok", "ok")
            token = astrid.tenant.entra.token_for_person("mette")
            headers = {"Authorization": f"Bearer {token}", "X-Locale": "da-dk"}
            assert (await http.get("/tab/part/board", headers=headers)).status_code == 200
        rows = {"fields": {"Title": "x"}}
        one = "/sites/localhost:/sites/teknologikort:"
        assert await asks_graph(astrid, "POST", f"{one}/lists/Drafts/items", rows) == 404
        assert await asks_graph(astrid, "GET", f"{one}/lists/Proposals/items") == 200
        assert await asks_graph(astrid, "GET", "/sites/root/lists") == 403
        assert await asks_graph(astrid, "POST", f"{one}/lists", {"displayName": "Mere"}) == 403
        assert await asks_graph(astrid, "GET", f"{one}/permissions") == 403


async def test_before_consent_the_app_reaches_nothing(astrid: Afternoon) -> None:
    await astrid.installs(stops_at="federation")
    assert await own_token(astrid) == ""
    await astrid.installs(stops_at="permission")
    assert await own_token(astrid)
    one = "/sites/localhost:/sites/teknologikort:/lists/Proposals/items"
    assert await asks_graph(astrid, "GET", one) == 403
    await astrid.installs(stops_at="site_rights")
    assert await asks_graph(astrid, "GET", one) == 403
    await astrid.installs(stops_at="app")
    assert await asks_graph(astrid, "GET", one) == 200


@pytest.mark.parametrize("step", swept([*WAITING, *CHANGING], 4))
async def test_stopped_at_a_step_and_resumed(astrid: Afternoon, step: str) -> None:
    assert await astrid.installs(stops_at=step) is Exit.STOPPED
    assert "Stopped." in astrid.said
    asked = list(astrid.asked)
    assert await astrid.installs() is Exit.DONE, astrid.said
    twice = [one for one in astrid.asked[len(asked) :] if one in asked and "yes or no" not in one]
    assert [one for one in twice if "Press Enter" not in one] == []
    directory = astrid.tenant.entra.directory
    assert len(directory.applications) == 1
    assert [len(one.credentials) for one in directory.applications.values()] == [1]


async def test_run_twice_changes_nothing_the_second_time(astrid: Afternoon) -> None:
    astrid.steps = STEPS
    assert await astrid.installs() is Exit.DONE
    before = (astrid.folder / NAME).read_text()
    astrid.tenant.counts.reset()
    astrid.asked.clear()
    astrid.scopes.clear()
    assert await astrid.installs() is Exit.DONE
    assert astrid.tenant.counts.writes == 0
    assert astrid.asked == []
    assert (astrid.folder / NAME).read_text() == before
    assert not any("ReadWrite" in one for scopes in astrid.scopes for one in scopes)


async def test_what_somebody_undid_is_seen_in_the_tenant_and_done_again(astrid: Afternoon) -> None:
    assert await astrid.installs() is Exit.DONE
    [home] = astrid.tenant.entra.directory.applications.values()
    [credential] = home.credentials
    credential["subject"] = "11111111-2222-4333-8444-555555555555"
    home.said["api"]["preAuthorizedApplications"].pop()
    home.said["identifierUris"] = ["api://old.example.dk/" + home.app_id, "https://bakkeby.example/kept"]
    grant = astrid.tenant.sharepoint.grants.of["teknologikort"][0]
    grant.roles = ["fullcontrol"]
    assert await astrid.installs() is Exit.DONE, astrid.said
    assert credential["subject"] == astrid.tenant.entra.machine
    assert len(home.said["api"]["preAuthorizedApplications"]) == 2
    assert home.said["identifierUris"] == [f"api://{DOMAIN}/{home.app_id}", "https://bakkeby.example/kept"]
    [narrowed] = astrid.tenant.sharepoint.grants.of["teknologikort"]
    assert narrowed.roles == ["write"]
    assert "from fullcontrol to write" in astrid.said


async def test_a_lost_file_is_no_matter_the_tenant_knows(astrid: Afternoon) -> None:
    assert await astrid.installs(stops_at="app") is Exit.STOPPED
    (astrid.folder / NAME).unlink()
    astrid.tenant.counts.reset()
    assert await astrid.installs(stops_at="app") is Exit.STOPPED
    assert astrid.tenant.counts.writes == 0


async def test_the_plan_is_written_and_nothing_else(tmp_path: Path) -> None:
    async with afternoon(tmp_path) as astrid:
        plan = await astrid.plans()
        assert astrid.tenant.counts.writes == 0
        assert [sorted(one) for one in astrid.scopes] == [
            ["AppCatalog.Read.All", "Application.Read.All", "Sites.Read.All", "Team.ReadBasic.All"]
        ]
        assert sorted(one.name for one in astrid.folder.iterdir()) == ["plan.md"]
        assert plan.count("\n## ") == len(STEPS) + 1
        assert "New-SPOSite -Url https://localhost/sites/teknologikort " in plan
        assert "Make the app registration Teknologikort" in plan
        assert "`Sites.FullControl.All`" in plan


async def test_a_plan_in_the_midst_looks_with_no_more_than_reading(astrid: Afternoon) -> None:
    assert await astrid.installs(stops_at="site_rights") is Exit.STOPPED
    astrid.scopes.clear()
    astrid.tenant.counts.reset()
    plan = await astrid.plans()
    assert [set(one) for one in astrid.scopes] == [set(READING)]
    assert astrid.tenant.counts.writes == 0
    assert "This cannot be seen with the rights for reading." in plan
    assert "The app's id is" in plan


async def test_what_is_kept_is_no_secret(astrid: Afternoon) -> None:
    assert await astrid.installs() is Exit.DONE
    kept = json.loads((astrid.folder / NAME).read_text())
    assert set(kept) == {
        *("tenant_id", "host", "open_path", "closed_path", "council_team_id", "app_id", "teams_app_id"),
        *("domain", "identity_principal_id", "registry", "municipality", "website", "privacy_page"),
        *("terms_page", "said"),
    }
    everything = "".join(one.read_text("utf-8") for one in astrid.folder.glob("*.json")) + astrid.said
    assert "eyJ" not in everything
    assert EXCHANGE not in everything


async def test_bent_may_register_and_not_consent_and_is_told_who_may(astrid: Afternoon) -> None:
    assert await astrid.installs(who="bent") is Exit.NOT_ALLOWED
    assert "It takes the role Privileged Role Administrator." in astrid.said
    assert "Insufficient privileges" in astrid.said
    assert await astrid.installs(who="astrid") is Exit.DONE


async def test_mette_cannot_even_sign_in_to_it(astrid: Afternoon) -> None:
    assert await astrid.installs(who="mette") is Exit.NOT_ALLOWED
    assert "You were not signed in" in astrid.said
    assert astrid.tenant.counts.writes == 0


async def test_entra_that_knows_the_new_app_only_after_a_while(astrid: Afternoon) -> None:
    astrid.tenant.entra.directory.lag = 4
    assert await astrid.installs() is Exit.DONE, astrid.said
    assert len(astrid.tenant.entra.directory.applications) == 1
    assert astrid.clock.waited > 0


FAULTS = {
    "no right": (Fault("before", method="POST", path=r"/applications$", status=403), Exit.NOT_ALLOWED),
    "conflict": (Fault("before", method="PATCH", path=r"/applications/", status=409), Exit.GRAPH_FAILED),
    "throttled": (
        Fault("throttle", method="POST", path=r"/servicePrincipals$", retry_after=9000, times=99),
        Exit.GRAPH_FAILED,
    ),
    "cut": (Fault("cut", method="PATCH", path=r"/applications/", when="before"), Exit.GRAPH_FAILED),
    **{
        name: (Fault("after", method="POST", path=rf"/{name}$", status=504), Exit.GRAPH_FAILED)
        for name in ("applications", "federatedIdentityCredentials", "appRoleAssignedTo", "permissions")
    },
}


@pytest.mark.parametrize("kind", swept([*FAULTS], 3))
async def test_what_goes_wrong_is_said_and_the_next_run_goes_on(astrid: Afternoon, kind: str) -> None:
    fault, code = FAULTS[kind]
    fault = replace(fault)
    astrid.tenant.faults.add(fault)
    assert await astrid.installs() is code, astrid.said
    assert "run the same command" in astrid.said.lower()
    astrid.tenant.faults.clear()
    assert await astrid.installs() is Exit.DONE, astrid.said
    [home] = astrid.tenant.entra.directory.applications.values()
    assert len(home.credentials) == len(astrid.tenant.entra.directory.assignments) == 1


async def test_a_short_throttling_is_waited_for(astrid: Afternoon) -> None:
    astrid.tenant.faults.add(
        Fault("throttle", method="POST", path=r"/applications$", retry_after=20, times=2)
    )
    assert await astrid.installs() is Exit.DONE, astrid.said
    assert astrid.clock.waited >= 40


async def test_an_app_with_more_than_it_needs_is_named(astrid: Afternoon) -> None:
    assert await astrid.installs() is Exit.DONE
    directory = astrid.tenant.entra.directory
    graph = next(one for one in directory.principals.values() if one.roles)
    ours = next(one for one in directory.principals.values() if one.app_id == people.APP_ID)
    role = graph.roles["Sites.FullControl.All"]
    directory.assign(graph, {"principalId": ours.id, "resourceId": graph.id, "appRoleId": role})
    assert await astrid.installs() is Exit.DONE
    assert "The app also has Sites.FullControl.All" in astrid.said


async def test_a_broken_file_is_named(astrid: Afternoon, tmp_path: Path) -> None:
    from rich.console import Console

    from teams_app.commands.install import UNREADABLE, run_install
    from technology_map.people.people import Language
    from technology_map.texts import texts

    astrid.folder.mkdir()
    (astrid.folder / NAME).write_text("{")
    console = Console(record=True, width=300)
    code = await run_install(astrid.folder, texts(Language.DANISH), console, dry_run=False, yes=False)
    assert code == UNREADABLE
    assert str(astrid.folder / NAME) in console.export_text()
