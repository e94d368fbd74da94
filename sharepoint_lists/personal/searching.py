"""Where a person stands in the lists: which rows, which cells, and what becomes of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sharepoint_lists.mapping.holding import OWN
from sharepoint_lists.mapping.naming import Found, Hit, Sought, hits, names_in, owns
from sharepoint_lists.personal.sealed_rows import SealedRows
from sharepoint_lists.replica.raw_rows import Everything, Row
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.records.worries import WORRIES


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row in which the person stands. `own`: it is there for them only."""

    row: Row
    own: bool
    hits: tuple[Hit, ...]


def sought(
    rows: Everything,
    object_id: str,
    *,
    stand_in: str,
    word: str,
    names: Iterable[str] = (),
    sure: bool = False,
) -> Sought:
    """The person with this object id, and the names that the rows give them; `names` are others they had.

    `sure`: whoever else has such a name, it is theirs wherever it stands.
    """
    theirs, others = {one.strip() for one in names}, set[str]()
    for name, whose in _named(rows):
        (theirs if whose == object_id else others).add(name)
    theirs -= {"", word}
    folded = {one.casefold() for one in others}
    shared = frozenset() if sure else frozenset(one for one in theirs if one.casefold() in folded)
    return Sought(object_id, stand_in, word, frozenset(theirs), shared)


def _named(rows: Everything) -> Iterator[tuple[str, str]]:
    """Every display name with the object id of whom it names."""
    for each in rows.values():
        for row in each:
            yield from ((name, whose) for whose, name in names_in(row.of, row.cells) if whose)
            if row.of.name == lists.CONTACTS.name:
                yield row.title, str(row.cells.get(OWN[row.of.name].name) or "")


def found_rows(
    rows: Everything, who: Sought, seals: Mapping[str, SealedRows], *, worries: bool = False
) -> list[FoundRow]:
    """Every row in which the person stands. `worries`: open those, too, and tell which are theirs."""
    opened = {name: one for name, one in seals.items() if worries or name != WORRIES.name}
    found = (_found(row, who, opened.get(name)) for name, each in rows.items() for row in each)
    return [one for one in found if one is not None]


def _found(row: Row, who: Sought, seal: SealedRows | None) -> FoundRow | None:
    there = hits(row.of, row.cells, who)
    if seal is not None and seal.is_of(row.cells, who):
        there.append(Hit("Sealed", _title(row, "Sealed"), Found.SEALED, ""))
    for made, name, title in (
        (row.made_by, "Author", "Oprettet af"),
        (row.changed_by, "Editor", "Ændret af"),
    ):
        if made == who.object_id:
            there.append(Hit(name, title, Found.SYSTEM, made))
    return FoundRow(row, owns(row.of, row.cells, who), tuple(there)) if there else None


def _title(row: Row, column: str) -> str:
    return next((one.title for one in row.of.columns if one.name == column), column)
