"""The Bot Connector, version 3: what the bot may do in Teams."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from local_tenant.entra import BOT_CONNECTOR, TokenRefused
from local_tenant.people import ADMINISTRATORS, APP_ID, PEOPLE, Person
from local_tenant.teams.chat import activities
from local_tenant.teams.chat.chats import Chats
from local_tenant.teams.chat.message import ADAPTIVE_CARD, Json, Message, take_content
from local_tenant.teams.chat.store import Conversation

MESSAGE_LIMIT = 100 * 1024  # bytes of UTF-16, platform.md 4.4
BLOCKED = ("MessageWritesBlocked", "Message Writes are blocked")
NOT_INSTALLED = ("BotNotInConversationRoster", "The bot is not part of the conversation roster.")

Operation = Callable[[], Awaitable[web.Response]]


def add_connector(table: web.RouteTableDef, chats: Chats) -> None:
    """Adds the connector's routes under /teams/connector."""
    base = "/teams/connector/v3/conversations"

    @table.post(base)
    async def create(request: web.Request) -> web.Response:
        return await _guarded(chats, request, "create", lambda: _create(chats, request))

    @table.post(base + "/{conversation}/activities")
    @table.post(base + "/{conversation}/activities/{activity}")
    async def send(request: web.Request) -> web.Response:
        return await _guarded(chats, request, "send", lambda: _send(chats, request))

    @table.put(base + "/{conversation}/activities/{activity}")
    async def update(request: web.Request) -> web.Response:
        return await _guarded(chats, request, "update", lambda: _update(chats, request))

    @table.delete(base + "/{conversation}/activities/{activity}")
    async def delete(request: web.Request) -> web.Response:
        return await _guarded(chats, request, "delete", lambda: _delete(chats, request))

    @table.get(base + "/{conversation}/members")
    async def members(request: web.Request) -> web.Response:
        return await _guarded(chats, request, "members", lambda: _members(chats, request))

    @table.get(base + "/{conversation}/pagedmembers")
    async def paged(request: web.Request) -> web.Response:
        return await _guarded(chats, request, "members", lambda: _paged(chats, request))

    @table.get(base + "/{conversation}/members/{member}")
    async def member(request: web.Request) -> web.Response:
        return await _guarded(chats, request, "members", lambda: _member(chats, request))


async def _guarded(chats: Chats, request: web.Request, operation: str, work: Operation) -> web.Response:
    """Checks the token and the rate limits, then works."""
    try:
        claims = chats.entra.check(request.headers.get("Authorization"), BOT_CONNECTOR)
    except TokenRefused:
        return _unauthorized()
    if claims.get("appid") != APP_ID:
        return _unauthorized()
    conversation_id = request.match_info.get("conversation", "")
    if (wait := chats.limits.retry_after(operation, conversation_id)) is not None:
        limited = refusal(429, "TooManyRequests", "Too many requests.")
        limited.headers["Retry-After"] = str(wait)
        return limited
    return await work()


def refusal(status: int, code: str, message: str) -> web.Response:
    """An error in the Bot Connector's form."""
    return web.json_response({"error": {"code": code, "message": message}}, status=status)


def _unauthorized() -> web.Response:
    return web.json_response({"message": "Authorization has been denied for this request."}, status=401)


async def _create(chats: Chats, request: web.Request) -> web.Response:
    asked = await _body(request)
    if asked is None:
        return refusal(400, "BadSyntax", "Bad format of conversation")
    members = asked.get("members") or []
    if asked.get("isGroup") or len(members) != 1:
        return refusal(400, "BadSyntax", "Incorrect conversation creation parameters")
    who = _person(str(members[0].get("id", "")))
    if who is None:
        return refusal(403, "Forbidden", "The user was not found in the tenant.")
    tenant = (asked.get("channelData") or {}).get("tenant") or {}
    if who.tenant_id not in (asked.get("tenantId"), tenant.get("id")):
        return refusal(403, "Forbidden", "The tenant of the conversation is not the user's.")
    chat = chats.conversation(who)
    if chat.app not in ("installed", "blocked"):
        return refusal(403, "Forbidden", "The bot is not installed in user's personal scope")
    made: Json = {"id": chat.id, "serviceUrl": chats.service_url}
    if isinstance(asked.get("activity"), dict):
        if wrong := _no_writing(chat):
            return wrong
        made["activityId"] = _add(chats, chat, asked["activity"])
    return web.json_response(made, status=201)


async def _send(chats: Chats, request: web.Request) -> web.Response:
    chat = _conversation(chats, request)
    if isinstance(chat, web.Response):
        return chat
    if wrong := _no_writing(chat):
        return wrong
    activity = await _body(request)
    if activity is None:
        return refusal(400, "BadSyntax", "Bad format of activity")
    if activity.get("type") == "typing":
        chats.typing(chat.id)
        return web.json_response({"id": chats.store.new_id()}, status=201)
    if activity.get("type") != "message":
        return refusal(400, "BadArgument", "Unknown activity type")
    if wrong := _badly_made(activity):
        return wrong
    return web.json_response({"id": _add(chats, chat, activity)}, status=201)


async def _update(chats: Chats, request: web.Request) -> web.Response:
    found = _own_message(chats, request)
    if isinstance(found, web.Response):
        return found
    chat, message = found
    activity = await _body(request)
    if activity is None:
        return refusal(400, "BadSyntax", "Bad format of activity")
    if wrong := _badly_made(activity):
        return wrong
    take_content(message, activity)
    message.edited = True
    chats.keep(chat.id, message)
    return web.json_response({"id": message.id})


async def _delete(chats: Chats, request: web.Request) -> web.Response:
    found = _own_message(chats, request)
    if isinstance(found, web.Response):
        return found
    chat, message = found
    take_content(message, {})
    message.deleted = True
    chats.keep(chat.id, message)
    return web.Response(status=200)


async def _members(chats: Chats, request: web.Request) -> web.Response:
    chat = _conversation(chats, request)
    if isinstance(chat, web.Response):
        return chat
    return web.json_response([_account(chat.person)])


async def _paged(chats: Chats, request: web.Request) -> web.Response:
    chat = _conversation(chats, request)
    if isinstance(chat, web.Response):
        return chat
    return web.json_response({"members": [_account(chat.person)]})


async def _member(chats: Chats, request: web.Request) -> web.Response:
    chat = _conversation(chats, request)
    if isinstance(chat, web.Response):
        return chat
    if _person(request.match_info["member"]) != chat.person:
        return refusal(404, "MemberNotFoundInConversation", "Member not found.")
    return web.json_response(_account(chat.person))


def _conversation(chats: Chats, request: web.Request) -> Conversation | web.Response:
    chat = chats.store.conversation(request.match_info["conversation"])
    if chat is None:
        return refusal(404, "ConversationNotFound", "Conversation not found.")
    return refusal(403, *NOT_INSTALLED) if chat.app in ("absent", "uninstalled") else chat


def _own_message(chats: Chats, request: web.Request) -> tuple[Conversation, Message] | web.Response:
    chat = _conversation(chats, request)
    if isinstance(chat, web.Response):
        return chat
    if wrong := _no_writing(chat):
        return wrong
    message = chats.store.message(chat.id, request.match_info["activity"])
    if message is None or message.deleted:
        return refusal(404, "ActivityNotFoundInConversation", "The activity was not found.")
    if message.author != "bot":
        return refusal(403, "Forbidden", "A bot can only change its own messages.")
    return chat, message


def _no_writing(chat: Conversation) -> web.Response | None:
    return refusal(403, *BLOCKED) if chat.app == "blocked" else None


def _add(chats: Chats, chat: Conversation, activity: Json) -> str:
    message = Message(chats.store.new_id(), "bot", activities.now())
    take_content(message, activity)
    chats.keep(chat.id, message)
    return message.id


def _person(member_id: str) -> Person | None:
    object_id = member_id.removeprefix("29:").lower()
    return next((one for one in (*PEOPLE, *ADMINISTRATORS) if one.object_id == object_id), None)


def _account(who: Person) -> Json:
    given, _, family = who.name.partition(" ")
    return {
        "id": activities.user_id(who),
        "name": who.name,
        "objectId": who.object_id,
        "aadObjectId": who.object_id,
        "givenName": given,
        "surname": family,
        "email": who.mail,
        "userPrincipalName": who.mail,
        "tenantId": who.tenant_id,
        "userRole": "guest" if who.kind == "guest" else "user",
    }


async def _body(request: web.Request) -> Json | None:
    try:
        read: Any = await request.json()
    except ValueError:
        return None
    return read if isinstance(read, dict) else None


def _badly_made(activity: Json) -> web.Response | None:
    if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le")) > MESSAGE_LIMIT:
        return refusal(413, "MessageSizeTooBig", "Message size too large.")
    attachments = activity.get("attachments") or []
    if not (activity.get("text") or attachments):
        return refusal(400, "BadSyntax", "Activity must have text or attachments")
    for one in attachments:
        content = one.get("content")
        is_card = isinstance(content, dict) and content.get("type") == "AdaptiveCard"
        if one.get("contentType") == ADAPTIVE_CARD and not is_card:
            return refusal(400, "BadSyntax", "Failed to deserialize adaptive card")
    return None
