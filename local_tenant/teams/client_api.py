"""The JSON interface of the chat page, and of tests in another process: what a person does."""

import base64
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, get_args

from aiohttp import web

from local_tenant.people import PEOPLE, TENANT_ID, Person, person
from local_tenant.teams.chat.cards import NotPressable
from local_tenant.teams.chat.chat import Teams
from local_tenant.teams.chat.message import Json, Outcome
from local_tenant.teams.chat.store import Platform

BASE = "/teams/api/people/{person}"

Deed = Callable[[Teams, Person, Json], Awaitable[Json]]


def add_client_api(table: web.RouteTableDef, teams: Teams) -> None:
    """Adds the routes under /teams/api. Posts are JSON only, so no foreign page can send them."""

    @table.get("/teams/api/setup")
    async def setup(request: web.Request) -> web.Response:
        return web.json_response(_setup(teams, request.query.get("language", "da-DK")))

    @table.get(BASE + "/chat")
    async def chat(request: web.Request) -> web.Response:
        since = request.query.get("since", "")
        return web.json_response(_chat(teams, whoever(request), since))

    @table.post(BASE + "/{deed}")
    async def do(request: web.Request) -> web.Response:
        deed = DEEDS.get(request.match_info["deed"])
        if deed is None:
            raise web.HTTPNotFound(text="no such deed")
        asked = await json_body(request)
        who = whoever(request)
        try:
            done = await deed(teams, who, asked)
        except NotPressable as error:
            return web.json_response({"error": str(error)}, status=422)
        except LookupError as error:
            return web.json_response({"error": str(error)}, status=404)
        return web.json_response(done | {"chat": _chat(teams, who)})


def whoever(request: web.Request, name: str = "person") -> Person:
    """The person that an address names. Raises HTTPNotFound."""
    try:
        return person(request.match_info[name])
    except KeyError as error:
        raise web.HTTPNotFound(text="no such person") from error


async def json_body(request: web.Request) -> Json:
    """The JSON object in a body. Raises HTTPUnsupportedMediaType, HTTPBadRequest."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="application/json only")
    try:
        read: Any = await request.json()
    except ValueError as error:
        raise web.HTTPBadRequest(text="no JSON") from error
    if not isinstance(read, dict):
        raise web.HTTPBadRequest(text="a JSON object is expected")
    return read


def _setup(teams: Teams, language: str) -> Json:
    described = teams.package.described(language)
    return {
        "people": [
            {
                "key": one.key,
                "objectId": one.object_id,
                "tenantId": one.tenant_id,
                "name": one.name,
                "mail": one.mail,
                "kind": one.kind,
                "department": one.department,
            }
            for one in PEOPLE
        ],
        "tenantId": TENANT_ID,
        "appUrl": teams.line.app_url,
        "app": {**described, "id": teams.package.app_id, "name": described["name"] or APP_NAME},
        "extension": teams.package.extension(language),
        "files": teams.package.takes_files,
        "bell": bool(teams.package.manifest.get("activities")),
    }


APP_NAME = "Teknologikort"
PLATFORMS: tuple[Platform, ...] = get_args(Platform)


def _chat(teams: Teams, who: Person, since: str = "") -> Json:
    chat = teams.conversation(who)
    state: Json = {
        "revision": chat.revision,
        "app": chat.app,
        "language": chat.language,
        "platform": chat.platform,
        "typing": teams.is_typing(chat.id),
    }
    if since == str(chat.revision):
        return state | {"unchanged": True}
    return state | {"messages": [one.json() for one in teams.messages(who)]}


def _told(outcome: Outcome) -> Json:
    return {"outcome": outcome.json()}


async def _open(teams: Teams, who: Person, asked: Json) -> Json:
    await teams.installs(who)
    return {}


async def _say(teams: Teams, who: Person, asked: Json) -> Json:
    return _told(await teams.says(who, str(asked["text"])))


async def _file(teams: Teams, who: Person, asked: Json) -> Json:
    content = base64.b64decode(str(asked["content"]), validate=True)
    return _told(await teams.sends_file(who, str(asked["name"]), content, str(asked.get("text", ""))))


async def _press(teams: Teams, who: Person, asked: Json) -> Json:
    outcome = await teams.presses(
        who,
        str(asked["activityId"]),
        asked.get("action", 0),
        asked.get("inputs") or {},
        checked=asked.get("checked", True),
    )
    return _told(outcome)


async def _execute(teams: Teams, who: Person, asked: Json) -> Json:
    return _told(await teams.executes(who, str(asked["activityId"]), asked["action"]))


async def _submit(teams: Teams, who: Person, asked: Json) -> Json:
    return _told(await teams.submits(who, str(asked["activityId"]), asked.get("data")))


async def _display(teams: Teams, who: Person, asked: Json) -> Json:
    outcome = await teams.displays(who, str(asked["activityId"]))
    return _told(outcome) if outcome else {"outcome": None}


async def _dialog(teams: Teams, who: Person, asked: Json) -> Json:
    return _told(await teams.sends_dialog(who, asked.get("data")))


async def _search(teams: Teams, who: Person, asked: Json) -> Json:
    results = await teams.looks_up(
        who,
        str(asked.get("activityId", "")),
        str(asked["dataset"]),
        str(asked.get("text", "")),
        asked.get("data"),
    )
    return {"results": results}


async def _invoke(teams: Teams, who: Person, asked: Json) -> Json:
    reply_to = str(asked.get("activityId", ""))
    answer = await teams.invokes(who, str(asked["name"]), asked.get("value"), reply_to)
    return {"answer": asdict(answer)}


async def _language(teams: Teams, who: Person, asked: Json) -> Json:
    teams.speaks(who, str(asked["language"]))
    return {}


async def _client(teams: Teams, who: Person, asked: Json) -> Json:
    if asked.get("platform") not in PLATFORMS:
        raise web.HTTPBadRequest(text=f"platform is one of {', '.join(PLATFORMS)}")
    teams.uses(who, asked["platform"])
    return {}


async def _app(teams: Teams, who: Person, asked: Json) -> Json:
    state = asked["state"]
    if state == "uninstalled":
        return _told(await teams.uninstalls(who))
    if state not in ("blocked", "installed"):
        raise web.HTTPBadRequest(text="state is installed, blocked or uninstalled")
    await teams.installs(who)
    teams.blocks(who, blocked=state == "blocked")
    return {}


DEEDS: dict[str, Deed] = {
    "open": _open,
    "messages": _say,
    "file": _file,
    "press": _press,
    "execute": _execute,
    "submit": _submit,
    "display": _display,
    "dialog": _dialog,
    "search": _search,
    "invoke": _invoke,
    "language": _language,
    "client": _client,
    "app": _app,
}
