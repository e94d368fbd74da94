"""The council's team: GET /v1.0/teams/{id}/members as Graph gives it, for the app only."""

import base64
from collections.abc import Callable
from typing import Any, Literal

from aiohttp import web

from local_tenant.entra import GRAPH, Entra, TokenRefused
from local_tenant.people import COUNCIL_TEAM_ID, TENANT_ID, Person, person

Roster = dict[str, Literal["member", "owner"]]

COUNCIL: Roster = {"karen": "member", "peter": "member", "lise": "member", "hanne": "owner"}
OF_THIS_TEAM = "TeamMember.Read.Group"
OF_ALL_TEAMS = "TeamMember.Read.All"
PAGE = 100


class _Refused(Exception):  # noqa: N818 - Graph's answer
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.answer = web.json_response(
            {"error": {"code": code, "message": message, "innerError": {}}}, status=status
        )


def checked_roster(given: Any) -> Roster:
    """A roster from JSON: person key to "member" or "owner". ValueError where it is none."""
    if not isinstance(given, dict):
        raise ValueError('a roster is an object such as {"karen": "member"}')  # noqa: TRY004
    checked: Roster = {}
    for key, role in given.items():
        if role not in ("member", "owner"):
            raise ValueError(f"{key}: a role is member or owner, not {role!r}")
        checked[person(key).key] = role
    return checked


def members_page(
    entra: Entra, roster: Roster, granted: Callable[[str], bool], request: web.Request
) -> web.Response:
    """One page of the team's members (aadUserConversationMember), or Graph's refusal.

    `granted`: whether the app, where it is installed in the team, has a resource-specific permission.
    """
    try:
        _admit(entra, granted, request)
        return _page(entra, roster, request)
    except _Refused as refused:
        return refused.answer


def _admit(entra: Entra, granted: Callable[[str], bool], request: web.Request) -> None:
    """The app only: with a right over all teams in its token, or with the team's own consent."""
    try:
        claims = entra.check(request.headers.get("Authorization"), GRAPH)
    except TokenRefused as refused:
        raise _Refused(401, refused.code, refused.message) from refused
    ours = request.match_info["team_id"] == COUNCIL_TEAM_ID
    consented = ours and claims.get("idtyp") == "app" and granted(OF_THIS_TEAM)
    consented = consented and not entra.behaviour.differs("roster")
    if OF_ALL_TEAMS not in (claims.get("roles") or ()) and not consented:
        text = "Missing role permissions on the request. API requires one of "
        raise _Refused(403, "Forbidden", text + f"'{OF_ALL_TEAMS}, {OF_THIS_TEAM}'.")
    if not ours:
        text = f"No team found with Group Id {request.match_info['team_id']}"
        raise _Refused(404, "NotFound", text)


def _page(entra: Entra, roster: Roster, request: web.Request) -> web.Response:
    size = _number(request, "$top", PAGE, 1, 999)
    start = _number(request, "$skiptoken", 0, 0, 10**6)
    everyone = list(roster.items())
    shown = [_member(person(key), role) for key, role in everyone[start : start + size]]
    body: dict[str, Any] = {
        "@odata.context": f"{entra.url}/v1.0/$metadata#teams('{COUNCIL_TEAM_ID}')/members",
        "@odata.count": len(shown),
        "value": shown,
    }
    if start + size < len(everyone):
        query = f"$top={size}&$skiptoken={start + size}"
        body["@odata.nextLink"] = f"{entra.url}/v1.0/teams/{COUNCIL_TEAM_ID}/members?{query}"
    return web.json_response(body)


def _number(request: web.Request, name: str, default: int, least: int, most: int) -> int:
    text = request.query.get(name, str(default))
    if not text.isdecimal() or not least <= int(text) <= most:
        raise _Refused(400, "BadRequest", f"Invalid value for {name}: '{text}'.")
    return int(text)


def _member(who: Person, role: str) -> dict[str, Any]:
    plain = f"{TENANT_ID}##{COUNCIL_TEAM_ID}##{who.object_id}"
    return {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "id": base64.b64encode(plain.encode()).decode(),
        "roles": ["owner"] if role == "owner" else [],
        "displayName": who.name,
        "visibleHistoryStartDateTime": "0001-01-01T00:00:00Z",
        "userId": who.object_id,
        "email": who.mail,
        "tenantId": who.tenant_id,
    }
