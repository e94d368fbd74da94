"""What waits until it can be delivered: rows that outlive the process, and a lease on each of them.

Submissions that SharePoint could not take and news not yet told are such rows. One port, two keepers
(`sharepoint_lists.waiting`): a file on this instance's disk, and a table that all instances share.
"""

import hashlib
from dataclasses import dataclass
from typing import Protocol

LEASE = 120.0
"""Seconds that a row is left to who took it: longer than any delivery lasts, so that only an instance
that is gone loses one."""
PARKED = 100 * 365 * 24 * 3600.0
"""Seconds added to when a row was put aside: it is kept, and not counted among what is to be delivered."""
REMEMBERED = 90 * 24 * 3600.0
"""Seconds for which it is remembered that something was kept before, so that it is not kept again."""
LARGEST = 512 * 1024
"""Bytes of a row's content: twice the largest request, and half of what a table's entity may hold."""


class NotKept(Exception):  # noqa: N818 - the person is then told plainly that nothing was saved
    """The keeper cannot be reached, or does not keep what is given to it."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """What is to be kept. `since` and `due` in epoch seconds; `content` is the owner's business."""

    key: str
    content: bytes
    since: float
    due: float = 0.0
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row that is kept: after `attempts` the next is `due`. `version` changes with every write.

    `taken_by` is the instance that works on it, until `taken_until` (epoch seconds).
    """

    key: str
    content: bytes
    since: float
    attempts: int
    due: float
    taken_by: str
    taken_until: float
    version: str

    def is_free_for(self, instance: str, now: float) -> bool:
        """Whether this instance may work on it: nobody else's lease holds."""
        return self.taken_by in ("", instance) or self.taken_until <= now


@dataclass(frozen=True, slots=True)
class Depth:
    """How many rows are to be delivered, and since when the oldest waits (epoch seconds, None: none does)."""

    count: int
    oldest: float | None


class WaitingRows(Protocol):
    """Where rows wait. Every method raises NotKept where the keeper is away; what has returned is durable."""

    @property
    def shared(self) -> bool:
        """Whether other instances see the same rows, so that whoever is there delivers them."""

    async def open(self) -> None:
        """Try it: write, read and remove."""

    async def put(self, row: NewRow) -> bytes | None:
        """Keep a row once: the content that waits under its key, which is the first that was given.

        None where one of this key was kept before and is done with, as far as that is remembered. A
        content above `LARGEST` is refused.
        """

    async def rows(self) -> list[WaitingRow]:
        """Everything that is kept, the oldest first; other instances' leases do not hide a row."""

    async def depth(self) -> Depth:
        """How much is to be delivered; not what was put aside."""

    async def take(self, row: WaitingRow, now: float) -> WaitingRow | None:
        """The row with a lease on it for `LEASE` seconds; None where somebody else has it, or it is gone."""

    async def later(self, row: WaitingRow, due: float) -> None:
        """It could not be delivered: one attempt more, the next when it is due. The lease ends."""

    async def rewrite(self, row: WaitingRow, content: bytes) -> bool:
        """Keep another content under the same key. False where it has changed meanwhile, or is gone."""

    async def done(self, row: WaitingRow) -> None:
        """It is delivered, or never can be: its content is removed."""

    async def forget(self, before: float) -> None:
        """Forget what was kept before then and is done with (epoch seconds)."""


def row_key(*parts: str) -> str:
    """The key of what is made of these parts, and names nobody."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
