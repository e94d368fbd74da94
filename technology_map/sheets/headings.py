"""Finds the line of headings in a spreadsheet, and which column each heading names, as offices write them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from technology_map.people.people import Language
from technology_map.sheets.cells import heading
from technology_map.sheets.columns import SOLUTION_COLUMNS, Column
from technology_map.texts import texts

SEARCHED = 10
"""So many lines are searched for the headings: a title or two may stand above them."""
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0]"
)
_MARKS = " *:.?\u00a0"

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "title": ("navn", "løsningens navn", "navn på løsningen", "overskrift", "name", "solution name"),
    "summary": ("kort beskrivelse", "resumé", "resume", "short description"),
    "area": ("område", "fagligt område", "fagområder"),
    "department": ("forvaltning", "institution", "enhed", "afdeling/institution", "center", "unit"),
    "phase": ("status", "stadie", "hvor langt er I", "stage"),
    "purpose": ("formål", "primære formål", "hovedformål", "purpose"),
    "other_purposes": ("øvrige formål", "sekundære formål", "sekundært formål"),
    "challenges": ("problem", "problemet", "udfordringer", "problemstilling", "the problem"),
    "background": ("løsning", "løsningen", "beskrivelse", "solution", "description"),
    "effect": ("effekter", "gevinst", "gevinster", "resultat", "resultater", "benefits"),
    "technologies": ("teknologi", "technology"),
    "beneficiaries": ("målgruppe", "til glæde for"),
    "in_operation_since": ("taget i brug", "idriftsat", "i drift fra", "i brug siden", "in use since"),
    "vendor": ("leverandører", "firma", "supplier"),
    "systems": ("system", "it-system", "it-systemer"),
    "kle": ("kle", "kle nr", "kle-nr", "kle nummer"),
    "contact_name": ("kontaktperson", "contact person"),
}
"""What a field is also called. A synonym counts only where no column has the field's own heading."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The line of headings: in which place each field stands, what it is called there, and what nobody knows.

    `twice` names the second column of a field, empty where there is none; `missing` are the columns that
    every file needs and this one lacks.
    """

    places: Mapping[str, int]
    called: Mapping[str, str]
    strange: tuple[str, ...]
    twice: str
    missing: tuple[Column, ...]

    @property
    def known(self) -> int:
        """How many of the fields have a column."""
        return len(self.places)

    def line(self, cells: Sequence[str]) -> dict[str, str]:
        """A line's cells by field; a cell that is not there is empty."""
        return {name: cells[at] if at < len(cells) else "" for name, at in self.places.items()}


def visible(text: str) -> str:
    """The text, or nothing where no sign of it can be seen."""
    return text if _INVISIBLE.sub("", text).strip() else ""


def folded_heading(text: str) -> str:
    """A heading as it is compared: without case, marks, line ends and signs that nobody sees."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(plain.split()).strip(_MARKS).casefold()


def read_headings(cells: Sequence[str]) -> Headings:
    """What a line says if it is the line of headings."""
    own, others = _own(), _others()
    said = [folded_heading(one) for one in cells]
    places: dict[str, int] = {}
    twice = ""
    for at, name in enumerate(said):
        if field := own.get(name):
            twice = twice or (cells[at].strip() if field in places else "")
            places.setdefault(field, at)
    for at, name in enumerate(said):
        if name not in own and (field := others.get(name)):
            places.setdefault(field, at)
    taken = set(places.values())
    strange = tuple(one.strip() for at, one in enumerate(cells) if at not in taken and said[at])
    called = {field: cells[at].strip() for field, at in places.items()}
    missing = tuple(one for one in SOLUTION_COLUMNS if one.of and one.needed and one.field not in places)
    return Headings(places, called, strange, twice, missing)


def find_headings(lines: Sequence[Sequence[str]]) -> int:
    """Where the line of headings is among the first lines: the first with every needed column.

    Where none has, the one with the most headings that are known; the first line where nobody knows any.
    """
    found = [read_headings(cells) for cells in lines[:SEARCHED]]
    whole = next((at for at, one in enumerate(found) if not one.missing), None)
    if whole is not None or not found:
        return whole or 0
    return max(range(len(found)), key=lambda at: (found[at].known, -at))


def _own() -> dict[str, str]:
    return {
        folded_heading(heading(one, texts(said))): one.field for said in Language for one in SOLUTION_COLUMNS
    }


def _others() -> dict[str, str]:
    fields = {one.field for one in SOLUTION_COLUMNS}
    return {
        folded_heading(one): field for field, names in SYNONYMS.items() if field in fields for one in names
    }
