"""The outbox: submissions that SharePoint could not take, safe where rows wait (`WaitingRows`)."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import orjson
import structlog

from sharepoint_lists.mapping.rows import Cells
from technology_map.waiting_rows import PARKED, NewRow, WaitingRow, WaitingRows

log = structlog.get_logger(__name__)

KEPT_FOR = timedelta(hours=72)
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_SIGNS = "23456789ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One submission that waits: the list, its key, its cells, and the receipt's code.

    `untried`: as far as the instance that took it in knows, it was never sent to SharePoint. Then it is sent
    without looking for it first; where another has sent it after all, its unique key says so.
    """

    list: str
    key: str
    code: str
    cells: Cells
    since: datetime
    row: WaitingRow
    untried: bool = False


class Outbox:
    """A queue of submissions. What `put` has returned for survives a kill and a power failure.

    It remembers what it saw last: where instances share the rows, each look brings the others'.
    """

    def __init__(self, rows: WaitingRows) -> None:
        self._rows = rows
        self._codes: dict[str, str] = {}
        self._since: dict[str, datetime] = {}

    @property
    def shared(self) -> bool:
        """Whether other instances' submissions are in it, too."""
        return self._rows.shared

    async def open(self) -> None:
        """Try whether anything is kept, and find what waits from before. Raises NotKept."""
        await self._rows.open()
        await self.waiting()

    def receipt(self, key: str) -> str | None:
        """The code of the receipt of what waits under this key."""
        return self._codes.get(key)

    def __len__(self) -> int:
        return len(self._codes)

    @property
    def oldest(self) -> datetime | None:
        """Since when the oldest waits, None where nothing does."""
        return min(list(self._since.values()), default=None)

    async def put(
        self, list_name: str, key: str, cells: Cells, now: datetime, *, untried: bool = False
    ) -> str:
        """Keep a submission; its receipt's code, such as K-7F3A. Raises NotKept."""
        if key in self._codes:
            return self._codes[key]
        content = {
            "list": list_name,
            "code": _new_code(set(self._codes.values())),
            "cells": cells,
            "untried": untried,
        }
        row = NewRow(key, orjson.dumps(content), now.timestamp())
        kept = await self._rows.put(row) or row.content
        code = str(orjson.loads(kept)["code"])
        self._codes[key], self._since[key] = code, now
        return code

    async def waiting(self) -> list[Waiting]:
        """What waits, the oldest first. Raises NotKept."""
        found = [_opened(row) for row in await self._rows.rows() if row.due < PARKED]
        self._codes = {one.key: one.code for one in found}
        self._since = {one.key: one.since for one in found}
        return found

    async def everything(self) -> list[Waiting]:
        """What waits and what was given up, the oldest first. Raises NotKept."""
        return [_opened(row) for row in await self._rows.rows()]

    async def rewrite(self, one: Waiting) -> None:
        """Keep other cells of what waits under the same key. Raises NotKept."""
        content = {"list": one.list, "code": one.code, "cells": one.cells, "untried": one.untried}
        await self._rows.rewrite(one.row, orjson.dumps(content))

    async def count(self) -> int:
        """How many wait. Raises NotKept."""
        return (await self._rows.depth()).count

    async def take(self, one: Waiting, now: datetime) -> Waiting | None:
        """It, to store now, with a lease; None where another instance has it. Raises NotKept."""
        row = await self._rows.take(one.row, now.timestamp())
        return replace(one, row=row) if row else None

    async def done(self, one: Waiting) -> None:
        """It is in SharePoint: nothing of it is kept. Raises NotKept."""
        await self._rows.done(one.row)
        self._codes.pop(one.key, None)
        self._since.pop(one.key, None)

    async def failed(self, one: Waiting, now: datetime) -> None:
        """It was not taken this time; after 72 hours it is given up, loudly, but not deleted."""
        dead = now - one.since > KEPT_FOR
        await self._rows.later(one.row, PARKED + now.timestamp() if dead else 0.0)
        if dead:
            log.error("submission_given_up", list=one.list, receipt=one.code)


def _opened(row: WaitingRow) -> Waiting:
    content = orjson.loads(row.content)
    since = datetime.fromtimestamp(row.since, UTC)
    untried = bool(content.get("untried")) and not row.taken_by and not row.attempts
    return Waiting(content["list"], row.key, content["code"], content["cells"], since, row, untried)


def _new_code(taken: set[str]) -> str:
    """A receipt's code that is not in use: a letter, a dash, four signs that are easily read."""
    while True:
        signs = "".join(secrets.choice(_SIGNS) for _ in range(4))
        code = f"{secrets.choice(_LETTERS)}-{signs}"
        if code not in taken:
            return code
