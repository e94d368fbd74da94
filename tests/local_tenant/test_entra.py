"""Entra's tokens: who gets which, and that anyone can check them with the published keys."""

from pathlib import Path
from typing import Any

import aiohttp
import jwt
import pytest

from local_tenant.app import LittleTenant
from local_tenant.entra import BOT_CONNECTOR, GRAPH, Entra, TokenRefused
from local_tenant.people import (
    APP_ID,
    APP_SECRET,
    OTHER_TENANT_ID,
    TEAMS_CLIENT_ID,
    TENANT_ID,
    person,
)

Answer = tuple[int, dict[str, Any]]


async def ask(tenant: LittleTenant, address: str = "/entra/token", **form: str) -> Answer:
    async with (
        aiohttp.ClientSession() as http,
        http.post(tenant.url + address, data=form) as answer,
    ):
        return answer.status, await answer.json()


async def read(url: str) -> Answer:
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return answer.status, await answer.json()


async def checked(token: str, metadata: str, audience: str) -> dict[str, Any]:
    """Checks a token as a stranger would: metadata, keys, signature, issuer, audience."""
    _, described = await read(metadata)
    _, keys = await read(described["jwks_uri"])
    kid = jwt.get_unverified_header(token)["kid"]
    key = next(jwt.PyJWK(one, algorithm="RS256") for one in keys["keys"] if one["kid"] == kid)
    return jwt.decode(token, key.key, algorithms=["RS256"], audience=audience, issuer=described["issuer"])


def metadata_of(tenant: LittleTenant, tenant_id: str = TENANT_ID) -> str:
    return f"{tenant.url}/entra/{tenant_id}/v2.0/.well-known/openid-configuration"


async def test_mette_gets_the_tabs_token(tenant: LittleTenant) -> None:
    status, answer = await ask(tenant, grant_type="person", person="mette")
    assert (status, answer["token_type"], answer["expires_in"]) == (200, "Bearer", 3599)
    said = await checked(answer["access_token"], metadata_of(tenant), APP_ID)
    assert said["oid"] == person("mette").object_id
    assert (said["tid"], said["azp"], said["ver"]) == (TENANT_ID, TEAMS_CLIENT_ID, "2.0")
    assert (said["scp"], said["name"]) == ("access_as_user", "Mette Holm")
    assert said["acct"] == 0
    assert {"iat", "nbf", "exp", "sub", "uti", "preferred_username"} <= said.keys()


async def test_the_guest_is_marked_as_one(tenant: LittleTenant) -> None:
    _, answer = await ask(tenant, grant_type="person", person=person("gustav").object_id)
    said = await checked(answer["access_token"], metadata_of(tenant), APP_ID)
    assert said["acct"] == 1
    assert "#EXT#" in said["preferred_username"]


async def test_the_stranger_gets_a_token_of_another_tenant(tenant: LittleTenant) -> None:
    _, answer = await ask(tenant, grant_type="person", person="frank")
    said = await checked(answer["access_token"], metadata_of(tenant, OTHER_TENANT_ID), APP_ID)
    assert said["tid"] == OTHER_TENANT_ID
    assert OTHER_TENANT_ID in said["iss"]


async def test_a_delegated_graph_token_has_no_roles(tenant: LittleTenant) -> None:
    _, answer = await ask(tenant, grant_type="person", person="karen", scope=f"{GRAPH}/.default")
    said = await checked(answer["access_token"], metadata_of(tenant), GRAPH)
    assert "roles" not in said
    assert "Sites.Read.All" in said["scp"]


@pytest.mark.parametrize("address", ["/entra/token", f"/entra/{TENANT_ID}/oauth2/v2.0/token"])
@pytest.mark.parametrize("audience", [GRAPH, BOT_CONNECTOR])
async def test_the_app_gets_its_own_token(tenant: LittleTenant, audience: str, address: str) -> None:
    status, answer = await ask(
        tenant,
        address,
        grant_type="client_credentials",
        client_id=APP_ID,
        client_secret=APP_SECRET,
        scope=f"{audience}/.default",
    )
    assert status == 200
    said = tenant.entra.check(f"Bearer {answer['access_token']}", audience)
    assert (said["idtyp"], said["appid"]) == ("app", APP_ID)
    assert ("Sites.Selected" in said["roles"]) is (audience == GRAPH)


@pytest.mark.parametrize(
    ("wrong", "status", "error", "number"),
    [
        ({"client_secret": "guess"}, 401, "invalid_client", 7000215),
        ({"client_id": TENANT_ID}, 400, "unauthorized_client", 700016),
        ({"scope": "https://example.org/.default"}, 400, "invalid_scope", 1002012),
        ({"grant_type": "password"}, 400, "unsupported_grant_type", 70003),
        ({"grant_type": "person", "person": "nobody", "scope": ""}, 400, "invalid_grant", 50034),
    ],
)
async def test_refusals_are_worded_as_entras(
    tenant: LittleTenant, wrong: dict[str, str], status: int, error: str, number: int
) -> None:
    right = {
        "grant_type": "client_credentials",
        "client_id": APP_ID,
        "client_secret": APP_SECRET,
        "scope": f"{GRAPH}/.default",
    }
    got, answer = await ask(tenant, **{**right, **wrong})
    assert (got, answer["error"]) == (status, error)
    assert answer["error_description"].startswith(f"AADSTS{number}: ")
    assert answer["error_codes"] == [number]


async def test_teams_own_token_for_the_bot_is_endorsed(tenant: LittleTenant) -> None:
    token = tenant.entra.token_for_bot("http://localhost/teams/connector/")
    metadata = f"{tenant.url}/entra/botframework/.well-known/openidconfiguration"
    said = await checked(token, metadata, APP_ID)
    assert said["serviceurl"] == "http://localhost/teams/connector/"
    _, keys = await read(f"{tenant.url}/entra/botframework/keys")
    assert keys["keys"][0]["endorsements"] == ["msteams"]


async def test_an_outage_of_the_key_server(tenant: LittleTenant) -> None:
    tenant.entra.outage = True
    async with aiohttp.ClientSession() as http, http.get(metadata_of(tenant)) as answer:
        assert answer.status == 503


async def test_an_unknown_tenant_has_no_metadata(tenant: LittleTenant) -> None:
    status, answer = await read(metadata_of(tenant, "00000000-0000-4000-8000-000000000000"))
    assert status == 400
    assert answer["error_codes"] == [90002]


def issuer(data: Path | None = None) -> Entra:
    entra = Entra(data)
    entra.url = "http://localhost:3979"
    return entra


def test_tokens_survive_a_restart(tmp_path: Path) -> None:
    token = issuer(tmp_path).token_for_app()
    assert issuer(tmp_path).check(token, GRAPH)["idtyp"] == "app"


def test_after_a_rotation_old_tokens_hold_only_while_the_old_key_is_published() -> None:
    entra = issuer()
    old = entra.token_for_app()
    entra.keys["tenant"].rotate()
    assert entra.check(old, GRAPH)
    assert entra.check(entra.token_for_app(), GRAPH)
    entra.keys["tenant"].rotate(keep_old=False)
    with pytest.raises(TokenRefused, match="key was not found"):
        entra.check(old, GRAPH)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"exp": 1}, "expired"),
        ({"exp": None}, "exp"),
        ({"aud": BOT_CONNECTOR}, "audience"),
        ({"iss": "https://sts.example"}, "issuer"),
        ({"oid": None}, "oid"),
    ],
)
def test_the_issuer_refuses_what_graph_would(changed: dict[str, Any], message: str) -> None:
    entra = issuer()
    with pytest.raises(TokenRefused, match=message) as refused:
        entra.check(f"Bearer {entra.token_for_app(**changed)}", GRAPH)
    assert refused.value.code == "InvalidAuthenticationToken"


@pytest.mark.parametrize("bearer", [None, "", "Bearer", "Bearer x", "Bearer a.b.c"])
def test_no_token_and_no_jwt(bearer: str | None) -> None:
    with pytest.raises(TokenRefused):
        issuer().check(bearer, GRAPH)


def test_a_token_of_teams_is_no_token_for_graph() -> None:
    entra = issuer()
    forged = entra.sign({"iss": entra.issuer(), "aud": GRAPH, "exp": 9999999999}, key="botframework")
    with pytest.raises(TokenRefused):
        entra.check(forged, GRAPH)
