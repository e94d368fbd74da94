"""A tiny key server: publishes whatever it is told to, counts who asks, and can keep them waiting."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

PATH = "/keys"


def new_key() -> rsa.RSAPrivateKey:
    """An RSA key as small as the libraries let pass."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(key: rsa.RSAPrivateKey, kid: str, **more: Any) -> dict[str, Any]:
    """The key's public half as an entry of a key set (RFC 7517); `more` adds to it or replaces."""
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {"kty": "RSA", "use": "sig", "kid": kid, "n": public["n"], "e": public["e"], **more}


class KeyServer:
    """`document` is what it answers (bytes are sent as they are), with `status`; `asked` counts."""

    def __init__(self) -> None:
        self.document: Any = {"keys": []}
        self.status = 200
        self.asked = 0
        self.url = ""
        self.arrived = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def answer(self, _: web.Request) -> web.Response:
        """One answer, as soon as it may."""
        self.asked += 1
        self.arrived.set()
        await self.may_answer.wait()
        if isinstance(self.document, bytes):
            return web.Response(body=self.document, status=self.status, content_type="text/html")
        headers = {"Location": self.url} if 300 <= self.status < 400 else {}
        return web.json_response(self.document, status=self.status, headers=headers)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["KeyServer"]:
        """Serve at a free port of loopback until the block ends."""
        application = web.Application()
        application.router.add_get(PATH, self.answer)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            self.url = f"http://localhost:{runner.addresses[0][1]}{PATH}"
            yield self
        finally:
            self.may_answer.set()
            await runner.cleanup()
