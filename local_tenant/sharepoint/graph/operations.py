"""Graph: finds the place, checks access and budget, and lets the right handler answer."""

from dataclasses import replace
from urllib.parse import unquote

from multidict import CIMultiDict

from local_tenant.behaviour.answering import after, reworded
from local_tenant.behaviour.asking import before
from local_tenant.sharepoint.access import require
from local_tenant.sharepoint.drives.drive_routes import DriveRoutes
from local_tenant.sharepoint.errors import GraphError, bad, error_body, new_id, not_found
from local_tenant.sharepoint.graph.column_routes import ColumnRoutes
from local_tenant.sharepoint.graph.exchange import Ask, Reply
from local_tenant.sharepoint.graph.item_routes import ItemRoutes
from local_tenant.sharepoint.graph.list_routes import ListRoutes
from local_tenant.sharepoint.graph.odata import options
from local_tenant.sharepoint.graph.permission_routes import PermissionRoutes
from local_tenant.sharepoint.graph.router import BY_PATH, Match, Place, Router, segments_of, token_in
from local_tenant.sharepoint.rows.sites import HOST, Site, site_at, site_with_id
from local_tenant.sharepoint.service import SharePoint

WITH_BODY = ("POST", "PATCH", "PUT")


class Graph:
    """Answers single requests; a batch is many of them."""

    def __init__(self, sharepoint: SharePoint) -> None:
        self.sharepoint = sharepoint
        columns = ColumnRoutes(sharepoint)
        lists = ListRoutes(sharepoint, columns)
        items = ItemRoutes(sharepoint)
        drives = DriveRoutes(sharepoint.files, sharepoint.uploads, sharepoint.links)
        permissions = PermissionRoutes(sharepoint.grants)
        self._router = Router(
            [*lists.routes(), *permissions.routes(), *columns.routes(), *items.routes(), *drives.routes()]
        )

    def template(self, method: str, raw_path: str) -> str:
        """The route template of a request, for the counts; `?` for an unknown one."""
        try:
            return self._router.match(method, segments_of(raw_path)).template
        except GraphError:
            return f"{method} ?"

    async def answer(self, ask: Ask, query: str) -> Reply:
        """The reply to one request, errors included. `query` is the part after the `?`."""
        request_id = new_id()
        client = ask.headers.get("client-request-id")
        headers: dict[str, str] = {}
        pattern = ""
        try:
            match = self._match(ask)
            pattern = match.route.pattern
            headers = self.sharepoint.units.charge(_cost(match, query))
            reply = await self._performed(ask, match, query)
        except GraphError as refused:
            error = reworded(self.sharepoint.behaviour, refused, pattern)
            if error.status == 429:
                self.sharepoint.counts.throttled += 1
            body = error_body(error, request_id, client)
            reply = Reply(error.status, body, CIMultiDict(error.headers))
        reply.headers.update(headers | {"request-id": request_id})
        if client is not None:
            reply.headers["client-request-id"] = client
        return reply

    def _match(self, ask: Ask) -> Match:
        return self._router.match(ask.method, ask.segments)

    async def _performed(self, ask: Ask, match: Match, query: str) -> Reply:
        ask = replace(ask, query=options(query, match.route.options.split()))
        inside = token_in(ask.raw_path)
        if inside is not None:
            ask.query["token"] = inside
            ask.raw_path = ask.raw_path.rpartition("(")[0]
        site = self._site(match.names)
        require(ask.caller, site, ask.method)
        if ask.caller.person is None:
            self.sharepoint.grants.require(site, ask.method, match.route.pattern)
        wanted = match.names.get("list-id")
        home = None if wanted is None else self.sharepoint.lists.find(site, wanted)
        behaviour, pattern = self.sharepoint.behaviour, match.route.pattern
        before(behaviour, ask, pattern, home)
        reply = await match.route.handler(ask, Place(site, home, match.names))
        after(behaviour, ask, pattern, home, reply)
        return reply

    def _site(self, names: dict[str, str]) -> Site:
        if "drive-id" in names:
            return self.sharepoint.files.library(names["drive-id"]).site
        asked = names["site-id"]
        host, _, path = asked[1:].rpartition(":")
        if asked.startswith(BY_PATH) and host.partition(":")[0].lower() != HOST:
            raise not_found("Requested site could not be found")
        site = site_at(path) if asked.startswith(BY_PATH) else site_with_id(asked)
        if site.key in self.sharepoint.not_made:
            raise not_found("Requested site could not be found")
        return site


def _cost(match: Match, query: str) -> int:
    """Delta with a token costs one unit, as a single item does (platform.md 1.7)."""
    if match.route.pattern.endswith("/delta") and "token=" in unquote(query):
        return 1
    return match.route.cost


def check_body(method: str, content_type: str | None, has_body: bool) -> None:
    """Writes come as JSON. Raises GraphError 400 otherwise."""
    if method not in WITH_BODY or not has_body:
        return
    if (content_type or "").partition(";")[0].strip().lower() != "application/json":
        raise bad("Entity only allows writes with a JSON Content-Type header.")
