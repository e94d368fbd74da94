"""The Key Vault: the one secret is drawn once, seen by nobody, and read by the app alone."""

from teams_app.settings import PREFIX
from tests.infra.templates import modules, properties, resources, template

APP, LISTS, VAULT = "modules/app.bicep", "modules/lists.bicep", "modules/vault.bicep"


def test_the_one_secret_is_drawn_once_and_passed_on_unseen() -> None:
    drawn, kept = template("main.bicep")["parameters"]["ticketSecret"], resources(VAULT)["secret"]
    assert drawn["default"] == "${newGuid()}" * 2
    for parameter in (drawn, template(VAULT)["parameters"]["ticketSecret"]):
        assert {"type": "secure"} in parameter["decorators"]
    assert modules()[VAULT]["ticketSecret"] == "ticketSecret"
    assert kept["config"]["properties"] == {"value": "ticketSecret"}
    assert kept["config"]["parent"] == "vault"
    # A second deployment must not draw it anew: the instances would be started again.
    assert kept["decorators"] == [{"type": "onlyIfNotExists"}]


def test_the_vault_cannot_be_emptied_and_the_app_alone_may_read_it() -> None:
    vault = properties(VAULT, "vault")
    for guard in ("enableRbacAuthorization", "enableSoftDelete", "enablePurgeProtection"):
        assert vault[guard] is True
    assert "accessPolicies" not in vault
    may = resources(VAULT)["read"]["config"]
    assert may["scope"] == "vault"
    assert may["properties"]["principalId"] == "identityPrincipalId"
    # Key Vault Secrets User.
    assert template(VAULT)["variables"]["readRoleId"]["value"] == "4633458b-17de-408a-b874-0445c86b69e6"
    # It stands in every stage: a right needs minutes to hold, and the app asks in the last one.
    assert "condition" not in template("main.bicep")["modules"]["vault"]["config"]


def test_the_app_gets_the_secret_from_the_vault_by_its_identity_and_the_job_does_not() -> None:
    [secret] = properties(APP, "app")["configuration"]["secrets"]
    assert secret == {"name": "ticket-secret", "keyVaultUrl": "ticketKeyUrl", "identity": "identityId"}
    url = "${vault.properties.vaultUri}secrets/${secret.name}"
    assert template(VAULT)["outputs"]["ticketKeyUrl"]["value"] == url
    [shared] = template(APP)["variables"]["shared"]["value"]
    assert shared == {"name": PREFIX + "TICKET_SECRET", "secretRef": secret["name"]}
    assert "ticketKeyUrl" not in modules()[LISTS]
