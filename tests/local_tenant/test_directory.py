"""The little directory refuses what Entra refuses: scopes, roles, keys, bodies; people sign in by code."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from local_tenant import people
from local_tenant.app import LittleTenant
from local_tenant.entra import GRAPH
from local_tenant.entra.directory.objects import GRAPH_APP_ID, GRAPH_ROLES

ALL = "Application.ReadWrite.All AppRoleAssignment.ReadWrite.All Sites.FullControl.All"
TOOL = "14d82eec-204b-4c2f-b7e8-296a70dab67e"


@pytest.fixture
async def bare() -> AsyncIterator[LittleTenant]:
    async with LittleTenant(None, bare=True).running() as running:
        yield running


async def asks(
    at: LittleTenant, method: str, path: str, body: Any = None, *, who: str = "astrid", scope: str = ALL
) -> tuple[int, Any]:
    token = at.entra.token_for_person(who, audience=GRAPH, scope=scope)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(trust_env=False, headers=headers) as http:
        answer = await http.request(method, f"{at.url}/v1.0{path}", json=body)
    said = answer.json() if answer.content else {}
    return answer.status_code, said.get("error", {}).get("code") if answer.status_code >= 400 else said


async def test_who_may_make_an_application(bare: LittleTenant) -> None:
    body = {"displayName": "X", "uniqueName": "x"}
    refused = (403, "Authorization_RequestDenied")
    assert await asks(bare, "POST", "/applications", body, who="mette") == refused
    assert await asks(bare, "POST", "/applications", body, who="sofie") == refused
    assert await asks(bare, "POST", "/applications", body, scope="Application.Read.All") == refused
    status, made = await asks(bare, "POST", "/applications", body, who="bent")
    assert (status, made["appId"]) == (201, people.APP_ID)
    assert await asks(bare, "POST", "/applications", body) == (400, "ObjectConflict")
    assert (await asks(bare, "GET", "/applications(uniqueName='x')", scope="Application.Read.All"))[0] == 200
    assert await asks(bare, "GET", "/applications(uniqueName='y')") == (404, "Request_ResourceNotFound")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"displayNam": "x"}, "Request_BadRequest"),
        ({"uniqueName": "other"}, "Request_BadRequest"),
        ({"signInAudience": "Everybody"}, "Request_BadRequest"),
        ({"identifierUris": ["https://elsewhere.example"]}, "HostNameNotOnVerifiedDomain"),
        ({"api": {"oauth2PermissionScopes": []}}, "CannotDeleteOrUpdateEnabledEntitlement"),
        (
            {"api": {"preAuthorizedApplications": [{"appId": TOOL, "permissionIds": []}]}},
            "Request_BadRequest",
        ),
        (
            {"api": {"preAuthorizedApplications": [{"appId": TOOL, "delegatedPermissionIds": ["unknown"]}]}},
            "InvalidValue",
        ),
    ],
)
async def test_what_an_application_cannot_say(bare: LittleTenant, body: Any, code: str) -> None:
    _, made = await asks(bare, "POST", "/applications", {"displayName": "X", "uniqueName": "x"})
    scope = {"id": people.TENANT_ID, "value": "a", "type": "User", "isEnabled": True}
    at = f"/applications/{made['id']}"
    assert (await asks(bare, "PATCH", at, {"api": {"oauth2PermissionScopes": [scope]}}))[0] == 204
    assert await asks(bare, "PATCH", at, body) == (400, code)


async def test_principals_credentials_and_grants_are_there_once(bare: LittleTenant) -> None:
    no_app = await asks(bare, "POST", "/servicePrincipals", {"appId": people.APP_ID})
    assert no_app == (400, "NoBackingApplicationObject")
    _, made = await asks(bare, "POST", "/applications", {"displayName": "X"})
    _, ours = await asks(bare, "POST", "/servicePrincipals", {"appId": made["appId"]})
    twice = "Request_MultipleObjectsWithSameKeyValue"
    assert await asks(bare, "POST", "/servicePrincipals", {"appId": made["appId"]}) == (409, twice)
    at = f"/applications/{made['id']}/federatedIdentityCredentials"
    one = {"name": "abc", "issuer": "i", "subject": "s", "audiences": ["a"]}
    assert (await asks(bare, "POST", at, one))[0] == 201
    assert await asks(bare, "POST", at, {**one, "subject": "t"}) == (409, twice)
    assert await asks(bare, "POST", at, {**one, "name": "def"}) == (409, twice)
    assert await asks(bare, "POST", at, {**one, "audiences": []}) == (400, "Request_BadRequest")
    _, graph = await asks(bare, "GET", f"/servicePrincipals(appId='{GRAPH_APP_ID}')")
    grant = {
        "principalId": ours["id"],
        "resourceId": graph["id"],
        "appRoleId": GRAPH_ROLES["Sites.Selected"],
    }
    to = f"/servicePrincipals/{graph['id']}/appRoleAssignedTo"
    assert (await asks(bare, "POST", to, grant, who="bent"))[0] == 403
    assert (await asks(bare, "POST", to, grant))[0] == 201
    assert await asks(bare, "POST", to, grant) == (400, "Request_BadRequest")
    assert bare.entra.granted(GRAPH) == ("Sites.Selected",)


async def test_a_site_is_opened_by_who_manages_it_with_the_scope_for_it(bare: LittleTenant) -> None:
    at = "/sites/localhost:/sites/teknologikort:/permissions"
    identity = {"application": {"id": people.APP_ID, "displayName": "X"}}
    body = {"roles": ["write"], "grantedToIdentities": [identity]}
    assert await asks(bare, "POST", at, body, scope="Sites.Read.All") == (403, "accessDenied")
    assert await asks(bare, "POST", at, body, who="bent") == (403, "accessDenied")
    assert await asks(bare, "POST", at, {**body, "roles": ["all"]}) == (400, "invalidRequest")
    status, made = await asks(bare, "POST", at, body, who="sofie")
    assert (status, made["roles"]) == (201, ["write"])
    _, listed = await asks(bare, "GET", at)
    assert ["roles" in one for one in listed["value"]] == [False]
    assert (await asks(bare, "PATCH", f"{at}/{made['id']}", {"roles": ["read"]}))[0] == 200
    assert (await asks(bare, "DELETE", f"{at}/{made['id']}"))[0] == 204
    assert await asks(bare, "GET", f"{at}/{made['id']}") == (404, "itemNotFound")


async def posts(at: LittleTenant, path: str, **form: str) -> dict[str, Any]:
    async with httpx.AsyncClient(trust_env=False) as http:
        address = f"{at.url}/entra/{people.TENANT_ID}/oauth2/v2.0/{path}"
        found: dict[str, Any] = (await http.post(address, data={"client_id": TOOL, **form})).json()
        return found


async def test_signing_in_by_code(bare: LittleTenant) -> None:
    grant = "urn:ietf:params:oauth:grant-type:device_code"
    began = await posts(bare, "devicecode", scope=f"{GRAPH}/Application.Read.All openid")
    code = began["device_code"]
    waiting = await posts(bare, "token", grant_type=grant, device_code=code)
    assert waiting["error"] == "authorization_pending"
    bare.entra.devices.signs_in(began["user_code"], "astrid")
    got = await posts(bare, "token", grant_type=grant, device_code=code)
    assert bare.entra.check(got["access_token"], GRAPH)["scp"] == "Application.Read.All"
    assert (await posts(bare, "token", grant_type=grant, device_code=code))["error"] == "expired_token"
    more = {"grant_type": "refresh_token", "refresh_token": got["refresh_token"]}
    assert "access_token" in await posts(bare, "token", **more, scope=f"{GRAPH}/Application.Read.All")
    other = await posts(bare, "token", **more, scope=f"{GRAPH}/Application.ReadWrite.All")
    assert other["error"] == "invalid_grant"


async def test_who_cannot_consent_is_turned_away(bare: LittleTenant) -> None:
    grant = "urn:ietf:params:oauth:grant-type:device_code"
    for end in ("mette", ""):
        began = await posts(bare, "devicecode", scope=f"{GRAPH}/Application.Read.All")
        if end:
            bare.entra.devices.signs_in(began["user_code"], end)
        else:
            bare.entra.devices.declines(began["user_code"])
        ended = await posts(bare, "token", grant_type=grant, device_code=began["device_code"])
        assert ended["error"] == "authorization_declined"
