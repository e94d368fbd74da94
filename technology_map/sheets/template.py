"""The spreadsheet to fill in: choices to pick from, a line of help, an example that is never a card."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from technology_map.sheets.cells import heading
from technology_map.sheets.columns import NUMBER, Column, Kind
from technology_map.sheets.guidance import example_of, fillable, help_of
from technology_map.sheets.workbook import DAY, WIDTHS, head_cell, saved, text_cell
from technology_map.texts import Texts
from technology_map.words.value_lists import ValueList, choices_of

LINES = 2_000
"""Lines that are ready to be filled in."""
FIRST = 4
"""The first of them: above stand the headings, the help and the example."""
_QUIET = Font(italic=True, color="FF616161")
_WELL = PatternFill("solid", fgColor="FFF0F0F0")
_WRAP = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class _List:
    """Where the words of a value list stand on the sheet of choices."""

    words: tuple[str, ...]
    place: str


def template(t: Texts) -> bytes:
    """The file in a language."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = t("sheet_file.solutions")
    lists = _lists(book, t)
    _shape(sheet)
    for column, place in _placed():
        for rule in _rules(column, place, lists, t):
            sheet.add_data_validation(rule)
    sheet.append([head_cell(sheet, heading(one, t) + (" *" if one.needed else "")) for one in fillable()])
    sheet.append([_quiet(sheet, help_of(one, t)) for one in fillable()])
    sheet.append([_quiet(sheet, example_of(one, t)) for one in fillable()])
    return saved(book)


def _placed() -> list[tuple[Column, str]]:
    return [(one, get_column_letter(place)) for place, one in enumerate(fillable(), start=1)]


def _shape(sheet: Worksheet) -> None:
    sheet.freeze_panes = f"C{FIRST - 1}"
    sheet.row_dimensions[2].height = 78
    sheet.row_dimensions[3].height = 62
    for column, place in _placed():
        shape = sheet.column_dimensions[place]
        shape.width = max(WIDTHS[column.kind], 22)
        shape.alignment = _WRAP
        if column.kind is Kind.DATE:
            shape.number_format = DAY
        elif column.kind in (Kind.LINE, Kind.PROPOSAL_NAME):
            shape.number_format = "@"


def _quiet(sheet: Worksheet, text: str) -> Cell:
    cell = text_cell(sheet, text)
    cell.font, cell.fill, cell.alignment = _QUIET, _WELL, _WRAP
    return cell


def _lists(book: Workbook, t: Texts) -> dict[ValueList, _List]:
    """The sheet of choices, a column for each value list."""
    sheet = book.create_sheet(t("sheet_file.lists"))
    columns: dict[ValueList, _List] = {}
    for one in fillable():
        if one.words is None or one.words in columns:
            continue
        letter = get_column_letter(len(columns) + 1)
        words = tuple(word for _, word in choices_of(t, one.words))
        place = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${len(words) + 1}"
        columns[one.words] = _List(words, place)
        sheet.column_dimensions[letter].width = 34
    heads = {one.words: heading(one, t) for one in reversed(fillable()) if one.words}
    sheet.append([head_cell(sheet, heads[words]) for words in columns])
    for line in range(max(len(one.words) for one in columns.values())):
        cells = (one.words[line] if line < len(one.words) else "" for one in columns.values())
        sheet.append([text_cell(sheet, word) for word in cells])
    return columns


def _rules(column: Column, place: str, lists: Mapping[ValueList, _List], t: Texts) -> list[DataValidation]:
    """What Excel checks in a column as people type, and the help it shows in the cell."""
    if column.field == NUMBER:
        return []
    rule = _rule(column, lists)
    rule.allow_blank = True
    rule.showErrorMessage = column.kind is not Kind.CHOICES
    rule.errorTitle, rule.error = heading(column, t)[:32], _error(column, t)
    rule.showInputMessage = True
    rule.promptTitle, rule.prompt = heading(column, t)[:32], help_of(column, t)[:255]
    rule.add(f"{place}{FIRST}:{place}{FIRST + LINES - 1}")
    return [rule]


def _rule(column: Column, lists: Mapping[ValueList, _List]) -> DataValidation:
    if column.words:
        return DataValidation(type="list", formula1=lists[column.words].place)
    if column.kind is Kind.DATE:
        return DataValidation(type="date", operator="between", formula1="1", formula2="73415")
    return DataValidation(
        type="textLength", operator="lessThanOrEqual", formula1=str(column.limit or len("F-000000000"))
    )


def _error(column: Column, t: Texts) -> str:
    if column.words:
        return t("sheet_limit.choice")
    if column.kind is Kind.DATE:
        return t("sheet_limit.date")
    return t("sheet_limit.length", limit=t.number(column.limit or len("F-000000000")))
