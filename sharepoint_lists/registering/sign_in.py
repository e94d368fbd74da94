"""What the registration must say so that Teams signs people in: reckoned, not sent.

Everything that stands there already stays: other addresses, scopes and clients are somebody's choice.
"""

from collections.abc import Collection
from typing import Any

from sharepoint_lists.graph.responses import Json

SCOPE = "access_as_user"
CLAIM = "acct"
"""Tells guests from employees: without it everybody counts as a guest."""
_TITLE = "Sign in to Teknologikort"


def sign_in_patches(found: Json, host: str, clients: Collection[str], scope_id: str) -> list[Json]:
    """The bodies to PATCH an application with, in order; [] where nothing is missing.

    `found` is Graph's application, `scope_id` the GUID of a scope that must be made. Clients come after
    the scope that they are named for: Entra refuses both in one request (graph-docs-contrib#1395).
    """
    first = _addresses(found, host) | _claims(found)
    api = dict(found.get("api") or {})
    scopes = _with_scope(list(api.get("oauth2PermissionScopes") or []), scope_id)
    if scopes != (api.get("oauth2PermissionScopes") or []) or api.get("requestedAccessTokenVersion") != 2:
        first["api"] = _api(scopes, list(api.get("preAuthorizedApplications") or []))
    id_ = next(str(one["id"]) for one in scopes if one.get("value") == SCOPE)
    there = list(api.get("preAuthorizedApplications") or [])
    named = _with_clients(there, clients, id_)
    second = [{"api": _api(scopes, named)}] if named != there else []
    return ([first] if first else []) + second


def resource(host: str, app_id: str) -> str:
    """The registration's own address, as the Teams package names it."""
    return f"api://{host}/{app_id}"


def permission_patch(found: Json, resource_app_id: str, role_id: str) -> Json | None:
    """The body that names an application role among what the registration asks for; None: it does."""
    asked: list[Json] = [dict(one) for one in found.get("requiredResourceAccess") or []]
    ours = next((one for one in asked if one.get("resourceAppId") == resource_app_id), None)
    if ours is None:
        ours = {"resourceAppId": resource_app_id, "resourceAccess": []}
        asked.append(ours)
    if any(one.get("id") == role_id and one.get("type") == "Role" for one in ours["resourceAccess"]):
        return None
    ours["resourceAccess"] = [*ours["resourceAccess"], {"id": role_id, "type": "Role"}]
    return {"requiredResourceAccess": asked}


def _addresses(found: Json, host: str) -> Json:
    """Our address for this host; one for a former host goes, as the app has moved."""
    app_id, there = str(found["appId"]), [str(one) for one in found.get("identifierUris") or []]
    others = [one for one in there if not (one.startswith("api://") and one.endswith(f"/{app_id}"))]
    wanted = [resource(host, app_id), *others]
    return {} if sorted(wanted) == sorted(there) else {"identifierUris": wanted}


def _claims(found: Json) -> Json:
    claims = dict(found.get("optionalClaims") or {})
    there = list(claims.get("accessToken") or [])
    if any(one.get("name") == CLAIM for one in there):
        return {}
    kinds = {kind: claims[kind] for kind in ("idToken", "saml2Token") if claims.get(kind)}
    return {"optionalClaims": {**kinds, "accessToken": [*there, {"name": CLAIM, "essential": False}]}}


def _with_scope(there: list[Json], scope_id: str) -> list[Json]:
    if any(one.get("value") == SCOPE for one in there):
        return [{**one, "isEnabled": True} if one.get("value") == SCOPE else one for one in there]
    made = {
        "id": scope_id,
        "value": SCOPE,
        "type": "User",
        "isEnabled": True,
        "adminConsentDisplayName": _TITLE,
        "adminConsentDescription": "Lets Teams sign people in to Teknologikort.",
        "userConsentDisplayName": _TITLE,
        "userConsentDescription": "Lets Teams sign you in to Teknologikort.",
    }
    return [*there, made]


def _with_clients(there: list[Json], clients: Collection[str], scope_id: str) -> list[Json]:
    wanted = []
    for one in there:
        ids = list(one.get("delegatedPermissionIds") or [])
        ours = one.get("appId") in clients and scope_id not in ids
        wanted.append({**one, "delegatedPermissionIds": [*ids, scope_id]} if ours else one)
    known = {one.get("appId") for one in there}
    missing = sorted(set(clients) - known)
    return [*wanted, *({"appId": one, "delegatedPermissionIds": [scope_id]} for one in missing)]


def _api(scopes: list[Json], clients: list[Any]) -> Json:
    return {
        "requestedAccessTokenVersion": 2,
        "oauth2PermissionScopes": scopes,
        "preAuthorizedApplications": clients,
    }
