"""GET /v1.0/users?$filter=id in (…), or by name or mail: who is in the directory, for an app that may ask."""

import re

from aiohttp import web

from local_tenant.entra import GRAPH, Entra, TokenRefused
from local_tenant.people import PEOPLE, TENANT_ID, Person

RIGHT = "User.ReadBasic.All"
MOST = 15
_VALUE = r"'((?:[^']|'')+)'"
_FILTER = re.compile(rf"(id|displayName|mail|userPrincipalName) in \(({_VALUE}(?:,\s*{_VALUE})*)\)\Z")
_FIELDS = ("id", "displayName", "mail", "userPrincipalName")


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
        asked = re.findall(_VALUE, found[2]) if found else []
        select = request.query.get("$select", "").split(",")
        if not found or not asked or len(asked) > MOST or not set(select) <= set(_FIELDS):
            return _refused(400, "Request_BadRequest", "Invalid filter clause.")
        wanted = {one.replace("''", "'").casefold() for one in asked}
        people = (one for one in PEOPLE if one.tenant_id == TENANT_ID and one.key not in entra.left)
        there = [_user(one) for one in people if _user(one)[found[1]].casefold() in wanted]
        return web.json_response({"value": [{name: one[name] for name in select} for one in there]})


def _user(one: Person) -> dict[str, str]:
    return dict(zip(_FIELDS, (one.object_id, one.name, one.mail, one.mail), strict=True))


def _refused(status: int, code: str, message: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": message, "innerError": {}}}, status=status)
