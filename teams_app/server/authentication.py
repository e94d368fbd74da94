"""What every request passes: headers on the way out, and the token check on the way in."""

import re
import secrets
import time
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from teams_app.endpoints import Endpoints
from teams_app.server.compression import compress
from teams_app.server.logs import actor_hash
from teams_app.server.signing_keys import KeysUnavailable
from teams_app.server.telemetry import Telemetry
from teams_app.server.tokens import BadToken, Identity, TabAuthentication
from teams_app.tab import CALLER, UPLOAD_TYPE
from technology_map.people.people import Caller, Language

GUARDED = "/tab/part/"
UPLOADS = re.compile(
    r"/tab/part/(solutions/import(/preview)?|elsewhere/(preview|take-in)"
    r"|(proposals|solutions)/\d+/attachments/piece)"
)
SHELL = "/tab"
REQUEST_ID = web.RequestKey("request_id", str)
_JSON = "application/json"

Recognise = Callable[[Identity, Language], Awaitable[Caller]]


def content_security_policy(endpoints: Endpoints) -> str:
    """The tab's policy: everything from here, framed by Teams only (trust.md rows 9 and 15)."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self' https://res.cdn.office.net",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            f"frame-ancestors {' '.join(endpoints.frame_ancestors)}",
        )
    )


_CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def outermost(endpoints: Endpoints, telemetry: Telemetry) -> Middleware:
    """Adds the headers, writes one line to the log, and turns what went wrong into an answer."""
    policy = content_security_policy(endpoints)

    @web.middleware
    async def pass_through(request: web.Request, handler: Handler) -> web.StreamResponse:
        request[REQUEST_ID] = secrets.token_hex(6)
        method, route, started = request.method, _route(request), time.monotonic()
        with telemetry.request(method, route) as span:
            answer = await _answered(request, handler)
            seconds = time.monotonic() - started
            telemetry.finished(span, method, route, answer.status, seconds)
            _log(request, answer.status, seconds * 1000)
        answer.headers["Content-Security-Policy"] = policy if _in_tab(request) else _CLOSED
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers.setdefault("Cache-Control", "no-store")
        compress(request, answer)
        return answer

    return pass_through


def _route(request: web.Request) -> str:
    """The pattern of the address, never the address."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "none"


def _in_tab(request: web.Request) -> bool:
    return request.path == SHELL or request.path.startswith(SHELL + "/")


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as answer:
        plain = web.Response(status=answer.status, text=answer.reason)
        plain.headers.extend({k: v for k, v in answer.headers.items() if k in ("Location", "Allow")})
        return plain
    except Exception as error:  # noqa: BLE001 - the last resort: logged by kind, told without detail
        structlog.get_logger().error(
            "request_failed", request_id=request[REQUEST_ID], error=type(error).__name__
        )
        return web.json_response({"error": "internal", "id": request[REQUEST_ID]}, status=500)


def _log(request: web.Request, status: int, milliseconds: float) -> None:
    if status == 204:  # a tab that asked for news, and there was none: every two seconds, per person
        return
    caller = request.get(CALLER)
    structlog.get_logger().info(
        "request",
        request_id=request[REQUEST_ID],
        method=request.method,
        route=_route(request),
        status=status,
        ms=round(milliseconds, 1),
        actor=actor_hash(caller.person.object_id) if caller and not _nameless(request) else None,
    )


def _nameless(request: web.Request) -> bool:
    """Whether not even the log may tell who asked: worries are raised without a name."""
    return request.path.endswith("/worries")


def _sent_as(request: web.Request) -> str:
    uploads = request.method == "POST" and UPLOADS.fullmatch(request.path)
    return UPLOAD_TYPE if uploads else _JSON


def tab_authentication(authentication: TabAuthentication, recognise: Recognise) -> Middleware:
    """Lets nobody at the tab's parts without a checked token; JSON or a file is sent (trust.md row 14)."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(GUARDED):
            return await handler(request)
        try:
            identity = await authentication.authenticate(request.headers.get("Authorization"))
        except BadToken:
            return web.Response(status=401)
        except KeysUnavailable:
            return web.Response(status=503, headers={"Retry-After": "5"})
        if request.method not in ("GET", "HEAD") and request.content_type != _sent_as(request):
            return web.Response(status=415)
        language = Language.from_locale(request.headers.get("X-Locale"))
        request[CALLER] = await recognise(identity, language)
        return await handler(request)

    return guard
