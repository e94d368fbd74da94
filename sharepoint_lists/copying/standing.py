"""How far a restoration has come: told by the rows that are there, so that it can be stopped anywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sharepoint_lists.copying.archive import CopiedRow
from sharepoint_lists.replica.raw_rows import Row
from sharepoint_lists.schema import columns
from sharepoint_lists.schema.columns import Kind
from sharepoint_lists.schema.list_types import List

GAP = "gap-"
"""How the key of a row begins that only takes up a number: it is removed when the list is whole."""


class Unfit(Exception):  # noqa: N818 - an answer, not an error
    """A list into which the file can't be restored, and the number of the row where that shows."""

    code = ""

    def __init__(self, of: str, row: int) -> None:
        super().__init__(f"{of} {row}")
        self.list, self.row = of, row


class NotEmpty(Unfit):
    """A row of the tenant is none of the file's: something is there that would be mixed up with it."""

    code = "not_empty"


class Misnumbered(Unfit):
    """The list gives other numbers than the file's: rows were made in it before. It must be made anew."""

    code = "misnumbered"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is to be made of a list, in order (None: a row that takes up a number), and the gaps to remove."""

    of: List
    following: int
    to_make: Sequence[CopiedRow | None]
    gaps: Sequence[int]


def standing(of: List, wanted: Sequence[CopiedRow], there: Sequence[Row]) -> Standing:
    """How a list stands. Raises NotEmpty where a row is there that the file does not have so."""
    by_id = {one.id: one for one in wanted}
    gaps = []
    for row in there:
        key, one = str(row.cells.get(of.key.name) or ""), by_id.get(row.number)
        if key == f"{GAP}{row.number}":
            gaps.append(row.number)
        elif one is None or key != str(one.cells.get(of.key.name) or ""):
            raise NotEmpty(of.title, row.number)
    following = max((row.number for row in there), default=0) + 1
    made = {row.number for row in there}
    if lost := [number for number in by_id if number < following and number not in made]:
        raise NotEmpty(of.title, min(lost))
    last = max(by_id, default=0)
    return Standing(of, following, [by_id.get(number) for number in range(following, last + 1)], gaps)


def differences(of: List, wanted: Sequence[CopiedRow], there: Sequence[Row], *, by_key: bool) -> list[str]:
    """The rows that are not as the file has them; `by_key`: whatever their numbers."""

    def name(number: int, cells: Mapping[str, Any]) -> str:
        return str(cells.get(of.key.name)) if by_key else str(number)

    now = {name(row.number, row.cells): row.cells for row in there}
    then = {name(one.id, one.cells): one.cells for one in wanted}
    found = [one for one, cells in then.items() if one not in now or _differ(cells, now[one])]
    more = [] if by_key else [one for one in now if one not in then]
    return [f"{of.title} {one}" for one in (*found, *more)]


def _differ(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    return any(_same(cell) != _same(now.get(name)) for name, cell in then.items())


def _same(cell: Any) -> Any:
    return cell.replace("\r\n", "\n") if isinstance(cell, str) else cell


def cells_of(of: List, one: CopiedRow | None, number: int) -> dict[str, Any]:
    """The cells to write for a row; of one that takes up a number, its title and key."""
    if one is None:
        return {columns.TITLE.name: "–", of.key.name: f"{GAP}{number}"}
    return typed(of, one.cells)


def typed(of: List, cells: Mapping[str, Any]) -> dict[str, Any]:
    """Cells as Graph wants them written: several choices say that they are several."""
    found: dict[str, Any] = {}
    kinds = {each.name: each.kind for each in of.columns} | {columns.TITLE.name: Kind.TEXT}
    for name, cell in cells.items():
        if name in kinds:
            if kinds[name] is Kind.CHOICES:
                found[f"{name}@odata.type"] = "Collection(Edm.String)"
            found[name] = cell
    return found
