"""What the outbox has taken is never lost: not by a kill, not by a full disk unsaid."""

import os
import signal
import sqlite3
import sys
from asyncio import create_subprocess_exec, subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from local_tenant.faults import Fault
from sharepoint_lists.writing.outbox import KEPT_FOR, NoOutbox, Outbox
from technology_map.cards.proposals import Proposal
from technology_map.ports import NotStored, Receipt
from tests.sharepoint_lists.municipality import NOON, Municipality, card, proposal

WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from sharepoint_lists.writing.outbox import Outbox

async def main():
    box = Outbox(Path(sys.argv[1]))
    await box.open()
    number = 0
    while True:
        key = f"{sys.argv[2]}-{number}"
        code = await box.put("Proposals", key, {"Title": key, "Problem": "x" * 3000}, datetime.now(UTC))
        print(key, code, flush=True)
        number += 1

asyncio.run(main())
"""


async def test_a_receipt_can_be_read_aloud_and_is_given_once(tmp_path: Path) -> None:
    box = Outbox(tmp_path / "outbox.sqlite")
    await box.open()
    code = await box.put("Proposals", "a", {"Title": "æøå 😀"}, NOON)
    assert (len(code), code[0].isalpha(), code[1]) == (6, True, "-")
    assert await box.put("Proposals", "a", {"Title": "igen"}, NOON) == code
    reopened = Outbox(tmp_path / "outbox.sqlite")
    await reopened.open()
    assert reopened.receipt("a") == code
    (waiting,) = await reopened.waiting()
    assert waiting.cells == {"Title": "æøå 😀"}
    await reopened.done("a")
    assert await reopened.waiting() == []
    assert b"Title" not in (tmp_path / "outbox.sqlite").read_bytes()


async def test_what_cannot_be_stored_for_72_hours_is_given_up_but_kept(tmp_path: Path) -> None:
    box = Outbox(tmp_path / "outbox.sqlite")
    await box.open()
    await box.put("Proposals", "a", {"Title": "x"}, NOON)
    (waiting,) = await box.waiting()
    await box.failed(waiting, NOON + KEPT_FOR)
    assert len(await box.waiting()) == 1
    await box.failed(waiting, NOON + KEPT_FOR + timedelta(seconds=1))
    assert await box.waiting() == []
    kept = sqlite3.connect(tmp_path / "outbox.sqlite")
    assert kept.execute("SELECT state, cells FROM waiting").fetchall() == [("dead", b'{"Title":"x"}')]
    kept.close()


@pytest.mark.parametrize("damage", ["folder", "garbage"])
async def test_a_disk_that_keeps_nothing_is_no_outbox(
    town: Municipality, tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "box"
    if damage == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"not a database" * 500)
    with pytest.raises(NoOutbox):
        await Outbox(path).open()
    async with town.instance(outbox=path) as first:
        assert first.outbox is None
        town.tenant.faults.add(Fault("before", "POST", times=None))
        with pytest.raises(NotStored):
            await first.store.add_proposal(proposal())


async def test_a_disk_that_fills_up_is_told(town: Municipality) -> None:
    async with town.instance() as first:
        town.tenant.faults.add(Fault("before", "POST", times=None))
        assert first.outbox is not None
        box = town.folder / "first" / "outbox.sqlite"
        box.unlink()
        box.mkdir()
        with pytest.raises(NotStored):
            await first.store.add_proposal(proposal())


async def test_after_a_restart_what_waited_is_stored_and_its_author_told(town: Municipality) -> None:
    town.tenant.faults.add(Fault("after", "POST", r"/items$", times=None))
    town.tenant.faults.add(Fault("before", "GET", r"/items$", times=None))
    one, other = proposal("Et"), card("To")
    async with town.instance() as first:
        receipts = [await first.store.add_proposal(one), await first.store.add_solution_card(other)]
        assert all(isinstance(one, Receipt) for one in receipts)
        assert await first.store.add_proposal(one) == receipts[0]
    town.tenant.faults.clear()
    town.tenant.clock.advance(60)
    async with town.instance() as again:
        assert again.drain is not None
        assert await again.drain.run() == 2
        assert [told[0] for told in town.told] == receipts
        assert isinstance(town.told[0][1], Proposal)
    assert len(town.rows("Proposals")) == len(town.rows("SolutionCards")) == 1


async def test_a_kill_loses_nothing_that_was_promised(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite"
    promised: dict[str, str] = {}
    for run in range(6):
        process = await create_subprocess_exec(
            sys.executable, "-c", WRITER, str(path), str(run), stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        for _ in range(run * 3 + 1):
            key, code = (await process.stdout.readline()).decode().split()
            promised[key] = code
        os.kill(process.pid, signal.SIGKILL)
        rest = await process.stdout.read()
        promised |= dict(line.split() for line in rest.decode().splitlines() if line.count("-") == 2)
        await process.wait()
    box = Outbox(path)
    await box.open()
    kept = {one.key: one.code for one in await box.waiting()}
    assert promised.items() <= kept.items()
    assert len(set(kept.values())) == len(kept)
