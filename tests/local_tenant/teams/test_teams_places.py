"""The council's team and meeting in the little Teams: what its people do with an app there."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from local_tenant.app import LittleTenant
from local_tenant.teams.places.package import AppPackage
from local_tenant.teams.places.place_store import Setting
from local_tenant.teams.places.places import next_meeting
from local_tenant.teams.places.tabs import NotAllowed

TAB: dict[str, Any] = {
    "configurationUrl": "https://${{HOST}}/tab/config",
    "scopes": ["team", "groupChat"],
    "context": ["channelTab", "meetingDetailsTab", "meetingSidePanel"],
}
CONSENT = [{"name": "TeamMember.Read.Group", "type": "Application"}]


def package(tab: dict[str, Any] | None = None, asked: list[dict[str, str]] | None = None) -> AppPackage:
    """An app with this tab for teams and meetings, and these permissions."""
    tabs = [] if tab is None else [tab]
    permissions = {"permissions": {"resourceSpecific": asked or []}}
    return AppPackage({"configurableTabs": tabs, "authorization": permissions})


def board(tenant: LittleTenant, name: str = "Tavlen", **changed: str) -> Setting:
    url = f"{tenant.teams.line.app_url}/tab/?opening=board"
    said = {"name": name, "entity_id": "board", "content_url": url, "website_url": url, **changed}
    return Setting(**said)


@pytest.fixture
async def bare() -> AsyncIterator[LittleTenant]:
    """A tenant whose council has no app yet."""
    async with LittleTenant(None, council_has_app=False).running() as running:
        yield running


def refused(code: str) -> Any:
    return pytest.raises(NotAllowed, match=code)


async def test_an_owner_adds_the_app_and_gives_what_the_manifest_asks_for(bare: LittleTenant) -> None:
    visiting = bare.teams.visiting
    bare.teams.package = package(TAB, CONSENT)
    with refused("owners_only"):
        visiting.installs("karen", "channel")
    with refused("not_invited"):
        visiting.installs("mette", "channel")
    visiting.installs("hanne", "channel")
    assert visiting.has("TeamMember.Read.Group")
    assert not visiting.has("TeamMember.Read.All")


@pytest.mark.parametrize(
    "asked",
    [
        [],
        [{"name": "TeamMember.Read.Group", "type": "Delegated"}],
        [{"name": "Owner", "type": "Application"}],
    ],
)
async def test_nothing_is_granted_that_is_not_asked_for(
    bare: LittleTenant, asked: list[dict[str, str]]
) -> None:
    bare.teams.package = package(TAB, asked)
    bare.teams.visiting.installs("hanne", "channel")
    assert not bare.teams.visiting.has("TeamMember.Read.Group")


async def test_a_newer_manifest_is_consented_to_anew(bare: LittleTenant) -> None:
    bare.teams.package = package(TAB)
    bare.teams.visiting.installs("hanne", "channel")
    bare.teams.package = package(TAB, CONSENT)
    assert not bare.teams.visiting.has("TeamMember.Read.Group")
    bare.teams.visiting.installs("hanne", "channel")
    assert bare.teams.visiting.has("TeamMember.Read.Group")


async def test_the_meeting_gives_nothing_over_the_team(bare: LittleTenant) -> None:
    bare.teams.package = package(TAB, CONSENT)
    bare.teams.visiting.installs("karen", "meeting")
    assert not bare.teams.visiting.has("TeamMember.Read.Group")


@pytest.mark.parametrize(
    ("tab", "channel", "meeting", "panel"),
    [
        (None, False, False, False),
        (TAB, True, True, True),
        (TAB | {"scopes": ["team"]}, True, False, False),
        (TAB | {"scopes": ["groupChat"]}, False, True, True),
        (TAB | {"context": ["meetingSidePanel"]}, False, False, False),
        (TAB | {"context": ["channelTab", "meetingChatTab"]}, True, True, False),
        ({name: TAB[name] for name in ("configurationUrl", "scopes")}, True, True, False),
    ],
)
async def test_a_place_offers_what_the_manifest_says(
    bare: LittleTenant, tab: dict[str, Any] | None, channel: bool, meeting: bool, panel: bool
) -> None:
    bare.teams.package = package(tab)
    address = f"{bare.url}/teams/api/people/hanne/places"
    async with aiohttp.ClientSession() as http, http.get(address) as answer:
        places = {one["key"]: one for one in (await answer.json())["places"]}
    assert (places["channel"]["offered"], places["meeting"]["offered"]) == (channel, meeting)
    assert places["meeting"]["panel"] is panel
    if not channel:
        with refused("not_offered"):
            bare.teams.visiting.installs("hanne", "channel")


async def test_a_tab_is_added_changed_and_removed(tenant: LittleTenant) -> None:
    visiting = tenant.teams.visiting
    added = visiting.keeps("karen", "channel", board(tenant))
    visiting.keeps("hanne", "channel", board(tenant, "På dagsordenen", entity_id="agenda"), added.id)
    [tab] = visiting.store.tabs("channel")
    assert (tab.id, tab.setting.name, tab.setting.entity_id) == (added.id, "På dagsordenen", "agenda")
    assert visiting.store.tabs("meeting") == []
    with refused("no_tab"):
        visiting.removes("karen", "meeting", added.id)
    visiting.removes("karen", "channel", added.id)
    assert visiting.store.tabs("channel") == []


async def test_what_teams_does_not_take(tenant: LittleTenant) -> None:
    visiting = tenant.teams.visiting
    for wrong in (
        {"content_url": "https://elsewhere.example/tab/"},
        {"website_url": "https://elsewhere.example/"},
        {"content_url": ""},
        {"entity_id": ""},
        {"entity_id": "x" * 65},
        {"name": ""},
    ):
        with refused("bad_tab"):
            visiting.keeps("hanne", "channel", board(tenant, **wrong))
    with refused("not_installed"):
        visiting.keeps("hanne", "meeting", board(tenant))
    with refused("not_invited"):
        visiting.keeps("mette", "channel", board(tenant))
    with refused("no_place"):
        visiting.keeps("hanne", "elsewhere", board(tenant))


async def test_a_tab_that_may_not_be_changed_stays_as_it_is(bare: LittleTenant) -> None:
    bare.teams.package = package(TAB | {"canUpdateConfiguration": False})
    bare.teams.visiting.installs("hanne", "channel")
    added = bare.teams.visiting.keeps("hanne", "channel", board(bare))
    with refused("fixed"):
        bare.teams.visiting.keeps("hanne", "channel", board(bare, "Andet"), added.id)


async def test_installation_and_tabs_survive_a_restart_and_so_does_a_removal(tmp_path: Path) -> None:
    async with LittleTenant(tmp_path).running() as first:
        kept = first.teams.visiting.keeps("hanne", "channel", board(first))
    async with LittleTenant(tmp_path).running() as second:
        assert second.teams.visiting.store.tabs("channel") == [kept]
        assert second.teams.visiting.has("TeamMember.Read.Group")
        second.teams.visiting.uninstalls("hanne", "channel")
    async with LittleTenant(tmp_path).running() as third:
        assert third.teams.visiting.store.tabs("channel") == []
        assert not third.teams.visiting.has("TeamMember.Read.Group")


async def test_over_http_as_the_client_does(tenant: LittleTenant) -> None:
    base = f"{tenant.url}/teams/api/people"
    url = f"{tenant.teams.line.app_url}/tab/?opening=map"
    sent = {"name": "Kortet", "entityId": "map", "contentUrl": url, "websiteUrl": url}
    async with aiohttp.ClientSession() as http:

        async def post(path: str, **body: str) -> tuple[int, dict[str, Any]]:
            async with http.post(f"{base}/{path}", json=body) as answer:
                return answer.status, await answer.json()

        status, made = await post("karen/places/channel/tab", **sent)
        assert status == 200
        assert made["places"][0]["tabs"] == [{"id": made["tab"], **sent}]
        assert (await post("mette/places/channel/tab", **sent))[1] == {"error": "not_invited"}
        assert (await post("karen/places/channel/uninstall"))[1] == {"error": "owners_only"}
        _, after = await post("karen/places/channel/remove", id=made["tab"])
        assert after["places"][0]["tabs"] == []
        async with http.get(f"{base}/mette/places") as answer:
            assert (await answer.json())["places"] == []
        async with http.post(f"{base}/karen/places/channel/tab", data="{}") as answer:
            assert answer.status == 415
        async with http.post(f"{base}/karen/places/channel/dance", json={}) as answer:
            assert answer.status == 404


@pytest.mark.parametrize("day", range(1, 31))
def test_the_council_meets_on_a_thursday_to_come(day: int) -> None:
    now = datetime(2026, 10, day, 23, 30, tzinfo=UTC)
    start, end = next_meeting(now)
    assert start > now
    assert (start.weekday(), start.hour, end.hour) == (3, 13, 14)
