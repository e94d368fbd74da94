"""Everybody in the rows of a thing that was closed long ago: who they are, and which rows are the thing's."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sharepoint_lists.mapping.naming import Sought, ids_in, names_in
from sharepoint_lists.replica.raw_rows import Everything, Row
from sharepoint_lists.schema import columns, lists
from sharepoint_lists.schema.records.benefits import FOLLOW_UPS
from sharepoint_lists.schema.records.details import BENEFIT_LIST
from technology_map.people.people import is_forgotten

ANYBODY = "-"
"""In place of an object id: whoever has a name in the row and no id beside it."""
_SAY_A_THING = ("RemarkOn", "Followed", "OfThing", "ConfirmedCard", "ToldThing")
_BENEFIT = "BenefitKey"


def thing_of(row: Row, benefits: Mapping[str, str]) -> str:
    """The thing (F-…, L-…) that a row belongs to, empty for none. `benefits`: things by benefits' keys."""
    if row.of is lists.PROPOSALS:
        return f"F-{row.number:04d}"
    if row.of is lists.SOLUTION_CARDS:
        return f"L-{row.number:04d}"
    if row.of.name == FOLLOW_UPS.name:
        return benefits.get(str(row.cells.get(_BENEFIT)), "")
    said = next((str(row.cells[name]) for name in _SAY_A_THING if row.cells.get(name)), "")
    return said or _of_number(row.cells.get(columns.PROPOSAL.name))


def things_of_benefits(rows: Everything) -> dict[str, str]:
    """The thing of each benefit, by its key."""
    there = rows.get(BENEFIT_LIST.name, ())
    return {str(one.cells.get(BENEFIT_LIST.list.key.name)): str(one.cells.get("OfThing")) for one in there}


class DuePeople:
    """Who is to be taken out of which row: everybody who stands in the rows of a thing that is due."""

    def __init__(
        self, rows: Everything, due: Collection[str], stand_in: Callable[[str], str], word: str
    ) -> None:
        self._due, self._stand_in, self._word = due, stand_in, word
        self._benefits = things_of_benefits(rows)
        self._names: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in (row for each in rows.values() for row in each):
            if (thing := thing_of(row, self._benefits)) in due:
                self._learn(thing, row)
        self._people = {thing: self._of_thing(names) for thing, names in self._names.items()}

    def of(self, row: Row) -> Sequence[Sought]:
        """The people to be taken out of a row; none where its thing is not due."""
        thing = thing_of(row, self._benefits)
        if thing not in self._due:
            return ()
        return self._people.get(thing) or self._of_thing({})

    @property
    def object_ids(self) -> set[str]:
        """Everybody, of all things."""
        return {one for names in self._names.values() for one in names}

    def _learn(self, thing: str, row: Row) -> None:
        for one in ids_in(row.of, row.cells):
            if not is_forgotten(one):
                self._names[thing][one].update(())
        for one, name in names_in(row.of, row.cells):
            if one and name and not is_forgotten(one):
                self._names[thing][one].add(name)

    def _of_thing(self, names: Mapping[str, Iterable[str]]) -> list[Sought]:
        found = [
            Sought(one, self._stand_in(one), self._word, frozenset(said) - {self._word})
            for one, said in names.items()
        ]
        return [*found, Sought(ANYBODY, "", self._word, anybody=True)]


def _of_number(cell: Any) -> str:
    try:
        number = int(float(cell))
    except (TypeError, ValueError):
        return ""
    return f"F-{number:04d}" if number > 0 else ""
