"""Chats without the bot, and the message extension in them as the manifest offers it."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from local_tenant.app import LittleTenant
from local_tenant.people import person
from local_tenant.teams.chat import extension
from local_tenant.teams.colleagues import Colleagues, Said, payload
from local_tenant.teams.places.package import AppPackage
from tests.local_tenant.teams.echo_bot import CARD, EchoBot, text_card

FOUND = {
    "contentType": CARD,
    "content": text_card("Fundet"),
    "preview": {"contentType": "application/vnd.microsoft.card.thumbnail", "content": {"title": "Fundet"}},
}


def results(*found: Any, **changed: Any) -> dict[str, Any]:
    body = {"type": "result", "attachmentLayout": "list", "attachments": list(found)}
    return {"composeExtension": {**body, **changed}}


def test_what_two_say_is_between_them_and_is_kept(tmp_path: Path) -> None:
    mette, jonas, amina = person("mette"), person("jonas"), person("amina")
    first = Colleagues(tmp_path)
    first.says(mette, jonas, "Vi går <40> gange\nom natten")
    first.close()
    kept = Colleagues(tmp_path)
    [said] = kept.between(jonas, mette)
    assert said.html == "<p>Vi går &lt;40&gt; gange<br>om natten</p>"
    assert kept.between(mette, amina) == []
    assert next(one["key"] for one in kept.of(mette)) == "jonas"
    assert {"mette", "frank"}.isdisjoint(one["key"] for one in kept.of(mette))
    with pytest.raises(LookupError):
        kept.message(mette, amina, said.id)
    kept.close()


async def test_what_the_bot_gets_to_see(tenant: LittleTenant) -> None:
    async with EchoBot(tenant).running() as bot:
        bot.answers["composeExtension/query"] = (200, results(FOUND))
        found = await extension.searches(tenant.teams, "mette", "jonas", "sensorer")
        assert [one["title"] for one in found.results] == ["Fundet"]
        sent = tenant.teams.turns[-1].activity
        assert sent["value"]["parameters"] == [{"name": "text", "value": "sensorer"}]
        assert sent["value"]["queryOptions"] == {"skip": 0, "count": 25}
        assert sent["conversation"]["conversationType"] == "personal"
        assert sent["conversation"]["id"] != tenant.teams.conversation("mette").id
        await extension.searches(tenant.teams, "mette", "jonas")
        first_run = tenant.teams.turns[-1].activity["value"]["parameters"]
        assert first_run == [{"name": "initialRun", "value": "true"}]


@pytest.mark.parametrize(
    "answer",
    [
        results({**FOUND, "preview": None}),
        results({**FOUND, "preview": {"contentType": CARD, "content": {}}}),
        results({**FOUND, "contentType": "text/html"}),
        results(*[FOUND] * 26),
        results(FOUND, attachmentLayout="pile"),
        {"composeExtension": {"type": "message"}},
        {"task": {}},
        {},
    ],
)
async def test_an_answer_that_teams_would_not_take(tenant: LittleTenant, answer: dict[str, Any]) -> None:
    async with EchoBot(tenant).running() as bot:
        bot.answers["composeExtension/query"] = (200, answer)
        assert (await extension.searches(tenant.teams, "mette", "jonas", "x")).failure


async def test_what_the_manifest_does_not_offer_is_not_there(tenant: LittleTenant, tmp_path: Path) -> None:
    async with EchoBot(tenant).running():
        with pytest.raises(extension.NotOffered):
            await extension.searches(tenant.teams, "mette", "jonas", command="messageToProposal")
        with pytest.raises(extension.NotOffered):
            await extension.opens_form(tenant.teams, "mette", "jonas", "messageToProposal")
        tenant.teams.package = AppPackage.read(tmp_path)
        with pytest.raises(extension.NotOffered):
            await extension.searches(tenant.teams, "mette", "jonas")
        async with aiohttp.ClientSession() as http, http.get(f"{tenant.url}/teams/api/setup") as answer:
            setup = await answer.json()
        assert (setup["extension"], setup["bell"]) == ([], False)


async def test_the_page_does_the_same(tenant: LittleTenant) -> None:
    base = f"{tenant.url}/teams/api/people/mette"
    async with EchoBot(tenant).running() as bot, aiohttp.ClientSession() as http:
        bot.answers["composeExtension/query"] = (200, results(FOUND))
        async with http.post(f"{base}/with/jonas/find", json={"command": "find", "text": "x"}) as answer:
            [found] = (await answer.json())["found"]["results"]
        shared = {"text": "Se her", "cards": [found["card"]]}
        async with http.post(f"{base}/with/jonas/messages", json=shared) as answer:
            [said] = (await answer.json())["chat"]["messages"]
        assert (said["author"], said["text"], said["cards"]) == ("mette", "Se her", [FOUND["content"]])
        async with http.get(f"{base}/colleagues") as answer:
            assert (await answer.json())["colleagues"][0]["last"]["text"] == "Se her"
        for deed, body, status in (
            ("find", {"command": "other"}, 404),
            ("form", {"command": "messageToProposal", "messageId": "1"}, 404),
            ("dance", {}, 404),
        ):
            async with http.post(f"{base}/with/jonas/{deed}", json=body) as answer:
                assert answer.status == status
        async with http.post(f"{base}/with/nobody/messages", json={}) as answer:
            assert answer.status == 404


def test_a_message_goes_to_the_bot_as_graph_has_it() -> None:
    sent = payload(Said("1", "jonas", "2026-11-03T11:00:00Z", "<p>Hej</p>", "Hej"))
    assert sent["body"] == {"contentType": "html", "content": "<p>Hej</p>"}
    assert sent["from"]["user"]["displayName"] == person("jonas").name
