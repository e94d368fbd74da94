"""Reads the rows of a spreadsheet as plain texts: XLSX or CSV, whichever the bytes are."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from technology_map.imports.csv_rows import COLUMN_LIMIT, ROW_LIMIT, SIZE_LIMIT
from technology_map.people.people import Language
from technology_map.sheets.cells import Line
from technology_map.sheets.csv_text import unguarded
from technology_map.sheets.workbook import unescaped
from technology_map.sheets.zip_check import check_kind, check_zip, is_zip
from technology_map.texts import texts
from technology_map.validation.refusals import Refused

LETTERS = 48 * 1024 * 1024
"""Characters in all cells together: one text that a million cells share is a bomb, too."""
FARTHEST = 5 * ROW_LIMIT
"""Empty lines in between are passed over, but not for ever."""
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


def read_lines(content: bytes) -> Iterator[Line]:
    """The lines that hold anything; dates as 2026-11-03, times as 2026-11-03T14:05:00.

    Raises Refused, at the latest after the last line: what `check_zip` raises, and
    `import_too_big`, `import_nul`, `import_no_rows`, `import_too_many_rows`,
    `import_too_many_columns`, `import_broken_csv`, `sheet_encoding`.
    """
    check_kind(content)
    return _bounded(_workbook_lines(content) if is_zip(content) else _csv_lines(content))


def _bounded(lines: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Line]:
    count = letters = 0
    for number, cells in lines:
        if number > FARTHEST:
            raise Refused("import_too_many_rows", limit=ROW_LIMIT)
        said = list(cells)
        while said and not said[-1].strip():
            said.pop()
        if not said:
            continue
        if len(said) > COLUMN_LIMIT:
            raise Refused("import_too_many_columns", limit=COLUMN_LIMIT)
        count, letters = count + 1, letters + sum(map(len, said))
        if letters > LETTERS:
            raise Refused("sheet_swollen")
        if count > ROW_LIMIT + 3:
            raise Refused("import_too_many_rows", limit=ROW_LIMIT)
        yield number, said
    if not count:
        raise Refused("import_no_rows")


def _workbook_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    check_zip(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = next((book[name] for name in _sheet_names() if name in book.sheetnames), book.worksheets[0])
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=COLUMN_LIMIT + 1, values_only=True)
        for number, cells in enumerate(rows, start=1):
            yield number, _texts(cells)
    except _BROKEN:
        raise Refused("sheet_broken") from None


def _texts(cells: Sequence[Any]) -> list[str]:
    """The cells as texts, up to the last one that is not empty."""
    last = next((at for at in range(len(cells), 0, -1) if cells[at - 1] is not None), 0)
    return [_said(one) for one in cells[:last]]


def _sheet_names() -> list[str]:
    """What the sheet with the cards is called in our own files; in any other the first sheet is read."""
    return [texts(one)("sheet_file.solutions") for one in Language]


def _said(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return unescaped(value)
        case datetime():
            alone = (value.hour, value.minute, value.second) == (0, 0, 0)
            return value.date().isoformat() if alone else value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [unguarded(one) for one in cells]
    except csv.Error:
        raise Refused("import_broken_csv", line=reader.line_num) from None


def _decoded(content: bytes) -> str:
    """UTF-8, or what a Danish Excel writes when it is not asked for UTF-8."""
    if len(content) > SIZE_LIMIT:
        raise Refused("import_too_big", megabytes=SIZE_LIMIT // (1024 * 1024))
    if b"\x00" in content:
        raise Refused("sheet_not_a_workbook")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("sheet_encoding")


def _delimiter(text: str) -> str:
    """What stands most often in the first line."""
    first = text.split("\n", 1)[0]
    return max(";,\t", key=first.count)
