"""The spreadsheet to fill in: choices to pick from, a line of help, an example that is never a card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from technology_map.cards.fields import Kind as FieldKind
from technology_map.sheets.cells import heading
from technology_map.sheets.columns import NUMBER, Column, Kind
from technology_map.sheets.guidance import example_of, fillable, fillable_rows, help_of, prompt_of
from technology_map.sheets.workbook import DAY, WIDTHS, head_cell, saved, sheet_name, text_cell
from technology_map.texts import Texts
from technology_map.words.value_lists import ValueList, choices_of

Columns = Sequence[Column]
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
    """The file of solution cards in a language."""
    book, sheet = _begun(t("sheet_file.solutions"), fillable(), FIRST, t)
    sheet.append([_quiet(sheet, example_of(one, t)) for one in fillable()])
    return saved(book)


def rows_template(kind: str, t: Texts) -> bytes:
    """The file of the rows of one kind, by its code; it has no example."""
    book, _ = _begun(t(f"detail.{kind}.heading"), fillable_rows(kind), FIRST - 1, t)
    return saved(book)


def _begun(name: str, columns: Columns, first: int, t: Texts) -> tuple[Workbook, Worksheet]:
    """The book with its choices, its headings and their help, its checks from the `first` empty line."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_name(name)
    lists = _lists(book, columns, t)
    _shape(sheet, columns, first)
    for column, place in _placed(columns):
        if rule := _checked(column, lists, t):
            rule.add(f"{place}{first}:{place}{first + LINES - 1}")
            sheet.add_data_validation(rule)
    sheet.append([head_cell(sheet, heading(one, t) + (" *" if _needed(one) else "")) for one in columns])
    sheet.append([_quiet(sheet, help_of(one, t)) for one in columns])
    return book, sheet


def _needed(column: Column) -> bool:
    """Whether every line must say it: of a row also a choice."""
    return column.needed or bool(column.called and column.of and column.of.needed)


def _placed(columns: Columns) -> list[tuple[Column, str]]:
    return [(one, get_column_letter(place)) for place, one in enumerate(columns, start=1)]


def _shape(sheet: Worksheet, columns: Columns, first: int) -> None:
    sheet.freeze_panes = f"C{FIRST - 1}"
    sheet.row_dimensions[2].height = 78
    if first == FIRST:
        sheet.row_dimensions[3].height = 62
    for column, place in _placed(columns):
        shape = sheet.column_dimensions[place]
        shape.width = max(WIDTHS[column.kind], 22)
        shape.alignment = _WRAP
        if column.kind is Kind.DATE:
            shape.number_format = DAY
        elif column.kind in (Kind.LINE, Kind.PROPOSAL_NAME) and not _is_figure(column):
            shape.number_format = "@"


def _is_figure(column: Column) -> bool:
    """Whether Excel shall take what is typed for a number."""
    return column.of is not None and column.of.kind is FieldKind.DECIMAL


def _quiet(sheet: Worksheet, text: str) -> Cell:
    cell = text_cell(sheet, text)
    cell.font, cell.fill, cell.alignment = _QUIET, _WELL, _WRAP
    return cell


def _lists(book: Workbook, of: Columns, t: Texts) -> dict[ValueList, _List]:
    """The sheet of choices, a column for each value list."""
    sheet = book.create_sheet(t("sheet_file.lists"))
    columns: dict[ValueList, _List] = {}
    for one in of:
        if one.words is None or one.words in columns:
            continue
        letter = get_column_letter(len(columns) + 1)
        words = tuple(word for _, word in choices_of(t, one.words))
        place = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${len(words) + 1}"
        columns[one.words] = _List(words, place)
        sheet.column_dimensions[letter].width = 34
    heads = {one.words: heading(one, t) for one in reversed(of) if one.words}
    sheet.append([head_cell(sheet, heads[words]) for words in columns])
    for line in range(max(len(one.words) for one in columns.values())):
        cells = (one.words[line] if line < len(one.words) else "" for one in columns.values())
        sheet.append([text_cell(sheet, word) for word in cells])
    return columns


def _checked(column: Column, lists: Mapping[ValueList, _List], t: Texts) -> DataValidation | None:
    """What Excel checks in a column as people type, and the help it shows in the cell."""
    if column.field == NUMBER:
        return None
    rule = _rule(column, lists)
    rule.allow_blank = True
    rule.showErrorMessage = column.kind is not Kind.CHOICES
    rule.errorTitle, rule.error = heading(column, t)[:32], _error(column, t)
    rule.showInputMessage = True
    rule.promptTitle, rule.prompt = heading(column, t)[:32], prompt_of(column, t)[:255]
    return rule


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
