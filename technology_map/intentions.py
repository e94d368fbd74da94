"""What is intended is kept before it is begun, so that no deed of several parts stays half done.

An intention is kept where rows wait (`WaitingRows`). It goes when all is done, or when it is certain that
nothing was. What is left because the process ended, or SharePoint went away in between, is gone on with in
rounds, by this instance or after a while by another: where the first part stands the rest follows, each
part once. Where it never comes the intention is dropped after a day.
"""

import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

import structlog

from technology_map.ports import NotStored
from technology_map.validation.refusals import Refused
from technology_map.waiting_rows import NewRow, NotKept, WaitingRow, WaitingRows, row_key

log = structlog.get_logger(__name__)

KEPT = timedelta(days=1)
"""So long it is looked for the first part of a deed of which nobody knows whether it was stored."""
T = TypeVar("T")
Said = Mapping[str, str]
GoOn = Callable[[Said], Awaitable[bool]]
"""Does what is left of a deed; False where its first part does not stand, or something has yet to come.

Raises NotStored or Refused where it cannot be done now.
"""


@dataclass(slots=True)
class Begun:
    """A deed that is being done. `follows`: what is left undone is gone on with."""

    follows: bool = False
    left: bool = False

    @contextmanager
    def rest(self, *, only: str = "") -> Iterator[None]:
        """What is written in this block follows by itself where it cannot be written now.

        `only`: refused for that reason; what is refused for another will not be written later either.
        """
        try:
            yield
        except (NotStored, Refused) as failure:
            if not self.follows or (only and isinstance(failure, Refused) and failure.refusal.code != only):
                raise
            log.warning("rest_follows", reason=type(failure).__name__)
            self.left = True

    async def each(self, things: Iterable[T], write: Callable[[T], Awaitable[object]]) -> None:
        """Write one after the other. Where the first is written and another cannot be, the rest follows."""
        for turn, thing in enumerate(things):
            with self.rest() if turn else nullcontext():
                await write(thing)
            if self.left:
                return

    def leave(self) -> None:
        """The rest is done in the next rounds."""
        self.left = True


class Intentions(Protocol):
    """Where intentions are kept."""

    def kept(self, kind: str, key: str, /, **said: str) -> AbstractAsyncContextManager[Begun]:
        """Keep an intention for the block that does it.

        A Refused without doubt says that nothing was done: then it goes, as it does when all is done.
        """


class UnkeptIntentions:
    """For where nothing is kept: what is left undone stays so until it is done again."""

    @asynccontextmanager
    async def kept(self, _kind: str, _key: str, /, **_said: str) -> AsyncIterator[Begun]:
        """Nothing is kept."""
        yield Begun()


NOTHING_KEPT = UnkeptIntentions()


class KeptIntentions:
    """The intentions of one instance. Implements `Intentions`.

    Where their keeper is away they are held in memory, which a kill would lose.
    """

    def __init__(self, rows: WaitingRows, instance: str, now: Callable[[], datetime]) -> None:
        self._rows, self._instance, self._now = rows, instance, now
        self._ways: dict[str, GoOn] = {}
        self._under_way: set[str] = set()
        self._unkept: dict[str, NewRow] = {}

    def goes_on(self, **ways: GoOn) -> None:
        """How deeds of these kinds are gone on with."""
        self._ways |= ways

    @asynccontextmanager
    async def kept(self, kind: str, key: str, /, **said: str) -> AsyncIterator[Begun]:
        """As the port says."""
        row = self._new(kind, key, said)
        # One that an earlier try has left is not ours to drop: its deed may have been begun.
        first = await self._keep(row)
        self._under_way.add(row.key)
        begun = Begun(follows=True)
        try:
            yield begun
            if first and not begun.left:
                await self._over(row.key)
        except Refused as no:
            if first and not no.refusal.doubt and not begun.left:
                await self._over(row.key)
            raise
        finally:
            self._under_way.discard(row.key)

    async def go_on(self, grace: timedelta) -> None:
        """Go on with what was left; others' only after so long."""
        for new in list(self._unkept.values()):
            await self._go_on_with(new.key, new.content, new.since)
        for row in await self._left(grace):
            if await self._taken(row):
                await self._go_on_with(row.key, row.content, row.since)

    def _new(self, kind: str, key: str, said: Said) -> NewRow:
        since = self._now().timestamp()
        mark = secrets.token_hex(4)
        content = json.dumps({"kind": kind, "by": self._instance, "mark": mark, "said": dict(said)})
        return NewRow(row_key(kind, key), content.encode(), since)

    async def _keep(self, row: NewRow) -> bool:
        """Whether it is the first of its key."""
        try:
            return await self._rows.put(row) == row.content
        except NotKept as error:
            log.error("intention_not_kept", error=str(error))
            return self._unkept.setdefault(row.key, row) is row

    async def _over(self, key: str) -> None:
        self._unkept.pop(key, None)
        with suppress(NotKept):
            await self._rows.done(WaitingRow(key, b"", 0.0, 0, 0.0, "", 0.0, ""))

    async def _left(self, grace: timedelta) -> list[WaitingRow]:
        before = (self._now() - grace).timestamp()
        try:
            rows = await self._rows.rows()
        except NotKept:
            return []
        return [
            one
            for one in rows
            if one.key not in self._under_way
            and (one.since <= before or json.loads(one.content)["by"] == self._instance)
        ]

    async def _taken(self, row: WaitingRow) -> bool:
        try:
            return await self._rows.take(row, self._now().timestamp()) is not None
        except NotKept:
            return False

    async def _go_on_with(self, key: str, content: bytes, since: float) -> None:
        found = json.loads(content)
        way = self._ways.get(found["kind"])
        if way is None or key in self._under_way:
            return
        self._under_way.add(key)
        try:
            over = await way(found["said"])
        except (NotStored, Refused) as failure:
            log.warning("intention_waits", kind=found["kind"], reason=type(failure).__name__)
            over = False
        except Exception as error:  # noqa: BLE001 - one deed must not keep the others waiting
            log.error("intention_broken", kind=found["kind"], error=type(error).__name__)
            over = False
        finally:
            self._under_way.discard(key)
        if over or self._now().timestamp() - since > KEPT.total_seconds():
            await self._over(key)
