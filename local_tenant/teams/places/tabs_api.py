"""The JSON interface of the client's teams and meetings: what a person sees there, and does."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from local_tenant.people import Person, person
from local_tenant.teams.chat.chats import Chats
from local_tenant.teams.chat.message import Json
from local_tenant.teams.places.place_store import PlaceTab, Setting
from local_tenant.teams.places.places import PLACES, TEAM_ID, TEAM_NAME, Place, next_meeting
from local_tenant.teams.places.tabs import NotAllowed

BASE = "/teams/api/people/{person}/places"


def add_visiting_api(table: web.RouteTableDef, chats: Chats) -> None:
    """Adds the routes under /teams/api/people/{person}/places. Posts are JSON only."""

    @table.get(BASE)
    async def seen(request: web.Request) -> web.Response:
        return web.json_response(_places(chats, _who(request)))

    @table.post(BASE + "/{place}/{deed}")
    async def do(request: web.Request) -> web.Response:
        who = _who(request)
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="application/json only")
        try:
            done = _do(chats, who, request.match_info, await request.json())
        except NotAllowed as no:
            return web.json_response({"error": no.code}, status=403)
        except (ValueError, AttributeError) as error:
            raise web.HTTPBadRequest(text="a JSON object of texts is expected") from error
        return web.json_response(done | _places(chats, who))


def _do(chats: Chats, who: Person, asked: Any, sent: Json) -> Json:
    key, visiting = asked["place"], chats.visiting
    match asked["deed"]:
        case "install":
            visiting.installs(who, key)
        case "uninstall":
            visiting.uninstalls(who, key)
        case "tab":
            return {"tab": visiting.keeps(who, key, _setting(sent), str(sent.get("id") or "")).id}
        case "remove":
            visiting.removes(who, key, str(sent.get("id") or ""))
        case _:
            raise web.HTTPNotFound(text="no such deed")
    return {}


def _setting(sent: Json) -> Setting:
    names = ("name", "entityId", "contentUrl", "websiteUrl")
    return Setting(*(str(sent.get(one) or "").strip() for one in names))


def _who(request: web.Request) -> Person:
    try:
        return person(request.match_info["person"])
    except KeyError as error:
        raise web.HTTPNotFound(text="no such person") from error


def _places(chats: Chats, who: Person) -> Json:
    """Nothing for those who are not in the team."""
    seen = PLACES.values() if chats.visiting.role_of(who) else ()
    return {
        "team": {"id": TEAM_ID, "name": TEAM_NAME},
        "places": [_place(chats, who, one) for one in seen],
        "members": [person(key).name for key in chats.roster],
    }


def _place(chats: Chats, who: Person, place: Place) -> Json:
    package, visiting = chats.package, chats.visiting
    installed = visiting.store.installed(place.key)
    starts, ends = next_meeting(datetime.now(UTC))
    return {
        **asdict(place),
        "offered": place.offers(package),
        "panel": place.has_panel(package),
        "installed": person(installed.person).name if installed else "",
        "mayInstall": visiting.may_install(who, place),
        "asks": sorted(place.grants(package)),
        "configPath": package.config_path,
        "mayChange": package.configurable_tab.get("canUpdateConfiguration", True),
        "tabs": [_tab(one) for one in visiting.store.tabs(place.key)],
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
    }


def _tab(tab: PlaceTab) -> Json:
    said = tab.setting
    return {
        "id": tab.id,
        "name": said.name,
        "entityId": said.entity_id,
        "contentUrl": said.content_url,
        "websiteUrl": said.website_url,
    }
