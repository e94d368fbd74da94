"""Graph's addresses of the directory: /v1.0/applications and /v1.0/servicePrincipals."""

import re
from typing import Any
from urllib.parse import unquote

import orjson
from aiohttp import web

from local_tenant.entra.directory import Directory, DirectoryRefusal
from local_tenant.entra.directory.objects import GRAPH_APP_ID
from local_tenant.entra.directory.refusals import bad, insufficient, not_there
from local_tenant.entra.issuer import GRAPH, Entra, TokenRefused
from local_tenant.people import CLOUD_APPLICATIONS, PRIVILEGED_ROLES, TENANT_ID, person

READ = ("Application.Read.All", "Application.ReadWrite.All")
WRITE = ("Application.ReadWrite.All",)
GRANT = ("AppRoleAssignment.ReadWrite.All",)
_KEYED = re.compile(r"(applications|servicePrincipals)\((\w+)='([^']*)'\)", re.IGNORECASE)


class DirectoryEndpoint:
    """Answers requests for the directory, as strictly as Graph: scope, role, keys, bodies."""

    def __init__(self, entra: Entra) -> None:
        self._entra = entra

    @property
    def _directory(self) -> Directory:
        return self._entra.directory

    async def answer(self, request: web.Request) -> web.Response:
        """The response to a request under one of the two addresses."""
        try:
            caller = self._caller(request)
            raw = await request.read()
            body = orjson.loads(raw) if raw else None
            status, said = self._answered(caller, request.method, _segments(request), body)
        except DirectoryRefusal as refused:
            error = {"code": refused.code, "message": refused.message, "innerError": {}}
            return web.json_response({"error": error}, status=refused.status)
        except orjson.JSONDecodeError:
            return web.json_response({"error": {"code": "BadRequest", "message": "No JSON."}}, status=400)
        return web.Response(status=status) if said is None else web.json_response(said, status=status)

    def _caller(self, request: web.Request) -> dict[str, Any]:
        try:
            claims = self._entra.check(request.headers.get("Authorization"), GRAPH)
        except TokenRefused as refused:
            raise DirectoryRefusal(401, refused.code, refused.message) from refused
        if claims.get("tid") != TENANT_ID:
            raise insufficient()
        return claims

    def _answered(
        self, caller: dict[str, Any], method: str, at: list[str], body: Any
    ) -> tuple[int, dict[str, Any] | None]:
        if at[0].lower() == "applications":
            return self._of_applications(caller, method, at[1:], body)
        return self._of_principals(caller, method, at[1:], body)

    def _of_applications(
        self, caller: dict[str, Any], method: str, at: list[str], body: Any
    ) -> tuple[int, dict[str, Any] | None]:
        directory = self._directory
        _require(caller, READ if method == "GET" else WRITE, None if method == "GET" else CLOUD_APPLICATIONS)
        if not at and method == "POST":
            return 201, directory.add_application(body).as_json()
        if not at:
            raise bad("Only single applications are read here.")
        one = directory.application(*_key(at[0]))
        if at[1:2] == ["federatedIdentityCredentials"]:
            if method == "GET":
                return 200, {"value": one.credentials}
            if method == "POST":
                return 201, directory.add_credential(one, body)
            directory.change_credential(one, at[2], body)
            return 204, None
        if method == "GET":
            return 200, one.as_json()
        directory.change_application(one, body)
        return 204, None

    def _of_principals(
        self, caller: dict[str, Any], method: str, at: list[str], body: Any
    ) -> tuple[int, dict[str, Any] | None]:
        directory = self._directory
        if not at:
            _require(caller, WRITE, CLOUD_APPLICATIONS)
            return 201, directory.add_principal(body).as_json()
        _require(caller, READ, None)
        one = directory.principal(*_key(at[0]))
        if at[1:] == ["appRoleAssignments"] and method == "GET":
            granted = [has.as_json() for has in directory.assignments if has.principal is one]
            return 200, {"value": granted}
        if at[1:] == ["appRoleAssignedTo"] and method == "POST":
            _require(caller, GRANT, PRIVILEGED_ROLES if one.app_id == GRAPH_APP_ID else CLOUD_APPLICATIONS)
            return 201, directory.assign(one, body).as_json()
        if at[1:] or method != "GET":
            raise not_there("/".join(at))
        return 200, one.as_json()


def _require(caller: dict[str, Any], scopes: tuple[str, ...], role: str | None) -> None:
    """A delegated token with one of the scopes, of a person with the role. Raises DirectoryRefusal 403."""
    held = set(str(caller.get("scp", "")).split())
    if not held & set(scopes):
        raise insufficient()
    if role is not None and role not in person(str(caller["oid"])).directory_roles:
        raise insufficient()


def _segments(request: web.Request) -> list[str]:
    path = unquote(request.raw_path.partition("?")[0]).removeprefix("/v1.0/").strip("/")
    if keyed := _KEYED.match(path):
        path = f"{keyed[1]}/{keyed[2]}={keyed[3]}{path[keyed.end() :]}"
    return path.split("/")


def _key(said: str) -> tuple[str, str]:
    name, equals, value = said.partition("=")
    return (name, value) if equals else ("id", said)


def routes(entra: Entra) -> web.RouteTableDef:
    """The directory's routes; they stand before SharePoint's, which take the rest of Graph."""
    table, endpoint = web.RouteTableDef(), DirectoryEndpoint(entra)
    table.route("*", "/v1.0/{path:(applications|servicePrincipals)([(/].*)?}")(endpoint.answer)
    return table
