"""The bot is in no team and no group chat: what comes from one is turned away and leaves no trace."""

from copy import deepcopy
from typing import Any

import pytest

from local_tenant.people import person
from local_tenant.teams.chat import activities
from tests.bot.chatting import hears, known
from tests.town import Town

CHANNEL = {"conversationType": "channel", "isGroup": True, "id": "19:abc@thread.tacv2"}
GROUP = {"conversationType": "groupChat", "isGroup": True, "id": "19:meeting_abc@thread.v2"}
TWO = {"conversationType": "personal", "id": "19:one_other@unq.gbl.spaces"}
UNSAID = {"conversationType": None, "isGroup": True, "id": "19:abc@thread.skype"}
PLACES = {"channel": CHANNEL, "group chat": GROUP, "two people": TWO, "unsaid": UNSAID}


def in_place(activity: dict[str, Any], place: dict[str, Any]) -> dict[str, Any]:
    """The activity as Teams would send it from another place than the bot's own chat."""
    moved = deepcopy(activity)
    moved["conversation"] |= place
    return {name: value for name, value in moved.items() if value is not None}


def sent(at: Town) -> list[dict[str, Any]]:
    """Everything Teams sends to a bot that is in a place, but for what a message extension asks."""
    chat, url = at.tenant.teams.conversation("mette"), at.tenant.teams.service_url
    card = {"action": {"type": "Action.Execute", "verb": "help", "data": {"v": 1, "verb": "help"}}}
    return [
        activities.message(chat, url, "1", "@Teknologikort hjælp"),
        activities.submit(chat, url, "1", {"v": 1, "verb": "help"}),
        activities.invoke(chat, url, "adaptiveCard/action", card),
        activities.invoke(chat, url, "task/fetch", {"data": {}}),
        activities.conversation_update(chat, url),
        activities.installation_update(chat, url, "add"),
        activities.installation_update(chat, url, "remove"),
    ]


def contacts(at: Town) -> list[dict[str, Any]]:
    return at.tenant.sharepoint.true_rows("teknologikort-raad", "Contacts")


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
async def test_what_comes_from_another_place_is_turned_away(bakkeby: Town, place: dict[str, Any]) -> None:
    for activity in sent(bakkeby):
        answer = await bakkeby.tenant.teams.line.send(in_place(activity, place))
        assert (answer.status, answer.body) == (403, None)
    assert await bakkeby.tenant.teams.chat("mette") == []
    await hears(bakkeby, "jonas", "hjælp")
    await known(bakkeby, "jonas")
    assert person("mette").object_id not in str(contacts(bakkeby))


async def test_where_mette_is_reached_stays_when_the_app_leaves_a_team(bakkeby: Town) -> None:
    await hears(bakkeby, "mette", "hjælp")
    await known(bakkeby, "mette")
    before = contacts(bakkeby)
    for activity in sent(bakkeby):
        await bakkeby.tenant.teams.line.send(in_place(activity, CHANNEL))
    await hears(bakkeby, "jonas", "hjælp")
    await known(bakkeby, "jonas")
    assert contacts(bakkeby)[: len(before)] == before


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
async def test_a_message_extension_asks_from_anywhere_and_no_place_is_kept(
    bakkeby: Town, place: dict[str, Any]
) -> None:
    teams = bakkeby.tenant.teams
    value = {"commandId": "search", "parameters": [{"name": "text", "value": "sensor"}]}
    asked = activities.invoke(teams.conversation("mette"), teams.service_url, "composeExtension/query", value)
    answer = await teams.line.send(in_place(asked, place))
    assert answer.status != 403
    await hears(bakkeby, "jonas", "hjælp")
    await known(bakkeby, "jonas")
    assert person("mette").object_id not in str(contacts(bakkeby))
