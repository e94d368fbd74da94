"""The Azure templates: they parse, show no secret, and give the app exactly the settings it reads."""

import json
import re
from dataclasses import fields

import pytest

from teams_app.server.bot_endpoint import PATH as BOT_PATH
from teams_app.server.health_metrics import HealthMetrics
from teams_app.server.logs import FIELDS
from teams_app.settings import PREFIX, Settings
from tests.infra.templates import (
    INFRA,
    TEMPLATES,
    modules,
    needed,
    passed_settings,
    properties,
    resources,
    template,
)

APP, BOT, GROUND = "modules/app.bicep", "modules/bot.bicep", "modules/ground.bicep"
LISTS, STORAGE, VAULT = "modules/lists.bicep", "modules/storage.bicep", "modules/vault.bicep"
MADE = {
    "main.bicep": {},
    "modules/alerts.bicep": {
        "people": "Microsoft.Insights/actionGroups@2023-01-01",
        "restarts": "Microsoft.Insights/metricAlerts@2018-03-01",
        "errors": "Microsoft.Insights/metricAlerts@2018-03-01",
        "unwell": "Microsoft.Insights/scheduledQueryRules@2021-08-01",
    },
    APP: {"app": "Microsoft.App/containerApps@2024-03-01"},
    LISTS: {"provision": "Microsoft.App/jobs@2024-03-01"},
    BOT: {
        "bot": "Microsoft.BotService/botServices@2022-09-15",
        "teams": "Microsoft.BotService/botServices/channels@2022-09-15",
    },
    GROUND: {
        "identity": "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31",
        "registry": "Microsoft.ContainerRegistry/registries@2023-07-01",
        "pull": "Microsoft.Authorization/roleAssignments@2022-04-01",
        "logs": "Microsoft.OperationalInsights/workspaces@2023-09-01",
        "insights": "Microsoft.Insights/components@2020-02-02",
        "environment": "Microsoft.App/managedEnvironments@2024-02-02-preview",
        "diagnostics": "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
    },
    STORAGE: {
        "account": "Microsoft.Storage/storageAccounts@2023-05-01",
        "tables": "Microsoft.Storage/storageAccounts/tableServices@2023-05-01",
        "waiting": "Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01",
        "write": "Microsoft.Authorization/roleAssignments@2022-04-01",
    },
    VAULT: {
        "vault": "Microsoft.KeyVault/vaults@2023-07-01",
        "secret": "Microsoft.KeyVault/vaults/secrets@2023-07-01",
        "read": "Microsoft.Authorization/roleAssignments@2022-04-01",
    },
}
SECRET = re.compile(r"secret|password|credential|token|connectionstring|sharedkey|apikey", re.IGNORECASE)
FETCHES_SECRETS = re.compile(r"\blist\w*\s*\(|@secure|secretRef|getSecret|\bsecrets\s*:", re.IGNORECASE)


def test_the_templates_make_these_resources_and_no_others() -> None:
    found = {
        name: {symbol: f"{one['type']}@{one['api_version']}" for symbol, one in resources(name).items()}
        for name in TEMPLATES
    }
    assert found == MADE


def test_main_uses_every_module_and_gives_each_what_it_asks_for() -> None:
    given = modules()
    assert sorted(given) == [name for name in TEMPLATES if name != "main.bicep"]
    for name, parameters in given.items():
        assert needed(name) <= set(parameters) <= set(template(name)["parameters"]), name


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_parameter_is_left_unused_and_no_output_is_made_up(name: str) -> None:
    text = (INFRA / name).read_text(encoding="utf-8")
    for parameter in template(name).get("parameters", {}):
        assert len(re.findall(rf"\b{parameter}\b", text)) > 1, parameter
    for module, output in re.findall(r"\b(\w+)\.outputs\.(\w+)", text):
        assert output in template(f"modules/{module}.bicep")["outputs"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_takes_keeps_or_gives_away_a_secret_but_the_one_in_the_vault(name: str) -> None:
    text, parsed = (INFRA / name).read_text(encoding="utf-8"), template(name)
    assert FETCHES_SECRETS.findall(text) == {
        "main.bicep": ["@secure"],
        VAULT: ["@secure"],
        APP: ["secretRef", "secrets:"],
    }.get(name, [])
    for named in ("parameters", "outputs", "variables"):
        secret = [one for one in parsed.get(named, {}) if SECRET.search(one)]
        assert secret == (["ticketSecret"] if named == "parameters" and "@secure" in text else [])


def test_the_parameter_file_answers_every_question_without_a_default() -> None:
    file = json.loads((INFRA / "main.parameters.json").read_text(encoding="utf-8"))
    assert set(file["parameters"]) == needed("main.bicep") | {"stage", "image"}
    for name, of in file["parameters"].items():
        assert re.fullmatch(r"\$\{[A-Z_]+(=ground)?\}", of["value"]), (
            f"{name} holds a value of somebody's own"
        )


def test_the_parameter_file_asks_for_settings_by_their_own_names() -> None:
    file = (INFRA / "main.parameters.json").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$\{(\w+)", file)) - {"STAGE", "IMAGE"}
    required = {PREFIX + name.upper() for name, field in Settings.model_fields.items() if field.is_required()}
    assert asked == required - {PREFIX + "TENANT_ID"}


def test_the_app_is_given_every_setting_it_cannot_do_without_and_none_it_does_not_know() -> None:
    passed = {name.removeprefix(PREFIX).lower() for name in passed_settings()}
    required = {name for name, field in Settings.model_fields.items() if field.is_required()}
    assert required <= passed <= set(Settings.model_fields)
    # All that can be set is set in the open, except the ticket secret, which the vault keeps, and the
    # client secret and the certificate, which an installation in Azure has not.
    assert set(Settings.model_fields) - passed == {"client_secret", "certificate_file", "ticket_secret"}
    assert all(name.startswith(PREFIX) for name in passed_settings())
    assert passed_settings()[PREFIX + "CREDENTIAL"] == "managed_identity"


def test_the_app_and_the_job_that_makes_the_lists_share_image_identity_and_settings() -> None:
    app, job = resources(APP)["app"]["config"], resources(LISTS)["provision"]["config"]
    assert app["identity"] == job["identity"]
    assert app["identity"]["type"] == "UserAssigned"
    [served], [provisioned] = (one["properties"]["template"]["containers"] for one in (app, job))
    assert provisioned["env"] == "settings"
    assert "env: concat(settings, telemetry, shared)" in (INFRA / APP).read_text(encoding="utf-8")
    assert served["image"] == provisioned["image"] == "image"
    for name in ("image", "settings", "identityId"):
        assert modules()[APP][name] == modules()[LISTS][name]
    assert provisioned["command"] == ["teknologikort", "provision"]


def test_the_bot_is_the_one_app_registration_of_this_tenant_and_speaks_with_teams_alone() -> None:
    bot = properties(BOT, "bot")
    assert resources(BOT)["bot"]["config"]["kind"] == "azurebot"
    assert bot["msaAppType"] == "SingleTenant"
    assert (bot["msaAppId"], bot["msaAppTenantId"]) == ("appId", "tenantId")
    assert bot["endpoint"] == "https://${host}" + BOT_PATH
    assert resources(BOT)["teams"]["config"]["name"] == "MsTeamsChannel"


def test_the_outside_reaches_the_app_by_https_alone() -> None:
    ingress = properties(APP, "app")["configuration"]["ingress"]
    assert ingress["external"] is True
    assert ingress["allowInsecure"] is False
    assert ingress["targetPort"] == "port"
    for name in TEMPLATES:
        assert "http://" not in (INFRA / name).read_text(encoding="utf-8")


def test_the_platform_asks_the_two_questions_the_app_answers() -> None:
    [container] = properties(APP, "app")["template"]["containers"]
    asked = {one["type"]: one["httpGet"] for one in container["probes"]}
    assert {kind: one["path"] for kind, one in asked.items()} == {
        "Startup": "/healthz",
        "Liveness": "/healthz",
        "Readiness": "/readyz",
    }
    assert {one["port"] for one in asked.values()} == {"port"}
    assert template("main.bicep")["variables"]["port"]["value"] == Settings.model_fields["port"].default


def test_there_is_always_an_instance_and_it_has_a_disk_for_its_name() -> None:
    app = properties(APP, "app")["template"]
    assert app["scale"] == {"minReplicas": "instances", "maxReplicas": "instances"}
    assert {"type": "min_value", "argument": 1} in template("main.bicep")["parameters"]["instances"][
        "decorators"
    ]
    [volume], [mount] = app["volumes"], app["containers"][0]["volumeMounts"]
    assert volume["storageType"] == "EmptyDir"
    assert mount == {"volumeName": volume["name"], "mountPath": "dataDir"}
    assert passed_settings()[PREFIX + "DATA_DIR"] == "dataDir"


def test_the_registry_and_the_logs_have_no_passwords_and_the_identity_may_only_pull() -> None:
    registry = properties(GROUND, "registry")
    assert registry["adminUserEnabled"] is False
    assert registry["anonymousPullEnabled"] is False
    assert properties(GROUND, "logs")["features"]["disableLocalAuth"] is True
    assert resources(GROUND)["pull"]["config"]["scope"] == "registry"
    assert template(GROUND)["variables"]["pullRoleId"]["value"] == "7f951dda-4ed3-4680-a7ca-43fe172d538d"
    assert properties(GROUND, "environment")["appLogsConfiguration"] == {"destination": "azure-monitor"}


def test_azd_provisions_these_templates_and_deploys_nothing_by_itself() -> None:
    told = (INFRA.parent / "azure.yaml").read_text(encoding="utf-8")
    assert re.search(r"^infra:\n  provider: bicep\n  path: infra\n  module: main$", told, re.MULTILINE)
    assert not re.search(r"^services:", told, re.MULTILINE)
    assert (INFRA / "main.bicep").is_file()


def test_traces_go_to_application_insights_and_metrics_only_where_somebody_takes_them() -> None:
    sent = properties(GROUND, "environment")["openTelemetryConfiguration"]
    assert sent["tracesConfiguration"]["destinations"] == ["appInsights"]
    # Logs go to the workspace by the console already: twice would cost twice.
    assert "logsConfiguration" not in sent
    text = (INFRA / GROUND).read_text(encoding="utf-8")
    assert len(re.findall(r"empty\(otlpEndpoint\) \? \[\] : \[", text)) == 2
    assert "WorkspaceResourceId: logs.id" in text
    variables = {one["name"] for one in template("main.bicep")["variables"]["telemetry"]["value"]}
    assert variables == {"OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER"}
    assert template("main.bicep")["parameters"]["otlpEndpoint"]["default"] == ""


def test_alarms_hang_on_what_the_app_truly_says() -> None:
    query = (INFRA / "unwell.kql").read_text(encoding="utf-8")
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("bot", "sharepoint_lists", "teams_app")
        for path in (INFRA.parent / folder).rglob("*.py")
    )
    events = set(re.findall(r"event == '(\w+)'", query))
    assert [event for event in events if not re.search(rf'(?:info|warning|error)\(\s*"{event}"', code)] == []
    told = set(re.findall(r"line\.(\w+)", query)) - {"event"}
    assert told <= {one.name for one in fields(HealthMetrics)} & FIELDS
    [condition] = properties("modules/alerts.bicep", "unwell")["criteria"]["allOf"]
    assert [one["name"] for one in condition["dimensions"]] == ["Signal"]
    assert "extend Signal = case(" in query
