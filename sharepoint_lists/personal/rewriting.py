"""What a row becomes when people are taken out of it: removed, changed, or left as it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sharepoint_lists.mapping.cells import UnreadableRow
from sharepoint_lists.mapping.naming import Sought, owns, replaced
from sharepoint_lists.mapping.row_mapping import PROPOSAL
from sharepoint_lists.personal.sealed_rows import SealedRows, Unopened
from sharepoint_lists.replica.raw_rows import Everything, Row
from sharepoint_lists.schema import columns, lists
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.schema.records.assessing import ASSESSMENTS
from technology_map.assessing.assessments import text_mark
from technology_map.words.vocabulary import Vocabulary

_MARK = "TextHash"

PeopleOf = Callable[[Row], Sequence[Sought]]
"""Who is to be taken out of a row."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done with a row."""

    cells: Mapping[str, Any] = field(default_factory=dict)
    remove: bool = False
    stuck: bool = False
    """What it says was sealed with another secret than ours: it stays as it is."""

    @property
    def nothing(self) -> bool:
        """Whether the row stays as it is."""
        return not self.remove and not self.cells and not self.stuck


@dataclass(frozen=True, slots=True)
class Rewriting:
    """How rows change. `marks`: by proposal, what an assessment calls its text, before and after."""

    seals: Mapping[str, SealedRows]
    marks: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    def change(self, of: List, cells: Mapping[str, Any], people: Sequence[Sought]) -> Change:
        """What is to be done with a row when these people are taken out of it."""
        if any(owns(of, cells, who) for who in people):
            return Change(remove=True)
        now, seal = dict(cells), self.seals.get(of.name)
        for who in people:
            try:
                sealed = seal.without(now, who) if seal else {}
            except Unopened:
                return Change(stuck=True)
            now |= replaced(of, now, who) | sealed
        if of.name == ASSESSMENTS.name and people:
            now |= self._mark(now)
        return Change({name: cell for name, cell in now.items() if cell != cells.get(name)})

    def _mark(self, cells: Mapping[str, Any]) -> dict[str, str]:
        """An assessment goes by the text that it was given: it goes by the same text without the names."""
        number = cells.get(columns.PROPOSAL.name)
        before, after = self.marks.get(int(float(number)) if number else 0, ("", ""))
        return {_MARK: after} if before and cells.get(_MARK) == before else {}


def text_marks(rows: Everything, people_of: PeopleOf, words: Vocabulary) -> dict[int, tuple[str, str]]:
    """The proposals whose text changes when people are taken out, with its mark before and after."""
    found = {}
    for row in rows.get(lists.PROPOSALS.name, ()):
        now = dict(row.cells)
        for who in people_of(row):
            now |= replaced(row.of, now, who)
        marks = _mark_of(row, row.cells, words), _mark_of(row, now, words)
        if marks[0] != marks[1]:
            found[row.number] = marks
    return found


def _mark_of(row: Row, cells: Mapping[str, Any], words: Vocabulary) -> str:
    try:
        return text_mark(PROPOSAL.read(row.number, row.version, cells, words).thing)
    except UnreadableRow:
        return ""
