"""Guests are told politely that this is not for them; strangers get no turn. Neither leaves a trace."""

import json

import pytest

from bot.verbs import VERBS
from local_tenant.faults import Fault
from local_tenant.people import person
from tests.bot.chatting import (
    GLASSES,
    SENSORS,
    asks_for,
    count,
    hears,
    known,
    proposal,
    proposes,
    shares,
    words,
)
from tests.town import Town

MEMBERS = r"^/teams/connector/.*/members/"
CLOSED = "Du er gæst hos kommunen, og gæster kan ikke bruge Teknologikort."


async def test_gustav_is_refused_politely_whatever_he_presses(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await shares(bakkeby)
    await known(bakkeby, "mette")
    await known(bakkeby, "jonas")
    [welcome] = await bakkeby.tenant.teams.opens("gustav")
    assert words(welcome.card) == words(await hears(bakkeby, "gustav", "hjælp"))
    before, calls = (proposal(bakkeby), count(bakkeby)), bakkeby.tenant.counts.total
    for verb in [*VERBS, "unknown", ""]:
        for name in ("F-0001", "L-0001"):
            data = {
                "v": 1,
                "verb": verb,
                "name": name,
                "key": "a-key-of-sixteen",
                "reason": "Fordi.",
                "text": "sensorer",
                **GLASSES,
                **SENSORS,
            }
            outcome = await bakkeby.tenant.teams.executes("gustav", welcome.id, {"verb": verb, "data": data})
            assert outcome.card is not None
            assert CLOSED in words(outcome.card)
            assert SENSORS["solution"] not in json.dumps(outcome.card, ensure_ascii=False)
    assert (proposal(bakkeby), count(bakkeby)) == before
    assert bakkeby.tenant.counts.total == calls


@pytest.mark.parametrize(
    "text", ["hjælp", "nyt forslag", "mine", "status F-0001", "søg sensorer", "sensorer"]
)
async def test_gustav_is_refused_politely_whatever_he_writes(bakkeby: Town, text: str) -> None:
    await proposes(bakkeby)
    card = await hears(bakkeby, "gustav", text)
    assert CLOSED in words(card)
    assert "actions" not in card
    assert len(words(card).splitlines()) == 1


async def test_nothing_is_kept_about_a_guest(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.opens("gustav")
    await asks_for(bakkeby, "gustav", "hjælp")
    await asks_for(bakkeby, "mette", "hjælp")
    await known(bakkeby, "mette")
    rows = str(bakkeby.tenant.sharepoint.true_rows("teknologikort-raad", "Contacts"))
    assert person("mette").object_id in rows
    assert person("gustav").object_id not in rows


async def test_who_is_a_guest_is_asked_of_teams_once(bakkeby: Town) -> None:
    second = bakkeby.tenant.faults.add(Fault("before", "GET", MEMBERS, nth=2, times=None))
    for _ in range(3):
        assert CLOSED in words(await hears(bakkeby, "gustav", "hjælp"))
    assert second.seen == 1


async def test_while_teams_does_not_say_who_is_a_guest_nobody_comes_in(bakkeby: Town) -> None:
    await proposes(bakkeby)
    bakkeby.tenant.faults.add(Fault("before", "GET", MEMBERS, status=400, times=None))
    said = words(await hears(bakkeby, "gustav", "status F-0001"))
    assert "Vi kan ikke få fat i Teams lige nu" in said
    assert SENSORS["title"] not in said
    bakkeby.tenant.faults.clear()
    assert CLOSED in words(await hears(bakkeby, "gustav", "status F-0001"))


async def test_frank_of_another_tenant_is_turned_away_at_every_door(bakkeby: Town) -> None:
    outcome = await bakkeby.tenant.teams.says("frank", "hjælp")
    assert outcome.status == 403
    assert outcome.replies == []
    turns = [
        turn for turn in bakkeby.tenant.teams.turns if turn.activity["from"]["name"] == person("frank").name
    ]
    assert {turn.answer.status for turn in turns} == {403}
    assert person("frank").object_id not in str(
        bakkeby.tenant.sharepoint.true_rows("teknologikort-raad", "Contacts")
    )
