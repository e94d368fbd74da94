"""`teknologikort forget`: hanne takes somebody who has left out of the lists, on her own machine."""

import asyncio
import io
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from rich.console import Console

from local_tenant.faults import Fault, When
from sharepoint_lists.schema import lists
from teams_app.commands.forgetting import run_forget
from teams_app.commands.reporting import Exit
from teams_app.personal.looking import Asked
from teams_app.server.derived_keys import assessment_key, placement_key, worry_key
from teams_app.server.sealed_texts import SealedTexts
from technology_map.assessing.assessments import read_scores
from technology_map.people.people import FORGOTTEN
from technology_map.talk.worries import read_said
from tests.stories.playing import CLOSED_SITE
from tests.teams_app.commands.lists_alone import Lists, lists_alone, person
from tests.teams_app.commands.people_in_rows import put_everywhere, site_of, traces
from tests.words import speaking

METTE, KAREN = person("mette"), person("karen")
WORD = "Tidligere medarbejder"


@pytest.fixture
async def lived_in(tmp_path: Path) -> AsyncIterator[Lists]:
    """Lists with Mette and Karen in every cell of every list that can hold somebody."""
    async with lists_alone(tmp_path) as opened:
        await put_everywhere(opened.tenant, opened.installation.settings, METTE)
        await put_everywhere(opened.tenant, opened.installation.settings, KAREN)
        yield opened


async def forgets(opened: Lists, who: str = METTE.object_id, *, yes: bool = True) -> tuple[int, str]:
    """How the command ends, and what it says."""
    said = io.StringIO()
    console = Console(file=said, width=500)
    ended = await run_forget(opened.installation, Asked(who), speaking(), console, yes=yes)
    return ended, said.getvalue()


def sealed_rows(opened: Lists) -> dict[str, list[dict[str, Any]]]:
    """The rows of the lists that nobody reads."""
    names = ("Assessments", "Placements", "Worries")
    return {one: opened.tenant.sharepoint.true_rows(CLOSED_SITE, one) for one in names}


def stand_ins(opened: Lists) -> set[str]:
    """The ids that stand in for people now, in whichever cell."""
    found = set[str]()
    for of in lists.LISTS:
        for row in opened.tenant.sharepoint.true_rows(site_of(of), of.name):
            found |= {
                sign for cell in row.values() for sign in re.findall(r"forgotten-[0-9a-f]{16}", str(cell))
            }
    return found


async def test_first_it_is_only_told(lived_in: Lists) -> None:
    before = traces(lived_in.tenant, METTE.object_id, METTE.name)
    ended, said = await forgets(lived_in, yes=False)
    assert ended == Exit.DONE
    assert traces(lived_in.tenant, METTE.object_id, METTE.name) == before
    assert {one for one, _ in before} == {of.name for of in lists.LISTS}
    assert "Forslag: 1 række ændres." in said
    assert "Kontakter: 1 række slettes." in said
    assert "Intet er ændret endnu." in said
    assert not (lived_in.installation.settings.data_dir / "forgetting.json").exists()


async def test_nothing_of_her_is_left_anywhere_and_karen_stands_as_before(lived_in: Lists) -> None:
    karen = traces(lived_in.tenant, KAREN.object_id, KAREN.name)
    ended, said = await forgets(lived_in)
    assert ended == Exit.DONE, said
    assert traces(lived_in.tenant, METTE.object_id, METTE.name) == set()
    assert traces(lived_in.tenant, KAREN.object_id, KAREN.name) == karen
    owned = {"Contacts", "Follows", "Notices", "Drafts"}
    for of in lists.LISTS:
        count = len(lived_in.tenant.sharepoint.true_rows(site_of(of), of.name))
        planted = len([one for one in lists.TERMS.values() if one is of])
        assert count == (1 if of.name in owned else 2) or planted, of.name
    (row, _) = lived_in.tenant.sharepoint.true_rows(site_of(lists.PROPOSALS), "Proposals")
    assert row["SubmitterName"] == row["EditedBy"] == WORD
    assert row["CoSubmitters"] == f"{WORD}\n{WORD}"
    assert row["SubmitterId"].startswith(FORGOTTEN)
    assert row["Problem"] == f"Spørg {WORD}."
    (support, _) = lived_in.tenant.sharepoint.true_rows(site_of(lists.SUPPORTS), "Supports")
    assert support["SupporterId"] == row["SubmitterId"], "one and the same, so that nothing is counted anew"
    assert not (lived_in.installation.settings.data_dir / "forgetting.json").exists()


async def test_again_there_is_nothing_to_do(lived_in: Lists) -> None:
    await forgets(lived_in)
    ended, said = await forgets(lived_in)
    assert ended == Exit.DONE
    assert "Bekymringer: 2 rækker ændres." in said, "all of them, each time: so that none stands out"
    assert "2 rækker ændret og 0 slettet" in said


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_crash_in_the_middle_is_made_whole_by_the_next_run(lived_in: Lists, when: When) -> None:
    """The power goes while the ninth row is written, before or after SharePoint has done it."""
    stalled = lived_in.tenant.faults.add(Fault(kind="stall", when=when, method="PATCH", nth=9, seconds=3600))
    running = asyncio.create_task(forgets(lived_in))
    while stalled.seen < 9:  # noqa: ASYNC110 - the fault has no event
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    lived_in.tenant.faults.clear()
    kept = lived_in.installation.settings.data_dir / "forgetting.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert traces(lived_in.tenant, METTE.object_id) != set()
    ended, said = await forgets(lived_in)
    assert ended == Exit.DONE, said
    assert traces(lived_in.tenant, METTE.object_id, METTE.name) == set()
    assert len(stand_ins(lived_in)) == 1, "the same stand-in in both runs"
    assert not kept.exists()


async def test_what_sharepoint_refuses_is_told_and_left_for_the_next_run(lived_in: Lists) -> None:
    lived_in.tenant.faults.add(Fault(kind="before", method="PATCH", status=403, nth=5, times=None))
    ended, said = await forgets(lived_in)
    assert ended == Exit.NOT_ALL
    assert "rækker kunne ikke ændres. Kør igen" in said
    lived_in.tenant.faults.clear()
    assert (await forgets(lived_in))[0] == Exit.DONE
    assert traces(lived_in.tenant, METTE.object_id, METTE.name) == set()
    assert len(stand_ins(lived_in)) == 1


async def test_an_answer_that_was_lost_is_no_second_write(lived_in: Lists) -> None:
    lived_in.tenant.faults.add(Fault(kind="after", method="PATCH", path="/Supports|/items/1/fields"))
    ended, _ = await forgets(lived_in)
    assert ended == Exit.DONE
    assert traces(lived_in.tenant, METTE.object_id, METTE.name) == set()


async def test_what_somebody_writes_meanwhile_stays(lived_in: Lists) -> None:
    """The row is another version when its turn comes: it is read again, and her name goes from that."""
    home = lived_in.tenant.sharepoint.list_named(site_of(lists.REMARKS), "Remarks")
    row = lived_in.tenant.sharepoint.items.read(home, "1")
    lived_in.tenant.faults.add(Fault(kind="before", method="PATCH", status=412))
    lived_in.tenant.sharepoint.items.change(home, row, {"Title": f"{METTE.name} og mere"}, None)
    ended, _ = await forgets(lived_in)
    assert ended == Exit.DONE
    assert lived_in.tenant.sharepoint.true_rows(site_of(lists.REMARKS), "Remarks")[0]["Title"] == (
        f"{WORD} og mere"
    )


async def test_a_namesake_is_left_alone_and_told(lived_in: Lists) -> None:
    """Another Mette Holm works here: where no id says whose the name is, hanne has to look."""
    other = replace(METTE, object_id="22222222-0000-4000-8000-000000000001")
    await put_everywhere(lived_in.tenant, lived_in.installation.settings, other)
    ended, said = await forgets(lived_in)
    assert ended == Exit.DONE
    assert traces(lived_in.tenant, METTE.object_id) == set()
    assert ("Proposals", "Problem") in traces(lived_in.tenant, METTE.name)
    assert "Bliver stående: Forslag 1, Problem. En anden har samme navn." in said
    again = io.StringIO()
    asked = Asked(METTE.object_id, (METTE.name,), sure=True)
    console = Console(file=again, width=500)
    assert await run_forget(lived_in.installation, asked, speaking(), console, yes=True) == Exit.DONE
    left = lived_in.tenant.sharepoint.true_rows(site_of(lists.PROPOSALS), "Proposals")
    assert left[0]["Problem"] == f"Spørg {WORD}."
    assert left[2]["SubmitterName"] == METTE.name, "beside the other's id it is the other's"


async def test_what_is_sealed_is_sealed_anew_and_tells_no_more_whose_it_was(lived_in: Lists) -> None:
    before = sealed_rows(lived_in)
    await forgets(lived_in)
    after, settings = sealed_rows(lived_in), lived_in.installation.settings
    assert all(
        one["etag"] != was["etag"] for one, was in zip(after["Worries"], before["Worries"], strict=True)
    )
    seals = SealedTexts(worry_key(settings) or b"")
    authors = [read_said(seals.unseal(one["WorryKey"], one["Sealed"]) or "") for one in after["Worries"]]
    assert [one.author.name for one in authors] == [WORD, KAREN.name]
    assert authors[0].text == f"Det sagde {WORD}."
    given = SealedTexts(assessment_key(settings) or b"")
    marks = [
        read_scores(given.unseal(one["AssessmentKey"], one["Sealed"]) or "") for one in after["Assessments"]
    ]
    assert [one.marks["problem"] for one in marks] == [4, 4]
    placed = SealedTexts(placement_key(settings) or b"")
    assert [placed.unseal(one["PlacementKey"], one["Sealed"]) for one in after["Placements"]] == [
        "service"
    ] * 2
    assert after["Placements"][0]["PlacementKey"] != before["Placements"][0]["PlacementKey"]
    assert after["Placements"][1] == before["Placements"][1]


async def test_with_another_secret_what_is_sealed_stays_and_is_told(lived_in: Lists) -> None:
    """Under a new key nobody would open it ever again."""
    settings = lived_in.installation.settings.model_copy(update={"ticket_secret": SecretStr("x" * 32)})
    other = replace(lived_in.installation, settings=settings)
    before, said = sealed_rows(lived_in), io.StringIO()
    console = Console(file=said, width=500)
    ended = await run_forget(other, Asked(METTE.object_id), speaking(), console, yes=True)
    assert ended == Exit.NOT_ALL
    assert "Vurderinger, række 1: Den er forseglet med en anden hemmelighed" in said.getvalue()
    assert sealed_rows(lived_in) == before
    assert (await forgets(lived_in))[0] == Exit.DONE
    assert traces(lived_in.tenant, METTE.object_id, METTE.name) == set()


async def test_what_is_no_object_id_is_refused(lived_in: Lists) -> None:
    for text in ("mette", "", "Mette Holm", "1"):
        ended, said = await forgets(lived_in, text)
        assert ended == Exit.REFUSED
        assert "Det er ikke et objekt-id." in said
