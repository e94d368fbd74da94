"""The bot calls Teams: conversations, messages, members, and what it is refused."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from local_tenant.app import LittleTenant
from local_tenant.entra import GRAPH
from local_tenant.faults import Fault
from local_tenant.people import OTHER_TENANT_ID, TENANT_ID, person
from tests.local_tenant.teams.echo_bot import EchoBot, Json


@pytest.fixture
async def bot(tenant: LittleTenant) -> AsyncIterator[EchoBot]:
    async with EchoBot(tenant).running() as running:
        await tenant.teams.opens("mette")
        yield running


def asked(who: str = "mette", tenant_id: str = TENANT_ID) -> Json:
    members = [{"id": f"29:{person(who).object_id}"}]
    return {"members": members, "tenantId": tenant_id, "isGroup": False}


async def address(bot: EchoBot) -> str:
    status, made = await bot.call("POST", "v3/conversations", asked())
    assert status == 201
    return f"v3/conversations/{made['id']}"


async def test_a_person_has_one_conversation(tenant: LittleTenant, bot: EchoBot) -> None:
    first = await bot.call("POST", "v3/conversations", asked())
    bare = asked() | {"members": [{"id": person("mette").object_id}]}
    assert await bot.call("POST", "v3/conversations", bare) == first
    assert first[1]["id"] == tenant.teams.conversation("mette").id


async def test_a_proactive_message_is_sent_changed_and_deleted(tenant: LittleTenant, bot: EchoBot) -> None:
    at = await address(bot)
    waiting = asyncio.create_task(tenant.teams.arrives("mette"))
    status, made = await bot.call("POST", f"{at}/activities", {"type": "message", "text": "Nyt"})
    assert (status, (await waiting).text) == (201, "Nyt")
    one = f"{at}/activities/{made['id']}"
    await bot.call("PUT", one, {"type": "message", "text": "Nyere"})
    message = tenant.teams.message("mette", made["id"])
    assert (message.text, message.edited) == ("Nyere", True)
    assert (await bot.call("DELETE", one))[0] == 200
    assert (await tenant.teams.chat("mette"))[-1].deleted
    assert (await bot.call("PUT", one, {"type": "message", "text": "x"}))[0] == 404


async def test_the_bot_cannot_change_what_mette_wrote(tenant: LittleTenant, bot: EchoBot) -> None:
    await tenant.teams.says("mette", "hej")
    mine = (await tenant.teams.chat("mette"))[0].id
    status, _ = await bot.call(
        "PUT", f"{await address(bot)}/activities/{mine}", {"type": "message", "text": "x"}
    )
    assert status == 403


async def test_members(bot: EchoBot) -> None:
    at = await address(bot)
    _, members = await bot.call("GET", f"{at}/members")
    assert members[0]["aadObjectId"] == person("mette").object_id
    assert (await bot.call("GET", f"{at}/pagedmembers"))[1] == {"members": members}
    assert (await bot.call("GET", f"{at}/members/{members[0]['id']}"))[1] == members[0]


async def test_who_blocked_the_bot_gets_nothing(tenant: LittleTenant, bot: EchoBot) -> None:
    at = await address(bot)
    tenant.teams.blocks("mette")
    status, body = await bot.call("POST", f"{at}/activities", {"type": "message", "text": "x"})
    assert (status, body["error"]["code"]) == (403, "MessageWritesBlocked")
    tenant.teams.blocks("mette", blocked=False)
    await tenant.teams.uninstalls("mette")
    status, body = await bot.call("POST", f"{at}/activities", {"type": "message", "text": "x"})
    assert (status, body["error"]["code"]) == (403, "BotNotInConversationRoster")


@pytest.mark.parametrize(
    ("asked_for", "status"),
    [
        (asked("jonas"), 403),
        (asked(tenant_id=OTHER_TENANT_ID), 403),
        (asked() | {"members": []}, 400),
        (asked() | {"members": [{"id": "29:nobody"}]}, 403),
    ],
)
async def test_conversations_that_cannot_be_made(bot: EchoBot, asked_for: Json, status: int) -> None:
    assert (await bot.call("POST", "v3/conversations", asked_for))[0] == status


@pytest.mark.parametrize(
    ("activity", "status"),
    [
        ({"type": "message"}, 400),
        ({"type": "trace", "text": "x"}, 400),
        ({"type": "typing"}, 201),
        ({"type": "message", "text": "x" * 60_000}, 413),
        (
            {
                "type": "message",
                "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": "{}"}],
            },
            400,
        ),
    ],
)
async def test_what_may_be_sent(bot: EchoBot, activity: Json, status: int) -> None:
    assert (await bot.call("POST", f"{await address(bot)}/activities", activity))[0] == status


async def test_only_the_bots_own_token_opens(tenant: LittleTenant, bot: EchoBot) -> None:
    graph = tenant.entra.token_for_app(GRAPH)
    mette = tenant.entra.token_for_person("mette", audience="https://api.botframework.com")
    for token in ("x", graph, mette):
        assert (await bot.call("POST", "v3/conversations", asked(), token))[0] == 401


async def test_planned_faults(tenant: LittleTenant, bot: EchoBot) -> None:
    send = f"{await address(bot)}/activities", {"type": "message", "text": "x"}
    connector = "/teams/connector/.*/activities"
    tenant.faults.add(Fault("throttle", path=connector, times=2))
    tenant.faults.add(Fault("after", path=connector, nth=3, status=502))
    assert [(await bot.call("POST", *send))[0] for _ in range(4)] == [429, 429, 502, 201]
    assert len(await tenant.teams.chat("mette")) == 2
    tenant.faults.add(Fault("cut", path=connector))
    with pytest.raises(aiohttp.ClientError):
        await bot.call("POST", *send)


async def test_the_rate_limit(tenant: LittleTenant, bot: EchoBot) -> None:
    tenant.teams.limits.on = True
    at = await address(bot)
    sent = [
        (await bot.call("POST", f"{at}/activities", {"type": "message", "text": "x"}))[0] for _ in range(8)
    ]
    assert sent == [201] * 7 + [429]
