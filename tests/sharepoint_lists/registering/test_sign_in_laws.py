"""The registration's sign-in: once written nothing is missing, and what others put there stays."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from local_tenant.entra.directory import Directory
from sharepoint_lists.registering.sign_in import CLAIM, SCOPE, permission_patch, sign_in_patches

HOST, CLIENTS = "teknologikort.kommune.dk", frozenset({"client-a", "client-b"})
SCOPE_ID = "5b1f0c4e-7a3d-4f7b-9a51-1c0d3e5f7a01"
OTHER = "7c2f1d5e-8b4e-4a8c-8b62-2d1e4f6a8b12"
other_scope = {"id": OTHER, "value": "other", "type": "User", "isEnabled": True}
ours_off = {"id": OTHER.replace("7", "6"), "value": SCOPE, "type": "User", "isEnabled": False}


def registrations() -> st.SearchStrategy[dict[str, Any]]:
    scopes = st.lists(st.sampled_from([other_scope, ours_off]), unique_by=lambda one: one["value"])
    return st.fixed_dictionaries(
        {},
        optional={
            "identifierUris": st.lists(
                st.sampled_from(["api://old.dk/APP", "https://bakkeby.example/x", f"api://{HOST}/APP"]),
                unique=True,
            ),
            "optionalClaims": st.sampled_from(
                [{}, {"accessToken": [{"name": "ipaddr"}]}, {"idToken": [{"name": "email"}]}]
            ),
            "scopes": scopes,
            "version": st.sampled_from([None, 1, 2]),
        },
    )


def made(given_: dict[str, Any]) -> tuple[Directory, Any]:
    """The same in a directory that refuses what Entra refuses."""
    directory = Directory()
    one = directory.add_application({"displayName": "Teknologikort"})
    uris = [uri.replace("APP", one.app_id) for uri in given_.get("identifierUris", [])]
    one.said |= {
        "identifierUris": uris,
        "optionalClaims": given_.get("optionalClaims"),
        "api": {
            "requestedAccessTokenVersion": given_.get("version"),
            "oauth2PermissionScopes": given_.get("scopes", []),
        },
    }
    return directory, one


@given(registrations())
def test_what_is_written_once_lacks_nothing_and_loses_nothing(given_: dict[str, Any]) -> None:
    directory, one = made(given_)
    before = one.as_json()
    for body in sign_in_patches(before, HOST, CLIENTS, SCOPE_ID):
        directory.change_application(one, body)
    after = one.as_json()
    assert sign_in_patches(after, HOST, CLIENTS, SCOPE_ID) == []
    api = after["api"]
    [ours] = [scope for scope in api["oauth2PermissionScopes"] if scope["value"] == SCOPE]
    assert ours["isEnabled"]
    assert {client["appId"] for client in api["preAuthorizedApplications"]} == CLIENTS
    assert f"api://{HOST}/{one.app_id}" in after["identifierUris"]
    assert CLAIM in {claim["name"] for claim in after["optionalClaims"]["accessToken"]}
    kept = {scope["value"] for scope in before["api"]["oauth2PermissionScopes"]}
    assert kept <= {scope["value"] for scope in api["oauth2PermissionScopes"]}
    assert not {uri for uri in after["identifierUris"] if "old.dk" in uri}
    assert {uri for uri in before["identifierUris"] if "https" in uri} <= set(after["identifierUris"])
    claims = (before["optionalClaims"] or {}).get("idToken")
    assert claims is None or after["optionalClaims"]["idToken"] == claims


@given(st.lists(st.sampled_from(["graph", "sharepoint"]), unique=True))
def test_a_permission_is_asked_for_once_beside_the_others(there: list[str]) -> None:
    found = {
        "requiredResourceAccess": [
            {"resourceAppId": one, "resourceAccess": [{"id": "other", "type": "Role"}]} for one in there
        ]
    }
    patch = permission_patch(found, "graph", "role")
    assert patch is not None
    assert permission_patch(patch, "graph", "role") is None
    by_id = {one["resourceAppId"]: one["resourceAccess"] for one in patch["requiredResourceAccess"]}
    assert all({"id": "other", "type": "Role"} in by_id[one] for one in there)
