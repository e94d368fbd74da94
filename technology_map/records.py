"""What is kept row by row beside cards and decisions: assessments, meetings, preferences, and so on.

Each kind is a list of its own. A record has a unique key; of two rows with one key, which a unique
column can let through, the first made counts.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row. `row` is the SharePoint item id and `version` its state, 0 and empty before it is stored."""

    key: str
    row: int = 0
    version: str = field(default="", compare=False)

    @property
    def about(self) -> str:
        """What it belongs to, such as F-0042; empty where it stands alone."""
        return ""

    @property
    def public(self) -> bool:
        """Whether all may read it although its list is closed."""
        return False


R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Records(Generic[R]):
    """The records of one kind, by key and by what they are about."""

    def __init__(self) -> None:
        self._rows: dict[int, R] = {}
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)
        self._about: defaultdict[str, set[int]] = defaultdict(set)
        self.revision = 0
        """Grows with every change."""
        self._derived: dict[Hashable, tuple[object, object]] = {}

    def derived(self, work: Callable[["Records[R]"], T]) -> T:
        """What a function makes of these records, worked out once until one of them changes.

        The function must be the same one each time, and read nothing else.
        """
        return self.derived_with(self, work, work)

    def derived_with(self, others: "Records[Any]", name: Hashable, work: Callable[["Records[R]"], T]) -> T:
        """The same, of these records and others; what it is called by, as the function may be a new one."""
        state = (self.revision, id(others), others.revision)
        before, found = self._derived.get(name, (None, None))
        if before != state:
            found = work(self)
            self._derived[name] = (state, found)
        return cast(T, found)

    def named(self) -> Set[str]:
        """The names of what has records that count, in no order."""
        return self.derived(_names)

    def put(self, record: R) -> None:
        """Take a row in, in place of what had its id."""
        self.drop(record.row)
        self.revision += 1
        self._rows[record.row] = record
        self._by_key[record.key].add(record.row)
        self._about[record.about].add(record.row)

    def drop(self, row: int) -> None:
        """Forget a row that is gone from the store."""
        gone = self._rows.pop(row, None)
        if gone is None:
            return
        self.revision += 1
        for index, name in ((self._by_key, gone.key), (self._about, gone.about)):
            index[name].discard(row)
            if not index[name]:
                del index[name]

    def get(self, key: str) -> R | None:
        """The record with this key."""
        rows = self._by_key.get(key)
        return self._rows[min(rows)] if rows else None

    def about(self, name: str) -> list[R]:
        """What belongs to a thing, in the order in which it was made."""
        return [one for row in sorted(self._about.get(name, ())) if self._counts(one := self._rows[row])]

    def __iter__(self) -> Iterator[R]:
        return (one for row in sorted(self._rows) if self._counts(one := self._rows[row]))

    def __len__(self) -> int:
        return len(self._by_key)

    def _counts(self, one: R) -> bool:
        return min(self._by_key[one.key]) == one.row


def _names(records: Records[Any]) -> Set[str]:
    return frozenset(one.about for one in records)


class ChangedRecord(Exception):  # noqa: N818 - an answer, not an error
    """Somebody changed the record since it was read; `current` is what stands now, None where it is gone."""

    def __init__(self, current: Record | None) -> None:
        super().__init__("changed")
        self.current = current
