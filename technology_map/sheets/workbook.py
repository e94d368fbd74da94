"""Writes a table as an XLSX file: headings that stay in view, a filter, and text that stays text."""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from technology_map.sheets.cells import Table, Value
from technology_map.sheets.columns import Kind

LONGEST = 32_767
"""Characters that a cell of Excel holds; what is longer ends in an ellipsis."""
FIRST_DAY = date(1900, 3, 1)
"""Before this day Excel's calendar is wrong; earlier dates stand as text."""
DAY, MOMENT = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"
WIDTHS: dict[Kind, int] = {
    Kind.LINE: 28,
    Kind.TEXT: 48,
    Kind.CHOICE: 24,
    Kind.CHOICES: 32,
    Kind.DATE: 14,
    Kind.MOMENT: 18,
    Kind.NUMBER: 14,
    Kind.CARD_NAME: 12,
    Kind.PROPOSAL_NAME: 14,
    Kind.NAMES: 24,
    Kind.PERSON: 24,
}
HEAD = Font(bold=True, color="FFFFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="FF383966")
HEIGHT = 48
"""Points: three lines of a text are seen, the rest by pointing at it."""
_TOP = Alignment(vertical="top", wrap_text=True)
_NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def sheet_name(text: str) -> str:
    """A name that Excel takes for a sheet: 31 characters, none of them one that it forbids."""
    return _NOT_IN_NAMES.sub(" ", text).strip(" '")[:31].strip(" '") or "Ark1"


def plain(text: str) -> str:
    """The text as a cell can hold it: what XML forbids is left out, and `_x0041_` stays as it is."""
    kept = _ESCAPE.sub("_x005F_", _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1] + "…"


def unescaped(text: str) -> str:
    """The text that a cell means: Excel writes some signs as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def xlsx_file(table: Table) -> bytes:
    """The table as an XLSX file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name(table.name))
    sheet.freeze_panes = "C2"
    for place, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[column.kind]
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = HEIGHT, True
    sheet.append([head_cell(sheet, one) for one in table.headings])
    count = 1
    for row in table.rows:
        sheet.append(_cells(sheet, row))
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{count}"
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook, without a name of who made it."""
    book.properties.creator = "Teknologikort"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def head_cell(sheet: Worksheet, text: str) -> Cell:
    """A cell of the line of headings."""
    cell = text_cell(sheet, text)
    cell.font, cell.fill, cell.alignment = HEAD, HEAD_FILL, _TOP
    return cell


def text_cell(sheet: Worksheet, text: str) -> Cell:
    """A cell that is a text whatever it says: openpyxl would take `=…` for a formula."""
    cell = WriteOnlyCell(sheet)
    cell.value = plain(text)
    cell.data_type = "s"
    return cell


def _cells(sheet: Worksheet, row: Iterable[Value]) -> Iterator[Cell | None]:
    for value in row:
        yield _cell(sheet, value)


def _cell(sheet: Worksheet, value: Value) -> Cell | None:
    """The cell, None where it would be empty."""
    match value:
        case datetime():
            cell = WriteOnlyCell(sheet, value)
            cell.number_format = MOMENT
        case date() if value >= FIRST_DAY:
            cell = WriteOnlyCell(sheet, datetime.combine(value, time()))
            cell.number_format = DAY
        case Decimal():
            cell = WriteOnlyCell(sheet, float(value))
        case int():
            cell = WriteOnlyCell(sheet, value)
        case _ if not plain(str(value)):
            return None
        case _:
            cell = text_cell(sheet, str(value))
            cell.alignment = _TOP
    return cell
