"""`teknologikort doctor`: it names what somebody changed in SharePoint, and says the mend."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from local_tenant import people
from local_tenant.app import LittleTenant
from local_tenant.entra import GRAPH
from local_tenant.faults import Fault
from teams_app.commands.doctor import Report, examined, told
from teams_app.commands.site_scripts import apply_scripts
from teams_app.store_access import provision
from technology_map.people.people import Language
from technology_map.texts import texts
from tests.provisioned import provisioned
from tests.stories.playing import installed_in


@dataclass
class Clinic:
    """A tenant that is as designed, and the doctor who looks at it."""

    tenant: LittleTenant
    folder: Path

    async def look(self, **settings: Any) -> Report:
        return await examined(installed_in(self.tenant, self.folder, **settings))

    async def by_hand(self, method: str, path: str, body: Any = None) -> Any:
        """What a site owner does, by Graph."""
        headers = {"Authorization": f"Bearer {self.tenant.entra.token_for_app(GRAPH)}"}
        async with httpx.AsyncClient(trust_env=False, headers=headers) as http:
            answer = await http.request(method, f"{self.tenant.url}/v1.0{path}", json=body)
            answer.raise_for_status()
            return answer.json() if answer.content else None

    async def column(self, name: str, list_name: str = "Proposals") -> str:
        at = f"/sites/localhost:/sites/teknologikort:/lists/{list_name}"
        found = (await self.by_hand("GET", f"{at}/columns"))["value"]
        [one] = [one for one in found if one["name"] == name]
        return f"{at}/columns/{one['id']}"


@pytest.fixture
async def clinic(tmp_path: Path) -> AsyncIterator[Clinic]:
    async with provisioned(tmp_path) as tenant:
        installed = installed_in(tenant, tmp_path)
        await apply_scripts(installed)
        tenant.sharepoint.role = "write"
        yield Clinic(tenant, tmp_path)


def seen(report: Report) -> list[tuple[str, ...]]:
    return [(sign.code, *sign.data.values()) for sign in report.signs]


def lines(report: Report, language: Language = Language.DANISH, *, as_json: bool = False) -> str:
    console = Console(record=True, width=400)
    told(report, texts(language), console, as_json=as_json)
    return console.export_text()


async def test_a_tenant_as_designed_is_well_and_untouched(clinic: Clinic) -> None:
    clinic.tenant.counts.reset()
    report = await clinic.look()
    assert report.signs == []
    assert lines(report) == "Alt er, som det skal være.\n"
    assert clinic.tenant.counts.total
    assert clinic.tenant.counts.writes == 0


async def test_a_renamed_column_is_told_and_does_no_harm(clinic: Clinic) -> None:
    await clinic.by_hand("PATCH", await clinic.column("Status"), {"displayName": "Hvor står det?"})
    report = await clinic.look()
    assert seen(report) == [("column_renamed", "Proposals", "Status", "Status", "Hvor står det?")]
    assert report.well
    assert "– Listen Proposals: kolonnen Status hedder nu »Hvor står det?«" in lines(report)


async def test_what_a_site_owner_broke_is_named_with_its_mend(clinic: Clinic) -> None:
    await clinic.by_hand("DELETE", await clinic.column("LeadsTo"))
    await clinic.by_hand("PATCH", await clinic.column("Status"), {"indexed": False})
    area = await clinic.column("Area")
    choice = (await clinic.by_hand("GET", area))["choice"]
    fewer = {"choice": {**choice, "choices": choice["choices"][1:]}}
    await clinic.by_hand("PATCH", area, fewer)
    await clinic.by_hand("PATCH", await clinic.column("SubmissionKey"), {"enforceUniqueValues": False})
    report = await clinic.look()
    assert set(seen(report)) == {
        ("column_missing", "Proposals", "LeadsTo"),
        ("column_index", "Proposals", "Status"),
        ("column_words", "Proposals", "Area", "Administration"),
        ("column_unique", "Proposals", "SubmissionKey"),
        ("view_changed", "Proposals", "Afsluttede"),
    }
    said = lines(report)
    assert said.count("! ") == 4
    assert "Kør: teknologikort provision" in said
    assert "4 ting skal rettes." in said

    await provision(installed_in(clinic.tenant, clinic.folder))
    assert set(seen(await clinic.look())) == {
        ("column_unique", "Proposals", "SubmissionKey"),
        ("formatter_missing", "Proposals", "LeadsTo"),
        ("view_changed", "Proposals", "Afsluttede"),
    }


async def test_a_column_of_another_kind_and_a_lost_list_are_named(clinic: Clinic) -> None:
    await clinic.by_hand("DELETE", await clinic.column("Problem"))
    at = "/sites/localhost:/sites/teknologikort:/lists"
    await clinic.by_hand("POST", f"{at}/Proposals/columns", {"name": "Problem", "text": {"maxLength": 255}})
    await clinic.by_hand("DELETE", f"{at}/Decisions")
    report = await clinic.look()
    assert ("column_kind", "Proposals", "Problem") in seen(report)
    assert ("list_missing", "Decisions") in seen(report)


async def test_a_view_and_a_formatting_that_somebody_changed_or_lost(clinic: Clinic) -> None:
    home = clinic.tenant.sharepoint.list_named("teknologikort", "SolutionCards")
    first, second, *_ = home.views
    home.views = [second.__class__(**{**second.as_row(), "fields": ("ID",)}), *home.views[2:]]
    home.columns["LifecyclePhase"].formatter = None
    home.columns["ID"].formatter = {"elmType": "div", "txtContent": "x"}
    assert seen(await clinic.look()) == [
        ("view_missing", "SolutionCards", first.name),
        ("view_changed", "SolutionCards", second.name),
        ("formatter_changed", "SolutionCards", "ID"),
        ("formatter_missing", "SolutionCards", "LifecyclePhase"),
    ]
    clinic.tenant.sharepoint.role = "fullcontrol"
    await apply_scripts(installed_in(clinic.tenant, clinic.folder))
    clinic.tenant.sharepoint.role = "write"
    assert (await clinic.look()).signs == []


async def test_rights_that_are_too_wide_or_missing_are_named(clinic: Clinic) -> None:
    clinic.tenant.entra.app_roles[GRAPH] = ("Sites.FullControl.All", "User.Read.All", "TeamMember.Read.Group")
    clinic.tenant.sharepoint.role = "fullcontrol"
    report = await clinic.look()
    assert set(seen(report)) == {
        ("right_too_wide", "Sites.FullControl.All"),
        ("right_too_wide", "User.Read.All"),
        ("right_missing", "Sites.Selected"),
        ("site_right_too_wide", "/sites/teknologikort"),
        ("site_right_too_wide", "/sites/teknologikort-raad"),
    }
    assert "Fjern den i Entra" in lines(report)


async def test_what_it_cannot_see_it_says_so(clinic: Clinic) -> None:
    clinic.tenant.faults.add(Fault("before", path=r"/_api/", status=403, times=99))
    report = await clinic.look()
    assert {sign.code for sign in report.signs} == {"views_unseen", "site_right_unseen"}
    assert report.well
    assert "kan ikke ses herfra" in lines(report)


async def test_a_roster_nobody_can_read_and_settings_that_contradict(clinic: Clinic) -> None:
    other = "0e9f3f1c-6a4c-4f3e-9d0a-5b7c8d9e0f11"
    assert seen(await clinic.look(tenant_id=other)) == [("other_tenant", people.TENANT_ID)]
    assert {sign.code for sign in (await clinic.look(app_id=other)).signs} == {"no_token", "unreadable"}
    assert seen(await clinic.look(council_team_id=other)) == [("roster_unread",)]
    same = installed_in(clinic.tenant, clinic.folder).settings.open_site
    assert ("same_site", same) in seen(await clinic.look(closed_site=same))


async def test_a_sharepoint_that_is_away_is_said_in_one_line(clinic: Clinic) -> None:
    clinic.tenant.faults.add(Fault("before", path=r"/v1.0/sites", status=403, times=99))
    report = await clinic.look()
    assert [sign.code for sign in report.signs] == ["unreadable"]
    assert not report.well


async def test_the_same_as_json_in_english(clinic: Clinic) -> None:
    await clinic.by_hand("DELETE", await clinic.column("LeadsTo"))
    said = json.loads(lines(await clinic.look(), Language.ENGLISH, as_json=True))
    assert said["well"] is False
    assert said["signs"][0]["code"] == "column_missing"
    assert said["signs"][0]["sentence"].startswith("The list Proposals: the column LeadsTo is missing.")
    assert said["found"] == []


async def test_rows_that_other_hands_changed_are_named_with_what_to_do(clinic: Clinic) -> None:
    moment = "2026-03-02T12:00:00Z"
    emptied = {"Title": "Tømt", "SubmittedAt": moment, "ChangedAt": moment, "Status": "Indsendt"}
    at = clinic.tenant.sharepoint
    await at.create_as("hanne", "teknologikort", "Proposals", {"Title": "Tastet"})
    await at.create_as("hanne", "teknologikort", "Proposals", emptied)
    await at.create_as("hanne", "teknologikort", "Decisions", {"Title": "Tastet"})
    report = await clinic.look()
    assert ("row_handmade", "Proposals", "1") in seen(report)
    assert ("cell_unread", "Proposals", "2", "SubmissionKey") in seen(report)
    assert ("row_unreadable", "Decisions", "1") in [sign[:3] for sign in seen(report)]
    told_lines = lines(report)
    assert "Listen Proposals, række 1: Den er lavet direkte i SharePoint" in told_lines
    assert "versionshistorik" in told_lines
