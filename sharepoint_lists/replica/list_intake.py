"""One list's rows in the overview: taking items in, newer over older, and setting faults aside."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

import structlog

from sharepoint_lists.mapping import column_mapping
from sharepoint_lists.mapping.cells import UnreadableRow
from sharepoint_lists.mapping.rows import RowMapping, Thing, row_number, row_version, version_number
from sharepoint_lists.schema import columns
from technology_map.words.vocabulary import Vocabulary

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row, or a cell of it, that could not be read: `set_aside` says that it is the whole row."""

    list: str
    row: int
    column: str
    set_aside: bool


@dataclass(frozen=True, slots=True)
class IntakeState:
    """What an intake knows beside the things it read: `bare` are versions of rows that are none."""

    bare: dict[int, int]
    faults: dict[int, tuple[RowFault, ...]]
    gone: dict[int, int]
    handmade: dict[int, Mapping[str, Any]]
    outdated: set[int]
    read_to: int


@dataclass
class ListIntake(Generic[Thing]):
    """The rows of one list as last seen: their versions, and who takes the things in."""

    mapping: RowMapping[Thing]
    put: Callable[[Thing], None]
    drop: Callable[[int, Thing | None], None]
    words: Vocabulary
    versions: dict[int, int] = field(default_factory=dict)
    things: dict[int, Thing] = field(default_factory=dict)
    faults: dict[int, tuple[RowFault, ...]] = field(default_factory=dict)
    gone: dict[int, int] = field(default_factory=dict)
    """The last version of each row that was deleted: a read that lags must not bring it back."""
    of_cards: bool = False
    """Whether its rows are handed in: of others nobody asks who made them."""
    handmade: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    """Items that somebody made by hand in SharePoint: no card yet, until the secretary takes them in."""
    outdated: set[int] = field(default_factory=set)
    """Rows with a word from before a term was renamed or merged: somebody shall write them anew."""
    read_to: int = 0
    """The highest number that a read of the list brought; our own writes do not count."""
    news: int = 0
    """Grows with everything that comes or goes."""

    def take(self, item: Mapping[str, Any]) -> Thing | None:
        """Take an item in as Graph gives it, unless something newer is there; the thing it holds.

        None for a deleted item and for one that cannot be read: that one is set aside and reported.
        """
        number = row_number(item)
        if item.get("deleted"):
            self.news += number in self.versions
            if number in self.versions:
                self.gone[number] = self.versions[number]
            self.remove(number)
            return None
        version = row_version(item)
        counted = version_number(version)
        if counted and counted <= max(self.versions.get(number, 0), self.gone.get(number, 0)):
            return self.things.get(number)
        self.news += 1
        if self.of_cards and self.made_by_hand(number, item):
            self.versions[number] = counted
            return None
        return self._read(number, version, counted, item.get("fields") or {})

    def made_by_hand(self, number: int, item: Mapping[str, Any]) -> bool:
        """Whether it was never handed in; kept for the secretary, unless she has left it where it is."""
        cells = item.get("fields") or {}
        if self.handmade:
            self.handmade.pop(number, None)
        if not column_mapping.handmade(cells):
            return False
        self.remove(number)
        if not cells.get(columns.SUBMISSION_KEY.name):
            self.handmade[number] = item
        return True

    def unseen_below(self, number: int) -> bool:
        """Whether there may be rows with lower numbers that somebody else wrote and we have not read."""
        return any(one not in self.versions for one in range(self.read_to + 1, number))

    def remove(self, number: int) -> None:
        """Forget a row that is gone."""
        self.faults.pop(number, None)
        self.outdated.discard(number)
        self.handmade.pop(number, None)
        if self.versions.pop(number, None) is not None:
            self.drop(number, self.things.pop(number, None))

    def read_faulty_again(self) -> bool:
        """Let the next read take rows anew whose cells nobody knew. Whether there are any."""
        for number in self.faults:
            self.versions[number] = 0
        return bool(self.faults)

    def adopt(self, before: "ListIntake[Thing]") -> None:
        """Take over what another intake of the same list holds, where nothing newer is here."""
        for number, thing in before.things.items():
            if number not in self.versions and number not in self.gone:
                self.versions[number] = before.versions[number]
                self.things[number] = thing
                self.put(thing)

    def rows(self, numbers: Iterable[int]) -> list[tuple[int, int, object]]:
        """Number, version and thing of those of these rows that are there now."""
        return [(one, self.versions[one], self.things[one]) for one in numbers if one in self.things]

    def state(self) -> IntakeState:
        """Everything else, as it is now."""
        return IntakeState(
            {one: version for one, version in self.versions.items() if one not in self.things},
            dict(self.faults),
            dict(self.gone),
            dict(self.handmade),
            set(self.outdated),
            self.read_to,
        )

    def restore(self, rows: Iterable[tuple[int, int, Any]], state: IntakeState | None) -> None:
        """Take in rows that an intake of this list held (`rows`), or what else it knew (`state`)."""
        for number, version, thing in rows:
            self.versions[number] = version
            self.things[number] = thing
            self.put(thing)
        if state is not None:
            self.versions |= state.bare
            self.faults, self.gone = state.faults, state.gone
            self.handmade.update(state.handmade)
            self.outdated, self.read_to = state.outdated, state.read_to

    def _read(self, number: int, version: str, counted: int, cells: Mapping[str, Any]) -> Thing | None:
        try:
            found = self.mapping.read(number, version, cells, self.words)
        except UnreadableRow as fault:
            self.remove(number)
            self.versions[number] = counted
            self._report(number, (fault.column,), set_aside=True)
            return None
        self.versions[number] = counted
        self.things[number] = found.thing
        (self.outdated.add if found.outdated else self.outdated.discard)(number)
        self._report(number, found.strange, set_aside=False)
        for name in found.masked:
            log.warning("cpr_masked", list=self.mapping.list.name, row=number, column=name)
        self.put(found.thing)
        return found.thing

    def _report(self, number: int, columns: tuple[str, ...], *, set_aside: bool) -> None:
        name = self.mapping.list.name
        faults = tuple(RowFault(name, number, column, set_aside) for column in columns)
        if not faults:
            self.faults.pop(number, None)
        elif self.faults.get(number) != faults:
            self.faults[number] = faults
            for fault in faults:
                log.warning(
                    "row_unreadable" if set_aside else "cell_unreadable",
                    list=name,
                    row=number,
                    column=fault.column,
                )
