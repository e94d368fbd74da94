"""The directory's objects, and how Graph shows them."""

from dataclasses import dataclass, field
from typing import Any

GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000"
GRAPH_PRINCIPAL_ID = "33333333-0000-4000-8000-000000000003"
GRAPH_ROLES: dict[str, str] = {
    "Sites.Selected": "883ea226-0bf2-4a8f-9f9d-92c9162a727d",
    "Lists.SelectedOperations.Selected": "23c5a9bd-d900-4ecf-be26-a0689755d9e5",
    "Sites.FullControl.All": "a82116e5-55eb-4c41-a434-62fe8a61c773",
    "TeamMember.Read.All": "660b7406-55f1-41ca-a0ed-0b035e182f3e",
    "User.ReadBasic.All": "97235f07-e226-4f63-ace3-39588e11d3a1",
}
"""Application roles of Microsoft Graph by their names (the ids are Graph's own)."""


@dataclass(slots=True)
class Application:
    """An app registration. `said` holds the writable properties as they were given."""

    id: str
    app_id: str
    said: dict[str, Any]
    credentials: list[dict[str, Any]] = field(default_factory=list)
    hidden: int = 0
    """So many lookups still do not find it: what was just made is not in every replica."""
    unbacked: int = 0
    """So many attempts to make its service principal do not find it."""

    @property
    def scopes(self) -> list[dict[str, Any]]:
        """The delegated permissions that it exposes."""
        return list((self.said.get("api") or {}).get("oauth2PermissionScopes") or [])

    def as_json(self) -> dict[str, Any]:
        """Graph's `application`."""
        api = {
            "requestedAccessTokenVersion": None,
            "oauth2PermissionScopes": [],
            "preAuthorizedApplications": [],
            "knownClientApplications": [],
            **(self.said.get("api") or {}),
        }
        shown: dict[str, Any] = {
            "uniqueName": None,
            "identifierUris": [],
            "signInAudience": "AzureADMyOrg",
            "optionalClaims": None,
            "requiredResourceAccess": [],
            "appRoles": [],
            "passwordCredentials": [],
        }
        return {"id": self.id, "appId": self.app_id, **shown, **self.said, "api": api}


@dataclass(slots=True)
class Principal:
    """A service principal: an application's, Graph's own, or a managed identity's."""

    id: str
    app_id: str
    name: str
    kind: str = "Application"
    roles: dict[str, str] = field(default_factory=dict)
    hidden: int = 0

    def as_json(self) -> dict[str, Any]:
        """Graph's `servicePrincipal`."""
        roles = [
            {"id": role, "value": value, "displayName": value, "allowedMemberTypes": ["Application"]}
            for value, role in self.roles.items()
        ]
        return {
            "id": self.id,
            "appId": self.app_id,
            "displayName": self.name,
            "servicePrincipalType": self.kind,
            "appRoles": roles,
        }


@dataclass(frozen=True, slots=True)
class RoleAssignment:
    """An application role that a principal has been granted."""

    id: str
    principal: Principal
    resource: Principal
    role: str

    def as_json(self) -> dict[str, Any]:
        """Graph's `appRoleAssignment`."""
        return {
            "id": self.id,
            "appRoleId": self.role,
            "principalId": self.principal.id,
            "principalDisplayName": self.principal.name,
            "principalType": "ServicePrincipal",
            "resourceId": self.resource.id,
            "resourceDisplayName": self.resource.name,
        }
