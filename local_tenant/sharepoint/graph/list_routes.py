"""Graph's handlers for sites and lists."""

from typing import Any

from local_tenant.sharepoint.errors import bad, invalid, not_found, taken
from local_tenant.sharepoint.graph.column_routes import ColumnRoutes
from local_tenant.sharepoint.graph.exchange import Ask, Reply
from local_tenant.sharepoint.graph.filters import holds, parsed
from local_tenant.sharepoint.graph.odata import chosen, names_in
from local_tenant.sharepoint.graph.router import Place, Route
from local_tenant.sharepoint.rows.column_types import no_property
from local_tenant.sharepoint.rows.items import require_match
from local_tenant.sharepoint.rows.lists import TEMPLATES, List
from local_tenant.sharepoint.service import SharePoint

_LIST = "sites/{site-id}/lists/{list-id}"
_FILTERABLE = ("displayName", "name", "id", "description")


class ListRoutes:
    """Sites and lists."""

    def __init__(self, sharepoint: SharePoint, columns: ColumnRoutes) -> None:
        self._lists, self._columns = sharepoint.lists, columns

    def routes(self) -> list[Route]:
        """The table of addresses."""
        return [
            Route("GET", "sites/{site-id}", self.site, "select", cost=1),
            Route("GET", "sites/{site-id}/lists", self.all, "select expand filter top"),
            Route("POST", "sites/{site-id}/lists", self.create),
            Route("GET", _LIST, self.one, "select expand", cost=1),
            Route("PATCH", _LIST, self.change),
            Route("DELETE", _LIST, self.delete),
        ]

    async def site(self, ask: Ask, place: Place) -> Reply:
        context = {"@odata.context": f"{ask.base}/$metadata#sites/$entity"}
        shown = place.site.as_json(root(ask))
        return Reply(body=context | chosen(shown, ask.query.get("select")))

    async def all(self, ask: Ask, place: Place) -> Reply:
        found = self._lists.of(place.site)
        if "filter" in ask.query:
            condition = parsed(ask.query["filter"])
            for one in condition.compares():
                if one.field not in _FILTERABLE:
                    raise invalid(f"The property '{one.field}' cannot be used in a filter.")
            root_url = root(ask)
            found = [one for one in found if holds(condition, one.as_json(root_url).get)]
        context = f"{ask.base}/$metadata#{_site_context(place)}/lists"
        return Reply(body={"@odata.context": context, "value": [_shown(ask, one) for one in found]})

    async def create(self, ask: Ask, place: Place) -> Reply:
        body = ask.body_object()
        if "name" in body:
            raise invalid(
                "Cannot define a 'name' for a list as it is assigned by the server. "
                "Instead, provide 'displayName'"
            )
        settings = _settings(body, {"displayName", "description", "list", "columns"})
        name = settings.get("displayName", "").strip()
        if not name:
            raise invalid("A list needs a 'displayName'.")
        if self._lists.is_taken(place.site, name):
            raise taken()
        facet = body.get("list") or {}
        template = facet.get("template", "genericList")
        if facet.keys() - {"template", "hidden", "contentTypesEnabled"} or (template not in TEMPLATES):
            raise invalid("One of the provided arguments is not acceptable.")
        hidden = facet.get("hidden") is True
        made = self._lists.make(place.site, name, settings.get("description", ""), template, hidden)
        for given in body.get("columns") or []:
            self._columns.take(made, self._columns.made(made, given))
        self._lists.add(made)
        return self._answer(ask, place, made, 201)

    async def one(self, ask: Ask, place: Place) -> Reply:
        return self._answer(ask, place, _home(place), 200)

    async def change(self, ask: Ask, place: Place) -> Reply:
        home, settings = _home(place), _settings(ask.body_object(), {"displayName", "description"})
        _require_list_match(ask, home)
        name = settings.get("displayName", home.display_name).strip()
        if not name:
            raise invalid("A list needs a 'displayName'.")
        if self._lists.is_taken(place.site, name, but=home):
            raise taken()
        home.display_name = name
        home.description = settings.get("description", home.description)
        self._lists.keep(home)
        return self._answer(ask, place, home, 200)

    async def delete(self, ask: Ask, place: Place) -> Reply:
        _require_list_match(ask, _home(place))
        self._lists.remove(_home(place))
        return Reply(204)

    def _answer(self, ask: Ask, place: Place, home: List, status: int) -> Reply:
        context = f"{ask.base}/$metadata#{_site_context(place)}/lists/$entity"
        reply = Reply(status, {"@odata.context": context} | _shown(ask, home))
        reply.headers["ETag"] = home.etag
        if status == 201:
            reply.headers["Location"] = f"{ask.base}/{_site_context(place)}/lists('{home.id}')"
        return reply


def root(ask: Ask) -> str:
    """The tenant's base address, as the caller wrote it."""
    return ask.base.removesuffix("/v1.0")


def _home(place: Place) -> List:
    if place.home is None:
        raise not_found()
    return place.home


def _require_list_match(ask: Ask, home: List) -> None:
    require_match(ask.headers.get("If-Match"), home.etag)


def _site_context(place: Place) -> str:
    return f"sites('{place.site.id.replace(',', '%2C')}')"


def _settings(body: dict[str, Any], known: set[str]) -> dict[str, str]:
    for key, value in body.items():
        if key not in known and not key.startswith("@odata."):
            raise no_property(key, "list")
        kind = {"list": dict, "columns": list}.get(key, str)
        if value is not None and not key.startswith("@") and not isinstance(value, kind):
            raise invalid(f"The value of '{key}' has the wrong type.")
    return {key: body[key] for key in ("displayName", "description") if body.get(key) is not None}


def _shown(ask: Ask, home: List) -> dict[str, Any]:
    shown = chosen(home.as_json(root(ask)), ask.query.get("select"))
    expand = ask.query.get("expand")
    if expand is None:
        return shown
    name, _, inside = expand.strip().partition("(")
    if name != "columns":
        raise bad(f"Parsing OData Select and Expand failed: '{expand}'.")
    wanted = inside.removesuffix(")").strip().removeprefix("$").removeprefix("select=") or None
    if wanted is not None:
        names_in(wanted)
    return shown | {"columns": [chosen(one.as_json(), wanted) for one in home.columns.values()]}
