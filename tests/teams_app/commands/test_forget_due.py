"""`teknologikort forget --due`: names go from what was closed long ago, and from nothing else."""

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sharepoint_lists.schema import lists
from teams_app.commands.doctor import examined
from teams_app.commands.forgetting import run_forget_due
from teams_app.commands.reporting import Exit
from technology_map.backing.relations import Follow, Support
from technology_map.cards.proposals import Proposal
from technology_map.council.decisions import Decision, sealed
from technology_map.council.life_cycle import Mover, Status
from technology_map.overview import Overview
from technology_map.people.people import FORGOTTEN
from technology_map.people.retention import due_things, months_before
from technology_map.talk.remarks import Remark
from technology_map.words.values import Phase
from tests.sharepoint_lists.municipality import card, proposal
from tests.teams_app.commands.lists_alone import Lists, lists_alone, person
from tests.teams_app.commands.people_in_rows import site_of, traces
from tests.words import overview, speaking

WORD = "Tidligere medarbejder"
LONG_AGO = datetime.now(UTC) - timedelta(days=800)
METTE, JONAS = person("mette"), person("jonas")


async def closes(opened: Lists, title: str, when: datetime) -> Proposal:
    """A proposal of Mette's that was rejected then, with Jonas's support, question and wish to follow."""
    made = proposal(title, edited_by=JONAS.name, submitted_at=when, changed_at=when)
    stored = await opened.store.add_proposal(made)
    assert isinstance(stored, Proposal)
    said = f"Spørg {METTE.name}."
    await opened.store.add_relation(Support(stored.number, JONAS, when))
    await opened.store.add_relation(Follow(stored.name, JONAS.object_id))
    await opened.store.add_remark(
        Remark(key=f"{JONAS.object_id}.{title}", thing=stored.name, text=said, author=JONAS, written_at=when)
    )
    rejected = Decision(
        proposal=stored.number,
        seq=0,
        start=stored.status,
        end=Status.REJECTED,
        reason="Nej tak.",
        decided_at=when,
        decided_as=Mover.SECRETARY,
        action_key=f"key-{title}",
    )
    moved = replace(
        stored, status=Status.REJECTED, status_reason="Nej tak.", seq=1, next_step="", changed_at=when
    )
    return await opened.store.decide(sealed(rejected, []), moved)


@pytest.fixture
async def closed(tmp_path: Path) -> AsyncIterator[Lists]:
    """F-0001 was closed long ago, F-0002 last month, F-0003 is open."""
    async with lists_alone(tmp_path) as opened:
        await closes(opened, "Gammelt", LONG_AGO)
        await closes(opened, "Nyt", datetime.now(UTC) - timedelta(days=30))
        await opened.store.add_proposal(proposal("Åbent", submitted_at=LONG_AGO, changed_at=LONG_AGO))
        yield opened


async def forgets_due(opened: Lists, *, yes: bool = True, months: int = 24) -> tuple[int, str]:
    """How the command ends, and what it says."""
    said = io.StringIO()
    settings = opened.installation.settings.model_copy(update={"names_kept_months": months})
    console = Console(file=said, width=500)
    ended = await run_forget_due(
        replace(opened.installation, settings=settings), speaking(), console, yes=yes
    )
    return ended, said.getvalue()


async def test_names_go_from_what_was_closed_long_ago_and_only_there(closed: Lists) -> None:
    ended, said = await forgets_due(closed)
    assert ended == Exit.DONE, said
    old, new, still_open = closed.tenant.sharepoint.true_rows(site_of(lists.PROPOSALS), "Proposals")
    assert (old["SubmitterName"], old["EditedBy"]) == (WORD, WORD)
    assert old["SubmitterId"].startswith(FORGOTTEN)
    assert (new["SubmitterName"], new["EditedBy"]) == (METTE.name, JONAS.name)
    assert still_open["SubmitterName"] == METTE.name
    remarks = closed.tenant.sharepoint.true_rows(site_of(lists.REMARKS), "Remarks")
    assert [row["AuthorName"] for row in remarks] == [WORD, JONAS.name]
    assert [row["RemarkText"] for row in remarks] == [f"Spørg {WORD}.", f"Spørg {METTE.name}."]
    supports = closed.tenant.sharepoint.true_rows(site_of(lists.SUPPORTS), "Supports")
    assert [row["SupporterName"] for row in supports] == [WORD, JONAS.name]
    follows = closed.tenant.sharepoint.true_rows(site_of(lists.FOLLOWS), "Follows")
    assert [row["Followed"] for row in follows] == ["F-0002"]
    await closed.store.catch_up()
    log = closed.store.overview.log
    assert [log.faults(number) for number in log.proposals()] == [[], []]
    assert (await forgets_due(closed))[1].count("Der er ingen rækker at ændre.") == 1


async def test_nothing_by_surprise(closed: Lists) -> None:
    """Without --yes it is only told; with 0 months never; and doctor says how many rows are due."""
    before = traces(closed.tenant, METTE.name, JONAS.name)
    ended, said = await forgets_due(closed, yes=False)
    assert ended == Exit.DONE
    assert "lukket for mere end 24 måneder siden" in said
    assert "Forslag: 1 række ændres." in said
    assert "Følgere: 1 række slettes." in said
    ended, said = await forgets_due(closed, months=0)
    assert ended == Exit.DONE
    assert "navne bliver stående" in said
    report = await examined(closed.installation)
    (sign,) = [one for one in report.signs if one.code == "names_due"]
    assert sign.harmless
    assert sign.data == {"rows": "4", "months": "24"}
    assert traces(closed.tenant, METTE.name, JONAS.name) == before
    await forgets_due(closed)
    assert "names_due" not in [one.code for one in (await examined(closed.installation)).signs]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
def test_law_months_go_back_as_the_calendar_does(today: date, months: int) -> None:
    then = months_before(today, months)
    assert (today.year - then.year) * 12 + today.month - then.month == months
    assert then.day == today.day or (then + timedelta(days=1)).day == 1


def a_town(closed_on: datetime, status: Status, phase: Phase) -> Overview:
    found = overview()
    found.put_proposal(proposal(number=1, status=status, changed_at=closed_on))
    found.put_solution_card(card(number=1, phase=phase, changed_at=closed_on))
    return found


@given(st.integers(0, 2000), st.sampled_from(Status), st.sampled_from(Phase), st.integers(0, 60))
def test_law_only_what_is_closed_and_older_is_due(
    days: int, status: Status, phase: Phase, months: int
) -> None:
    today = date(2026, 11, 30)
    closed_on = datetime(2026, 11, 30, 12, tzinfo=UTC) - timedelta(days=days)
    found = set(due_things(a_town(closed_on, status, phase), today, months))
    old = months > 0 and closed_on.date() <= months_before(today, months)
    ended = {Status.COMPLETED, Status.REJECTED, Status.MERGED, Status.WITHDRAWN, Status.STOPPED}
    assert ("F-0001" in found) == (old and status in ended)
    assert ("L-0001" in found) == (old and phase is Phase.RETIRED)
