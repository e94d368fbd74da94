"""The line to the bot: posts an activity to the app with Teams' token, and waits 15 seconds."""

import asyncio
import json
import time
from collections import deque

import aiohttp

from local_tenant.entra import Entra
from local_tenant.teams.chat.message import BotAnswer, Json, Turn

PATIENCE = 15.0  # seconds, platform.md 4.4
TURNS_KEPT = 1000


class BotLine:
    """Sends activities to `{app_url}/api/messages`. `turns` are the last thousand of them."""

    def __init__(self, entra: Entra, app_url: str) -> None:
        self._entra = entra
        self.app_url = app_url.rstrip("/")
        self.patience = PATIENCE
        self.turns: deque[Turn] = deque(maxlen=TURNS_KEPT)

    async def send(self, activity: Json, *, token: str | None = None) -> BotAnswer:
        """The bot's answer. Never raises for what the bot does; `token` replaces Teams' own."""
        bearer = token or self._entra.token_for_bot(str(activity.get("serviceUrl", "")))
        began = time.monotonic()
        answer = await self._answer(activity, bearer)
        self.turns.append(Turn(activity, answer, time.monotonic() - began))
        return answer

    async def _answer(self, activity: Json, bearer: str) -> BotAnswer:
        headers = {
            "Authorization": f"Bearer {bearer}",
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
        }
        body = json.dumps(activity, ensure_ascii=False).encode()
        address = f"{self.app_url}/api/messages"
        try:
            async with (
                asyncio.timeout(self.patience),
                aiohttp.ClientSession() as http,
                http.post(address, data=body, headers=headers) as answer,
            ):
                return BotAnswer(answer.status, _read(await answer.read()))
        except TimeoutError:
            return BotAnswer(0, error=f"no answer within {self.patience:g} seconds")
        except aiohttp.ClientError as error:
            return BotAnswer(0, error=f"{type(error).__name__}: {error}")


def _read(body: bytes) -> object:
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
