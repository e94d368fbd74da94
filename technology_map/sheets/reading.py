"""Reads the rows of a spreadsheet as plain texts: XLSX or CSV, whichever the bytes are."""

from collections.abc import Iterable, Iterator, Sequence

from technology_map.sheets.cells import Line
from technology_map.sheets.csv_reading import csv_lines
from technology_map.sheets.headings import visible
from technology_map.sheets.workbook_reading import workbook_lines
from technology_map.sheets.zip_check import check_kind, is_zip
from technology_map.validation.limits import SHEET_COLUMN_LIMIT, SHEET_ROW_LIMIT
from technology_map.validation.refusals import Refused

LETTERS = 48 * 1024 * 1024
"""Characters in all cells together: one text that a million cells share is a bomb, too."""
FARTHEST = 5 * SHEET_ROW_LIMIT
"""Empty lines in between are passed over, but nothing may stand farther down than this."""
ABOVE = 3
"""Lines of a file that are no cards: the headings, the template's help and example."""


def read_lines(content: bytes, sheet: str = "") -> Iterator[Line]:
    """The lines that hold anything, of the `sheet` with this name where there are several.

    Dates are written as 2026-11-03, times as 2026-11-03T14:05:00.

    A cell in which nothing can be seen is empty. Raises Refused, at the latest after the last line: what
    `csv_lines` and `workbook_lines` raise, and `import_no_rows`, `import_too_many_rows`,
    `import_too_many_columns`, `sheet_swollen`.
    """
    check_kind(content)
    return _bounded(workbook_lines(content, sheet) if is_zip(content) else csv_lines(content))


def _bounded(lines: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Line]:
    count = letters = 0
    for number, cells in lines:
        said = [visible(one) for one in cells]
        while said and not said[-1].strip():
            said.pop()
        if not said:
            continue
        if number > FARTHEST:
            raise Refused("import_too_many_rows", limit=SHEET_ROW_LIMIT)
        if len(said) > SHEET_COLUMN_LIMIT:
            raise Refused("import_too_many_columns", limit=SHEET_COLUMN_LIMIT)
        count, letters = count + 1, letters + sum(map(len, said))
        if letters > LETTERS:
            raise Refused("sheet_swollen")
        if count > SHEET_ROW_LIMIT + ABOVE:
            raise Refused("import_too_many_rows", limit=SHEET_ROW_LIMIT)
        yield number, said
    if not count:
        raise Refused("import_no_rows")
