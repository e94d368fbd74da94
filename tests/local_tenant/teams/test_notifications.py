"""Graph's sendActivityNotification, as strict as the real one, and the feed that people see."""

import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from local_tenant.app import LittleTenant
from local_tenant.entra import GRAPH
from local_tenant.people import APP_ID, person
from local_tenant.teams.places.activity_feed import Feed, Notification
from local_tenant.teams.places.package import AppPackage

LINK = f"https://teams.microsoft.com/l/entity/{APP_ID}/teknologikort?context=%7B%7D"
GOOD: dict[str, Any] = {
    "topic": {"source": "text", "value": "F-0001", "webUrl": LINK},
    "activityType": "proposalSubmitted",
    "previewText": {"content": "Sensorer"},
    "templateParameters": [{"name": "proposal", "value": "F-0001"}],
}


async def sends(tenant: LittleTenant, body: Any, who: str = "hanne", token: str | None = None) -> int:
    """The status of one notification; the app's own token unless another is given."""
    user = person(who).object_id if who else "11111111-0000-4000-8000-000000000099"
    address = f"{tenant.url}/v1.0/users/{user}/teamwork/sendActivityNotification"
    headers = {"Authorization": f"Bearer {token or tenant.entra.token_for_app()}"}
    async with aiohttp.ClientSession() as http, http.post(address, json=body, headers=headers) as answer:
        if answer.status != 204:
            assert (await answer.json())["error"]["code"]
        return answer.status


async def test_hanne_gets_a_line_in_her_language(tenant: LittleTenant) -> None:
    await tenant.teams.installs("hanne")
    assert await sends(tenant, GOOD) == 204
    async with aiohttp.ClientSession() as http:
        address = f"{tenant.url}/teams/api/people/hanne/feed"
        async with http.get(address) as answer:
            [one] = (await answer.json())["notifications"]
        assert (one["text"], one["read"], one["web_url"]) == ("Nyt forslag: F-0001", False, LINK)
        async with http.post(f"{address}/read", json={"id": one["id"]}) as answer:
            assert answer.status == 200
        async with http.post(f"{address}/read", json={"id": 99}) as answer:
            assert answer.status == 404
    [(_, read)] = tenant.teams.feed.of(person("hanne"))
    assert read.read
    tenant.teams.speaks("hanne", "en-US")
    [told] = tenant.teams.feed.shown(person("hanne"), tenant.teams.package, "en-US")
    assert told["text"] == "New proposal: F-0001"


async def test_one_of_the_same_chain_takes_its_place(tenant: LittleTenant) -> None:
    await tenant.teams.installs("hanne")
    for preview in ("Første", "Anden"):
        assert await sends(tenant, GOOD | {"chainId": 7, "previewText": {"content": preview}}) == 204
    assert await sends(tenant, GOOD) == 204
    assert [one.preview for _, one in tenant.teams.feed.of(person("hanne"))] == ["Sensorer", "Anden"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"activityType": "invented"},
        {"activityType": None},
        {"templateParameters": []},
        {"templateParameters": [{"name": "proposal", "value": ""}]},
        {"templateParameters": [*GOOD["templateParameters"], {"name": "other", "value": "x"}]},
        {"topic": {"source": "text", "value": "F-0001"}},
        {"topic": {"source": "text", "value": "", "webUrl": LINK}},
        {"topic": {"source": "text", "value": "F-0001", "webUrl": "https://evil.example/l/entity/x/y"}},
        {"topic": {"source": "text", "value": "F-0001", "webUrl": LINK.replace(APP_ID, "another")}},
        {"topic": {"source": "page", "value": "F-0001", "webUrl": LINK}},
        {"previewText": {"content": "x" * 151}},
        {"previewText": None},
        {"chainId": "7"},
        {"chainId": 2**63},
        {"invented": True},
    ],
)
async def test_what_graph_would_refuse_is_refused(tenant: LittleTenant, wrong: dict[str, Any]) -> None:
    await tenant.teams.installs("hanne")
    assert await sends(tenant, GOOD | wrong) == 400
    assert tenant.teams.feed.of(person("hanne")) == []


async def test_who_may_send_to_whom(tenant: LittleTenant, tmp_path: Path) -> None:
    assert await sends(tenant, GOOD) == 403  # she has not got the app
    await tenant.teams.installs("hanne")
    assert await sends(tenant, GOOD, "") == 404
    assert await sends(tenant, GOOD, "frank") == 404
    assert await sends(tenant, GOOD, token="nonsense") == 401
    person_token = tenant.entra.token_for_person("hanne", audience=GRAPH, scope="User.Read")
    assert await sends(tenant, GOOD, token=person_token) == 403
    assert await sends(tenant, GOOD, token=tenant.entra.token_for_app(roles=("Sites.Selected",))) == 403
    whole = tenant.teams.package
    tenant.teams.package = AppPackage({**whole.manifest, "authorization": {}}, whole.languages)
    assert await sends(tenant, GOOD) == 403  # the package does not ask for it
    for_all = tenant.entra.token_for_app(roles=("TeamsActivity.Send",))
    assert await sends(tenant, GOOD, token=for_all) == 204
    tenant.teams.package = AppPackage.read(tmp_path)
    assert await sends(tenant, GOOD, token=for_all) == 400  # nothing of the kind is in the manifest
    assert tenant.counts.feed == 9
    assert tenant.counts.total == 0


def test_the_bell_is_kept_over_a_restart(tmp_path: Path) -> None:
    first = Feed(tmp_path)
    first.put(person("hanne"), Notification("2026-11-03T11:00:00Z", "a", "t", LINK, "p", {"b": "c"}), 1)
    first.close()
    second = Feed(tmp_path)
    [(_, kept)] = second.of(person("hanne"))
    second.close()
    assert json.loads(json.dumps(kept.parameters)) == {"b": "c"}
