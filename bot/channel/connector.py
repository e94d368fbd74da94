"""The line to Teams' channel service: sends, replaces, asks who somebody is. Knows nothing of cards."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any
from urllib.parse import quote

import aiohttp
import orjson

from bot.channel.activities import Address, Json

Token = Callable[[], Awaitable[str]]
Pause = Callable[[float], Awaitable[None]]

WAIT_SECONDS = 10.0
ATTEMPTS = 4
TRY_AGAIN = frozenset({408, 409, 412, 429, 500, 502, 503, 504, 507})  # platform.md 4.4: 412, too
LONGEST_PAUSE = 8.0
UNHURRIED = 60.0
IN_A_TURN = 3.0
"""Seconds for one call: where nobody waits, and in a turn, of whose 15 seconds SharePoint takes 8."""


class Undelivered(Exception):  # noqa: N818 - an answer, not an error
    """Teams did not take it. `status` 0: no answer. `for_good`: it will not take it later either."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status

    @property
    def for_good(self) -> bool:
        """The person has blocked or removed the app, or the conversation is gone."""
        return self.status in (403, 404)


class Connector:
    """One connection pool and one token for every turn (platform.md 5: the SDK's makes both anew)."""

    def __init__(self, token: Token, pause: Pause = asyncio.sleep) -> None:
        self._token = token
        self._pause = pause
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Connector":
        timeout = aiohttp.ClientTimeout(total=WAIT_SECONDS, connect=3.0)
        self._session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session:
            await self._session.close()

    async def send(self, to: Address, activity: Json, *, within: float = UNHURRIED) -> str:
        """Send a message; its id. Raises Undelivered, after `within` seconds at the latest."""
        answer = await self._call("POST", f"{_conversation(to)}/activities", activity, within)
        return str(answer.get("id") or "")

    async def replace(self, to: Address, activity_id: str, activity: Json) -> None:
        """Put this in place of a message of ours, in a turn. Raises Undelivered."""
        url = f"{_conversation(to)}/activities/{quote(activity_id, safe='')}"
        await self._call("PUT", url, activity, IN_A_TURN)

    async def remove(self, to: Address, activity_id: str) -> None:
        """Take away a message of ours, in a turn. Raises Undelivered."""
        url = f"{_conversation(to)}/activities/{quote(activity_id, safe='')}"
        await self._call("DELETE", url, None, IN_A_TURN)

    async def member(self, to: Address, user_id: str) -> Json:
        """What Teams says of a member of the conversation, in a turn. Raises Undelivered."""
        url = f"{_conversation(to)}/members/{quote(user_id, safe='')}"
        return await self._call("GET", url, None, IN_A_TURN)

    async def converse(
        self, service_url: str, tenant_id: str, bot_id: str, person_id: str, *, within: float = UNHURRIED
    ) -> Address:
        """The personal conversation with somebody who has the app. Raises Undelivered."""
        asked = {
            "bot": {"id": bot_id},
            "isGroup": False,
            "members": [{"id": person_id}],
            "tenantId": tenant_id,
            "channelData": {"tenant": {"id": tenant_id}},
        }
        url = f"{service_url.rstrip('/')}/v3/conversations"
        answer = await self._call("POST", url, asked, within)
        return Address(service_url, str(answer.get("id") or ""))

    async def _call(self, method: str, url: str, body: Json | None, within: float) -> Json:
        try:
            async with asyncio.timeout(within):
                return await self._tried(method, url, body)
        except TimeoutError:
            raise Undelivered(0) from None

    async def _tried(self, method: str, url: str, body: Json | None) -> Json:
        status, asked_pause = 0, 0.0
        answer: Json = {}
        for attempt in range(ATTEMPTS):
            if attempt:
                await self._pause(max(asked_pause, 0.3 * 2**attempt * (1 + random.random())))  # noqa: S311
            status, answer, asked_pause = await self._once(method, url, body)
            if 200 <= status < 300:
                return answer
            if status and status not in TRY_AGAIN:
                break
        raise Undelivered(status)

    async def _once(self, method: str, url: str, body: Json | None) -> tuple[int, Json, float]:
        assert self._session, "the connector is used inside its block"  # noqa: S101
        headers = {"Authorization": f"Bearer {await self._token()}"}
        content = None if body is None else orjson.dumps(body)
        if content is not None:
            headers["Content-Type"] = "application/json"
        try:
            async with self._session.request(
                method, url, data=content, headers=headers, allow_redirects=False
            ) as response:
                found = await response.json(content_type=None) if response.status < 300 else {}
                after = response.headers.get("Retry-After", "")
                pause = min(float(after), LONGEST_PAUSE) if after.isdigit() else 0.0
                return response.status, found if isinstance(found, dict) else {}, pause
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return 0, {}, 0.0


def _conversation(to: Address) -> str:
    return f"{to.service_url.rstrip('/')}/v3/conversations/{quote(to.conversation, safe='')}"


def card_message(card: dict[str, Any], summary: str = "") -> Json:
    """The message that holds a card; `summary` is what a notification shows."""
    content = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    message: Json = {"type": "message", "attachments": [content]}
    return message | {"summary": summary} if summary else message
