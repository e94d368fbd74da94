"""Each proposal waits for somebody who can do something about it, and stands before that person's eyes."""

from datetime import date, timedelta

import pytest

from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import ENDED, TABLE, Mover, Status
from technology_map.council.waiting import AT_ONCE, ORDER, WHEN_DUE, Waits, waits_for
from tests.bot.chatting import asks_for, moves, proposes, words
from tests.teams_app.tab.pages import read
from tests.technology_map.sheets.made_sheets import HANNE, NOW
from tests.town import Town

TODAY = NOW.date()
MOVERS = {
    Waits.SUBMITTER: {Mover.SUBMITTER},
    Waits.SECRETARY: {Mover.SECRETARY},
    Waits.COUNCIL: {Mover.COUNCIL},
}


def standing(status: Status, due: date | None = None) -> Proposal:
    """A proposal that stands there, with an agreed day."""
    return Proposal(
        title="x",
        problem="x",
        solution="x",
        expected_benefits="x",
        submitter=HANNE,
        submission_key="k",
        submitted_at=NOW,
        changed_at=NOW,
        status=status,
        next_step_due=due,
    )


@pytest.mark.parametrize("status", sorted(set(Status) - ENDED))
def test_whoever_it_waits_for_has_a_move_there(status: Status) -> None:
    whom = waits_for(standing(status, TODAY), TODAY)
    assert any((status, mover) in TABLE for mover in MOVERS[whom]), (status, whom)


@pytest.mark.parametrize("status", sorted(ENDED))
def test_what_has_ended_waits_for_nobody(status: Status) -> None:
    assert waits_for(standing(status, TODAY), TODAY) is Waits.NOBODY


@pytest.mark.parametrize("status", sorted(WHEN_DUE))
def test_what_is_under_way_waits_from_its_day_on(status: Status) -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert waits_for(standing(status, tomorrow), TODAY) is Waits.NOBODY
    assert waits_for(standing(status, TODAY), TODAY) is WHEN_DUE[status]
    assert waits_for(standing(status), TODAY) is Waits.NOBODY


def test_every_status_is_somebodys() -> None:
    assert {*AT_ONCE, *WHEN_DUE, *ENDED} == set(Status)
    assert {*ORDER, Status.CLARIFICATION} == {*AT_ONCE, *WHEN_DUE}


async def desk(at: Town, who: str) -> str:
    """What stands on somebody's *Mine* and in the bot's answer to `mine`."""
    page = read((await at.reads(who, "mine")).text)
    in_chat = words((await asks_for(at, who, "mine")).card)
    waiting = "Venter på dig" in page.words("h2")
    assert ("Venter på dig" in in_chat) is waiting
    return in_chat if waiting else ""


async def test_what_is_assessed_is_on_the_secretarys_desk_and_says_so(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.ASSESSMENT, "Et klart problem.")
    assert "F-0001" in str((await asks_for(bakkeby, "hanne", "mine")).card)
    assert "Sensorer" in await desk(bakkeby, "hanne")
    assert await desk(bakkeby, "karen") == ""
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert any("Venter på rådssekretæren" in said for said in page.words("p"))


async def test_what_is_on_the_agenda_is_on_the_members_desk(bakkeby: Town) -> None:
    await proposes(bakkeby)
    for end in (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA):
        await moves(bakkeby, "hanne", 1, end, f"Videre til {end}.")
    assert "Sensorer" in await desk(bakkeby, "karen")
    assert await desk(bakkeby, "hanne") == ""
    await moves(bakkeby, "karen", 1, Status.PRIORITISED, "Det er vigtigt.")
    assert "Sensorer" in await desk(bakkeby, "peter")


async def test_what_the_council_asks_is_on_the_submitters_desk(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, "Hvem passer sensorerne?")
    await bakkeby.server.messenger.settled()
    assert "Venter på dig" in words((await asks_for(bakkeby, "mette", "mine")).card)
    assert await desk(bakkeby, "hanne") == ""
