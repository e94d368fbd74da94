"""What the outbox has taken is never lost: not by a kill, not by a full disk unsaid."""

import asyncio
import os
import signal
import sys
from asyncio import create_subprocess_exec, subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from local_tenant.faults import Fault
from sharepoint_lists.waiting.sqlite_rows import SqliteRows
from sharepoint_lists.writing.outbox import KEPT_FOR, Outbox
from technology_map.cards.proposals import Proposal
from technology_map.ports import NotStored, Receipt
from technology_map.waiting_rows import LEASE, PARKED, NotKept, WaitingRows
from tests.azurite import Azurite
from tests.sharepoint_lists.municipality import NOON, Killed, Municipality, card, proposal
from tests.sweeps import swept

WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from sharepoint_lists.waiting.sqlite_rows import SqliteRows
from sharepoint_lists.writing.outbox import Outbox
from tests.azurite import Azurite

async def main(place, run):
    if place.isdigit():
        async with Azurite(int(place), sys.argv[3]).keepers(run) as kept:
            await write(Outbox(kept.submissions), run)
    else:
        await write(Outbox(SqliteRows(Path(place), run)), run)

async def write(box, run):
    await box.open()
    number = 0
    while True:
        key = f"{run}-{number}"
        code = await box.put("Proposals", key, {"Title": key, "Problem": "x" * 3000}, datetime.now(UTC))
        print(key, code, flush=True)
        number += 1

asyncio.run(main(sys.argv[1], sys.argv[2]))
"""


@pytest.fixture(params=["disk", "table"])
async def rows(request: pytest.FixtureRequest, tmp_path: Path, table: Azurite) -> AsyncIterator[WaitingRows]:
    """Where submissions wait."""
    if request.param == "disk":
        yield SqliteRows(tmp_path / "outbox.sqlite", "first")
    else:
        async with table.keepers("first") as kept:
            yield kept.submissions


async def test_a_receipt_can_be_read_aloud_and_is_given_once(rows: WaitingRows) -> None:
    box = Outbox(rows)
    await box.open()
    code = await box.put("Proposals", "a", {"Title": "æøå 😀"}, NOON)
    assert (len(code), code[0].isalpha(), code[1]) == (6, True, "-")
    assert await box.put("Proposals", "a", {"Title": "igen"}, NOON) == code
    reopened = Outbox(rows)
    assert await reopened.put("Proposals", "a", {"Title": "igen"}, NOON) == code
    await reopened.open()
    assert (reopened.receipt("a"), reopened.oldest, len(reopened)) == (code, NOON, 1)
    (waiting,) = await reopened.waiting()
    assert waiting.cells == {"Title": "æøå 😀"}
    await reopened.done(waiting)
    assert await reopened.waiting() == []


async def test_of_what_is_stored_the_file_keeps_nothing(tmp_path: Path) -> None:
    box = Outbox(SqliteRows(tmp_path / "outbox.sqlite", "first"))
    await box.open()
    await box.put("Proposals", "a", {"Title": "æøå 😀"}, NOON)
    assert b"Title" in (tmp_path / "outbox.sqlite").read_bytes()
    await box.done((await box.waiting())[0])
    assert b"Title" not in (tmp_path / "outbox.sqlite").read_bytes()


async def test_what_cannot_be_stored_for_72_hours_is_given_up_but_kept(rows: WaitingRows) -> None:
    box = Outbox(rows)
    await box.open()
    await box.put("Proposals", "a", {"Title": "x"}, NOON)
    (waiting,) = await box.waiting()
    await box.failed(waiting, NOON + KEPT_FOR)
    (waiting,) = await box.waiting()
    await box.failed(waiting, NOON + KEPT_FOR + timedelta(seconds=1))
    assert (await box.waiting(), await box.count()) == ([], 0)
    (kept,) = await rows.rows()
    assert (kept.attempts, kept.due >= PARKED) == (2, True)
    assert b'"cells":{"Title":"x"}' in kept.content


@pytest.mark.parametrize("damage", ["folder", "garbage"])
async def test_a_disk_that_keeps_nothing_is_no_outbox(
    town: Municipality, tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "box"
    if damage == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"not a database" * 500)
    rows = SqliteRows(path, "first")
    with pytest.raises(NotKept):
        await Outbox(rows).open()
    async with town.instance(submissions=rows) as first:
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


async def test_after_a_restart_what_waited_is_stored_and_its_author_told(
    town: Municipality, rows: WaitingRows
) -> None:
    town.tenant.faults.add(Fault("after", "POST", r"/items$", times=None))
    town.tenant.faults.add(Fault("before", "GET", r"/items$", times=None))
    one, other = proposal("Et"), card("To")
    async with town.instance(submissions=rows) as first:
        receipts = [await first.store.add_proposal(one), await first.store.add_solution_card(other)]
        assert all(isinstance(one, Receipt) for one in receipts)
        assert await first.store.add_proposal(one) == receipts[0]
    town.tenant.faults.clear()
    town.tenant.clock.advance(60)
    async with town.instance(submissions=rows) as again:
        assert again.drain is not None
        assert await again.drain.run() == 2
        assert [told[0] for told in town.told] == receipts
        assert isinstance(town.told[0][1], Proposal)
    assert len(town.rows("Proposals")) == len(town.rows("SolutionCards")) == 1


async def test_another_instance_stores_what_one_left_that_never_comes_back(
    town: Municipality, table: Azurite
) -> None:
    async with AsyncExitStack() as stack:
        gone = (await stack.enter_async_context(table.keepers("gone"))).submissions
        there = (await stack.enter_async_context(table.keepers("there"))).submissions
        async with town.instance(submissions=gone) as first:
            fault = town.tenant.faults.add(Fault("before", "POST", r"/items$", status=403, times=None))
            receipt = await first.store.add_proposal(proposal())
            assert fault.seen == 1
            # It was working on it when it went.
            assert await gone.take((await gone.rows())[0], town.clock.now().timestamp()) is not None
        town.tenant.faults.clear()
        async with town.instance("second", submissions=there) as second:
            assert second.drain is not None
            assert await second.drain.run() == 0
            town.tenant.clock.advance(LEASE + 1)
            assert await second.drain.run() == 1
            assert [told[0] for told in town.told] == [receipt]
    assert len(town.rows("Proposals")) == 1


async def test_instances_that_empty_it_at_once_store_and_tell_everything_once(
    town: Municipality, table: Azurite
) -> None:
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        kept = [(await enter(table.keepers(name))).submissions for name in ("first", "second", "third")]
        opened = [await enter(town.instance(f"{n}", submissions=one)) for n, one in enumerate(kept)]
        town.tenant.faults.add(Fault("before", "POST", r"/items$", status=403, times=None))
        given = [proposal(f"Forslag {number}") for number in range(12)]
        receipts = {await opened[0].store.add_proposal(one) for one in given}
        assert len(receipts) == 12
        town.tenant.faults.clear()
        drains = [one.drain for one in opened if one.drain]
        assert sum(await asyncio.gather(*(drain.run() for drain in drains))) == 12
        assert {told[0] for told in town.told} == receipts
        assert len(town.told) == len(town.rows("Proposals")) == 12
        assert [await drain.run() for drain in drains] == [0, 0, 0]


async def test_a_press_at_another_instance_gets_the_same_receipt(town: Municipality, table: Azurite) -> None:
    async with (
        table.keepers("first") as one,
        table.keepers("second") as other,
        town.instance(submissions=one.submissions) as first,
        town.instance("second", submissions=other.submissions) as second,
    ):
        town.tenant.faults.add(Fault("before", "POST", r"/items$", status=403, times=None))
        given = proposal()
        receipt = await first.store.add_proposal(given)
        assert await second.store.add_proposal(given) == receipt
        assert len(await one.submissions.rows()) == 1


async def test_what_was_stored_but_not_told_is_told_and_not_stored_again(
    town: Municipality, rows: WaitingRows
) -> None:
    """The instance is killed after the row stands in SharePoint, and before its author is told."""
    async with town.instance(submissions=rows) as first:
        town.tenant.faults.add(Fault("before", "POST", r"/items$", status=403))
        receipt = await first.store.add_proposal(proposal())
        assert first.drain is not None
        town.dies_while_telling = True
        with pytest.raises(Killed):
            await first.drain.run()
        assert len(town.rows("Proposals")) == 1
    town.dies_while_telling = False
    async with town.instance(submissions=rows) as again:
        assert again.drain is not None
        assert await again.drain.run() == 1
        assert await again.drain.run() == 0
    assert [told[0] for told in town.told] == [receipt]
    assert len(town.rows("Proposals")) == 1


@pytest.mark.parametrize("keeper", swept(["disk", "table"]))
async def test_a_kill_loses_nothing_that_was_promised(tmp_path: Path, table: Azurite, keeper: str) -> None:
    place = str(tmp_path / "outbox.sqlite") if keeper == "disk" else f"{table.port}"
    promised: dict[str, str] = {}
    for run in range(6):
        arguments = ("-c", WRITER, place, str(run), table.table_name)
        process = await create_subprocess_exec(sys.executable, *arguments, stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(run * 3 + 1):
            key, code = (await process.stdout.readline()).decode().split()
            promised[key] = code
        os.kill(process.pid, signal.SIGKILL)
        rest = await process.stdout.read()
        promised |= dict(line.split() for line in rest.decode().splitlines() if line.count("-") == 2)
        await process.wait()
    async with table.keepers("after") as kept:
        on_disk = SqliteRows(tmp_path / "outbox.sqlite", "after")
        found = await Outbox(on_disk if keeper == "disk" else kept.submissions).waiting()
    codes = {one.key: one.code for one in found}
    assert promised.items() <= codes.items()
    assert len(set(codes.values())) == len(codes)
