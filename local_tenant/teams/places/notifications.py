"""POST /v1.0/users/{id}/teamwork/sendActivityNotification, as strict as Graph (platform.md 3)."""

import re
from typing import Any

from aiohttp import web

from local_tenant.entra import GRAPH, TokenRefused
from local_tenant.people import ADMINISTRATORS, PEOPLE, TENANT_ID, Person
from local_tenant.teams.chat import activities
from local_tenant.teams.chat.chats import Chats
from local_tenant.teams.chat.message import Json
from local_tenant.teams.places.activity_feed import BLANK, Notification

PATH = "/v1.0/users/{user}/teamwork/sendActivityNotification"
FOR_THE_PERSON, FOR_ALL = "TeamsActivity.Send.User", "TeamsActivity.Send"
KNOWN = {
    "topic",
    "activityType",
    "chainId",
    "previewText",
    "templateParameters",
    "teamsAppId",
    "iconId",
}
PREVIEW_LIMIT = 150
DEEP_LINK = re.compile(r"https://teams\.microsoft\.com/l/entity/([^/?]+)/[^/?]+(\?.*)?")


class _Refused(Exception):  # noqa: N818 - Graph's answer
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        error = {"code": code, "message": message, "innerError": {}}
        self.answer = web.json_response({"error": error}, status=status)


def add_notifications(table: web.RouteTableDef, chats: Chats) -> None:
    """Adds the route."""

    @table.post(PATH)
    async def send(request: web.Request) -> web.Response:
        try:
            _admit(chats, request)
            who = _person(request.match_info["user"])
            body = await _body(request)
            chain = _chain(body)
            one = _notification(chats, body)
            if chats.conversation(who).app not in ("installed", "blocked"):
                text = "Ensure that the expected Teams app is installed in the target scope."
                raise _Refused(403, "Forbidden", text)
        except _Refused as refused:
            return refused.answer
        chats.feed.put(who, one, chain)
        return web.Response(status=204)


def _admit(chats: Chats, request: web.Request) -> None:
    try:
        claims = chats.entra.check(request.headers.get("Authorization"), GRAPH)
    except TokenRefused as refused:
        raise _Refused(401, refused.code, refused.message) from refused
    roles = frozenset(claims.get("roles") or ())
    by_package = FOR_THE_PERSON in roles and FOR_THE_PERSON in chats.package.permissions
    by_package = by_package and not chats.entra.behaviour.differs("bell")
    if not by_package and FOR_ALL not in roles:
        text = f"Missing role permissions on the request. API requires one of '{FOR_ALL}, {FOR_THE_PERSON}'."
        raise _Refused(403, "Forbidden", text)


def _person(user: str) -> Person:
    for one in (*PEOPLE, *ADMINISTRATORS):
        if one.object_id == user.lower() and one.tenant_id == TENANT_ID:
            return one
    raise _Refused(404, "NotFound", f"User '{user}' was not found.")


async def _body(request: web.Request) -> Json:
    try:
        read: Any = await request.json()
    except ValueError:
        raise _bad("The body is no JSON.") from None
    if not isinstance(read, dict):
        raise _bad("The body is no JSON object.")
    if unknown := read.keys() - KNOWN:
        raise _bad(f"Unknown properties: {', '.join(sorted(unknown))}.")
    return read


def _bad(message: str) -> _Refused:
    return _Refused(400, "BadRequest", message)


def _chain(body: Json) -> int | None:
    chain = body.get("chainId")
    if chain is not None and (isinstance(chain, bool) or not isinstance(chain, int) or abs(chain) >= 2**63):
        raise _bad("chainId must be an Int64.")
    return chain


def _notification(chats: Chats, body: Json) -> Notification:
    kind = body.get("activityType")
    template = chats.package.activity(kind) if isinstance(kind, str) else None
    if not isinstance(kind, str) or template is None:
        raise _bad(f"Activity type '{kind}' is not declared in the Teams app manifest.")
    topic, address = _topic(chats, body.get("topic"))
    return Notification(activities.now(), kind, topic, address, _preview(body), _parameters(body, template))


def _topic(chats: Chats, topic: Any) -> tuple[str, str]:
    if not isinstance(topic, dict) or topic.get("source") not in ("text", "entityUrl"):
        raise _bad("topic.source must be text or entityUrl.")
    value, address = topic.get("value"), topic.get("webUrl")
    if not isinstance(value, str) or not value:
        raise _bad("topic.value is required.")
    if topic["source"] == "text":
        found = DEEP_LINK.fullmatch(address) if isinstance(address, str) else None
        if found is None or found[1] != chats.package.app_id:
            raise _bad("topic.webUrl must be a Teams deep link of the app.")
    return value, str(address or "")


def _preview(body: Json) -> str:
    preview = body.get("previewText")
    text = preview.get("content") if isinstance(preview, dict) else None
    if not isinstance(text, str) or not 0 < len(text) <= PREVIEW_LIMIT:
        raise _bad(f"previewText.content must have 1 to {PREVIEW_LIMIT} characters.")
    return text


def _parameters(body: Json, template: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for one in body.get("templateParameters") or []:
        name, value = (one.get("name"), one.get("value")) if isinstance(one, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(value, str) or not value or name in given:
            raise _bad("A template parameter needs a name of its own and a value.")
        given[name] = value
    if given.keys() != set(BLANK.findall(template)) - {"actor"}:
        raise _bad(f"The template parameters do not fit the template '{template}'.")
    return given
