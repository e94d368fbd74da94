"""The two keepers, as the contract's tests see them."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson

from sharepoint_lists.waiting.sqlite_rows import SqliteRows
from sharepoint_lists.waiting.table_rows import TableRows, open_table
from technology_map.waiting_rows import NewRow, WaitingRows
from tests.azurite import Azurite, credential


class Keeper(ABC):
    """One place where rows wait, and how an instance gets at it."""

    @abstractmethod
    def opened(self, instance: str, *, remembers: bool = False) -> Any:
        """An instance's rows, until the block ends: an async context manager of WaitingRows."""


class Disk(Keeper):
    """A SQLite file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @asynccontextmanager
    async def opened(self, instance: str, *, remembers: bool = False) -> AsyncIterator[WaitingRows]:
        rows = SqliteRows(self.path, instance, remembers=remembers)
        await rows.open()
        yield rows


class Table(Keeper):
    """A partition of Azurite's table."""

    def __init__(self, table: Azurite) -> None:
        self.table = table

    @asynccontextmanager
    async def opened(self, instance: str, *, remembers: bool = False) -> AsyncIterator[WaitingRows]:
        async with open_table(self.table.endpoint, self.table.table_name, credential()) as client:
            rows = TableRows(client, "submissions", instance, remembers=remembers)
            await rows.open()
            yield rows


def row(key: str, title: str = "Sensorer på lærketræer 😀", since: float = 1000.0) -> NewRow:
    """Something that waits."""
    return NewRow(key, orjson.dumps({"title": title}), since)
