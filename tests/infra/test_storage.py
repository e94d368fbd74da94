"""Where what waits lies in Azure: one table, without a key, where the app's identity alone may write."""

import re

from teams_app.settings import PREFIX
from teams_app.waiting import TABLE
from tests.infra.templates import INFRA, modules, properties, resources, template

STORAGE = "modules/storage.bicep"


def test_no_key_and_no_stranger_opens_the_account() -> None:
    account = properties(STORAGE, "account")
    for off in ("allowSharedKeyAccess", "allowBlobPublicAccess", "allowCrossTenantReplication"):
        assert account[off] is False
    for on in ("defaultToOAuthAuthentication", "supportsHttpsTrafficOnly"):
        assert account[on] is True
    assert account["minimumTlsVersion"] == "TLS1_2"
    assert resources(STORAGE)["account"]["config"]["kind"] == "StorageV2"
    assert not re.search(r"listKeys|listAccountSas|connectionString", (INFRA / STORAGE).read_text("utf-8"))


def test_the_table_is_the_one_the_app_asks_for() -> None:
    assert resources(STORAGE)["waiting"]["config"]["name"] == TABLE
    assert resources(STORAGE)["waiting"]["config"]["parent"] == "tables"
    assert resources(STORAGE)["tables"]["config"]["parent"] == "account"
    main = (INFRA / "main.bicep").read_text("utf-8")
    assert f"name: '{PREFIX}TABLE_ENDPOINT'\n    value: storage.outputs.tableEndpoint" in main
    assert "output tableEndpoint string = account.properties.primaryEndpoints.table\n" in (
        (INFRA / STORAGE).read_text("utf-8")
    )


def test_the_identity_may_write_in_this_table_and_nowhere_else() -> None:
    may = resources(STORAGE)["write"]["config"]
    assert may["scope"] == "waiting"
    assert may["properties"]["principalId"] == "identityPrincipalId"
    asked = modules()[STORAGE]["identityPrincipalId"]["operator"]["operands"]
    assert (asked["operand_1"], asked["operand_2"]["operator"]["operands"]["operand_2"]) == (
        "ground",
        "identityPrincipalId",
    )
    # Storage Table Data Contributor.
    assert template(STORAGE)["variables"]["writeRoleId"]["value"] == "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"
    # It stands in every stage: a right needs minutes to hold, and the app asks in the last one.
    assert "condition" not in template("main.bicep")["modules"]["storage"]["config"]
