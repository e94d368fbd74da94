"""What Graph takes as an application and as a federated credential, and what it refuses."""

import re
from typing import Any

from local_tenant.entra.directory.objects import Application
from local_tenant.entra.directory.refusals import DirectoryRefusal, bad

VERIFIED_DOMAIN = "bakkeby.example"
AUDIENCES = ("AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount")
WRITABLE = {
    "displayName": str,
    "uniqueName": str,
    "signInAudience": str,
    "identifierUris": list,
    "api": dict,
    "optionalClaims": dict,
    "requiredResourceAccess": list,
    "notes": str,
    "tags": list,
}
_API = {
    "requestedAccessTokenVersion",
    "oauth2PermissionScopes",
    "preAuthorizedApplications",
    "knownClientApplications",
    "acceptMappedClaims",
}
_SCOPE = {
    "id",
    "value",
    "type",
    "isEnabled",
    "adminConsentDisplayName",
    "adminConsentDescription",
    "userConsentDisplayName",
    "userConsentDescription",
}
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_CREDENTIAL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{2,119}")
MOST_CREDENTIALS = 20


def checked(given: Any, before: Application | None) -> dict[str, Any]:
    """The properties to be written. Raises DirectoryRefusal 400."""
    if not isinstance(given, dict):
        raise bad("Empty Payload. JSON content expected.")
    for name, value in given.items():
        if name not in WRITABLE:
            raise bad(f"Invalid property '{name}'.")
        if value is not None and not isinstance(value, WRITABLE[name]):
            raise bad(f"Invalid value specified for property '{name}' of resource 'Application'.")
    if before is None and not str(given.get("displayName") or "").strip():
        raise bad("A value is required for property 'displayName' of resource 'Application'.")
    if given.get("signInAudience", AUDIENCES[0]) not in AUDIENCES:
        raise bad("Invalid value specified for property 'signInAudience' of resource 'Application'.")
    if before is not None and "uniqueName" in given and before.said.get("uniqueName") != given["uniqueName"]:
        raise bad("Property 'uniqueName' is read-only and cannot be set.")
    if "api" in given:
        _check_api(given["api"] or {}, before)
    _check_addresses(given, before)
    return given


def _check_api(api: dict[str, Any], before: Application | None) -> None:
    if unknown := sorted(api.keys() - _API):
        raise bad(f"Invalid property '{unknown[0]}'.")
    for one in api.get("oauth2PermissionScopes") or []:
        if one.keys() - _SCOPE or not _GUID.fullmatch(str(one.get("id"))) or not one.get("value"):
            raise bad("Unexpected contents in request body.")
    _check_removed(api, before)
    # A scope of the same request is not there yet (graph-docs-contrib#1395).
    there = {str(one["id"]) for one in before.scopes} if before else set()
    for client in api.get("preAuthorizedApplications") or []:
        if client.keys() != {"appId", "delegatedPermissionIds"}:
            raise bad("Unexpected contents in request body.")
        if set(client["delegatedPermissionIds"]) - there:
            text = (
                "Property api.preAuthorizedApplications.delegatedPermissionIds has a Permission Id that "
                "cannot be found in the AppPermissions sets."
            )
            raise bad(text, "InvalidValue")


def _check_removed(api: dict[str, Any], before: Application | None) -> None:
    """An enabled scope cannot go, nor change its id, before it is switched off."""
    if before is None or "oauth2PermissionScopes" not in api:
        return
    kept = {str(one["id"]) for one in api["oauth2PermissionScopes"] or []}
    if any(one.get("isEnabled") and str(one["id"]) not in kept for one in before.scopes):
        text = "Permission (scope or role) cannot be deleted or updated unless disabled first."
        raise bad(text, "CannotDeleteOrUpdateEnabledEntitlement")


def _check_addresses(given: dict[str, Any], before: Application | None) -> None:
    """`api://` with the app id, or a verified domain; any other only for tokens of version 2."""
    api = given.get("api") or (before.said.get("api") if before else None) or {}
    free = api.get("requestedAccessTokenVersion") == 2
    for one in given.get("identifierUris") or []:
        host = str(one).partition("://")[2].partition("/")[0]
        ours = before is not None and str(one).startswith("api://") and str(one).endswith(before.app_id)
        if not (free or ours or host.endswith(VERIFIED_DOMAIN)):
            text = (
                "Values of identifierUris property must use a verified domain of the organization or its "
                f"subdomain: '{one}'"
            )
            raise bad(text, "HostNameNotOnVerifiedDomain")


def checked_credential(given: Any, home: Application, but: str = "") -> dict[str, Any]:
    """A federated credential to be written on `home`. Raises DirectoryRefusal 400, 409."""
    known = {"name", "issuer", "subject", "audiences", "description"}
    if not isinstance(given, dict) or given.keys() - known:
        raise bad("Unexpected contents in request body.")
    if not _CREDENTIAL_NAME.fullmatch(str(given.get("name") or "")):
        raise bad("Invalid value specified for property 'name' of resource 'FederatedIdentityCredential'.")
    for name in ("issuer", "subject"):
        if not str(given.get(name) or "") or len(str(given[name])) > 600:
            raise bad(f"A value is required for property '{name}' of resource 'FederatedIdentityCredential'.")
    if not isinstance(given.get("audiences"), list) or len(given["audiences"]) != 1:
        raise bad("Property audiences must have exactly one value.")
    others = [one for one in home.credentials if one["id"] != but]
    if len(others) >= MOST_CREDENTIALS:
        raise bad("The number of federated identity credentials exceeds the limit of 20.")
    for one in others:
        if one["name"] == given["name"]:
            raise _doubled(f"FederatedIdentityCredential with name {given['name']} already exists.")
        if (one["issuer"], one["subject"]) == (given["issuer"], given["subject"]):
            raise _doubled("FederatedIdentityCredential with the same issuer and subject already exists.")
    return given


def _doubled(message: str) -> DirectoryRefusal:
    return DirectoryRefusal(409, "Request_MultipleObjectsWithSameKeyValue", message)
