"""GET /v1.0/users?$filter=id in (…): who of some people is in the directory, for an app with the right."""

import re

from aiohttp import web

from local_tenant.entra import GRAPH, Entra, TokenRefused
from local_tenant.people import PEOPLE, TENANT_ID

RIGHT = "User.ReadBasic.All"
MOST = 15
_FILTER = re.compile(r"id in \(('[0-9a-fA-F-]{36}'(?:,\s*'[0-9a-fA-F-]{36}')*)\)\Z")


def add_directory(table: web.RouteTableDef, entra: Entra) -> None:
    """Adds the route. `entra.left` are the keys of people whose accounts are gone."""

    @table.get("/v1.0/users")
    async def users(request: web.Request) -> web.Response:
        try:
            claims = entra.check(request.headers.get("Authorization"), GRAPH)
        except TokenRefused as refused:
            return _refused(401, refused.code, refused.message)
        if RIGHT not in (claims.get("roles") or ()):
            return _refused(
                403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."
            )
        found = _FILTER.match(request.query.get("$filter", ""))
        asked = re.findall(r"[0-9a-fA-F-]{36}", found[1]) if found else []
        if not asked or len(asked) > MOST or request.query.get("$select") != "id":
            return _refused(400, "Request_BadRequest", "Invalid filter clause.")
        wanted = {one.lower() for one in asked}
        there = [
            {"id": one.object_id}
            for one in PEOPLE
            if one.tenant_id == TENANT_ID and one.object_id in wanted and one.key not in entra.left
        ]
        return web.json_response({"value": there})


def _refused(status: int, code: str, message: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": message, "innerError": {}}}, status=status)
