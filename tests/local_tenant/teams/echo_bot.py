"""A tiny bot on bare aiohttp: echoes, shows a form, opens a dialog, answers searches."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
from aiohttp import web

from local_tenant.app import LittleTenant
from local_tenant.entra import BOT_CONNECTOR
from local_tenant.people import APP_ID

Json = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


def form(**more: Any) -> Json:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [
            {"type": "TextBlock", "text": "Nyt forslag", "weight": "bolder"},
            {
                "type": "Input.Text",
                "id": "title",
                "label": "Titel",
                "isRequired": True,
                "errorMessage": "Skriv en titel",
                "maxLength": 65,
            },
            {
                "type": "Input.ChoiceSet",
                "id": "area",
                "label": "Område",
                "value": "it",
                "choices": [{"title": "IT", "value": "it"}, {"title": "HR", "value": "hr"}],
            },
        ],
        "actions": [
            {"type": "Action.Execute", "title": "Send", "verb": "propose", "data": {"key": "k1"}},
            {"type": "Action.Submit", "title": "Gem", "data": {"verb": "keep"}},
            {"type": "Action.Submit", "title": "Åbn", "data": {"msteams": {"type": "task/fetch"}}},
        ],
        **more,
    }


def text_card(text: str) -> Json:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [{"type": "TextBlock", "text": text, "wrap": True}],
    }


@dataclass(slots=True)
class Hold:
    """The bot thinks until it is `released`; `reached` tells that it has begun."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)


class EchoBot:
    """What it received is in `received`; `answers` overrides the answer by type or invoke name.

    `holds` makes it think about a card action with that trigger.
    """

    def __init__(self, tenant: LittleTenant) -> None:
        self.tenant = tenant
        self.received: list[Json] = []
        self.answers: dict[str, tuple[int, Any]] = {}
        self.holds: dict[str, Hold] = {}
        self.card: Json = form()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["EchoBot"]:
        app = web.Application()
        app.router.add_post("/api/messages", self.messages)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.tenant.teams.line.app_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def messages(self, request: web.Request) -> web.Response:
        activity: Json = await request.json()
        await self.admit(request.headers["Authorization"].removeprefix("Bearer "), activity)
        self.received.append(activity)
        name = activity.get("name") or activity["type"]
        if name in self.answers:
            status, body = self.answers[name]
            return web.json_response(body, status=status)
        if activity["type"] == "invoke":
            if hold := self.holds.get(activity["value"].get("trigger", "")):
                hold.reached.set()
                await hold.released.wait()
            return web.json_response(self.answer_to(activity))
        if activity["type"] == "message":
            await self.reply(activity)
        return web.Response(status=201)

    async def admit(self, token: str, activity: Json) -> None:
        """Checks Teams' token with the published keys, as a bot must."""
        async with aiohttp.ClientSession() as http:
            base = f"{self.tenant.url}/entra/botframework"
            async with http.get(f"{base}/.well-known/openidconfiguration") as answer:
                metadata = await answer.json()
            async with http.get(metadata["jwks_uri"]) as answer:
                key = jwt.PyJWK((await answer.json())["keys"][0], algorithm="RS256")
        issuer = metadata["issuer"]
        said = jwt.decode(token, key.key, algorithms=["RS256"], audience=APP_ID, issuer=issuer)
        assert said["serviceurl"] == activity["serviceUrl"]

    async def reply(self, activity: Json) -> None:
        if activity.get("text") == "form":
            content: Json = {"attachments": [{"contentType": CARD, "content": self.card}]}
        else:
            content = {"text": f"echo: {activity.get('text') or activity.get('value')}"}
        conversation = activity["conversation"]["id"]
        await self.call(
            "POST",
            f"v3/conversations/{conversation}/activities/{activity['id']}",
            {"type": "message", **content},
        )

    def answer_to(self, activity: Json) -> Json:
        value = activity["value"]
        if activity["name"] == "adaptiveCard/action":
            said = f"{value['trigger']} {value['action'].get('verb')} {value['action']['data']}"
            return {"statusCode": 200, "type": CARD, "value": text_card(said)}
        if activity["name"] == "task/fetch":
            card = {"contentType": CARD, "content": form()}
            return {"task": {"type": "continue", "value": {"title": "Dialog", "card": card}}}
        if activity["name"] == "task/submit":
            return {"task": {"type": "message", "value": f"tak for {value['data']['title']}"}}
        results = [{"title": value["queryText"].upper(), "value": "1"}]
        return {
            "type": "application/vnd.microsoft.search.searchResponse",
            "value": {"results": results},
        }

    async def call(
        self, method: str, path: str, body: Json | None = None, token: str | None = None
    ) -> tuple[int, Any]:
        """Calls the connector: status and body."""
        bearer = token or self.tenant.entra.token_for_app(BOT_CONNECTOR)
        address = self.tenant.teams.service_url + path
        headers = {"Authorization": f"Bearer {bearer}"}
        async with (
            aiohttp.ClientSession() as http,
            http.request(method, address, json=body, headers=headers) as answer,
        ):
            return answer.status, await answer.json(content_type=None)
