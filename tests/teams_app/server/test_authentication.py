"""Forged tokens open no door: made with real keys, each wrong in one way."""

import pytest

from local_tenant.people import APP_ID, OTHER_TENANT_ID, person
from tests.teams_app.server import forgeries
from tests.town import Town

METTE = person("mette")


def activity(town: Town, text: str = "hjælp") -> dict[str, object]:
    """A message as Teams sends it, from Mette."""
    tenant = METTE.tenant_id
    return {
        "type": "message",
        "id": "1",
        "channelId": "msteams",
        "serviceUrl": f"{town.tenant.url}/teams/connector/",
        "text": text,
        "locale": "da-DK",
        "from": {"id": f"29:{METTE.object_id}", "aadObjectId": METTE.object_id, "name": METTE.name},
        "recipient": {"id": "28:" + APP_ID},
        "conversation": {"id": "a:1", "tenantId": tenant, "conversationType": "personal"},
        "channelData": {"tenant": {"id": tenant}},
    }


async def test_no_forged_token_opens_the_tab(bakkeby: Town) -> None:
    assert len(forgeries.TAB) >= 30
    seen = {}
    for name, forge in forgeries.TAB.items():
        headers = {"Authorization": f"Bearer {forge(bakkeby.tenant.entra)}".strip()}
        seen[name] = (await bakkeby.http.get("/tab/part/board", headers=headers)).status_code
    assert {name: status for name, status in seen.items() if status not in (401, 403)} == {}


async def test_no_forged_token_makes_the_bot_take_a_turn(bakkeby: Town) -> None:
    assert len(forgeries.BOT) >= 30
    calls_before = bakkeby.tenant.counts.total
    seen = {}
    for name, forge in forgeries.BOT.items():
        headers = {"Authorization": f"Bearer {forge(bakkeby.tenant.entra)}".strip()}
        answer = await bakkeby.http.post("/api/messages", json=activity(bakkeby), headers=headers)
        seen[name] = (answer.status_code, answer.content)
    assert {name: got for name, got in seen.items() if got != (401, b"")} == {}
    assert bakkeby.tenant.counts.total == calls_before
    assert await bakkeby.tenant.teams.chat("mette") == []


@pytest.mark.parametrize("header", [None, "", "Bearer", "Basic bWV0dGU6", "bearer  x"])
async def test_without_a_bearer_token_nobody_comes_in(bakkeby: Town, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    assert (await bakkeby.http.get("/tab/part/board", headers=headers)).status_code == 401
    answer = await bakkeby.http.post("/api/messages", json=activity(bakkeby), headers=headers)
    assert answer.status_code == 401


async def test_the_true_tokens_do_open_the_doors(bakkeby: Town) -> None:
    assert (await bakkeby.reads("mette", "board")).status_code == 200
    token = bakkeby.tenant.entra.token_for_bot(f"{bakkeby.tenant.url}/teams/connector/")
    headers = {"Authorization": f"Bearer {token}"}
    answer = await bakkeby.http.post("/api/messages", json=activity(bakkeby), headers=headers)
    assert answer.status_code in (200, 201, 202)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"serviceUrl": "https://evil.example/"}, 403),
        ({"serviceUrl": None}, 403),
        ({"conversation": {"id": "a:1"}}, 403),
        ({"conversation": {"id": "a:1", "tenantId": OTHER_TENANT_ID}}, 403),
        ({"channelData": {}}, 403),
        ({"channelData": {"tenant": {"id": OTHER_TENANT_ID}}}, 403),
        ({"from": {"id": "29:x", "name": "Mette"}}, 403),
    ],
)
async def test_a_true_token_with_another_activity_is_turned_away(
    bakkeby: Town, change: dict[str, object], status: int
) -> None:
    token = bakkeby.tenant.entra.token_for_bot(f"{bakkeby.tenant.url}/teams/connector/")
    sent = {name: value for name, value in {**activity(bakkeby), **change}.items() if value is not None}
    answer = await bakkeby.http.post("/api/messages", json=sent, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status


async def test_frank_of_another_tenant_gets_no_turn(bakkeby: Town) -> None:
    outcome = await bakkeby.tenant.teams.says("frank", "hjælp")
    assert list(outcome.replies) == []
    assert (await bakkeby.reads("frank", "board")).status_code == 401


async def test_keys_are_fetched_anew_when_entra_turns_them(bakkeby: Town) -> None:
    assert (await bakkeby.reads("mette", "board")).status_code == 200
    bakkeby.tenant.entra.outage = True
    assert (await bakkeby.reads("jonas", "board")).status_code == 200


async def test_while_no_key_was_ever_read_the_answer_is_come_again(bakkeby: Town) -> None:
    bakkeby.tenant.entra.outage = True
    assert (await bakkeby.reads("mette", "board")).status_code == 503


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b'{"a":' * 40 + b"1" + b"}" * 40])
async def test_what_is_no_activity_is_no_error_of_ours(bakkeby: Town, body: bytes) -> None:
    token = bakkeby.tenant.entra.token_for_bot(f"{bakkeby.tenant.url}/teams/connector/")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    answer = await bakkeby.http.post("/api/messages", content=body, headers=headers)
    assert answer.status_code == 400


async def test_a_form_that_is_not_json_is_turned_away(bakkeby: Town) -> None:
    headers = bakkeby.headers("mette")
    answer = await bakkeby.http.post("/tab/part/proposals", data={"title": "x"}, headers=headers)
    assert answer.status_code == 415


@pytest.mark.parametrize("path", ["/tab/", "/tab/part/board", "/nowhere", "/healthz", "/api/messages"])
async def test_every_answer_says_who_may_frame_it_and_none_sets_a_cookie(bakkeby: Town, path: str) -> None:
    answer = await bakkeby.http.get(path)
    policy = answer.headers["Content-Security-Policy"]
    framed_by = policy.partition("frame-ancestors ")[2].partition(";")[0]
    if path.startswith("/tab"):
        assert "https://teams.microsoft.com" in framed_by
        assert "'none'" not in framed_by
    else:
        assert framed_by == "'none'"
    assert "unsafe" not in policy
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers
