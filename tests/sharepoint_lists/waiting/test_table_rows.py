"""The table over a line that breaks: only what is kept is said to be, and what is kept is known to be."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Literal

import pytest
from azure.data.tables.aio import TableClient

from sharepoint_lists.waiting.table_rows import TableRows, open_table
from technology_map.waiting_rows import NotKept
from tests.azurite import Azurite, credential
from tests.line_to_table import Line, line_to
from tests.sharepoint_lists.waiting.keeping import Table, row

NOW = 1_772_452_800.0


@asynccontextmanager
async def over(line: Line, table: Azurite, *, remembers: bool = True) -> AsyncIterator[TableRows]:
    async with open_table(line.endpoint, table.table_name, credential()) as client:
        yield TableRows(client, "submissions", "first", remembers=remembers)


@pytest.fixture
async def line(table: Azurite) -> AsyncIterator[Line]:
    async with line_to(table) as open_line:
        yield open_line


async def truly_there(table: Azurite) -> list[str]:
    async with Table(table).opened("other") as rows:
        return [one.key for one in await rows.rows()]


@pytest.mark.parametrize("remembers", [True, False])
@pytest.mark.parametrize("times", [1, 2])
async def test_a_put_whose_answer_is_lost_is_kept_once_and_said_to_be(
    line: Line, table: Azurite, times: int, remembers: bool
) -> None:
    async with over(line, table, remembers=remembers) as rows:
        line.cut, line.times = "after", times
        assert await rows.put(row("a")) == row("a").content
    assert await truly_there(table) == ["a"]


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_while_the_line_is_dead_nothing_is_said_to_be_kept(
    line: Line, table: Azurite, cut: Literal["before", "after"]
) -> None:
    async with over(line, table) as rows:
        await rows.put(row("a"))
        (one,) = await rows.rows()
        line.cut = cut
        for attempt in (
            rows.open(),
            rows.put(row("b")),
            rows.rows(),
            rows.depth(),
            rows.take(one, NOW),
            rows.later(one, NOW),
            rows.done(one),
            rows.forget(NOW),
        ):
            with pytest.raises(NotKept):
                await attempt


async def test_once_the_line_is_back_the_same_is_kept_as_if_nothing_was(line: Line, table: Azurite) -> None:
    async with over(line, table) as rows:
        line.cut = "after"
        with pytest.raises(NotKept):
            await rows.put(row("a"))
        line.cut = ""
        assert await rows.put(row("a")) == row("a").content
    assert await truly_there(table) == ["a"]


async def test_a_lease_whose_answer_is_lost_is_still_ours(line: Line, table: Azurite) -> None:
    async with over(line, table) as rows:
        await rows.put(row("a"))
        (one,) = await rows.rows()
        line.cut, line.times = "after", 1
        with pytest.raises(NotKept):
            await rows.take(one, NOW)
        line.cut = ""
        (seen,) = await rows.rows()
        assert (seen.taken_by, await rows.take(seen, NOW + 1) is not None) == ("first", True)


async def test_where_there_is_no_table_nothing_was_kept_before(azurite: Azurite) -> None:
    missing = replace(azurite, table_name="nobodymadeit")
    async with open_table(missing.endpoint, missing.table_name, credential()) as client:
        for remembers in (True, False):
            rows = TableRows(client, "submissions", "first", remembers=remembers)
            for attempt in (rows.open(), rows.put(row("a")), rows.rows(), rows.depth()):
                with pytest.raises(NotKept):
                    await attempt


async def test_a_stranger_with_another_key_gets_at_nothing(azurite: Azurite, table: Azurite) -> None:
    credential_of_nobody = credential()
    credential_of_nobody.update("devstoreaccount1", "AAAA")
    async with open_table(azurite.endpoint, table.table_name, credential_of_nobody) as client:
        with pytest.raises(NotKept):
            await TableRows(client, "submissions", "first").open()


async def test_two_kinds_in_one_table_never_meet(table: Azurite) -> None:
    client: TableClient
    async with open_table(table.endpoint, table.table_name, credential()) as client:
        submissions = TableRows(client, "submissions", "first")
        messages = TableRows(client, "messages", "first", remembers=True)
        await submissions.put(row("a", "Mettes forslag"))
        await messages.put(row("a", "Mettes besked"))
        assert [one.content for one in await submissions.rows()] == [row("a", "Mettes forslag").content]
        assert [one.content for one in await messages.rows()] == [row("a", "Mettes besked").content]
        await messages.done((await messages.rows())[0])
        assert len(await submissions.rows()) == 1


async def test_more_than_a_page_of_rows_is_read_whole_and_in_order(table: Azurite) -> None:
    async with open_table(table.endpoint, table.table_name, credential()) as client:
        rows = TableRows(client, "submissions", "first")
        for first in range(0, 1003, 17):
            numbers = range(first, first + 17)
            await asyncio.gather(*(rows.put(row(f"{number}", since=float(number))) for number in numbers))
        assert [one.key for one in await rows.rows()] == [f"{number}" for number in range(1003)]
        assert (await rows.depth()).count == 1003
