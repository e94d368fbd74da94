"""Mette talks to a bot in the little Teams, and gets what real Teams would give her."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from local_tenant.app import LittleTenant
from local_tenant.people import APP_ID, OTHER_TENANT_ID, TENANT_ID, person
from local_tenant.teams.chat.cards import NotPressable
from local_tenant.teams.chat.store import Platform
from tests.local_tenant.teams.echo_bot import EchoBot, Hold, form, text_card

METTE = f"29:{person('mette').object_id}"


@pytest.fixture
async def bot(tenant: LittleTenant) -> AsyncIterator[EchoBot]:
    async with EchoBot(tenant).running() as running:
        yield running


async def sent_form(tenant: LittleTenant) -> str:
    return (await tenant.teams.says("mette", "form")).replies[0].id


async def test_the_first_opening_installs_the_app(tenant: LittleTenant, bot: EchoBot) -> None:
    await tenant.teams.opens("mette")
    await tenant.teams.opens("mette")
    assert [one["type"] for one in bot.received] == ["conversationUpdate", "installationUpdate"]
    assert bot.received[0]["membersAdded"] == [{"id": f"28:{APP_ID}"}]
    assert bot.received[1]["action"] == "add"


async def test_mette_writes_and_the_bot_answers(tenant: LittleTenant, bot: EchoBot) -> None:
    outcome = await tenant.teams.says("mette", "hjælp & mere")
    assert [one.text for one in outcome.replies] == ["echo: hjælp & mere"]
    assert [one.author for one in await tenant.teams.chat("mette")] == ["person", "bot"]
    activity = bot.received[-1]
    assert activity["from"]["id"] == METTE
    assert activity["from"]["aadObjectId"] == person("mette").object_id
    assert activity["recipient"]["id"] == f"28:{APP_ID}"
    assert activity["conversation"]["tenantId"] == TENANT_ID
    assert activity["conversation"]["conversationType"] == "personal"
    assert activity["channelData"]["tenant"]["id"] == TENANT_ID
    assert (activity["locale"], activity["channelId"]) == ("da-DK", "msteams")
    assert activity["attachments"][0]["content"] == "<p>hjælp &amp; mere</p>"


async def test_the_stranger_writes_from_the_other_tenant(tenant: LittleTenant, bot: EchoBot) -> None:
    await tenant.teams.says("frank", "hej")
    assert bot.received[-1]["channelData"]["tenant"]["id"] == OTHER_TENANT_ID


async def test_teams_speaks_the_language_chosen(tenant: LittleTenant, bot: EchoBot) -> None:
    tenant.teams.speaks("mette", "en-US")
    bot.answers["message"] = (500, None)
    outcome = await tenant.teams.says("mette", "hello")
    assert bot.received[-1]["locale"] == "en-US"
    assert outcome.failure
    assert outcome.failure.sentence == "Something went wrong. Please try again."


@pytest.mark.parametrize("platform", ["iOS", "Android"])
async def test_a_phone_delivers_an_execute_and_says_that_it_failed(
    tenant: LittleTenant, bot: EchoBot, platform: Platform
) -> None:
    card = await sent_form(tenant)
    before = tenant.teams.message("mette", card).card
    tenant.teams.uses("mette", platform)
    outcome = await tenant.teams.presses("mette", card, "propose", {"title": "Ny idé"})
    assert bot.received[-1]["value"]["action"]["data"]["title"] == "Ny idé"
    assert bot.received[-1]["entities"][0]["platform"] == platform
    assert outcome.failure
    assert outcome.failure.sentence == "Der opstod en fejl. Prøv igen."
    assert tenant.teams.message("mette", card).card == before
    tenant.teams.uses("mette", "Web")
    assert (await tenant.teams.presses("mette", card, "propose", {"title": "Ny idé"})).ok


async def test_execute_replaces_the_card_in_place(tenant: LittleTenant, bot: EchoBot) -> None:
    card = await sent_form(tenant)
    outcome = await tenant.teams.presses("mette", card, "propose", {"title": "Ny idé"})
    value = bot.received[-1]["value"]
    assert value["trigger"] == "manual"
    assert value["action"]["verb"] == "propose"
    assert value["action"]["data"] == {"key": "k1", "title": "Ny idé", "area": "it"}
    assert bot.received[-1]["replyToId"] == card
    shown = tenant.teams.message("mette", card)
    assert shown.card == outcome.card
    assert shown.card["body"][0]["text"].startswith("manual propose")


async def test_submit_is_a_message_with_a_value(tenant: LittleTenant, bot: EchoBot) -> None:
    card = await sent_form(tenant)
    outcome = await tenant.teams.presses("mette", card, "Gem", {"title": "A", "area": "hr"})
    activity = bot.received[-1]
    assert activity["type"] == "message"
    assert activity["value"] == {"verb": "keep", "title": "A", "area": "hr"}
    assert "text" not in activity
    assert len(outcome.replies) == 1
    assert tenant.teams.message("mette", card).card == form()


@pytest.mark.parametrize(
    ("which", "inputs", "why"),
    [
        ("propose", {}, "Skriv en titel"),
        ("propose", {"title": "x" * 66}, "65"),
        ("propose", {"title": "A", "area": "jura"}, "jura"),
        ("propose", {"titel": "A"}, "titel"),
        ("approve", {"title": "A"}, "approve"),
        (7, {"title": "A"}, "7"),
    ],
)
async def test_what_the_card_does_not_allow_cannot_be_pressed(
    tenant: LittleTenant, bot: EchoBot, which: str | int, inputs: dict[str, str], why: str
) -> None:
    card = await sent_form(tenant)
    with pytest.raises(NotPressable, match=why):
        await tenant.teams.presses("mette", card, which, inputs)


async def test_a_forger_sends_it_all_the_same(tenant: LittleTenant, bot: EchoBot) -> None:
    card = await sent_form(tenant)
    outcome = await tenant.teams.presses("mette", card, "propose", checked=False)
    assert outcome.ok
    assert "title" not in bot.received[-1]["value"]["action"]["data"]


@pytest.mark.parametrize(
    "answer",
    [
        (500, None),
        (200, None),
        (200, {"statusCode": 400, "type": "application/vnd.microsoft.error", "value": {}}),
        (200, {"statusCode": 200, "type": "text/plain", "value": "hej"}),
        (401, {"error": "no"}),
    ],
)
async def test_a_failed_action_is_seen_under_the_card(
    tenant: LittleTenant, bot: EchoBot, answer: tuple[int, object]
) -> None:
    card = await sent_form(tenant)
    bot.answers["adaptiveCard/action"] = answer
    outcome = await tenant.teams.presses("mette", card, "propose", {"title": "A"})
    shown = tenant.teams.message("mette", card)
    assert not outcome.ok
    assert shown.failure
    assert shown.failure.sentence == "Der opstod en fejl. Prøv igen."
    assert shown.card == form()


async def test_an_action_may_answer_with_words(tenant: LittleTenant, bot: EchoBot) -> None:
    card = await sent_form(tenant)
    kind = "application/vnd.microsoft.activity.message"
    bot.answers["adaptiveCard/action"] = (200, {"statusCode": 200, "type": kind, "value": "Gemt"})
    outcome = await tenant.teams.presses("mette", card, "propose", {"title": "A"})
    assert outcome.text == "Gemt"
    assert tenant.teams.message("mette", card).note == "Gemt"


async def test_a_dialog_is_fetched_and_handed_in(tenant: LittleTenant, bot: EchoBot) -> None:
    card = await sent_form(tenant)
    opened = await tenant.teams.presses("mette", card, "Åbn", {"title": "A"})
    assert opened.dialog
    assert opened.dialog["title"] == "Dialog"
    closed = await tenant.teams.submits_dialog("mette", opened.dialog, "Gem", {"title": "B"})
    assert closed.text == "tak for B"


async def test_typing_in_a_field_with_a_data_query(tenant: LittleTenant, bot: EchoBot) -> None:
    card = await sent_form(tenant)
    found = await tenant.teams.looks_up("mette", card, "ideas", "dro")
    assert found == [{"title": "DRO", "value": "1"}]
    assert bot.received[-1]["value"]["queryOptions"] == {"skip": 0, "top": 15}


@pytest.mark.parametrize(("people", "refreshed"), [([], True), ([METTE], True), (["29:x"], False)])
async def test_a_card_is_refreshed_when_shown_to_the_people_it_names(
    tenant: LittleTenant, bot: EchoBot, people: list[str], refreshed: bool
) -> None:
    action = {"type": "Action.Execute", "verb": "look", "data": {"id": 7}}
    bot.card = text_card("alt") | {"refresh": {"action": action, "userIds": people}}
    card = await sent_form(tenant)
    await tenant.teams.opens("mette")
    shown = tenant.teams.message("mette", card).card["body"][0]["text"]
    assert shown == ("automatic look {'id': 7}" if refreshed else "alt")


async def test_a_slow_refresh_leaves_what_was_pressed_meanwhile(tenant: LittleTenant, bot: EchoBot) -> None:
    action = {"type": "Action.Execute", "verb": "look", "data": {}}
    bot.card = form(refresh={"action": action, "userIds": []})
    card = await sent_form(tenant)
    thinking = bot.holds["automatic"] = Hold()
    refreshing = asyncio.create_task(tenant.teams.displays("mette", card))
    await thinking.reached.wait()
    await tenant.teams.presses("mette", card, "propose", {"title": "Sensorer"})
    thinking.released.set()
    await refreshing
    shown = tenant.teams.message("mette", card).card["body"][0]["text"]
    assert shown.startswith("manual propose")


async def test_the_time_limit(tenant: LittleTenant, bot: EchoBot) -> None:
    tenant.teams.line.patience = 0.0
    outcome = await tenant.teams.says("mette", "hej")
    assert outcome.failure
    assert outcome.failure.status == 0
    assert "no answer" in outcome.failure.detail


async def test_no_bot_at_all(tenant: LittleTenant) -> None:
    tenant.teams.line.app_url = "http://127.0.0.1:9"
    outcome = await tenant.teams.says("mette", "hej")
    assert outcome.failure
    assert (await tenant.teams.chat("mette"))[0].failure == outcome.failure


async def test_chats_survive_a_restart(tmp_path: Path) -> None:
    async with LittleTenant(tmp_path).running() as first, EchoBot(first).running():
        before = await first.teams.says("mette", "form")
    async with LittleTenant(tmp_path).running() as second:
        assert (await second.teams.chat("mette"))[-1] == before.replies[0]
        assert second.teams.conversation("mette").app == "installed"


async def test_uninstalling_is_told(tenant: LittleTenant, bot: EchoBot) -> None:
    await tenant.teams.opens("mette")
    await tenant.teams.uninstalls("mette")
    assert bot.received[-1]["action"] == "remove"
