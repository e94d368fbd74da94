"""The administrator makes the Teams package: Microsoft's schema takes it, and Teams keeps its promises."""

import io
import json
import re
import struct
import tomllib
import zipfile
import zlib
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft7Validator
from playwright.async_api import expect

from bot.adaptive_cards.wording import deep_link
from bot.search.extension import TASKS
from bot.verbs import understood
from docs import icons
from teams_app.commands.package import package
from tests.bot.chatting import hears, words
from tests.browser import Browser
from tests.town import Town

ROOT = Path(__file__).parents[3]
SCHEMAS = ROOT / "node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.30"
GOOD = {
    "TEKNOLOGIKORT_APP_ID": "9d3e5b84-2c61-4f7e-a0b5-6c4d8e2f1a03",
    "TEKNOLOGIKORT_TEAMS_APP_ID": "1d3e5b84-2c61-4f7e-a0b5-6c4d8e2f1a03",
    "TEKNOLOGIKORT_DOMAIN": "teknologikort.bakkeby.dk",
    "TEKNOLOGIKORT_MUNICIPALITY": 'Bakkeby "nye" Kommune',
    "TEKNOLOGIKORT_WEBSITE": "https://www.bakkeby.dk",
    "TEKNOLOGIKORT_PRIVACY_PAGE": "https://www.bakkeby.dk/privatliv",
    "TEKNOLOGIKORT_TERMS_PAGE": "https://www.bakkeby.dk/vilkaar?app=teknologikort",
}
Json = dict[str, Any]
PROMISED = {
    "da-DK": {
        "nyt forslag": "new_proposal",
        "nyt løsningskort": "new_solution_card",
        "mine": "mine",
        "status": "status",
        "søg": "search",
        "hjælp": "help",
    },
    "en-US": {
        "new proposal": "new_proposal",
        "new solution card": "new_solution_card",
        "mine": "mine",
        "status": "status",
        "search": "search",
        "help": "help",
    },
}


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The files of a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def files() -> dict[str, bytes]:
    """What is in the package, by name."""
    return unpacked(package(GOOD))


@pytest.fixture
def manifest(files: dict[str, bytes]) -> Json:
    read: Json = json.loads(files["manifest.json"])
    return read


def schema(name: str) -> Draft7Validator:
    """Microsoft's schema, read as draft 7 so that `const` counts."""
    return Draft7Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8-sig")))


def faults(validator: Draft7Validator, instance: Json) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(instance)]


def test_microsofts_schema_takes_the_manifest_and_its_languages(
    files: dict[str, bytes], manifest: Json
) -> None:
    assert faults(schema("MicrosoftTeams"), manifest) == []
    for one in manifest["localizationInfo"]["additionalLanguages"]:
        assert faults(schema("MicrosoftTeams.Localization"), json.loads(files[one["file"]])) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("manifestVersion", "1.28"),
        ("accentColor", "teal"),
        ("name", {"short": "x" * 31}),
        ("description", {"short": "x" * 81, "full": "x"}),
        ("id", "${{TEKNOLOGIKORT_TEAMS_APP_ID}}"),
        ("invented", True),
        ("configurableTabs", [{"configurationUrl": "/tab/config", "scopes": ["team"]}]),
        ("configurableTabs", [{"configurationUrl": "https://a.dk/tab/config", "scopes": ["personal"]}]),
        ("configurableTabs", [{"configurationUrl": "https://a.dk/", "scopes": [], "context": ["stage"]}]),
        ("authorization", {"permissions": {"resourceSpecific": [{"name": "TeamMember.Read.Group"}]}}),
        ("defaultGroupCapability", {"team": "message"}),
    ],
)
def test_the_schema_would_have_noticed(manifest: Json, place: str, value: object) -> None:
    assert faults(schema("MicrosoftTeams"), manifest | {place: value})


def test_the_zip_has_everything_at_its_root_and_nothing_else(files: dict[str, bytes]) -> None:
    assert sorted(files) == ["color.png", "en.json", "manifest.json", "outline.png"]
    assert b"${{" not in b"".join(files.values())


def test_nothing_is_said_twice_in_the_manifest() -> None:
    """Of two keys with one name JSON keeps the last, and says nothing."""

    def once(pairs: list[tuple[str, Any]]) -> Json:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), names
        return dict(pairs)

    for file in ("manifest.json", "en.json"):
        json.loads((ROOT / "manifest" / file).read_text("utf-8"), object_pairs_hook=once)


def test_the_same_settings_make_the_same_bytes() -> None:
    assert package(GOOD) == package(dict(reversed(GOOD.items())))


def test_the_settings_stand_in_the_manifest(manifest: Json) -> None:
    app_id, host = GOOD["TEKNOLOGIKORT_APP_ID"], GOOD["TEKNOLOGIKORT_DOMAIN"]
    assert manifest["id"] == GOOD["TEKNOLOGIKORT_TEAMS_APP_ID"]
    assert manifest["developer"]["name"] == GOOD["TEKNOLOGIKORT_MUNICIPALITY"]
    assert manifest["bots"][0]["botId"] == app_id
    assert manifest["validDomains"] == [host]
    assert manifest["webApplicationInfo"] == {"id": app_id, "resource": f"api://{host}/{app_id}"}
    assert manifest["staticTabs"][0]["contentUrl"] == f"https://{host}/tab/"


def test_links_in_cards_lead_to_the_tab(manifest: Json) -> None:
    [tab] = manifest["staticTabs"]
    assert f"/l/entity/{manifest['id']}/{tab['entityId']}?" in deep_link(manifest["id"], "F-0001")


def test_the_package_is_of_this_version(manifest: Json) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert manifest["version"] == project["version"]


def texts_of(manifest: Json) -> dict[str, str]:
    """Every text of the manifest that a person reads, by its key in a language file."""
    lists = manifest["bots"][0]["commandLists"]
    said = {f"{a}.{b}": manifest[a][b] for a in ("name", "description") for b in ("short", "full")}
    said["name.full"] = manifest["name"]["full"]
    for number, command in enumerate(manifest["composeExtensions"][0]["commands"]):
        key = f"composeExtensions[0].commands[{number}]"
        said |= {f"{key}.{part}": command[part] for part in ("title", "description")}
        for place, one in enumerate(command.get("parameters", [])):
            said |= {f"{key}.parameters[{place}].{part}": one[part] for part in ("title", "description")}
    for number, one in enumerate(manifest["activities"]["activityTypes"]):
        key = f"activities.activityTypes[{number}]"
        said |= {f"{key}.{part}": one[part] for part in ("description", "templateText")}
    for number, tab in enumerate(manifest["staticTabs"]):
        said[f"staticTabs[{number}].name"] = tab["name"]
    for place, one in enumerate(lists):
        for number, command in enumerate(one["commands"]):
            for part, text in command.items():
                said[f"bots[0].commandLists[{place}].commands[{number}].{part}"] = text
    return said


def test_english_says_all_that_danish_says(files: dict[str, bytes], manifest: Json) -> None:
    danish, english = texts_of(manifest), json.loads(files["en.json"])
    assert manifest["localizationInfo"]["defaultLanguageTag"] == "da-dk"
    assert english.keys() - {"$schema"} == danish.keys()
    assert english["$schema"].split("/")[-2] == manifest["$schema"].split("/")[-2]
    assert all(text.strip() for text in (*danish.values(), *english.values()))


def test_every_command_is_understood_in_its_language(files: dict[str, bytes], manifest: Json) -> None:
    danish, english = texts_of(manifest), json.loads(files["en.json"])
    for said, language in ((danish, "da-DK"), (english, "en-US")):
        titles = [text for key, text in said.items() if key.startswith("bots") and key.endswith("].title")]
        assert {title: understood(title)[0] for title in titles} == PROMISED[language]


def test_a_description_shows_only_what_is_understood(files: dict[str, bytes], manifest: Json) -> None:
    shown = [*texts_of(manifest).values(), *json.loads(files["en.json"]).values()]
    examples = [found[1] for text in shown if (found := re.search(r"(?:eksempel|example): (.+)", text))]
    assert [understood(one)[0] for one in examples] == ["status", "search", "status", "search"]


LONGEST = {
    r"composeExtensions.*\.title": 32,
    r"composeExtensions.*\.description": 128,
    r"activities.*": 128,
    r"bots.*\.title": 128,
    r"name\.short": 30,
    r"description\.short": 80,
}
"""Characters of the texts by their keys (manifest schema 1.30; the schema of languages has no limits)."""


def test_no_text_is_too_long_in_either_language(files: dict[str, bytes], manifest: Json) -> None:
    for said in (texts_of(manifest), json.loads(files["en.json"])):
        for pattern, limit in LONGEST.items():
            found = {key: text for key, text in said.items() if re.fullmatch(pattern, key)}
            assert found
            assert {key: len(text) for key, text in found.items() if len(text) > limit} == {}


def test_the_bot_answers_every_command_of_the_message_extension(manifest: Json) -> None:
    [one] = manifest["composeExtensions"]
    assert one["botId"] == manifest["bots"][0]["botId"]
    asked = set()
    for command in one["commands"]:
        kinds = ("query",) if command["type"] == "query" else ("fetchTask", "submitAction")
        asked |= {(f"composeExtension/{kind}", command["id"]) for kind in kinds}
    assert asked == set(TASKS)


def test_every_activity_is_sent_with_what_its_template_asks_for(manifest: Json) -> None:
    english = json.loads((ROOT / "manifest/en.json").read_text("utf-8"))
    kinds = manifest["activities"]["activityTypes"]
    source = (ROOT / "bot/news/activity_feed.py").read_text("utf-8")
    for number, one in enumerate(kinds):
        blanks = set(re.findall(r"\{(\w+)\}", one["templateText"]))
        said = english[f"activities.activityTypes[{number}].templateText"]
        assert set(re.findall(r"\{(\w+)\}", said)) == blanks
        assert f'"{one["type"]}"' in source
    assert {"name": "TeamsActivity.Send.User", "type": "Application"} in manifest["authorization"][
        "permissions"
    ]["resourceSpecific"]


def pixels(png: bytes) -> list[list[tuple[int, ...]]]:
    """The rows of a PNG as `docs/icons.py` writes it: RGBA, no filters."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    data = zlib.decompress(png[png.index(b"IDAT") + 4 : -16])
    lines = [data[y * (width * 4 + 1) :][: width * 4 + 1] for y in range(height)]
    assert {line[0] for line in lines} == {0}
    return [[tuple(line[x : x + 4]) for x in range(1, len(line), 4)] for line in lines]


def test_the_colour_icon_fills_its_square(files: dict[str, bytes]) -> None:
    rows = pixels(files["color.png"])
    assert (len(rows), {len(row) for row in rows}) == (192, {192})
    assert {pixel[3] for row in rows for pixel in row} == {255}
    assert rows == icons.colour_icon()


def test_the_outline_icon_is_white_on_nothing(files: dict[str, bytes]) -> None:
    rows = pixels(files["outline.png"])
    assert (len(rows), {len(row) for row in rows}) == (32, {32})
    assert {pixel[:3] for row in rows for pixel in row} == {(255, 255, 255)}
    assert {0, 255} <= {pixel[3] for row in rows for pixel in row}
    assert rows == icons.outline_icon()


def test_the_accent_is_the_icons_colour(manifest: Json) -> None:
    assert manifest["accentColor"] == "#{:02X}{:02X}{:02X}".format(*icons.TEAL)


@pytest.mark.parametrize("language", PROMISED)
async def test_teams_shows_the_commands_and_the_bot_answers_each(bakkeby: Town, language: str) -> None:
    async with httpx.AsyncClient(base_url=bakkeby.tenant.url, trust_env=False) as http:
        app = (await http.get("/teams/api/setup", params={"language": language})).json()["app"]
    assert [one["title"] for one in app["commands"]] == list(PROMISED[language])
    bakkeby.tenant.teams.speaks("mette", language)
    said = [words(await hears(bakkeby, "mette", title)) for title in PROMISED[language]]
    assert len(set(said)) == len(said)
    [tab] = app["tabs"]
    assert (tab["entityId"], tab["name"]) == ("teknologikort", "Teknologikort")
    assert (await bakkeby.http.get(tab["path"])).status_code == 200


@pytest.mark.browser
async def test_mette_picks_a_command_from_the_menu(bakkeby: Town, browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=mette")
    await page.get_by_role("button", name="Vis kommandoer").click()
    menu = page.get_by_role("list", name="Kommandoer").get_by_role("button")
    await expect(menu).to_have_count(len(PROMISED["da-DK"]))
    await menu.filter(has_text="nyt løsningskort").click()
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.get_by_role("log").get_by_text("Fortæl om noget, I allerede bruger")).to_be_visible()
