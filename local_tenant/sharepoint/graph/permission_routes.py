"""Graph's handlers for what apps may do on a site: /sites/{id}/permissions."""

from typing import Any

from local_tenant.sharepoint.errors import denied, invalid, not_found
from local_tenant.sharepoint.grants import ROLES, Grants, Permission
from local_tenant.sharepoint.graph.exchange import Ask, Reply
from local_tenant.sharepoint.graph.router import Place, Route

_ALL = "sites/{site-id}/permissions"
_ONE = f"{_ALL}/{{permission-id}}"
RIGHT = "Sites.FullControl.All"
GRANTED_TO = ("grantedToIdentities", "grantedTo", "grantedToIdentitiesV2")


class PermissionRoutes:
    """For a SharePoint administrator whose tool has Sites.FullControl.All; the app may not."""

    def __init__(self, grants: Grants) -> None:
        self._grants = grants

    def routes(self) -> list[Route]:
        """The table of addresses."""
        return [
            Route("GET", _ALL, self.all, cost=5),
            Route("POST", _ALL, self.give, cost=5),
            Route("GET", _ONE, self.one, cost=5),
            Route("PATCH", _ONE, self.change, cost=5),
            Route("DELETE", _ONE, self.remove, cost=5),
        ]

    async def all(self, ask: Ask, place: Place) -> Reply:
        """Without the roles, which only a single permission tells (graph-docs-contrib#113)."""
        _require(ask)
        found = [_shown(one, roles=False) for one in self._grants.of.get(place.site.key, [])]
        return Reply(body={"value": found})

    async def give(self, ask: Ask, place: Place) -> Reply:
        _require(ask)
        body = ask.body_object()
        given = [body[name] for name in GRANTED_TO if body.get(name)]
        if body.keys() - {"roles", *GRANTED_TO} or len(given) != 1 or len(given[0]) != 1:
            raise invalid("One of the provided arguments is not acceptable.")
        application = given[0][0].get("application") or {}
        if not application.get("id"):
            raise invalid("The application of a permission needs an id.")
        made = self._grants.give(
            place.site, application["id"], application.get("displayName", ""), _roles(body)
        )
        return Reply(201, _shown(made))

    async def one(self, ask: Ask, place: Place) -> Reply:
        _require(ask)
        return Reply(body=_shown(self._found(place)))

    async def change(self, ask: Ask, place: Place) -> Reply:
        _require(ask)
        body, found = ask.body_object(), self._found(place)
        found.roles = _roles(body)
        return Reply(body=_shown(found))

    async def remove(self, ask: Ask, place: Place) -> Reply:
        _require(ask)
        self._grants.of[place.site.key].remove(self._found(place))
        return Reply(204)

    def _found(self, place: Place) -> Permission:
        for one in self._grants.of.get(place.site.key, []):
            if one.id == place.names["permission-id"]:
                return one
        raise not_found()


def _require(ask: Ask) -> None:
    if not ask.caller.manages or RIGHT not in ask.caller.scopes:
        raise denied()


def _roles(body: dict[str, Any]) -> list[str]:
    roles = body.get("roles")
    if not isinstance(roles, list) or len(roles) != 1 or roles[0] not in ROLES:
        raise invalid("The roles of a permission are one of read, write, owner, fullcontrol.")
    return [str(one) for one in roles]


def _shown(one: Permission, *, roles: bool = True) -> dict[str, Any]:
    identity = {"application": {"id": one.app_id, "displayName": one.name}}
    said: dict[str, Any] = {
        "id": one.id,
        "grantedToIdentities": [identity],
        "grantedToIdentitiesV2": [identity],
    }
    return {**said, "roles": one.roles} if roles else said
