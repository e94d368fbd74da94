"""The message extension: colleagues find and share cards in their own chat, and make a proposal there."""

import json
import re
from typing import Any

import pytest

from bot.adaptive_cards.elements import weight
from local_tenant.faults import Fault
from local_tenant.people import person
from local_tenant.teams.chat import extension
from local_tenant.teams.chat.cards import buttons
from technology_map.council.life_cycle import Status
from tests.bot.chatting import (
    SENSORS,
    count,
    known,
    moves,
    proposal,
    proposes,
    shares,
    typed,
    words,
)
from tests.bot.search.extending import finds, form_for, names, sends
from tests.town import Town

ITEMS = r"/items$"
CPR = "010190-1234"
LATER = {name: text for name, text in SENSORS.items() if name != "problem"}


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
