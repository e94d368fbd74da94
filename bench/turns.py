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

from bench.tenant import BigTenant, Process, process
from local_tenant import people
from local_tenant.teams.chat import activities
from local_tenant.teams.chat.store import Conversation

WHO = "mette"
AT_ONCE = 8
TURNS = 240
ROUNDS = 5
SAID: dict[str, tuple[str, ...]] = {
    "hjælp": ("hjælp",),
    "status F-0042": ("status F-0042",),
    "søg …": tuple(
        f"søg {words}"
        for words in """sensor|sensorer om natten|robot|tablet|seng|beboerne|borgere i eget hjem|app|tid|vi
            mangler målingen|dokumentation|telefon til borgere|medicin|undervisning|skærm|be""".split("|")
    ),
}
"""What is said, by name; where there is much of it, one after the other."""


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
class Pace:
    """Turns a second, and milliseconds of the bot's processor time a turn."""

    turns: float
    worked: float


@dataclass(frozen=True, slots=True)
class Turns:
    """Medians of the rounds; the ratios, too, are medians of the rounds' ratios."""

    ours: Pace
    stock: Pace
    ratio: float
    work_ratio: float

    @classmethod
    def of(cls, rounds: list[tuple[Pace, Pace]]) -> "Turns":
        """From what both reached in each round."""
        ours, stock = ([pair[side] for pair in rounds] for side in (0, 1))
        return cls(
            _median(ours),
            _median(stock),
            median(one.turns / other.turns for one, other in rounds),
            median(other.worked / one.worked for one, other in rounds),
        )


def _median(paces: list[Pace]) -> Pace:
    return Pace(median(one.turns for one in paces), median(one.worked for one in paces))


@dataclass(frozen=True, slots=True)
class _Line:
    """The line to one bot, with what every activity carries."""

    http: aiohttp.ClientSession
    channel: Channel
    bot: Process
    headers: dict[str, str]

    async def pace(self, said: tuple[str, ...]) -> Pace:
        """Several turns at a time. A turn counts when its reply has come to the channel."""
        chat = Conversation("a:bench-1", people.person(WHO), "installed", "da-DK", 0, "Web")
        url, texts = self.channel.url, (said[n % len(said)] for n in range(TURNS))
        bodies = (orjson.dumps(activities.message(chat, url, f"{n}", text)) for n, text in enumerate(texts))
        before, worked, began = self.channel.taken, self.bot.worked(), time.perf_counter()

        async def write() -> None:
            for body in bodies:
                async with self.http.post(
                    f"{self.bot.url}/api/messages", data=body, headers=self.headers
                ) as answer:
                    await answer.read()
                    answer.raise_for_status()

        await asyncio.gather(*(write() for _ in range(AT_ONCE)))
        taken = time.perf_counter() - began
        if self.channel.taken - before < TURNS:  # a reminder of the day may have come between
            raise RuntimeError(f"{self.channel.taken - before} replies to {TURNS} turns")
        return Pace(TURNS / taken, (self.bot.worked() - worked) * 1000 / TURNS)


async def measure(tenant: BigTenant, rounds: int = ROUNDS) -> dict[str, Turns]:
    """Both bots in turns, each in a process of its own, both answering to the same channel."""
    plain = {"Content-Type": "application/json; charset=utf-8"}
    async with (
        Channel().running() as channel,
        process("-m", "bench.app_under_test", str(tenant.folder), tenant.url) as ours,
        process("-m", "bench.stock") as stock,
        aiohttp.ClientSession() as http,
    ):
        await ours.idle()
        token = {"Authorization": f"Bearer {tenant.entra.token_for_bot(channel.url)}"}
        our_line = _Line(http, channel, ours, {**plain, **token})
        stock_line = _Line(http, channel, stock, plain)
        found = {}
        for name, said in SAID.items():
            await our_line.pace(said)
            await stock_line.pace(said)
            taken = [(await our_line.pace(said), await stock_line.pace(said)) for _ in range(rounds)]
            found[name] = Turns.of(taken)
        return found
