"""A line to the table that can be cut: before the table hears, or before its answer is heard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import aiohttp
from aiohttp import web
from yarl import URL

from tests.azurite import ACCOUNT, Azurite


class Line:
    """Passes everything on. `cut` says what befalls the next questions; `asked` counts them."""

    def __init__(self, table: Azurite, http: aiohttp.ClientSession) -> None:
        self._table, self._http = table, http
        self.cut: Literal["", "before", "after"] = ""
        self.times = 1_000_000
        self.asked = 0
        self.endpoint = ""

    async def pass_on(self, request: web.Request) -> web.StreamResponse:
        """As a proxy does; the signature names no host."""
        self.asked += 1
        cut = self.cut if self.times > 0 else ""
        self.times -= 1
        if cut == "before":
            return self._hung_up(request)
        to = URL(f"http://127.0.0.1:{self._table.port}{request.raw_path}", encoded=True)
        headers = {name: value for name, value in request.headers.items() if name.lower() != "host"}
        body = await request.read()
        async with self._http.request(request.method, to, headers=headers, data=body or None) as answer:
            content = await answer.read()
            if cut == "after":
                return self._hung_up(request)
            kept = {
                name: value
                for name, value in answer.headers.items()
                if name.lower() not in ("transfer-encoding", "content-length", "connection")
            }
            return web.Response(status=answer.status, headers=kept, body=content)

    @staticmethod
    def _hung_up(request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)


@asynccontextmanager
async def line_to(table: Azurite) -> AsyncIterator[Line]:
    """The line, at an endpoint of its own."""
    async with aiohttp.ClientSession(auto_decompress=False) as http:
        line = Line(table, http)
        application = web.Application(client_max_size=8 * 1024 * 1024)
        application.router.add_route("*", "/{rest:.*}", line.pass_on)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            line.endpoint = f"http://127.0.0.1:{runner.addresses[0][1]}/{ACCOUNT}"
            yield line
        finally:
            await runner.cleanup()
