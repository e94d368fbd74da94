"""Two instances share what waits to be told: each message comes once, and a person's in their order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from local_tenant.people import person
from technology_map.people.news import NowStored
from tests.azurite import Azurite
from tests.bot.chatting import asks_for, known, words
from tests.bot.news.test_news import LINE
from tests.stories.playing import chats_with, server_in, tenant_with_lists
from tests.town import Town

RECEIPTS = ("K-2222", "K-3333", "K-4444")


@pytest.fixture
async def servers(table: Azurite, tmp_path: Path) -> AsyncIterator[tuple[Town, Town]]:
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        tenant = await enter(tenant_with_lists(tmp_path / "lists"))
        first, second = [
            await enter(
                server_in(tenant, tmp_path / name, keepers=await enter(table.keepers(f"instance {name}")))
            )
            for name in ("1", "2")
        ]
        for who in ("mette", "jonas"):
            chats_with(first)
            await asks_for(first, who, "hjælp")
            await known(first, who)
        await second.server.store.catch_up()
        yield first, second


def told(tenant: LittleTenant, who: str) -> list[str]:
    """The receipts that somebody was told of, in the order of their chat."""
    found = [words(card) for one in tenant.teams.messages(who) for card in one.cards]
    return [receipt for text in found for receipt in RECEIPTS if receipt in text]


async def test_while_one_speaks_to_mette_the_other_speaks_to_jonas_and_leaves_her_the_order(
    servers: tuple[Town, Town],
) -> None:
    first, second = servers
    tenant = first.tenant
    stall = tenant.faults.add(Fault("stall", "POST", LINE, seconds=5, when="before"))
    await first.server.messenger.tell(person("mette").object_id, NowStored(RECEIPTS[0], "F-0001"))
    await tenant.clock.somebody_sleeps()
    for receipt in RECEIPTS[1:]:
        await second.server.messenger.tell(person("mette").object_id, NowStored(receipt, "F-0002"))
    await second.server.messenger.tell(person("jonas").object_id, NowStored(RECEIPTS[0], "F-0001"))
    await second.server.messenger.settled()
    assert stall.seen == 2
    assert (told(tenant, "mette"), told(tenant, "jonas")) == ([], [RECEIPTS[0]])
    tenant.clock.advance(6)
    await asyncio.gather(*(at.server.messenger.settled() for at in servers))
    await asyncio.gather(*(at.server.messenger.settled() for at in servers))
    assert told(tenant, "mette") == list(RECEIPTS)
    assert told(tenant, "jonas") == [RECEIPTS[0]]


async def test_the_same_news_from_both_are_told_once(servers: tuple[Town, Town]) -> None:
    tenant = servers[0].tenant
    for _ in range(3):
        await asyncio.gather(
            *(
                at.server.messenger.tell(person("mette").object_id, NowStored(RECEIPTS[0], "F-0001"))
                for at in servers
            )
        )
        await asyncio.gather(*(at.server.messenger.settled() for at in servers))
    assert told(tenant, "mette") == [RECEIPTS[0]]
