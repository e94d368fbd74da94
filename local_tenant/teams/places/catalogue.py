"""The organisation's app catalogue, and single teams: what an administrator looks up there."""

import io
import json
import re
import uuid
import zipfile
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from local_tenant.entra import GRAPH, Entra, TokenRefused
from local_tenant.people import COUNCIL_TEAM_ID, TEAMS_ROLE, person

CATALOGUE_SCOPES = {"AppCatalog.Read.All", "AppCatalog.ReadWrite.All", "AppCatalog.Submit"}
TEAM_SCOPES = {"Team.ReadBasic.All"}
_FILTER = re.compile(r"externalId eq '([0-9a-fA-F-]{36})'\Z")


@dataclass(slots=True)
class Catalogue:
    """Apps that were uploaded, by the id in their manifest."""

    apps: dict[str, str] = field(default_factory=dict)

    def uploads(self, key: str, package: bytes) -> None:
        """What a Teams administrator does in the admin center. PermissionError where they may not."""
        if TEAMS_ROLE not in person(key).directory_roles:
            raise PermissionError(key)
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            manifest = json.loads(opened.read("manifest.json"))
        self.apps.setdefault(str(manifest["id"]), str(uuid.uuid4()))


def add_catalogue(table: web.RouteTableDef, entra: Entra, catalogue: Catalogue) -> None:
    """Adds the routes, for people through a tool with the scope."""

    @table.get("/v1.0/appCatalogs/teamsApps")
    async def apps(request: web.Request) -> web.Response:
        if refused := _refused(entra, request, CATALOGUE_SCOPES):
            return refused
        asked = _FILTER.match(request.query.get("$filter", ""))
        if asked is None:
            return _error(400, "BadRequest", "Invalid filter clause.")
        found = catalogue.apps.get(asked[1])
        shown = [{"id": found, "externalId": asked[1], "distributionMethod": "organization"}] if found else []
        return web.json_response({"value": shown})

    @table.get("/v1.0/teams/{team_id}")
    async def team(request: web.Request) -> web.Response:
        if refused := _refused(entra, request, TEAM_SCOPES):
            return refused
        if request.match_info["team_id"] != COUNCIL_TEAM_ID:
            return _error(404, "NotFound", "No team found with the requested id.")
        return web.json_response({"id": COUNCIL_TEAM_ID, "displayName": "It-porteføljerådet"})


def _refused(entra: Entra, request: web.Request, scopes: set[str]) -> web.Response | None:
    try:
        claims: dict[str, Any] = entra.check(request.headers.get("Authorization"), GRAPH)
    except TokenRefused as refused:
        return _error(401, refused.code, refused.message)
    if scopes & set(str(claims.get("scp", "")).split()):
        return None
    return _error(403, "Forbidden", f"Missing scope permissions on the request: {', '.join(sorted(scopes))}.")


def _error(status: int, code: str, message: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": message, "innerError": {}}}, status=status)
