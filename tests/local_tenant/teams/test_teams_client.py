"""The chat page's interface: the same deeds over HTTP, and nothing for foreign pages."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from local_tenant.app import LittleTenant
from local_tenant.people import APP_ID
from local_tenant.teams.places.package import AppPackage
from tests.local_tenant.teams.echo_bot import EchoBot


class Page:
    """Posts and gets as the page does."""

    def __init__(self, tenant: LittleTenant, http: aiohttp.ClientSession) -> None:
        self.tenant, self.http = tenant, http

    async def post(self, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        address = f"{self.tenant.url}/teams/api/people/{path}"
        async with self.http.post(address, json=body) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str) -> tuple[int, dict[str, Any]]:
        async with self.http.get(f"{self.tenant.url}/teams/api/{path}") as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def page(tenant: LittleTenant) -> AsyncIterator[Page]:
    async with EchoBot(tenant).running(), aiohttp.ClientSession() as http:
        yield Page(tenant, http)


async def test_a_form_is_asked_for_and_sent(page: Page) -> None:
    await page.post("mette/open")
    _, said = await page.post("mette/messages", text="form")
    card = said["chat"]["messages"][-1]["id"]
    _, pressed = await page.post("mette/press", activityId=card, action="propose", inputs={"title": "A"})
    assert pressed["outcome"]["failure"] is None
    assert pressed["chat"]["messages"][-1]["cards"] == [pressed["outcome"]["card"]]


async def test_polling_costs_little_when_nothing_is_new(page: Page) -> None:
    _, said = await page.post("mette/messages", text="hej")
    revision = said["chat"]["revision"]
    _, same = await page.get(f"people/mette/chat?since={revision}")
    assert same["unchanged"]
    assert "messages" not in same


async def test_what_cannot_be_done(page: Page) -> None:
    assert (await page.post("mette/press", activityId="1"))[0] == 404
    _, said = await page.post("mette/messages", text="form")
    card = said["chat"]["messages"][-1]["id"]
    assert (await page.post("mette/press", activityId=card, action="propose"))[0] == 422


async def test_dialog_search_and_other_invokes(page: Page) -> None:
    _, said = await page.post("mette/messages", text="form")
    card = said["chat"]["messages"][-1]["id"]
    data = {"msteams": {"type": "task/fetch"}}
    _, fetched = await page.post("mette/submit", activityId=card, data=data)
    assert fetched["outcome"]["dialog"]["title"] == "Dialog"
    _, sent = await page.post("mette/dialog", data={"title": "B"})
    assert sent["outcome"]["text"] == "tak for B"
    _, found = await page.post("mette/search", activityId=card, dataset="ideas", text="x")
    assert found["results"] == [{"title": "X", "value": "1"}]
    query = {"queryText": "y"}
    _, invoked = await page.post("mette/invoke", name="application/search", value=query)
    assert invoked["answer"]["status"] == 200


async def test_the_switches(page: Page) -> None:
    _, english = await page.post("mette/language", language="en-US")
    assert english["chat"]["language"] == "en-US"
    _, blocked = await page.post("mette/app", state="blocked")
    assert blocked["chat"]["app"] == "blocked"


async def test_foreign_pages_cannot_post(page: Page) -> None:
    address = f"{page.tenant.url}/teams/api/people/mette/messages"
    async with page.http.post(address, data=json.dumps({"text": "x"})) as answer:
        assert answer.status == 415


async def test_the_page_loads_nothing_from_elsewhere(page: Page) -> None:
    async with page.http.get(f"{page.tenant.url}/teams/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        text = await answer.text()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "https://" not in text


async def test_people_and_app_are_listed(page: Page) -> None:
    _, setup = await page.get("setup?language=en-US")
    assert setup["people"][0]["key"] == "mette"
    assert setup["app"]["name"]


def test_the_apps_package_is_read_in_the_language(tmp_path: Path) -> None:
    manifest = {
        "id": "${{TEAMS_APP_ID}}",
        "name": {"short": "Technology card"},
        "localizationInfo": {"additionalLanguages": [{"languageTag": "da-dk", "file": "da-dk.json"}]},
        "bots": [
            {"commandLists": [{"scopes": ["personal"], "commands": [{"title": "help", "description": "Do"}]}]}
        ],
        "staticTabs": [
            {"entityId": "conversations"},
            {"entityId": "card", "name": "Card", "contentUrl": "https://${{HOST}}/tab/"},
        ],
    }
    danish = {"name.short": "Kort", "bots[0].commandLists[0].commands[0].title": "hjælp"}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "da-dk.json").write_text(json.dumps(danish))
    package = AppPackage.read(tmp_path)
    assert package.app_id == APP_ID
    assert package.described("da-DK") == {
        "name": "Kort",
        "commands": [{"title": "hjælp", "description": "Do"}],
        "tabs": [{"entityId": "card", "name": "Card", "path": "/tab/"}],
    }
    assert package.described("en-US")["name"] == "Technology card"


def test_a_language_goes_for_all_its_regions_and_a_region_goes_first(tmp_path: Path) -> None:
    named = [{"languageTag": tag, "file": f"{tag}.json"} for tag in ("en", "en-gb")]
    manifest = {"name": {"short": "Kort"}, "localizationInfo": {"additionalLanguages": named}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "en.json").write_text(json.dumps({"name.short": "Card"}))
    (tmp_path / "en-gb.json").write_text(json.dumps({"name.short": "The card"}))
    package = AppPackage.read(tmp_path)
    shown = {one: package.described(one)["name"] for one in ("en-US", "en-GB", "da-DK")}
    assert shown == {"en-US": "Card", "en-GB": "The card", "da-DK": "Kort"}
