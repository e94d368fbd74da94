"""The administrator forgets something: the start stops and names the variable."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams_app.endpoints import microsoft
from teams_app.installation import DEMO_FOLDER, chosen, from_environment
from teams_app.settings import BadSettings, Settings, read_settings

GOOD = {
    "TEKNOLOGIKORT_TENANT_ID": "6f1c2a70-0d0e-4c39-9f0a-3d2b5c1e7a01",
    "TEKNOLOGIKORT_APP_ID": "9d3e5b84-2c61-4f7e-a0b5-6c4d8e2f1a03",
    "TEKNOLOGIKORT_TEAMS_APP_ID": "1d3e5b84-2c61-4f7e-a0b5-6c4d8e2f1a03",
    "TEKNOLOGIKORT_COUNCIL_TEAM_ID": "3a8b6c95-5d72-4e1f-b1c6-7d5e9f3a2b04",
    "TEKNOLOGIKORT_OPEN_SITE": "bakkeby.sharepoint.com:/sites/teknologikort",
    "TEKNOLOGIKORT_CLOSED_SITE": "bakkeby.sharepoint.com:/sites/teknologikort-raad",
}


def environment(patch: pytest.MonkeyPatch, **changed: str | None) -> None:
    for name, value in {**GOOD, **changed}.items():
        if value is None:
            patch.delenv(name, raising=False)
        else:
            patch.setenv(name, value)


def test_with_everything_in_place_the_app_talks_to_microsoft_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch)
    installation = from_environment()
    endpoints = installation.endpoints
    assert not installation.demo
    assert endpoints == microsoft(GOOD["TEKNOLOGIKORT_TENANT_ID"])
    addresses = (
        endpoints.graph,
        endpoints.token_url,
        endpoints.tab_issuer,
        endpoints.tab_keys,
        endpoints.connector_issuer,
        endpoints.connector_keys,
        *endpoints.frame_ancestors,
    )
    assert all(address.startswith("https://") for address in addresses)
    assert endpoints.teams_origin == ""


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize(
    "value", [None, "", "changeme", "00000000-0000-0000-0000-000000000000", "<your id here>", "${APP_ID}"]
)
def test_a_missing_or_placeholder_setting_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None
) -> None:
    environment(monkeypatch, **{name: value})
    with pytest.raises(BadSettings) as refused:
        read_settings()
    assert refused.value.names == [name]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEKNOLOGIKORT_OPEN_SITE", "contoso.sharepoint.com:/sites/teknologikort"),
        ("TEKNOLOGIKORT_OPEN_SITE", "https://bakkeby.sharepoint.com/sites/teknologikort"),
        ("TEKNOLOGIKORT_PORT", "eighty"),
        ("TEKNOLOGIKORT_PORT", "70000"),
        ("TEKNOLOGIKORT_GRAPH_UNITS_PER_MINUTE", "0"),
        ("TEKNOLOGIKORT_FAST_TRACK", "perhaps"),
        ("TEKNOLOGIKORT_CREDENTIAL", "none"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment(monkeypatch, **{name: value})
    with pytest.raises(BadSettings) as refused:
        read_settings()
    assert refused.value.names == [name]


@pytest.mark.parametrize("secret", ["", "short", "change-me-please-now"])
def test_a_client_secret_must_be_one(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    environment(monkeypatch, TEKNOLOGIKORT_CREDENTIAL="client_secret", TEKNOLOGIKORT_CLIENT_SECRET=secret)
    with pytest.raises(BadSettings) as refused:
        read_settings()
    assert refused.value.names == ["TEKNOLOGIKORT_CLIENT_SECRET"]


def test_no_setting_names_another_address_or_turns_the_check_off() -> None:
    words = ("url", "graph_base", "issuer", "keys", "authority", "auth", "dev", "debug", "token")
    assert [name for name in Settings.model_fields if any(word in name.split("_") for word in words)] == []


@given(st.sampled_from(sorted(GOOD)))
def test_a_half_set_environment_never_falls_back_to_the_demo(name: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for one in GOOD:
            patch.delenv(one, raising=False)
        patch.setenv(name, GOOD[name])
        with pytest.raises(BadSettings):
            chosen(DEMO_FOLDER)


@pytest.mark.parametrize("content", [None, "", "-----BEGIN CERTIFICATE-----", "\x00\xff"])
def test_a_certificate_that_is_none_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "app.pem"
    if content is not None:
        file.write_text(content, encoding="latin-1")
    environment(monkeypatch, TEKNOLOGIKORT_CERTIFICATE_FILE=str(file))
    with pytest.raises(BadSettings) as refused:
        read_settings()
    assert refused.value.names == ["TEKNOLOGIKORT_CERTIFICATE_FILE"]


@pytest.mark.parametrize(
    "value",
    [
        "http://waitbakkeby.table.core.windows.net",
        "https://waitbakkeby.table.core.windows.net/waiting",
        "https://waitbakkeby.table.core.windows.net?sv=2023&sig=secret",
        "https://waitbakkeby.table.core.windows.net:443",
        "https://key@waitbakkeby.table.core.windows.net",
        "https://waitbakkeby.table.core.windows.net.evil.example",
        "https://waitbakkeby.blob.core.windows.net",
        "https://<account>.table.core.windows.net",
        "http://127.0.0.1:10002/devstoreaccount1",
        "UseDevelopmentStorage=true",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b",
        "waitbakkeby",
    ],
)
def test_what_waits_goes_to_azures_tables_by_tls_and_with_no_key_or_nowhere(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    environment(monkeypatch, TEKNOLOGIKORT_TABLE_ENDPOINT=value)
    with pytest.raises(BadSettings) as refused:
        read_settings()
    assert refused.value.names == ["TEKNOLOGIKORT_TABLE_ENDPOINT"]


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_table_endpoint_is_taken_as_azure_writes_it(monkeypatch: pytest.MonkeyPatch, slash: str) -> None:
    endpoint = "https://waitbakkeby.table.core.windows.net"
    environment(monkeypatch, TEKNOLOGIKORT_TABLE_ENDPOINT=endpoint + slash)
    assert read_settings().table_endpoint == endpoint
    environment(monkeypatch, TEKNOLOGIKORT_TABLE_ENDPOINT=None)
    assert read_settings().table_endpoint == ""
