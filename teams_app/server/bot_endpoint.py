"""The bot's address: lets in what Teams signed, and nothing that is too big, too deep or no activity."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from aiohttp import web

from teams_app.server.signing_keys import KeysUnavailable
from teams_app.server.tokens import BadToken, BotAuthentication

PATH = "/api/messages"
DEEPEST = 32


class Answer(Protocol):
    """What the bot answers to one activity: an HTTP status, and a body for an invoke."""

    @property
    def status(self) -> int:
        """The HTTP status."""

    @property
    def body(self) -> Mapping[str, Any] | None:
        """The body of an invoke's answer."""


Process = Callable[[Mapping[str, Any], dict[str, Any]], Awaitable[Answer]]


def route(authentication: BotAuthentication, process: Process) -> web.RouteDef:
    """POST /api/messages. The token is checked before a byte of the body is read."""

    async def messages(request: web.Request) -> web.Response:
        try:
            claims = await authentication.authenticate(request.headers.get("Authorization"))
        except BadToken:
            return web.Response(status=401)
        except KeysUnavailable:
            return web.Response(status=503, headers={"Retry-After": "5"})
        if request.content_type != "application/json":
            return web.Response(status=415)
        activity = _activity(await request.read())
        if activity is None:
            return web.Response(status=400)
        answer = await process(claims, activity)
        if answer.body is None:
            return web.Response(status=answer.status)
        return web.json_response(answer.body, status=answer.status)

    return web.post(PATH, messages)


def _activity(raw: bytes) -> dict[str, Any] | None:
    """The JSON object in `raw`; None where it is none, or nested deeper than any card of ours."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and _depth(found) <= DEEPEST else None


def _depth(value: object) -> int:
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        depth += 1
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
            if isinstance(inner, dict | list)
        ]
    return depth
