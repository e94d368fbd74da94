"""Finds the line of headings in a spreadsheet, and which column each heading names, as offices write them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

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
    "problem": ("udfordring", "udfordringer", "problemet", "problemstilling", "behov", "the problem", "need"),
    "solution": (
        "løsningen",
        "løsningsforslag",
        "forslag",
        "idé",
        "ide",
        "beskrivelse",
        "idea",
        "description",
    ),
    "expected_benefits": ("gevinst", "gevinster", "forventede gevinster", "effekt", "benefit", "benefits"),
    "number": ("nr", "sagsnr", "sagsnummer", "løbenummer", "id", "no"),
    "status": ("tilstand", "state"),
    "status_reason": ("begrundelse", "afgørelse", "beslutning", "reason", "decision"),
    "submitter": ("indsendt af", "forslagsstiller", "stillet af", "navn på indsender", "submitted by"),
    "detail_of": (
        "forslag",
        "forslag nr",
        "forslagsnummer",
        "løsningskort",
        "f-nr",
        "proposal",
        "solution card",
    ),
    "indicator": ("gevinst", "indikator", "måles på", "benefit", "indicator"),
    "type": ("gevinsttype", "type", "slags", "kind"),
    "beneficiary": ("modtager", "hvem får den", "recipient"),
    "baseline": ("udgangspunkt", "nulpunkt", "baseline"),
    "target": ("måltal", "mål", "target"),
    "owner": ("gevinstejer", "ejer", "ansvarlig", "owner"),
    "next_follow_up": ("opfølgning", "næste opfølgning", "follow-up"),
    "precondition": ("forudsætning", "adfærdsændring", "precondition"),
    "measured_how": ("målemetode", "opgøres ved", "how measured"),
    "submitted_at": ("dato", "indsendt", "indsendt dato", "modtaget", "oprettet", "date", "submitted"),
}
"""What a field is also called. A synonym counts only where no column has the field's own heading."""
NOT_READ = "-"
"""Chosen for a heading: its column is left out."""


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


def read_headings(
    cells: Sequence[str],
    of: Sequence[Column] = SOLUTION_COLUMNS,
    chosen: Mapping[str, str] = MappingProxyType({}),
) -> Headings:
    """What a line says if it is the line of headings of a file with these columns.

    `chosen` is what somebody said of folded headings: a field, or NOT_READ. It counts before anything else.
    """
    known = {one.field for one in of}
    said = [folded_heading(one) for one in cells]
    picked = {at: chosen[name] for at, name in enumerate(said) if chosen.get(name) in {*known, NOT_READ}}
    own, others = own_names(of), _others(of)
    free = [(at, name) for at, name in enumerate(said) if at not in picked]
    twice, places = _placed([(at, field) for at, field in picked.items() if field != NOT_READ])
    named = [(at, own[name]) for at, name in free if name in own and own[name] not in places]
    again, by_name = _placed(named)
    by_synonym = [(at, others[name]) for at, name in free if name not in own and name in others]
    places = dict(reversed([(field, at) for at, field in by_synonym])) | by_name | places
    twice_at = min((at for at in (twice, again) if at is not None), default=None)
    taken = set(places.values())
    strange = tuple(one.strip() for at, one in enumerate(cells) if at not in taken and said[at])
    called = {field: cells[at].strip() for field, at in places.items()}
    missing = tuple(one for one in of if one.needed and one.field not in places)
    return Headings(places, called, strange, "" if twice_at is None else cells[twice_at].strip(), missing)


def _placed(found: Sequence[tuple[int, str]]) -> tuple[int | None, dict[str, int]]:
    """Each field's first place, and the place of the first that comes twice."""
    places: dict[str, int] = {}
    twice = None
    for at, field in found:
        if places.setdefault(field, at) != at and twice is None:
            twice = at
    return twice, places


def find_headings(
    lines: Sequence[Sequence[str]],
    of: Sequence[Column] = SOLUTION_COLUMNS,
    chosen: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Where the line of headings is among the first lines: the first with every needed column.

    Where none has, the one with the most headings that are known; the first line where nobody knows any.
    """
    found = [read_headings(cells, of, chosen) for cells in lines[:SEARCHED]]
    whole = next((at for at, one in enumerate(found) if not one.missing), None)
    if whole is not None or not found:
        return whole or 0
    return max(range(len(found)), key=lambda at: (found[at].known, -at))


def names_of(of: Sequence[Column]) -> dict[str, str]:
    """Every folded name that a column is known by, and its field."""
    return _others(of) | own_names(of)


def own_names(of: Sequence[Column]) -> dict[str, str]:
    """Our own headings, folded, and their fields."""
    return {folded_heading(heading(one, texts(said))): one.field for said in Language for one in of}


def _others(of: Sequence[Column]) -> dict[str, str]:
    fields = {one.field for one in of}
    return {
        folded_heading(one): field for field, names in SYNONYMS.items() if field in fields for one in names
    }
