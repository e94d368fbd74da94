"""`teknologikort provision`: for review, applied, applied again, and where SharePoint says no."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from sharepoint_lists import NotProvisioned
from sharepoint_lists.schema.lists import DESIGNED, LISTS
from teams_app.commands.provisioning import run_provision
from teams_app.commands.site_scripts import apply_scripts
from technology_map.people.people import Language
from technology_map.texts import texts
from tests.stories.playing import installed_in

DANISH = texts(Language.DANISH)


async def provisions(
    tenant: LittleTenant, folder: Path, out: Path | None = None, *, apply: bool = False
) -> tuple[int, str]:
    """An administrator runs the command: its exit code, and what it said."""
    console = Console(record=True, width=200)
    installed = installed_in(tenant, folder)
    code = await run_provision(installed, DANISH, console, out, apply=apply)
    return code, console.export_text()


def versions(tenant: LittleTenant) -> dict[str, int]:
    found = {}
    for of in LISTS:
        site = "teknologikort" if of.site == "open" else "teknologikort-raad"
        found[of.name] = tenant.sharepoint.list_named(site, of.name).version
    return found


async def test_made_and_applied_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    async with LittleTenant(None, units_per_minute=None).running() as tenant:
        code, said = await provisions(tenant, tmp_path, apply=True)
        assert code == 0
        assert "Listen Proposals har fået sine visninger" in said
        first, counted = versions(tenant), len(tenant.sharepoint.lists._lists)
        assert counted == len(DESIGNED)
        code, said = await provisions(tenant, tmp_path, apply=True)
        assert code == 0
        assert versions(tenant) == first
        assert len(tenant.sharepoint.lists._lists) == counted


async def test_the_scripts_are_written_for_review_and_nothing_is_made(tmp_path: Path) -> None:
    async with LittleTenant(None, units_per_minute=None).running() as tenant:
        code, said = await provisions(tenant, tmp_path, tmp_path / "til gennemsyn")
        assert code == 0
        assert not tenant.sharepoint.lists._lists
    files = sorted((tmp_path / "til gennemsyn").iterdir())
    assert [one.name for one in files] == sorted(f"{of.site}-{of.name}.json" for of in LISTS)
    assert all(str(one) in said for one in files)
    assert json.loads(files[-1].read_text("utf-8"))["actions"]


async def test_a_list_with_a_title_of_its_own_is_dressed_and_no_second_one_made(tmp_path: Path) -> None:
    async with LittleTenant(None, units_per_minute=None).running() as tenant:
        await provisions(tenant, tmp_path)
        home = tenant.sharepoint.list_named("teknologikort", "Proposals")
        home.display_name = "Vores gode forslag"
        home.columns["Status"].display_name = "Hvor står det?"
        code, _ = await provisions(tenant, tmp_path, apply=True)
        assert code == 0
        assert home.views
        assert home.columns["Status"].formatter
        assert home.display_name == "Vores gode forslag"
        assert len(tenant.sharepoint.lists._lists) == len(DESIGNED)


async def test_where_sharepoint_says_no_the_administrator_is_told_what_to_do(tmp_path: Path) -> None:
    async with LittleTenant(None, units_per_minute=None).running() as tenant:
        tenant.sharepoint.role = "write"
        code, said = await provisions(tenant, tmp_path, apply=True)
        assert code == 1
        assert "--script-out" in said
        assert "PowerShell" in said
        assert not tenant.sharepoint.list_named("teknologikort", "Proposals").views


async def test_a_step_that_sharepoint_cannot_do_is_named(tmp_path: Path) -> None:
    async with LittleTenant(None, units_per_minute=None).running() as tenant:
        await provisions(tenant, tmp_path)
        taken = tenant.sharepoint.list_named("teknologikort", "SolutionCards")
        taken.display_name, home = "Forslag", tenant.sharepoint.list_named("teknologikort", "Proposals")
        home.display_name = "forslag"
        code, said = await provisions(tenant, tmp_path, apply=True)
        assert code == 1
        assert "Listen SolutionCards: SharePoint kunne ikke udføre et trin" in said


async def test_without_sharepoint_the_scripts_have_the_names_of_the_design(tmp_path: Path) -> None:
    async with LittleTenant(None, units_per_minute=None).running() as tenant:
        tenant.faults.add(Fault("before", path=r"/v1.0/", status=403, times=99))
        code, said = await provisions(tenant, tmp_path, tmp_path / "ud")
    assert code == 0
    assert "SharePoint kan ikke læses herfra" in said
    assert '"listName": "Forslag"' in (tmp_path / "ud" / "open-Proposals.json").read_text("utf-8")


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    async with LittleTenant(None, units_per_minute=None).running() as tenant:
        code, said = await provisions(tenant, tmp_path, tmp_path / "fil")
    assert code == 1
    assert "kunne ikke skrives" in said


async def test_without_lists_no_script_can_be_applied(tmp_path: Path) -> None:
    async with LittleTenant(None, units_per_minute=None).running() as tenant:
        with pytest.raises(NotProvisioned):
            await apply_scripts(installed_in(tenant, tmp_path))
