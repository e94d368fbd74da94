"""An agenda's order: where each item goes, and what of that is left to do."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from technology_map.meetings.meetings import AgendaItem, Meeting
from technology_map.records import Records


@dataclass(frozen=True, slots=True)
class Reordering:
    """The place from which and the place to which items move, by their keys."""

    places: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, items: Sequence[AgendaItem], order: Sequence[str]) -> "Reordering":
        """Into this order of proposals' numbers. What it doesn't name goes last."""
        wanted = {name: place for place, name in enumerate(order, start=1)}
        last = len(wanted) + 1
        in_order = sorted(items, key=lambda one: (wanted.get(str(one.proposal), last), one.place))
        places = {one.key: (one.place, place) for place, one in enumerate(in_order, start=1)}
        return cls({key: both for key, both in places.items() if both[0] != both[1]})

    @classmethod
    def read(cls, said: Mapping[str, str]) -> "Reordering":
        """From `said`."""
        both = {key: text.split() for key, text in said.items()}
        return cls({key: (int(before), int(after)) for key, (before, after) in both.items()})

    @property
    def said(self) -> dict[str, str]:
        """The same as texts."""
        return {key: f"{before} {after}" for key, (before, after) in self.places.items()}

    def moved(self, items: Records[AgendaItem]) -> list[AgendaItem]:
        """The items that are not where they are to be, with their new places."""
        found = [(items.get(key), after) for key, (_, after) in self.places.items()]
        return [replace(one, place=after) for one, after in found if one and one.place != after]

    def left(self, items: Records[AgendaItem]) -> list[AgendaItem] | None:
        """What is left to move: None where nothing has moved yet, nothing where another has moved them."""
        found = [(items.get(key), both) for key, both in self.places.items()]
        if any(one is None or one.place not in both for one, both in found):
            return []
        moved = self.moved(items)
        return moved if len(moved) < len(self.places) else None


def state_of(meeting: Meeting, items: Sequence[AgendaItem]) -> str:
    """Differs when what is sent of an agenda does."""
    said = f"{meeting.day}|{meeting.starts}|{meeting.place}|{[one.proposal for one in items]}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
