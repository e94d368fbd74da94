"""Mette has left the municipality, and asks to be forgotten: her cases stay, and so does what was decided."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from rich.console import Console

from sharepoint_lists.schema import lists
from teams_app.commands.copying import run_export_all, run_restore
from teams_app.commands.forgetting import run_forget
from teams_app.commands.reporting import Exit
from teams_app.personal.looking import Asked
from technology_map.people.people import FORGOTTEN
from tests.bot.chatting import asks_for, words
from tests.stories.playing import installed_in, tenant_with_lists
from tests.teams_app.commands.lists_alone import person
from tests.teams_app.commands.people_in_rows import traces
from tests.teams_app.commands.seeded_town import numbers, seeded_town, words_of_pages
from tests.town import Town
from tests.words import speaking

METTE, WORD = person("mette"), "Tidligere medarbejder"


@pytest.fixture
async def lived_in(tmp_path: Path) -> AsyncIterator[Town]:
    async with seeded_town(tmp_path) as at:
        yield at


async def forgets(at: Town, folder: Path) -> str:
    """Hanne runs the command on the machine where the app runs; what it says."""
    said = io.StringIO()
    installed = installed_in(at.tenant, folder / "app")
    asked, console = Asked(METTE.object_id), Console(file=said, width=500)
    assert await run_forget(installed, asked, speaking(), console, yes=True) == Exit.DONE, said.getvalue()
    await at.server.store.catch_up()
    return said.getvalue()


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


async def test_nobody_is_told_anything_in_her_place(lived_in: Town, tmp_path: Path) -> None:
    await forgets(lived_in, tmp_path)
    before = await lived_in.server.messenger.waiting()
    stood_in = next(
        one.submitter.object_id
        for one in lived_in.server.store.overview.proposals
        if one.submitter.object_id.startswith(FORGOTTEN)
    )
    await lived_in.server.sweeper.settled()
    await lived_in.server.messenger.settled()
    assert await lived_in.server.messenger.waiting() <= before
    assert stood_in not in str(lived_in.tenant.sharepoint.true_rows("teknologikort-raad", "Notices"))


async def test_she_comes_back_with_no_restoration(lived_in: Town, tmp_path: Path) -> None:
    """What is exported afterwards knows nothing of her either."""
    await forgets(lived_in, tmp_path)
    file, said = tmp_path / "bakkeby.zip", io.StringIO()
    console = Console(file=said, width=500)
    installed = installed_in(lived_in.tenant, tmp_path / "app")
    assert await run_export_all(file, installed, speaking(), console) == 0
    async with tenant_with_lists(tmp_path / "second") as tenant:
        into = installed_in(tenant, tmp_path / "admin")
        assert await run_restore(file, into, speaking(), console, dry_run=False) == 0, said.getvalue()
        assert traces(tenant, METTE.object_id, METTE.name) == set()
        assert numbers(tenant)[lists.PROPOSALS.name] == numbers(lived_in.tenant)[lists.PROPOSALS.name]
