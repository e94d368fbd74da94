"""The line to the tenant: every request is counted here, and planned faults happen here."""

import re
import socket
import struct
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from local_tenant.clock import Clock
from local_tenant.counts import Counts
from local_tenant.faults import Fault, Faults
from local_tenant.played import LineCut, fault_reply
from local_tenant.sharepoint.graph.routes import http_response

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
DIRECTORY = ("/v1.0/applications", "/v1.0/servicePrincipals", "/v1.0/appCatalogs")
CHUNKS = 20  # of an answer that trickles


class Line:
    """Counts requests, and plays faults on them. Nothing of it touches /control."""

    def __init__(
        self, clock: Clock, counts: Counts, faults: Faults, template: Callable[[str, str], str]
    ) -> None:
        self._clock, self._counts, self._faults = clock, counts, faults
        self._template = template
        self._not_before = 0.0  # until then a caller was told to wait

    def middleware(self) -> Middleware:
        """The line as aiohttp's middleware."""

        @web.middleware
        async def line(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path.startswith("/control"):
                return await handler(request)
            self._count(request)
            fault = self._faults.next_for(request.method, request.path)
            try:
                if fault is None:
                    return await handler(request)
                self._counts.faults += 1
                return await self._played(fault, request, handler)
            except LineCut:
                return _cut(request)

        return line

    def _count(self, request: web.Request) -> None:
        path = request.raw_path.partition("?")[0]
        if not path.startswith("/v1.0/"):
            return
        if self._clock.now() < self._not_before:
            self._counts.too_early += 1
        if path.startswith("/v1.0/teams"):
            self._counts.roster += 1
            return
        if path.startswith("/v1.0/users"):
            self._counts.feed += 1
            return
        if path.startswith(DIRECTORY):
            self._counts.directory[f"{request.method} /{re.split('[/(]', path)[2]}"] += 1
            return
        self._counts.total += 1
        inside = path.removeprefix("/v1.0")
        batch = inside.lower() in ("/$batch", "/%24batch")
        template = f"{request.method} /$batch" if batch else self._template(request.method, inside)
        self._counts.by_route[template] += 1

    async def _played(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        if fault.kind == "throttle":
            self._counts.throttled += 1
            if isinstance(fault.retry_after, (int, float)):
                self._not_before = self._clock.now() + fault.retry_after
        if fault.kind == "stall" and not fault.writes_first:
            await self._clock.sleep(fault.seconds)
            return await handler(request)
        response = await handler(request) if fault.writes_first else None
        if fault.kind == "stall" and response is not None:
            await self._clock.sleep(fault.seconds)
            return response
        if fault.kind == "cut" and (response is None or fault.when == "after"):
            return _cut(request)
        if isinstance(response, web.Response) and isinstance(response.body, bytes):
            if fault.kind == "cut":
                return await _half(request, response)
            if fault.kind == "truncate":
                body = response.body
                return web.Response(
                    status=response.status,
                    body=body[: len(body) // 2],
                    headers={"Content-Type": response.headers["Content-Type"]},
                )
            if fault.kind == "slow":
                return await self._trickled(request, response, fault.seconds)
        return _cut(request) if fault.kind == "cut" else http_response(fault_reply(fault))

    async def _trickled(
        self, request: web.Request, response: web.Response, seconds: float
    ) -> web.StreamResponse:
        body = response.body if isinstance(response.body, bytes) else b""
        stream = await _started(request, response, len(body))
        step = max(1, len(body) // CHUNKS)
        for at in range(0, len(body), step):
            await self._clock.sleep(seconds / CHUNKS)
            await stream.write(body[at : at + step])
        await stream.write_eof()
        return stream


async def _started(request: web.Request, response: web.Response, length: int) -> web.StreamResponse:
    headers = {
        key: value
        for key, value in response.headers.items()
        if key not in ("Content-Length", "Date", "Server")
    }
    stream = web.StreamResponse(status=response.status, headers=headers)
    stream.content_length = length
    await stream.prepare(request)
    return stream


async def _half(request: web.Request, response: web.Response) -> web.StreamResponse:
    """Sends half of the body that was promised, and hangs up."""
    body = response.body if isinstance(response.body, bytes) else b""
    stream = await _started(request, response, len(body))
    await stream.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return stream


def _cut(request: web.Request) -> web.StreamResponse:
    """Resets the connection without an answer."""
    if request.transport is not None:
        plug = request.transport.get_extra_info("socket")
        if plug is not None:
            # Lingering for no time at all turns the goodbye into a reset.
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response(status=500)
