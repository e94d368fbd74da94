"""Application roles: what the app has been granted over Microsoft Graph, and granting one more."""

from dataclasses import dataclass
from urllib.parse import quote

from sharepoint_lists.graph.responses import Json
from sharepoint_lists.registering.calls import Calls, Denied
from sharepoint_lists.registering.registrations import GRAPH_APP_ID

SELECTED = "Sites.Selected"


@dataclass(frozen=True, slots=True)
class Consented:
    """Ids that a grant needs, and the roles of Graph that the app has (names, or ids of unknown ones)."""

    principal: str
    graph: str
    role_id: str
    roles: frozenset[str]


class Consent:
    """The app's roles over Microsoft Graph."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def look(self, app_id: str) -> Consented | None:
        """None: the app has no service principal. Raises GraphFailure, Denied."""
        ours = await self._calls.read(f"/servicePrincipals(appId='{quote(app_id)}')")
        graph = await self._calls.read(f"/servicePrincipals(appId='{GRAPH_APP_ID}')")
        if ours is None or graph is None:
            return None
        names = {str(one["id"]): str(one["value"]) for one in graph.get("appRoles") or []}
        answer = await self._calls.read(f"/servicePrincipals/{ours['id']}/appRoleAssignments")
        given: list[Json] = (answer or {}).get("value") or []
        of_graph = (str(one["appRoleId"]) for one in given if one.get("resourceId") == graph["id"])
        role_id = next(id_ for id_, name in names.items() if name == SELECTED)
        roles = frozenset(names.get(one, one) for one in of_graph)
        return Consented(str(ours["id"]), str(graph["id"]), role_id, roles)

    async def grant(self, to: Consented) -> None:
        """Grant Sites.Selected: an administrator's consent. Raises GraphFailure, Denied."""
        body = {"principalId": to.principal, "resourceId": to.graph, "appRoleId": to.role_id}
        try:
            await self._calls.send("POST", f"/servicePrincipals/{to.graph}/appRoleAssignedTo", body)
        except Denied as denied:
            if "already exists" not in denied.message:
                raise
