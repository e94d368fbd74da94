"""The JSON interface of chats with colleagues, of the message extension in them, and of the bell."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict

from aiohttp import web

from local_tenant.people import Person
from local_tenant.teams.chat import extension
from local_tenant.teams.chat.chat import Teams
from local_tenant.teams.chat.message import Json
from local_tenant.teams.client_api import json_body, whoever

PERSON = "/teams/api/people/{person}"
WITH = PERSON + "/with/{other}"

Deed = Callable[[Teams, Person, Person, Json], Awaitable[Json]]


def add_colleague_api(table: web.RouteTableDef, teams: Teams) -> None:
    """Adds the routes."""

    @table.get(PERSON + "/colleagues")
    async def colleagues(request: web.Request) -> web.Response:
        return web.json_response({"colleagues": teams.colleagues.of(whoever(request))})

    @table.get(WITH)
    async def chat(request: web.Request) -> web.Response:
        return web.json_response(_chat(teams, whoever(request), whoever(request, "other")))

    @table.post(WITH + "/{deed}")
    async def do(request: web.Request) -> web.Response:
        deed = DEEDS.get(request.match_info["deed"])
        if deed is None:
            raise web.HTTPNotFound(text="no such deed")
        who, other, asked = whoever(request), whoever(request, "other"), await json_body(request)
        try:
            done = await deed(teams, who, other, asked)
        except LookupError as error:
            return web.json_response({"error": str(error)}, status=404)
        return web.json_response(done | {"chat": _chat(teams, who, other)})

    @table.get(PERSON + "/feed")
    async def feed(request: web.Request) -> web.Response:
        who = whoever(request)
        shown = teams.feed.shown(who, teams.package, teams.conversation(who).language)
        return web.json_response({"notifications": shown})

    @table.post(PERSON + "/feed/read")
    async def read(request: web.Request) -> web.Response:
        asked = await json_body(request)
        try:
            teams.feed.read(whoever(request), int(asked.get("id", 0)))
        except LookupError as error:
            return web.json_response({"error": str(error)}, status=404)
        return web.json_response({})


def _chat(teams: Teams, who: Person, other: Person) -> Json:
    return {"messages": [asdict(one) for one in teams.colleagues.between(who, other)]}


async def _say(teams: Teams, who: Person, other: Person, asked: Json) -> Json:
    cards = [card for card in asked.get("cards") or [] if isinstance(card, dict)]
    teams.colleagues.says(who, other, str(asked.get("text", "")), cards)
    return {}


async def _search(teams: Teams, who: Person, other: Person, asked: Json) -> Json:
    text, command, skip = str(asked.get("text", "")), str(asked["command"]), int(asked.get("skip", 0))
    return {"found": asdict(await extension.searches(teams, who, other, text, command=command, skip=skip))}


async def _form(teams: Teams, who: Person, other: Person, asked: Json) -> Json:
    message = str(asked.get("messageId", ""))
    outcome = await extension.opens_form(teams, who, other, str(asked["command"]), message)
    return {"outcome": outcome.json()}


async def _send(teams: Teams, who: Person, other: Person, asked: Json) -> Json:
    context, command = str(asked.get("context", "compose")), str(asked["command"])
    outcome = await extension.sends_form(
        teams, who, other, asked.get("data") or {}, command=command, context=context
    )
    return {"outcome": outcome.json()}


DEEDS: dict[str, Deed] = {"messages": _say, "find": _search, "form": _form, "send": _send}
