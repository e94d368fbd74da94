"""The directory: what is registered in the tenant, and who may change it."""

import uuid
from typing import Any

from local_tenant.entra.directory.objects import (
    GRAPH_APP_ID,
    GRAPH_PRINCIPAL_ID,
    GRAPH_ROLES,
    Application,
    Principal,
    RoleAssignment,
)
from local_tenant.entra.directory.refusals import bad, not_there, taken
from local_tenant.entra.directory.rules import checked, checked_credential
from local_tenant.people import APP_ID


class Directory:
    """Applications, service principals, grants. `lag`: so many lookups do not find what was just made.

    `held` says that apps prove who they are by what is registered here, as they must in a new tenant;
    the app that the tenant is born with does it with its secret. `writes` counts what was changed.
    """

    def __init__(self) -> None:
        self.applications: dict[str, Application] = {}
        self.principals: dict[str, Principal] = {}
        self.assignments: list[RoleAssignment] = []
        self.lag = 0
        self.held = False
        self.writes = 0
        graph = Principal(GRAPH_PRINCIPAL_ID, GRAPH_APP_ID, "Microsoft Graph", roles=dict(GRAPH_ROLES))
        self.principals[graph.id] = graph

    def identity(self, name: str) -> Principal:
        """A managed identity, as Azure's deployment leaves it in the directory."""
        made = Principal(str(uuid.uuid4()), str(uuid.uuid4()), name, kind="ManagedIdentity")
        self.principals[made.id] = made
        return made

    def application(self, key: str, value: str) -> Application:
        """By `id`, `appId` or `uniqueName`. Raises DirectoryRefusal 404."""
        for one in self.applications.values():
            if one.as_json().get(key) == value:
                if one.hidden > 0:
                    one.hidden -= 1
                    break
                return one
        raise not_there(value)

    def add_application(self, given: Any) -> Application:
        """A new registration; the tenant's first one gets the id that the little Teams knows."""
        said = checked(given, None)
        if said.get("uniqueName") and any(
            one.said.get("uniqueName") == said["uniqueName"] for one in self.applications.values()
        ):
            text = "Another object with the same value for property uniqueName already exists."
            raise bad(text, "ObjectConflict")
        app_id = str(uuid.uuid4()) if self.applications else APP_ID
        made = Application(str(uuid.uuid4()), app_id, dict(said), hidden=self.lag, unbacked=self.lag)
        self.applications[made.id] = made
        self.writes += 1
        return made

    def change_application(self, one: Application, given: Any) -> None:
        """Properties that are named are replaced; those of `api` one by one, as Graph does."""
        said = checked(given, one)
        if "api" in said:
            said = {**said, "api": {**(one.said.get("api") or {}), **(said["api"] or {})}}
        one.said |= said
        self.writes += 1

    def add_credential(self, home: Application, given: Any) -> dict[str, Any]:
        """A federated credential."""
        made = {"id": str(uuid.uuid4()), **checked_credential(given, home)}
        home.credentials.append(made)
        self.writes += 1
        return made

    def change_credential(self, home: Application, credential: str, given: Any) -> None:
        """Another subject, issuer or audience. Raises DirectoryRefusal 404."""
        found = next((one for one in home.credentials if one["id"] == credential), None)
        if found is None:
            raise not_there(credential)
        after = {name: value for name, value in {**found, **given}.items() if name != "id"}
        found |= checked_credential(after, home, but=credential)
        self.writes += 1

    def principal(self, key: str, value: str) -> Principal:
        """By `id` or `appId`. Raises DirectoryRefusal 404."""
        for one in self.principals.values():
            if value == (one.id if key == "id" else one.app_id):
                if one.hidden > 0:
                    one.hidden -= 1
                    break
                return one
        raise not_there(value)

    def add_principal(self, given: Any) -> Principal:
        """The service principal of an application. Raises DirectoryRefusal 400, 409."""
        app_id = given.get("appId") if isinstance(given, dict) else None
        home = next((one for one in self.applications.values() if one.app_id == app_id), None)
        if home is not None and home.unbacked > 0:
            home.unbacked -= 1
            home = None
        if home is None:
            text = f"The appId '{app_id}' does not reference a valid application object."
            raise bad(text, "NoBackingApplicationObject")
        if any(one.app_id == app_id for one in self.principals.values()):
            text = (
                "The service principal cannot be created, updated, or restored because the service principal "
                f"name {app_id} is already in use."
            )
            raise taken(text)
        made = Principal(str(uuid.uuid4()), home.app_id, str(home.said["displayName"]), hidden=self.lag)
        self.principals[made.id] = made
        self.writes += 1
        return made

    def assign(self, resource: Principal, given: Any) -> RoleAssignment:
        """Grant an application role. Raises DirectoryRefusal 400, 404."""
        if not isinstance(given, dict) or given.keys() != {"principalId", "resourceId", "appRoleId"}:
            raise bad("Unexpected contents in request body.")
        principal = self.principal("id", given["principalId"])
        if given["resourceId"] != resource.id or given["appRoleId"] not in resource.roles.values():
            raise bad("Permission being assigned was not found on application")
        if any((one.principal, one.role) == (principal, given["appRoleId"]) for one in self.assignments):
            raise bad("Permission being assigned already exists on the object")
        made = RoleAssignment(str(uuid.uuid4()), principal, resource, given["appRoleId"])
        self.assignments.append(made)
        self.writes += 1
        return made

    def roles_of(self, app_id: str) -> tuple[str, ...]:
        """The names of the Graph roles that an app has been granted: what its token says."""
        names = {role: name for name, role in GRAPH_ROLES.items()}
        return tuple(names[one.role] for one in self.assignments if one.principal.app_id == app_id)

    def vouched(self, app_id: str, issuer: str, subject: str, audience: str) -> bool:
        """Whether a federated credential of the app's lets that subject speak for it."""
        return any(
            (one["issuer"], one["subject"], one["audiences"]) == (issuer, subject, [audience])
            for home in self.applications.values()
            if home.app_id == app_id
            for one in home.credentials
        )
