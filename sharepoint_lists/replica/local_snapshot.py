"""The local snapshot: what an instance last knew, kept on its disk, so that it serves at once after a start.

Rows are kept as the things they were read as, so that a snapshot is good for one release only.
"""

import asyncio
import gc
import hashlib
import platform
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import structlog

import technology_map
from sharepoint_lists.replica.list_intake import IntakeState
from sharepoint_lists.replica.pickling import pickled, unpickled
from sharepoint_lists.replica.snapshot_file import SnapshotFile, UnusableSnapshot
from sharepoint_lists.replica.whole_copy import Copy
from sharepoint_lists.schema import lists

log = structlog.get_logger(__name__)

OLDEST = timedelta(days=7)
"""An older one is removed and the lists are read whole: Graph forgets our place in time, and people rows."""
AT_ONCE = 200
"""Rows that are pickled before others get their turn on the event loop."""
ORDER = sorted(lists.REPLICATED, key=lambda of: (of not in lists.TERMS.values(), of is not lists.DECISIONS))
"""Words first, which the cards are read with, and the log before the proposals that are filed by it."""
LAST_WORDS = ORDER[len(lists.TERMS) - 1].name
BY_NAME = {of.name: of for of in lists.REPLICATED}


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What a snapshot begins with."""

    release: str
    read_at: datetime
    links: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of one list, and in its last part what else its intake knows."""

    of: str
    rows: list[tuple[int, int, object]]
    state: IntakeState | None = None


class LocalSnapshot:
    """Saves a copy, and gives it back after a start."""

    def __init__(self, file: SnapshotFile) -> None:
        self._file = file
        self._saved = -1

    async def save(self, copy: Copy) -> bool:
        """Keep the copy; whether anything was new. Nobody's request waits for more than some milliseconds.

        A row that changes meanwhile is kept as it was before or after: the place in the list's changes is
        noted first, so that the next start reads it again.
        """
        read_at, news = copy.overview.read_at, sum(copy.intake(of).news for of in lists.REPLICATED)
        if read_at is None or copy.overview.behind or news == self._saved:
            return False
        try:
            await self._file.write(_parts(copy, read_at))
        except OSError as failure:
            log.warning("snapshot_not_saved", reason=type(failure).__name__)
            return False
        self._saved = news
        return True

    def restore(self, now: datetime) -> Copy | None:
        """The copy as it was saved, marked as behind; None where there is none that is good for us."""
        collecting = gc.isenabled()
        gc.disable()  # it would walk the thousands of rows again and again
        try:
            return self._restored(now)
        except UnusableSnapshot as reason:
            log.info("no_snapshot", reason=str(reason))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the lists can be read
            log.warning("snapshot_broken", error=type(error).__name__)
        finally:
            if collecting:
                gc.enable()
        self._file.remove()
        return None

    def _restored(self, now: datetime) -> Copy:
        parts = self._file.read()
        beginning: _Beginning = unpickled(next(parts))
        if beginning.release != release():
            raise UnusableSnapshot("of another release")
        if not timedelta() <= now - beginning.read_at <= OLDEST:
            raise UnusableSnapshot("too old")
        copy = Copy()
        for content in parts:
            part: _Part = unpickled(content)
            copy.intake(BY_NAME[part.of]).restore(part.rows, part.state)
            if part.of == LAST_WORDS and part.state:
                copy.follow_words()
        copy.links = dict(beginning.links)
        copy.overview.read_at, copy.overview.behind = beginning.read_at, True
        return copy


async def _parts(copy: Copy, read_at: datetime) -> AsyncIterator[bytes]:
    yield pickled(_Beginning(release(), read_at, dict(copy.links)))
    for of in ORDER:
        intake = copy.intake(of)
        numbers = list(intake.things)
        for start in range(0, len(numbers), AT_ONCE):
            yield pickled(_Part(of.name, intake.rows(numbers[start : start + AT_ONCE])))
            await asyncio.sleep(0)
        yield pickled(_Part(of.name, [], intake.state()))


@cache
def release() -> str:
    """What tells one release from another: its source and Python's version."""
    found = hashlib.sha256(platform.python_version().encode())
    for folder in (Path(technology_map.__file__).parent, Path(__file__).parents[1]):
        for file in sorted(folder.rglob("*.py")):
            found.update(file.name.encode() + file.read_bytes())
    return found.hexdigest()
