"""Modes: what the real SharePoint may do and nobody knows for certain (house.md 2)."""

import asyncio
from dataclasses import asdict, dataclass, fields
from typing import Any

from local_tenant.sharepoint.rows.lists import List


@dataclass(slots=True)
class Mode:
    """Switches, all off at first.

    uniqueness_leaks: two POSTs to one list that are in flight together both pass the check of
      unique columns; a POST waits up to `leak_window` seconds for a companion.
    reads_lag: reads, filters and delta show the state as it was so many seconds ago.
    empty_pages: before every page of items or delta comes an empty one with a nextLink.
    delta_repeats: a delta page begins with the last item of the page before.
    delta_lag: as reads_lag, for delta alone; negative: as much as reads.
    case_apart_unique, case_apart_filter: capital and small letters differ, in unique columns and in filters
      that ask for a whole text.
    delta_errors: the last entry of a delta page is an error object, in the place of a row that changed.
    """

    uniqueness_leaks: bool = False
    leak_window: float = 0.05
    reads_lag: float = 0.0
    empty_pages: bool = False
    delta_repeats: bool = False
    delta_errors: bool = False
    delta_lag: float = -1.0
    case_apart_unique: bool = False
    case_apart_filter: bool = False

    def set(self, changes: dict[str, Any]) -> None:
        """Sets switches by name. ValueError for an unknown one or a wrong type."""
        known = {one.name: type(getattr(self, one.name)) for one in fields(self)}
        for name, value in changes.items():
            if name not in known or isinstance(value, bool) != (known[name] is bool):
                raise ValueError(f"no such mode: {name} = {value!r}")
            setattr(self, name, known[name](value))

    def as_json(self) -> dict[str, Any]:
        """The switches as plain JSON."""
        return asdict(self)


class Leak:
    """Where a POST that has passed the check waits for another, so that both slip through."""

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Event] = {}

    async def meet(self, home: List, window: float) -> None:
        """Returns when a second POST to the list has come here, or after `window` seconds."""
        companion = self._waiting.pop(home.id, None)
        if companion is not None:
            companion.set()
            return
        mine = self._waiting[home.id] = asyncio.Event()
        try:
            await asyncio.wait_for(mine.wait(), window)
        except TimeoutError:
            if self._waiting.get(home.id) is mine:
                del self._waiting[home.id]
