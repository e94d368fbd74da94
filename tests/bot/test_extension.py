"""The message extension: colleagues find and share cards in their own chat, and make a proposal there."""

import json
import re
from typing import Any

import pytest

from bot.cards.elements import weight
from local_tenant.faults import Fault
from local_tenant.people import person
from local_tenant.teams import extension
from local_tenant.teams.cards import buttons
from local_tenant.teams.extension import Search
from technology_map.life_cycle import Status
from tests.bot.chatting import (
    SENSORS,
    asks_for,
    count,
    known,
    moves,
    proposal,
    proposes,
    shares,
    typed,
    words,
)
from tests.stories.houses import chats_with, house_in, tenant_with_lists
from tests.town import Town

CLOSED = "Du er gæst hos kommunen, og gæster kan ikke bruge Teknologikort."
ITEMS = r"/items$"
CPR = "010190-1234"
LATER = {name: text for name, text in SENSORS.items() if name != "problem"}


async def finds(town: Town, text: str = "", who: str = "mette", skip: int = 0) -> Search:
    """Somebody searches in the chat with Amina."""
    return await extension.searches(town.tenant.teams, who, "amina", text, skip=skip)


def names(found: Search) -> list[str]:
    """Which things were found, by the line that says what they are."""
    return [one["subtitle"].split("·")[0].split()[-1] for one in found.results]


async def form_for(town: Town, text: str) -> Any:
    """Jonas has written to Mette; she makes his message a proposal: the window."""
    people = town.tenant.teams.colleagues
    said = people.says(person("jonas"), person("mette"), text)
    outcome = await extension.opens_form(town.tenant.teams, "mette", "jonas", "messageToProposal", said.id)
    assert outcome.dialog, outcome.failure
    return outcome.dialog["card"]


async def sends(town: Town, card: Any, who: str = "mette", **typed_in: str) -> Any:
    """The window is filled in and sent, as the renderer does it."""
    [send] = buttons(card)
    data = {**send.action["data"], **typed(card), **typed_in}
    teams = town.tenant.teams
    return await extension.sends_form(
        teams, who, "jonas", data, command="messageToProposal", context="message"
    )


async def test_mette_finds_a_solution_and_shares_it_with_amina(bakkeby: Town) -> None:
    await shares(bakkeby)
    found = await finds(bakkeby, "briller")
    [one] = found.results
    assert (one["title"], one["subtitle"]) == ("VR-briller i undervisningen", "Løsningskort L-0001")
    assert "Uddannelse" in words(one["card"])
    [opens] = buttons(one["card"])
    assert opens.action["type"] == "Action.OpenUrl"
    assert "L-0001" in opens.action["url"]
    assert "refresh" not in one["card"]
    said = extension.shares(bakkeby.tenant.teams, "mette", "amina", one["card"])
    assert bakkeby.tenant.teams.colleagues.between(person("amina"), person("mette")) == [said]


async def test_a_shared_proposal_says_where_it_stands_and_why_and_names_nobody(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Det findes allerede på Birkelund.")
    [one] = (await finds(bakkeby, "natteronden")).results
    for part in (SENSORS["title"], "Afvist", "Det findes allerede på Birkelund."):
        assert part in words(one["card"])
    assert one["subtitle"] == "Forslag F-0001 · Afvist"
    whole = json.dumps(one, ensure_ascii=False)
    assert not [
        who for who in ("mette", "hanne") if person(who).name in whole or person(who).object_id in whole
    ]


async def test_at_first_there_is_ones_own_and_then_the_newest(bakkeby: Town) -> None:
    await proposes(bakkeby, "mette")
    await shares(bakkeby, "jonas")
    await proposes(bakkeby, "jonas", title="Droner over kloakken")
    mine, all_of_it = names(await finds(bakkeby)), names(await finds(bakkeby, who="birgit"))
    assert mine[0] == "F-0001"
    assert sorted(mine) == sorted(all_of_it) == ["F-0001", "F-0002", "L-0001"]
    assert all_of_it.index("F-0002") < all_of_it.index("F-0001")


async def test_a_number_finds_what_it_names(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await shares(bakkeby)
    assert names(await finds(bakkeby, "F-0001")) == ["F-0001"]
    assert names(await finds(bakkeby, "l1")) == ["L-0001"]
    assert names(await finds(bakkeby, "1")) == ["F-0001", "L-0001"]
    assert names(await finds(bakkeby, "F-0001", skip=25)) == []
    assert (await finds(bakkeby, "F-0099")).text.startswith("Vi fandt ikke noget.")


async def test_there_are_at_most_25_at_a_time_and_the_rest_comes_after(bakkeby: Town) -> None:
    for number in range(27):
        body = {**SENSORS, "title": f"Sensorer nr {number}", "submission_key": f"key-of-sensors-{number:04d}"}
        assert (await bakkeby.sends("mette", "proposals", body)).status_code < 300
    for text in ("", "sensorer"):
        first, second = await finds(bakkeby, text), await finds(bakkeby, text, skip=25)
        assert (len(first.results), len(second.results)) == (25, 2)
        assert len({*names(first), *names(second)}) == 27
        assert (await finds(bakkeby, text, skip=50)).results == []


@pytest.mark.parametrize(
    "value",
    [
        {"commandId": "find"},
        {"commandId": "find", "parameters": "x", "queryOptions": "y"},
        {"commandId": "find", "parameters": [1, {"name": "text", "value": 7}], "queryOptions": {"skip": -1}},
        {"commandId": "find", "queryOptions": {"skip": True, "count": 10**9}},
    ],
)
async def test_an_odd_search_is_a_first_run(bakkeby: Town, value: dict[str, Any]) -> None:
    await bakkeby.tenant.teams.installs("mette")
    await proposes(bakkeby)
    answer = await bakkeby.tenant.teams.invokes("mette", "composeExtension/query", value)
    assert len(answer.body["composeExtension"]["attachments"]) == 1


@pytest.mark.parametrize("value", [None, [], {}, {"commandId": "drop"}, {"commandId": ["find"]}])
async def test_an_unknown_command_gets_a_sentence(bakkeby: Town, value: Any) -> None:
    await bakkeby.tenant.teams.installs("mette")
    for name in ("query", "fetchTask", "submitAction"):
        answer = await bakkeby.tenant.teams.invokes("mette", f"composeExtension/{name}", value)
        assert answer.status == 200
        assert "gået i stykker" in json.dumps(answer.body, ensure_ascii=False)
    assert count(bakkeby) == (0, 0, 0)


async def test_mette_makes_jonas_message_a_proposal_of_her_own(bakkeby: Town) -> None:
    card = await form_for(bakkeby, "Vi vækker beboerne om natten.\nHver gang vi ser <til> dem!")
    assert typed(card)["problem"] == "Vi vækker beboerne om natten.\nHver gang vi ser <til> dem!"
    assert "Du sender selv forslaget ind, i dit eget navn." in words(card)
    assert person("jonas").name not in json.dumps(card, ensure_ascii=False)
    outcome = await sends(bakkeby, card, **LATER)
    assert outcome.text.startswith("Tak. Dit forslag er gemt som F-0001.")
    stored = proposal(bakkeby)
    assert stored.submitter.name == person("mette").name
    assert stored.problem.startswith("Vi vækker beboerne om natten.")


async def test_sent_again_it_is_stored_once(bakkeby: Town) -> None:
    card = await form_for(bakkeby, "Vi vækker beboerne.")
    first = await sends(bakkeby, card, **LATER)
    again = await sends(bakkeby, card, **LATER)
    assert first.text == again.text
    changed = await sends(bakkeby, card, **{**LATER, "title": "Noget helt andet"})
    assert "IKKE gemt" in words(changed.dialog["card"])
    assert typed(changed.dialog["card"])["title"] == "Noget helt andet"
    assert count(bakkeby)[0] == 1
    assert (await sends(bakkeby, changed.dialog["card"])).text.startswith("Tak.")
    assert count(bakkeby)[0] == 2


async def test_a_no_comes_in_the_window_with_everything_typed(bakkeby: Town) -> None:
    card = await form_for(bakkeby, "Vi vækker beboerne.")
    outcome = await sends(bakkeby, card, **{**LATER, "solution": f"Spørg borger {CPR}"})
    again = outcome.dialog["card"]
    assert "CPR" in words(again)
    assert typed(again)["expected_benefits"] == SENSORS["expected_benefits"]
    assert count(bakkeby)[0] == 0
    assert (await sends(bakkeby, again, solution="En sensor.")).text.startswith("Tak.")


async def test_a_cpr_number_in_the_message_does_not_come_along(bakkeby: Town) -> None:
    long = "Vi ser til hende. " * 100
    for text in (f"Borger {CPR} falder.", f"Sagen 0101901234 venter. {long}", f"{long[:1390]} {CPR}"):
        card = await form_for(bakkeby, text)
        assert "ligner et CPR-nummer" in words(card)
        assert not [part for part in (CPR, "010190", "1234") if part in json.dumps(card)]


async def test_a_long_message_is_cut_to_the_field_and_an_empty_one_is_said(bakkeby: Town) -> None:
    card = await form_for(bakkeby, "Vi vækker beboerne. " * 200)
    assert "kun plads til begyndelsen" in words(card)
    assert len(typed(card)["problem"]) <= 1_400
    assert weight(card) < 25 * 1024
    assert (await sends(bakkeby, card, **LATER)).text.startswith("Tak.")
    assert "Der er ingen tekst i beskeden" in words(await form_for(bakkeby, ""))


async def test_an_empty_form_from_the_box(bakkeby: Town) -> None:
    teams = bakkeby.tenant.teams
    outcome = await extension.opens_form(teams, "mette", "jonas")
    assert outcome.dialog
    card = outcome.dialog["card"]
    assert typed(card)["problem"] == ""
    data = {**buttons(card)[0].action["data"], **SENSORS}
    assert (await extension.sends_form(teams, "mette", "jonas", data)).text.startswith("Tak.")


async def test_while_sharepoint_is_away_there_is_a_receipt_in_the_window(bakkeby: Town) -> None:
    card = await form_for(bakkeby, "Vi vækker beboerne.")
    await known(bakkeby, "mette")
    bakkeby.tenant.faults.add(Fault("before", "POST", ITEMS, status=403, times=1))
    outcome = await sends(bakkeby, card, **LATER)
    assert re.search(r"din kvittering er [A-Z]-\w+\.", outcome.text)


async def test_the_language_is_the_persons(bakkeby: Town) -> None:
    bakkeby.tenant.teams.speaks("mette", "en-US")
    await shares(bakkeby)
    [one] = (await finds(bakkeby, "briller")).results
    assert one["subtitle"] == "Solution card L-0001"


async def test_the_chat_of_two_colleagues_is_not_where_mette_is_reached(bakkeby: Town) -> None:
    """The conversation looks like the bot's own; news for Mette must never go there."""
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    before = bakkeby.house.store.contact(person("mette").object_id)
    await finds(bakkeby)
    card = await form_for(bakkeby, "Vi vækker beboerne.")
    await sends(bakkeby, card, **LATER)
    assert bakkeby.house.store.contact(person("mette").object_id) == before
    used = {one.activity["conversation"]["id"] for one in bakkeby.tenant.teams.turns}
    assert len(used) == 3
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Det findes allerede.")
    await bakkeby.tenant.teams.arrives(
        "mette", lambda one: any("Det findes allerede." in words(card) for card in one.cards)
    )


async def test_who_only_uses_the_extension_leaves_no_contact(bakkeby: Town) -> None:
    teams = bakkeby.tenant.teams
    teams.store.set_app(teams.conversation("mette").id, "installed")  # by a policy: the bot never heard of it
    assert (await finds(bakkeby)).text.startswith("Der er ingen forslag")
    assert bakkeby.house.store.contact(person("mette").object_id) is None


async def test_who_cannot_be_told_from_a_guest_is_asked_to_open_the_app(bakkeby: Town) -> None:
    await proposes(bakkeby, "jonas")
    teams = bakkeby.tenant.teams
    teams.store.set_app(teams.conversation("mette").id, "installed")
    away = Fault("before", "POST", r"/v3/conversations$", status=403, times=None)
    bakkeby.tenant.faults.add(away)
    found = await finds(bakkeby)
    assert found.text.startswith("Vi kan ikke få fat i din chat med Teknologikort")
    data = {"v": 1, "key": "a-key-of-sixteen", **SENSORS}
    outcome = await extension.sends_form(teams, "mette", "jonas", data)
    assert outcome.dialog
    assert typed(outcome.dialog["card"]) == SENSORS
    assert away.seen == 2
    bakkeby.tenant.faults.clear()
    assert (await sends(bakkeby, outcome.dialog["card"])).text.startswith("Tak.")


async def test_while_teams_does_not_say_who_somebody_is_the_answer_comes_in_time(bakkeby: Town) -> None:
    teams = bakkeby.tenant.teams
    teams.store.set_app(teams.conversation("mette").id, "installed")
    bakkeby.tenant.clock.freeze()
    bakkeby.tenant.faults.add(Fault("stall", "POST", r"/v3/conversations$", seconds=3600))
    found = await finds(bakkeby)
    assert found.failure is None  # the little Teams waits five seconds, as the real one does
    assert found.text.startswith("Vi kan ikke få fat i din chat med Teknologikort")


async def test_gustav_the_guest_is_refused_and_let_in_where_the_setting_says_so(tmp_path: Any) -> None:
    async with (
        tenant_with_lists(tmp_path / "lists") as tenant,
        house_in(tenant, tmp_path / "1") as usual,
        house_in(tenant, tmp_path / "2", guests_may_read=True) as open_house,
    ):
        chats_with(usual)
        await proposes(usual)
        await open_house.house.store.catch_up()
        found = await finds(usual, "natteronden", "gustav")
        assert (found.results, CLOSED in found.text) == ([], True)
        chats_with(open_house)
        assert names(await finds(open_house, "natteronden", "gustav")) == ["F-0001"]
        form = await extension.opens_form(tenant.teams, "gustav", "mette")
        assert CLOSED in form.text
        rows = str(tenant.sharepoint.true_rows("teknologikort-raad", "Contacts"))
        assert person("gustav").object_id not in rows


async def test_frank_of_another_tenant_gets_no_turn(bakkeby: Town) -> None:
    found = await finds(bakkeby, "sensorer", "frank")
    assert (found.status, found.results) == (403, [])


async def test_what_people_write_does_nothing_in_a_preview(bakkeby: Town) -> None:
    nasty = "<img src=x onerror=alert(1)> [tryk](https://evil.example) {{DATE(2020-01-01T00:00:00Z)}}"
    await shares(bakkeby, challenges=nasty)
    [one] = (await finds(bakkeby, "briller")).results
    for part in ("<img", "](", "{{"):
        assert part not in one["text"]
    assert "{{" not in json.dumps(one["card"], ensure_ascii=False)


async def test_an_open_card_in_the_own_chat_still_works(bakkeby: Town) -> None:
    await proposes(bakkeby)
    card = await asks_for(bakkeby, "mette", "F-0001")
    assert (await bakkeby.tenant.teams.presses("mette", card.id, "edit_proposal")).ok
