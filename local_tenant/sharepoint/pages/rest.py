"""SharePoint's own REST, as much of it as dresses lists and looks at them: /sites/…/_api/…

Its endpoint is its own: the token is for SharePoint, not for Graph, it is the app's, and the app did
not get it with a secret (sp-dev-docs, security-apponly-azuread).
"""

import json
import re
from typing import Any
from urllib.parse import unquote

import orjson
from aiohttp import web

from local_tenant.entra import SHAREPOINT, Entra, TokenRefused
from local_tenant.people import APP_ID, TENANT_ID
from local_tenant.sharepoint.errors import GraphError, bad, denied, not_found
from local_tenant.sharepoint.pages.site_scripts import read_script, run
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.sites import Site, site_at
from local_tenant.sharepoint.service import SharePoint

EXECUTE = "microsoft.sharepoint.utilities.webtemplateextensions.sitescriptutility.executetemplatescript"
RIGHTS = {
    "fullcontrol": ("2147483647", "4294967295"),
    "owner": ("2147483647", "4294967295"),
    "write": ("432", "1011028719"),
    "read": ("176", "138612833"),
}
"""High and low half of the permission mask that a role on the site gives."""
_LIST = re.compile(r"web/lists\(guid'([0-9a-f-]{36})'\)/(views|fields)", re.IGNORECASE)


def routes(sharepoint: SharePoint, entra: Entra) -> web.RouteTableDef:
    """Everything under a site's /_api."""
    table, endpoint = web.RouteTableDef(), _RestEndpoint(sharepoint, entra)
    table.route("*", "/sites/{site}/_api/{call:.*}")(endpoint.answer)
    return table


class _RestEndpoint:
    def __init__(self, sharepoint: SharePoint, entra: Entra) -> None:
        self._sharepoint, self._entra = sharepoint, entra

    async def answer(self, request: web.Request) -> web.Response:
        try:
            self._check(request)
            site = site_at(f"sites/{request.match_info['site']}")
            body = await self._answered(request, site, unquote(request.match_info["call"]).rstrip("()"))
        except TokenRefused as refused:
            headers = {"WWW-Authenticate": 'Bearer realm="", error="invalid_token"'}
            return web.json_response({"error_description": refused.message}, status=401, headers=headers)
        except GraphError as error:
            said = {"code": error.code, "message": {"lang": "en-US", "value": error.message}}
            return web.json_response({"odata.error": said}, status=error.status)
        return web.json_response(body)

    def _check(self, request: web.Request) -> None:
        """TokenRefused for a token that is not for SharePoint; GraphError 403 for one without rights."""
        claims = self._entra.check(request.headers.get("Authorization"), SHAREPOINT)
        if claims.get("idtyp") != "app" or claims.get("azpacr") != "2":
            raise TokenRefused("invalid_token", "Unsupported app only token.")
        ours = claims.get("azp") == APP_ID and claims.get("tid") == TENANT_ID
        if not ours or not any(str(one).startswith("Sites.") for one in claims.get("roles", [])):
            raise denied()

    async def _answered(self, request: web.Request, site: Site, call: str) -> Any:
        self._sharepoint.grants.require(site, request.method, call)
        if request.method == "POST" and call.lower() == EXECUTE:
            return self._executed(site, await request.read(), request.content_type)
        if request.method != "GET":
            raise not_found("Cannot find resource for the request.")
        if call.lower() == "web/effectivebasepermissions":
            high, low = RIGHTS[self._sharepoint.grants.role(site) or self._sharepoint.role]
            return {"High": high, "Low": low}
        if found := _LIST.fullmatch(call):
            home = self._sharepoint.lists.find(site, found[1])
            return {"value": _views(home) if found[2].lower() == "views" else _fields(home)}
        raise not_found("Cannot find resource for the request.")

    def _executed(self, site: Site, raw: bytes, content_type: str) -> Any:
        if self._sharepoint.role not in ("fullcontrol", "owner"):
            raise denied()
        if content_type != "application/json":
            raise bad("The request must be JSON.")
        try:
            given = orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise bad("Not well formatted JSON stream.") from error
        if not isinstance(given, dict) or given.keys() != {"script"} or not isinstance(given["script"], str):
            raise bad("The parameter 'script' is missing, or there is another.")
        outcomes = run(self._sharepoint.lists, site, read_script(given["script"]))
        return {"value": [one.as_json() for one in outcomes]}


def _views(home: List) -> list[dict[str, Any]]:
    return [one.as_json() for one in home.views]


def _fields(home: List) -> list[dict[str, Any]]:
    return [
        {
            "InternalName": one.name,
            "Title": one.display_name,
            "CustomFormatter": None if one.formatter is None else json.dumps(one.formatter),
        }
        for one in home.columns.values()
    ]
