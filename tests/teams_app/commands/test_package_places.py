"""What the package promises of teams and meetings: a tab with its page, and the council's roster."""

import json
from typing import Any

import pytest

from teams_app.commands.package import FOLDER, package
from teams_app.tab import SHELL_PATHS
from tests.teams_app.commands.test_package import GOOD, Json, unpacked

CONFIG = "/tab/config"


@pytest.fixture
def manifest() -> Json:
    """The manifest as an administrator uploads it."""
    read: Json = json.loads(unpacked(package(GOOD))["manifest.json"])
    return read


def test_nothing_stands_twice_in_the_files() -> None:
    def once(pairs: list[tuple[str, Any]]) -> Json:
        assert len({name for name, _ in pairs}) == len(pairs), [name for name, _ in pairs]
        return dict(pairs)

    for name in ("manifest.json", "en.json"):
        json.loads((FOLDER / name).read_text("utf-8"), object_pairs_hook=once)


def test_what_is_asked_of_a_team_could_be_granted_by_a_team(manifest: Json) -> None:
    asked = manifest["authorization"]["permissions"]["resourceSpecific"]
    of_teams = [one["name"] for one in asked if one["name"].endswith(".Group")]
    parts = [*manifest["bots"], *manifest["configurableTabs"]]
    assert of_teams == ["TeamMember.Read.Group"]
    assert any("team" in one["scopes"] for one in parts)


def test_the_app_asks_a_team_for_its_members_and_for_nothing_else_by_itself(manifest: Json) -> None:
    asked = manifest["authorization"]["permissions"]["resourceSpecific"]
    by_itself = [one["name"] for one in asked if one["type"] == "Application"]
    assert [name for name in by_itself if not name.endswith(".User")] == ["TeamMember.Read.Group"]


def test_the_tab_of_channels_and_meetings_is_set_up_on_our_own_page(manifest: Json) -> None:
    [tab] = manifest["configurableTabs"]
    host = GOOD["TEKNOLOGIKORT_DOMAIN"]
    assert tab["configurationUrl"] == f"https://{host}{CONFIG}"
    assert CONFIG in SHELL_PATHS
    assert set(tab["scopes"]) == {"team", "groupChat"}
    assert {"channelTab", "meetingDetailsTab", "meetingSidePanel"} <= set(tab["context"])
    assert manifest["bots"][0]["scopes"] == ["personal"]
