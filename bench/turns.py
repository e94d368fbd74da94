"""The bot's turns: how many a second of ours, checks on, and of the stock echo, its checks off."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import aiohttp
import orjson
from aiohttp import web

from bench.tenant import BigTenant, process
from local_tenant import people
from local_tenant.teams import activities
from local_tenant.teams.store import Conversation

WHO = "mette"
AT_ONCE = 8
TURNS = 240
ROUNDS = 5
SAID = {"help": "hjælp", "status": "status F-0042", "search": "søg sensor"}


@dataclass(slots=True)
class Channel:
    """Teams' channel service, as small as can be: takes every reply, and knows who is a member."""

    url: str = ""
    taken: int = 0
    known: dict[str, Any] = field(default_factory=dict)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["Channel"]:
        """Serve on loopback until the block ends."""
        application = web.Application()
        chat = "/v3/conversations/{chat}"
        application.router.add_post(f"{chat}/activities", self._take)
        application.router.add_post(f"{chat}/activities/{{activity}}", self._take)
        application.router.add_get(f"{chat}/members/{{who}}", self._member)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://localhost:{runner.addresses[0][1]}/"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        await request.read()
        self.taken += 1
        return web.json_response({"id": str(self.taken)}, status=201)

    async def _member(self, request: web.Request) -> web.Response:
        return web.json_response({"id": request.match_info["who"], "userRole": "user"})


@dataclass(frozen=True, slots=True)
class Turns:
    """Turns a second: medians of the rounds; the ratio is the median of the rounds' ratios."""

    ours: float
    stock: float
    ratio: float


async def measure(tenant: BigTenant, rounds: int = ROUNDS) -> dict[str, Turns]:
    """Both bots in turns, each in a process of its own, both answering to the same channel."""
    async with (
        Channel().running() as channel,
        process("-m", "bench.house", str(tenant.folder), tenant.url) as ours,
        process("-m", "bench.stock") as stock,
        aiohttp.ClientSession() as http,
    ):
        headers = {
            "Authorization": f"Bearer {tenant.entra.token_for_bot(channel.url)}",
            "Content-Type": "application/json; charset=utf-8",
        }

        async def pace(bot: str, text: str, checked: bool) -> float:
            return await _pace(http, channel, f"{bot}/api/messages", headers if checked else _plain(), text)

        found = {}
        for name, text in SAID.items():
            await pace(ours, text, True)
            await pace(stock, text, False)
            taken = [(await pace(ours, text, True), await pace(stock, text, False)) for _ in range(rounds)]
            found[name] = Turns(
                ours=median(one for one, _ in taken),
                stock=median(other for _, other in taken),
                ratio=median(one / other for one, other in taken),
            )
        return found


def _plain() -> dict[str, str]:
    return {"Content-Type": "application/json; charset=utf-8"}


async def _pace(
    http: aiohttp.ClientSession, channel: Channel, url: str, headers: dict[str, str], text: str
) -> float:
    """Turns a second, several at a time. A turn counts when its reply has come to the channel."""
    person = people.person(WHO)
    chat = Conversation("a:bench-1", person, "installed", "da-DK", 0)
    bodies = iter([orjson.dumps(activities.message(chat, channel.url, f"{n}", text)) for n in range(TURNS)])
    before, began = channel.taken, time.perf_counter()

    async def write() -> None:
        for body in bodies:
            async with http.post(url, data=body, headers=headers) as answer:
                await answer.read()
                answer.raise_for_status()

    await asyncio.gather(*(write() for _ in range(AT_ONCE)))
    taken = time.perf_counter() - began
    if channel.taken - before != TURNS:
        raise RuntimeError(f"{channel.taken - before} replies to {TURNS} turns")
    return TURNS / taken
