"""Rows that wait in Azure Table Storage: the keeper that every instance shares and no deployment empties.

An instance's rows of one kind are one partition. A row's lease is a conditional write (ETag), so that of
instances that reach for it at once one gets it. Where a key is remembered, that is an entity beside the
row, made in the same transaction.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from typing import Any, NoReturn

import structlog
from azure.core import MatchConditions
from azure.core.exceptions import AzureError, ResourceModifiedError, ResourceNotFoundError
from azure.data.tables import TableErrorCode, TableTransactionError, UpdateMode
from azure.data.tables.aio import TableClient

from technology_map.waiting_rows import LARGEST, LEASE, PARKED, Depth, NewRow, NotKept, WaitingRow, row_key

log = structlog.get_logger(__name__)

ANSWER = 2.0
"""Seconds for one question: somebody may be waiting, who has waited for SharePoint before."""
LISTING = 20.0
PIECE = 64 * 1024
"""Bytes of one binary property (Table service data model)."""
_ROW, _KEPT = "row-", "kept-"
_PIECES = ("content0", "content1", "content2", "content3", "content4", "content5", "content6", "content7")
_HEAD = ("since", "due")


@asynccontextmanager
async def open_table(endpoint: str, table_name: str, credential: Any) -> AsyncIterator[TableClient]:
    """A table at an account's table endpoint, such as https://ACCOUNT.table.core.windows.net."""
    table = TableClient(
        endpoint,
        table_name,
        credential=credential,
        retry_total=2,
        retry_backoff_factor=0.1,
        connection_timeout=1,
        read_timeout=ANSWER,
    )
    async with table:
        yield table


class TableRows:
    """Implements `technology_map.waiting_rows.WaitingRows` in one partition of a table.

    `remembers`: a key that was kept once is not kept again.
    """

    shared = True

    def __init__(self, table: TableClient, partition: str, instance: str, *, remembers: bool = False) -> None:
        self._table, self._partition, self._instance = table, partition, instance
        self._remembers = remembers
        self._places = count()

    async def open(self) -> None:
        """As the port says; nobody waits for it, and the identity's first token may take a while."""
        probe = self._entity("probe-", secrets.token_hex(8))
        async with _asking(LISTING):
            await self._table.create_entity(probe)
            await self._table.get_entity(probe["PartitionKey"], probe["RowKey"])
            await self._table.delete_entity(probe["PartitionKey"], probe["RowKey"])

    async def put(self, row: NewRow) -> bytes | None:
        """As the port says. What was left open is looked up before it is called not kept."""
        if len(row.content) > LARGEST:
            raise NotKept("too large")
        entities = [self._written(row)]
        if self._remembers:
            entities.append({**self._entity(_KEPT, row.key), "at": row.since})
        try:
            async with _asking():
                await self._table.submit_transaction([("create", one) for one in entities])
        except NotKept:
            kept = await self._content(row.key)
            if kept is None:
                raise
            return kept
        except _ThereAlready:
            kept = await self._content(row.key)
            return kept if kept is not None or self._remembers else await self.put(row)
        except _Overtaken as gone:
            raise NotKept("no table") from gone
        return row.content

    async def rows(self) -> list[WaitingRow]:
        """As the port says."""
        found = [(one, _row(one)) for one in await self._found(_ROW)]
        found.sort(key=lambda one: (one[1].since, one[0]["place"], one[1].key))
        return [row for _, row in found]

    async def depth(self) -> Depth:
        """As the port says; contents stay where they are."""
        found = await self._found(_ROW, select=list(_HEAD), within=ANSWER)
        waiting = [float(one["since"]) for one in found if float(one["due"]) < PARKED]
        return Depth(len(waiting), min(waiting, default=None))

    async def take(self, row: WaitingRow, now: float) -> WaitingRow | None:
        """As the port says."""
        if not row.is_free_for(self._instance, now):
            return None
        lease = {"taken_by": self._instance, "taken_until": now + LEASE}
        version = await self._change(row, lease)
        if version is None:
            return None
        return replace(row, taken_by=self._instance, taken_until=now + LEASE, version=version)

    async def later(self, row: WaitingRow, due: float) -> None:
        """As the port says; who has taken it meanwhile has the say."""
        changes = {"attempts": row.attempts + 1, "due": due, "taken_by": "", "taken_until": 0.0}
        await self._change(row, changes)

    async def rewrite(self, row: WaitingRow, content: bytes) -> bool:
        """As the port says; pieces that are needed no more are emptied."""
        pieces = [content[at : at + PIECE] for at in range(0, len(content), PIECE)]
        changes = {name: pieces[at] if at < len(pieces) else b"" for at, name in enumerate(_PIECES)}
        return await self._change(row, changes) is not None

    async def done(self, row: WaitingRow) -> None:
        """As the port says."""
        entity = self._entity(_ROW, row.key)
        async with _asking():
            await self._table.delete_entity(entity["PartitionKey"], entity["RowKey"])

    async def forget(self, before: float) -> None:
        """As the port says."""
        for one in await self._found(_KEPT, select=["PartitionKey", "RowKey", "at"]):
            if float(one["at"]) < before:
                async with _asking():
                    await self._table.delete_entity(one["PartitionKey"], one["RowKey"])

    def _entity(self, kind: str, key: str) -> dict[str, Any]:
        """Its address: a key may hold signs that a RowKey may not."""
        return {"PartitionKey": self._partition, "RowKey": kind + row_key(key)}

    def _written(self, row: NewRow) -> dict[str, Any]:
        pieces = [row.content[at : at + PIECE] for at in range(0, len(row.content), PIECE)]
        return {
            **self._entity(_ROW, row.key),
            "key": row.key,
            "since": row.since,
            "place": next(self._places),
            "attempts": row.attempts,
            "due": row.due,
            "taken_by": "",
            "taken_until": 0.0,
            **dict(zip(_PIECES, pieces, strict=False)),
        }

    async def _change(self, row: WaitingRow, changes: dict[str, Any]) -> str | None:
        """The new version; None where another instance was faster, or the row is gone."""
        try:
            async with _asking():
                answer = await self._table.update_entity(
                    {**self._entity(_ROW, row.key), **changes},
                    mode=UpdateMode.MERGE,
                    etag=row.version,
                    match_condition=MatchConditions.IfNotModified,
                )
        except _Overtaken:
            return None
        return str(answer["etag"])

    async def _content(self, key: str) -> bytes | None:
        entity = self._entity(_ROW, key)
        try:
            async with _asking():
                found = await self._table.get_entity(entity["PartitionKey"], entity["RowKey"])
        except _Overtaken:
            return None
        return _row(found).content

    async def _found(
        self, kind: str, *, select: list[str] | None = None, within: float = LISTING
    ) -> list[dict[str, Any]]:
        asked = "PartitionKey eq @partition and RowKey ge @first and RowKey lt @last"
        values = {"partition": self._partition, "first": kind, "last": kind[:-1] + "."}
        async with _asking(within):
            found = self._table.query_entities(asked, parameters=values, select=select)
            return [dict(one) | {"etag": one.metadata.get("etag", "")} async for one in found]


class _ThereAlready(Exception):  # noqa: N818 - tells what the table found
    """An entity of this key was made before."""


class _Overtaken(Exception):  # noqa: N818 - tells what the table found
    """Another instance has changed the entity, or it is gone."""


@asynccontextmanager
async def _asking(within: float = ANSWER) -> AsyncIterator[None]:
    """Turns what the table says into _ThereAlready, _Overtaken or NotKept."""
    try:
        async with asyncio.timeout(within):
            yield
    except (ResourceModifiedError, ResourceNotFoundError) as found:
        if "TableNotFound" in str(found):
            _refused(found)
        raise _Overtaken from found
    except TableTransactionError as failed:
        if getattr(failed, "error_code", None) == TableErrorCode.ENTITY_ALREADY_EXISTS:
            raise _ThereAlready from failed
        _refused(failed)
    except (AzureError, TimeoutError, OSError) as failed:
        _refused(failed)


def _refused(failure: Exception) -> NoReturn:
    log.warning("not_kept", reason=type(failure).__name__)
    raise NotKept(type(failure).__name__) from failure


def _row(entity: Any) -> WaitingRow:
    return WaitingRow(
        key=str(entity["key"]),
        content=b"".join(entity[name] for name in _PIECES if name in entity),
        since=float(entity["since"]),
        attempts=int(entity["attempts"]),
        due=float(entity["due"]),
        taken_by=str(entity["taken_by"]),
        taken_until=float(entity["taken_until"]),
        version=str(entity.get("etag", "")),
    )
