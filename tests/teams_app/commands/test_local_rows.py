"""What waits on the instance's own disk: told, taken out, and never sent twice for that."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.news.outgoing_messages import OutgoingMessages
from sharepoint_lists.mapping.naming import Sought
from sharepoint_lists.waiting.sqlite_rows import SqliteRows
from sharepoint_lists.writing.outbox import Outbox
from teams_app.personal.local_rows import TABLES, LocalRows
from teams_app.waiting import INTENTIONS, LETTERS, OUTBOX, Keepers
from technology_map.intentions import KeptIntentions
from technology_map.people.news import OnAgenda, ProposalHandedIn
from tests.teams_app.commands.lists_alone import person

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
METTE, KAREN = person("mette"), person("karen")
WHO = Sought(METTE.object_id, "forgotten-0123456789abcdef", "Tidligere medarbejder", frozenset({METTE.name}))


def cells(who: str, name: str) -> dict[str, str]:
    return {
        "Title": f"Sensorer til {name}",
        "SubmitterId": who,
        "SubmitterName": name,
        "SubmissionKey": f"{who}.0123456789abcdef",
    }


def keepers(folder: Path) -> Keepers:
    """What an instance keeps in its files."""
    messages = SqliteRows(folder / LETTERS, "one", remembers=True)
    begun = SqliteRows(folder / INTENTIONS, "one")
    return Keepers(SqliteRows(folder / OUTBOX, "one"), messages, begun)


def looked_at(folder: Path) -> LocalRows:
    """The files of a folder, as a command finds them."""
    return LocalRows(folder, keepers(folder))


async def kept(folder: Path) -> None:
    """A submission and news of each of them wait."""
    outbox, letters = Outbox(keepers(folder).submissions), OutgoingMessages(keepers(folder).messages)
    await outbox.open()
    for one in (METTE, KAREN):
        await outbox.put(
            "Proposals", f"{one.object_id}.0123456789abcdef", cells(one.object_id, one.name), NOW
        )
        await letters.put(one.object_id, ProposalHandedIn(1), NOW.timestamp())
    await letters.put(KAREN.object_id, OnAgenda(1, 2, METTE.object_id), NOW.timestamp())
    begun = KeptIntentions(keepers(folder).intentions, "one", lambda: NOW)
    for one in (METTE, KAREN):
        form = json.dumps({"doer": one.name})
        async with begun.kept("asked", one.name, who=one.object_id, name=one.name, form=form) as deed:
            deed.leave()


def columns_of(file: Path) -> dict[str, set[str]]:
    """Every table of a file, with its columns."""
    with closing(sqlite3.connect(file)) as db:
        asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        names = [name for (name,) in db.execute(asked)]
        return {name: {row[1] for row in db.execute(f"PRAGMA table_info({name})")} for name in names}


async def test_every_table_and_column_of_this_machine_is_declared(tmp_path: Path) -> None:
    await kept(tmp_path)
    there = columns_of(tmp_path / OUTBOX) | columns_of(tmp_path / LETTERS)
    assert columns_of(tmp_path / INTENTIONS).items() <= there.items()
    assert there == {name: set(declared) for name, declared in TABLES.items()}


async def test_she_is_found_in_all_files_and_karen_is_not_taken_for_her(tmp_path: Path) -> None:
    await kept(tmp_path)
    found = await looked_at(tmp_path).found(WHO)
    assert [one.file for one in found].count(OUTBOX) == 4
    assert {one.what for one in found if one.file == LETTERS} == {"ProposalHandedIn", "OnAgenda"}
    assert [one.what for one in found if one.file == INTENTIONS] == ["asked"]
    assert not any(KAREN.name in one.text for one in found)


async def test_what_waits_still_waits_without_her_name_and_under_its_own_key(tmp_path: Path) -> None:
    await kept(tmp_path)
    assert await looked_at(tmp_path).forget(WHO) == 1
    hers, karens = await Outbox(keepers(tmp_path).submissions).everything()
    assert hers.key == f"{METTE.object_id}.0123456789abcdef", "so that it is stored once"
    assert hers.cells == {
        "Title": "Sensorer til Tidligere medarbejder",
        "SubmitterId": WHO.stand_in,
        "SubmitterName": "Tidligere medarbejder",
        "SubmissionKey": f"{METTE.object_id}.0123456789abcdef",
    }
    assert karens.cells == cells(KAREN.object_id, KAREN.name)


async def test_news_for_her_are_dropped_and_others_hear_without_her_id(tmp_path: Path) -> None:
    await kept(tmp_path)
    await looked_at(tmp_path).forget(WHO)
    waiting = await OutgoingMessages(keepers(tmp_path).messages).waiting()
    assert [one.object_id for one in waiting] == [KAREN.object_id, KAREN.object_id]
    assert waiting[1].news == OnAgenda(1, 2, WHO.stand_in)
    assert METTE.object_id.encode() not in (tmp_path / LETTERS).read_bytes()
    begun = (tmp_path / INTENTIONS).read_bytes()
    assert METTE.object_id.encode() not in begun
    assert METTE.name.encode() not in begun
    assert begun.count(KAREN.name.encode()) == 2
    assert begun.count(b"Tidligere medarbejder") == 2
    assert await looked_at(tmp_path).found(WHO) != [], "the submission's key, until it is stored"


async def test_where_no_instance_keeps_its_data_nothing_is_made(tmp_path: Path) -> None:
    local = looked_at(tmp_path / "elsewhere")
    assert not local.there
    assert await local.found(WHO) == []
    assert await local.forget(WHO) == 0
    assert not (tmp_path / "elsewhere").exists()
