"""Mette has left the municipality, and asks to be forgotten: her cases stay, and so does what was decided."""

import io
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.news.outgoing_messages import OutgoingMessages
from sharepoint_lists.schema import lists
from teams_app.commands.copying import run_export_all, run_restore
from teams_app.commands.forgetting import run_forget
from teams_app.commands.reporting import Exit
from teams_app.personal.looking import Asked
from teams_app.waiting import on_disk
from technology_map.people.news import ProposalHandedIn
from technology_map.people.people import FORGOTTEN
from tests.bot.chatting import asks_for, words
from tests.stories.playing import CLOSED_SITE, installed_in, server_in, tenant_with_lists, utc_now
from tests.teams_app.commands.lists_alone import person
from tests.teams_app.commands.people_in_rows import traces
from tests.teams_app.commands.seeded_town import numbers, said, seeded_town, words_of_pages
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town
from tests.words import speaking

METTE, WORD = person("mette"), "Tidligere medarbejder"


@pytest.fixture
async def lived_in(tmp_path: Path) -> AsyncIterator[Town]:
    async with seeded_town(tmp_path) as at:
        yield at


async def forgets(at: Town, folder: Path) -> str:
    """Hanne runs the command on the machine where the app runs; what it says."""
    told = io.StringIO()
    installed = installed_in(at.tenant, folder / "app")
    asked, console = Asked(METTE.object_id), Console(file=told, width=500)
    assert await run_forget(installed, asked, speaking(), console, yes=True) == Exit.DONE, told.getvalue()
    await at.server.store.catch_up()
    return told.getvalue()


async def test_every_page_says_the_same_but_for_her_name(lived_in: Town, tmp_path: Path) -> None:
    before = await words_of_pages(lived_in, "karen")
    assert any(METTE.name in text for text in before.values())
    await forgets(lived_in, tmp_path)
    after = await words_of_pages(lived_in, "karen")
    assert not [part for part, text in after.items() if METTE.name in text]
    assert after == {part: text.replace(METTE.name, WORD) for part, text in before.items()}


async def test_nothing_of_her_is_left_and_the_log_is_whole(lived_in: Town, tmp_path: Path) -> None:
    there = numbers(lived_in.tenant)
    await forgets(lived_in, tmp_path)
    assert traces(lived_in.tenant, METTE.object_id, METTE.name) == set()
    now = numbers(lived_in.tenant)
    gone = {name for name in there if there[name] != now[name]}
    assert gone == {"Contacts", "Follows", "Preferences", "Drafts"}
    assert await lived_in.server.opened.reconciler.report_chains() == []
    assert await lived_in.server.opened.reconciler.run(0) == []


async def test_an_old_card_in_a_chat_says_it_too(lived_in: Town, tmp_path: Path) -> None:
    number = next(
        one.number
        for one in lived_in.server.store.overview.proposals
        if one.submitter.object_id == METTE.object_id
    )
    shown = await asks_for(lived_in, "jonas", f"F-{number:04d}")
    assert METTE.name in words(shown.card)
    await forgets(lived_in, tmp_path)
    outcome = await lived_in.tenant.teams.displays("jonas", shown.id)
    assert outcome is not None
    assert outcome.ok, outcome.failure
    card = lived_in.tenant.teams.message("jonas", shown.id).card
    assert WORD in words(card)
    assert METTE.name not in words(card)


async def test_how_her_text_came_about_is_told_without_her(lived_in: Town, tmp_path: Path) -> None:
    """SharePoint keeps the former versions of the row: the page reads them, and has the word for her."""
    sent = proposal(problem="Spørg Mette Holm om natten.", title="Sensorer, der spørger")
    assert (await lived_in.sends("mette", "proposals", sent)).status_code == 200
    number = max(one.number for one in lived_in.server.store.overview.proposals)
    form = read((await lived_in.reads("mette", f"proposals/{number}/edit")).text).filled()
    changed = {**form, "problem": "Spørg Mette Holm om dagen."}
    assert (await lived_in.sends("mette", f"proposals/{number}/edit?seq=0", changed)).status_code == 200
    before = (await lived_in.reads("jonas", f"proposals/{number}/wording")).text
    assert METTE.name in before
    await forgets(lived_in, tmp_path)
    after = (await lived_in.reads("jonas", f"proposals/{number}/wording")).text
    assert METTE.name not in after
    assert said(after) == said(before).replace(METTE.name, WORD)


async def test_nobody_is_told_anything_in_her_place(lived_in: Town, tmp_path: Path) -> None:
    """At noon, a hundred days later reminders are due to who has handed in: there is nobody to remind."""
    await forgets(lived_in, tmp_path)
    proposals = list(lived_in.server.store.overview.proposals)
    (stood_in,) = {
        one.submitter.object_id for one in proposals if one.submitter.object_id.startswith(FORGOTTEN)
    }
    day = utc_now().replace(hour=12) + timedelta(days=100)
    async with server_in(lived_in.tenant, tmp_path / "later", now=lambda: day) as later:
        await later.server.messenger.tell(stood_in, ProposalHandedIn(1))
        await later.server.sweeper.round(timedelta(0))
        notices = later.tenant.sharepoint.true_rows(CLOSED_SITE, "Notices")
        assert len([one for one in notices if one.get("ToldId")]) > 1, "others are reminded"
        assert stood_in not in str(notices)
        kept = on_disk(installed_in(later.tenant, tmp_path / "later").settings, "later")
        assert await OutgoingMessages(kept.messages).of_person(stood_in) == []


async def test_she_comes_back_with_no_restoration(lived_in: Town, tmp_path: Path) -> None:
    """What is exported afterwards knows nothing of her either."""
    await forgets(lived_in, tmp_path)
    file, told = tmp_path / "bakkeby.zip", io.StringIO()
    console = Console(file=told, width=500)
    installed = installed_in(lived_in.tenant, tmp_path / "app")
    assert await run_export_all(file, installed, speaking(), console) == 0
    async with tenant_with_lists(tmp_path / "second") as tenant:
        into = installed_in(tenant, tmp_path / "admin")
        assert await run_restore(file, into, speaking(), console, dry_run=False) == 0, told.getvalue()
        assert traces(tenant, METTE.object_id, METTE.name) == set()
        assert numbers(tenant)[lists.PROPOSALS.name] == numbers(lived_in.tenant)[lists.PROPOSALS.name]
