"""An administrator's calls to Graph: what is not there is None, a refusal keeps Graph's own words."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import orjson

from sharepoint_lists.graph.client import Graph, Method
from sharepoint_lists.graph.responses import Answer, Declined, Json, settled

Found = TypeVar("Found")
TRIES = 12
PAUSE = 5.0
"""Seconds between two looks for what was just made: Entra's replicas need up to a minute or so."""
NOT_ALLOWED = frozenset({401, 403})


class Denied(Declined):
    """Graph understood and did not do it; `message` is what Graph says about it."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(status, code)
        self.message = message

    @property
    def lacks_right(self) -> bool:
        """Whether who asks has neither the role nor the scope for it."""
        return self.status in NOT_ALLOWED


class Calls:
    """Reads and writes one thing at a time, in the name of whoever is signed in."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def read(self, address: str) -> Json | None:
        """The JSON at an address, None for 404. Raises Denied, GraphFailure."""
        answer = await self._call("GET", address, None)
        return None if answer.status == 404 else _well(answer).json()

    async def send(self, method: Method, address: str, body: Json) -> Json:
        """Write; what Graph answers, {} where it answers nothing. Raises Denied, GraphFailure."""
        answer = _well(await self._call(method, address, body))
        return answer.json() if answer.content else {}

    async def patiently(self, look: Callable[[], Awaitable[Found | None]]) -> Found | None:
        """Look until something is there, for about a minute; None where it never was."""
        for attempt in range(TRIES):
            found = await look()
            if found is not None or attempt == TRIES - 1:
                return found
            await self._graph.clock.sleep(PAUSE)
        return None

    async def _call(self, method: Method, address: str, body: Json | None) -> Answer:
        deadline = self._graph.in_background()
        return await self._graph.call(method, address, deadline, body=body, wait=30.0)


def _well(answer: Answer) -> Answer:
    if 400 <= answer.status < 500 and answer.status != 429:
        raise Denied(answer.status, answer.code(), _message(answer))
    return settled(answer)


def _message(answer: Answer) -> str:
    try:
        said = orjson.loads(answer.content)["error"]["message"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return ""
    return str(said)[:300]
