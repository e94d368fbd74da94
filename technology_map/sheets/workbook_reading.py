"""Reads the lines of a workbook: the sheet that has the cards, and every cell as Excel shows it."""

import io
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from technology_map.people.people import Language
from technology_map.sheets.contents import COLUMNS, may_be
from technology_map.sheets.headings import SEARCHED, find_headings, read_headings
from technology_map.sheets.sheet_marks import SheetMarks, marks_of
from technology_map.sheets.workbook import unescaped
from technology_map.sheets.zip_check import check_zip
from technology_map.texts import texts
from technology_map.validation.refusals import Refused

_OWN = ("solutions", "proposals")
LOOKED_THROUGH = 200
"""So many lines of each sheet are looked through for headings, empty ones counted."""
_BROKEN = (
    InvalidFileException,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What openpyxl, and the XML parser under it, let through for a workbook that is none."""


def workbook_lines(content: bytes, sheet: str = "") -> Iterator[tuple[int, list[str]]]:
    """The lines of the sheet with this name, else of the one with the cards. Raises Refused: what

    `check_zip` raises, and `sheet_broken`, `sheet_two_sheets`.
    """
    check_zip(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        chosen = _chosen(book, sheet)
        yield from _marks(content, chosen).applied(_lines(chosen))
    except _BROKEN:
        raise Refused("sheet_broken") from None


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(_rows(sheet), start=1):
        if cells:  # a row far down makes openpyxl tell of a million that are not there
            yield number, _texts(cells)


def _marks(content: bytes, sheet: Any) -> SheetMarks:
    """The marks of a sheet. openpyxl keeps its place in the file where only itself looks."""
    place = getattr(sheet, "_worksheet_path", "")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return marks_of(archive.read(place)) if place in archive.namelist() else SheetMarks()


def _chosen(book: Any, name: str) -> Any:
    """The sheet that somebody named, else our own, else the one whose headings say most.

    Never one that is hidden, unless it was named. Raises Refused(`sheet_two_sheets`) where it could be two,
    or none has a heading that we know.
    """
    if named := next((one for one in book.worksheets if name and one.title == name), None):
        return named
    shown = [one for one in book.worksheets if one.sheet_state == "visible"] or [book.worksheets[0]]
    for own in (texts(one)(f"sheet_file.{what}") for one in Language for what in _OWN):
        if found := next((one for one in shown if one.title == own), None):
            return found
    if len(shown) == 1:
        return shown[0]
    known = {one.title: _fits(one) for one in shown}
    best = max(known.values())
    likely = [one for one in shown if known[one.title][0] == best[0]] if best[0] else shown
    if (best[0] and len(likely) > 1) or not best[1]:
        titles = [one.title for one in (likely if best[0] else shown)]
        raise Refused("sheet_two_sheets", sheets=", ".join(f"»{one}«" for one in titles), titles=titles)
    return max(likely, key=lambda one: known[one.title])


def _fits(sheet: Any) -> tuple[bool, int]:
    """Whether the sheet has every heading that is needed, and how many it has that we know."""
    said = (_texts(cells) for cells in islice(_rows(sheet), LOOKED_THROUGH))
    lines = list(islice((one for one in said if any(text.strip() for text in one)), SEARCHED))
    found = {
        what: read_headings(lines[find_headings(lines, of)], of) for what, of in COLUMNS.items() if lines
    }
    fits = ((not one.missing, one.known) for what, one in found.items() if may_be(what, one))
    return max(fits, default=(False, 0))


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()
    return iter(sheet.iter_rows())


def _texts(cells: Sequence[Any]) -> list[str]:
    """The cells as texts, up to the last one that is not empty."""
    last = next((at for at in range(len(cells), 0, -1) if cells[at - 1].value is not None), 0)
    return [_said(one) for one in cells[:last]]


def _said(cell: Any) -> str:
    match cell.value:
        case None:
            return ""
        case str() as text:
            return unicodedata.normalize("NFC", unescaped(text))
        case bool() as truth:
            return "Sandt" if truth else "Falsk"
        case datetime() as moment:
            alone = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
            return moment.date().isoformat() if alone else moment.isoformat(timespec="seconds")
        case date() | time() as told:
            return told.isoformat()
        case timedelta() as lasted:
            return _duration(lasted)
        case int() | float() as number:
            return _number(number, str(cell.number_format or ""))
        case other:
            return str(other)


def _number(number: float, number_format: str) -> str:
    """As a Danish Excel shows it: 30 %, 0,3 and whole numbers without decimals."""
    if number_format.endswith("%"):
        decimals = len(number_format.rstrip("%").partition(".")[2])
        return f"{number * 100:.{decimals}f} %".replace(".", ",")
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    return f"{Decimal(f'{number:.15g}'):f}".replace(".", ",")  # as many digits as Excel keeps


def _duration(lasted: timedelta) -> str:
    seconds = int(lasted.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
