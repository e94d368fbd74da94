"""The administrator's page says what the code asks for: no right too many, no name misspelt."""

import inspect
import json
import re
from pathlib import Path
from typing import cast

from sharepoint_lists.graph import credentials
from teams_app.endpoints import microsoft
from teams_app.installing.answers import Answers
from teams_app.installing.azure_steps import app_commands, ground_commands
from teams_app.installing.ground import READING, Ground
from teams_app.installing.signing_in import SignIn
from teams_app.installing.walking import STEPS
from teams_app.server import tokens
from teams_app.settings import PREFIX, Settings
from tests.infra.templates import ROOT, passed_settings, resources, template

PAGE = (ROOT / "docs/installation.md").read_text(encoding="utf-8")
COMMANDS = "\n".join(re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL))
POWERSHELL = "\n".join(re.findall(r"```powershell\n(.*?)```", PAGE, re.DOTALL))
RIGHTS = re.findall(r"^\| `([\w. ]+)`", PAGE.partition("<!-- rights")[2].partition("\n## ")[0], re.MULTILINE)


def test_the_app_has_these_rights_and_none_over_everything() -> None:
    asked_in_package = ["TeamMember.Read.Group", "TeamsActivity.Send.User"]
    manifest = json.loads((ROOT / "manifest/manifest.json").read_text(encoding="utf-8"))
    asked = manifest["authorization"]["permissions"]["resourceSpecific"]
    assert [one["name"] for one in asked] == asked_in_package
    made = ["AcrPull", "Key Vault Secrets User", "Storage Table Data Contributor"]
    told = ["Sites.Selected", *asked_in_package, tokens.SCOPE, *made]
    assert told == RIGHTS
    assert re.findall(r"appRoles\[\?value=='([^']+)'\]", COMMANDS) == ["Sites.Selected"]
    assert COMMANDS.count("permission add") == 1
    assert not re.search(r"\w\.All\b", COMMANDS)


def test_the_administrators_own_scopes_are_all_told_and_no_other_is_asked_for() -> None:
    table = PAGE.partition("<!-- scopes")[2].partition("\n\n")[0]
    told = re.findall(r"^\| `([\w.]+)`", table, re.MULTILINE)
    asked = {scope for step in STEPS for scope in (*step.looks_with, *step.acts_with)}
    assert set(told) == asked
    assert len(told) == len(asked)
    assert not {one for one in READING if "Write" in one or "Full" in one}


def test_the_commands_that_install_prints_are_those_of_the_page() -> None:
    answers = Answers(tenant_id="t", app_id="a", teams_app_id="b", council_team_id="c", host="h")
    at = Ground(answers, Path(), microsoft, cast(SignIn, None))
    printed = [*ground_commands(at), *app_commands(at)]
    settings = {line.split()[3] for line in printed if line.startswith("azd env set")}
    assert settings == set(re.findall(r"azd env set (\w+)", COMMANDS))
    by_hand = {line.strip() for line in COMMANDS.splitlines()}
    alike = ("az acr", "TAG=", "azd auth", "azd provision", "az group")
    assert {line for line in printed if line.startswith(alike)} <= by_hand


def test_what_an_administrator_lends_for_making_the_lists_is_given_back() -> None:
    lent = re.findall(r'"roles":\["(\w+)"\]', POWERSHELL)
    assert lent == ["fullcontrol", "write"]
    assert 'roles = @("write")' in POWERSHELL
    assert POWERSHELL.rstrip().endswith("Disconnect-MgGraph")


def test_sign_in_is_set_up_as_the_doors_expect_it() -> None:
    assert '"requestedAccessTokenVersion":2' in COMMANDS
    assert f'"value":"{tokens.SCOPE}"' in COMMANDS
    assert '"accessToken":[{"name":"acct"' in COMMANDS
    clients = re.findall(r'\{"appId":"([0-9a-f-]{36})"', COMMANDS)
    assert set(clients) == microsoft("any").tab_clients


def test_the_federated_credential_is_the_one_the_app_asks_by() -> None:
    [line] = [line for line in COMMANDS.splitlines() if "federated-credential create" in line]
    [audience] = re.findall(r'"audiences":\["([^"]+)"\]', line)
    assert f"{audience}/.default" in inspect.getsource(credentials)
    assert '"subject":"\'$PRINCIPAL_ID\'"' in line
    assert template("main.bicep")["outputs"]["IDENTITY_PRINCIPAL_ID"]


def test_every_setting_and_every_output_on_the_page_exists() -> None:
    named = set(re.findall(rf"{PREFIX}\w+", PAGE))
    assert {name.removeprefix(PREFIX).lower() for name in named} <= set(Settings.model_fields)
    assert named <= set(passed_settings())
    read = set(re.findall(r"azd env get-value (\w+)", COMMANDS)) - named
    assert read <= set(template("main.bicep")["outputs"])
    asked = set(re.findall(r"azd env set (\w+)", COMMANDS)) - {"AZURE_RESOURCE_GROUP"}
    assert asked == set(
        re.findall(r"\$\{(\w+)", (ROOT / "infra/main.parameters.json").read_text(encoding="utf-8"))
    )


def test_the_stages_and_the_job_on_the_page_are_those_of_the_templates() -> None:
    stages = re.findall(r"azd env set STAGE (\w+)", COMMANDS)
    [allowed] = [
        one["argument"]
        for one in template("main.bicep")["parameters"]["stage"]["decorators"]
        if one["type"] == "allowed"
    ]
    assert ["ground", *stages] == allowed
    prefix = template("main.bicep")["parameters"]["name"]["default"]
    job = resources("modules/lists.bicep")["provision"]["config"]["name"].replace("${name}", prefix)
    assert set(re.findall(r"job \w+(?: list)? --name (\S+)", COMMANDS)) == {job}


def test_nothing_on_the_page_is_a_secret() -> None:
    assert not re.search(r"credential reset|--password|client_secret|CLIENT_SECRET", PAGE)
