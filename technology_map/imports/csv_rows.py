"""Reads the rows of a CSV file as an import map says, or refuses the file as a whole."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from technology_map.imports.import_map import ImportMap
from technology_map.sheets.cells import Line
from technology_map.sheets.csv_reading import is_utf8
from technology_map.sheets.sheet_marks import UNCALCULATED
from technology_map.validation.limits import CSV_SIZE_LIMIT, SHEET_COLUMN_LIMIT, SHEET_ROW_LIMIT
from technology_map.validation.refusals import Refused


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the spreadsheet numbers it: the headings are row 1 where nothing is above them.

    A cell may span many lines and is one row.

    `cells` are by column; the second column named X is `X (2)`. A row with more or fewer cells than
    there are headings has no cells, and `whole` is False.
    """

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    whole: bool = True


def read_rows(content: bytes, import_map: ImportMap) -> Iterator[Row]:
    """The rows that hold anything. Raises Refused, at the latest after the last row:

    `import_too_big`, `import_wrong_encoding`, `import_nul`, `import_no_rows`,
    `import_columns_missing`, `import_too_many_columns`, `import_too_many_rows`, `import_broken_csv`.
    """
    text = _decoded(content, import_map.encoding)
    csv.field_size_limit(CSV_SIZE_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=import_map.delimiter, strict=True)
    try:
        first = import_map.headings_line
        headings = next(islice(reader, first - 1, None), [])
        names = _names(headings, import_map)
        count = 0
        for number, cells in enumerate(reader, start=first + 1):
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > SHEET_ROW_LIMIT:
                raise Refused("import_too_many_rows", limit=SHEET_ROW_LIMIT)
            whole = len(cells) == len(names)
            yield Row(number, dict(zip(names, cells, strict=True)) if whole else {}, whole)
    except csv.Error:
        raise Refused("import_broken_csv", line=reader.line_num) from None
    if not count:
        raise Refused("import_no_rows")


def rows_of(lines: Sequence[Line], import_map: ImportMap) -> Iterator[Row]:
    """The same, of a workbook's lines; a row has the empty cells at its end, too.

    A formula without a result counts as empty. Raises `import_no_rows`, `import_columns_missing`.
    """
    first = import_map.headings_line
    names = _names(next((cells for number, cells in lines if number == first), []), import_map)
    below = [(number, cells) for number, cells in lines if number > first]
    if not below:
        raise Refused("import_no_rows")
    for number, cells in below:
        said = ["" if text == UNCALCULATED else text for text in cells]
        whole = len(said) <= len(names)
        padded = [*said, *[""] * (len(names) - len(said))]
        yield Row(number, dict(zip(names, padded, strict=True)) if whole else {}, whole)


def _decoded(content: bytes, encoding: str) -> str:
    if len(content) > CSV_SIZE_LIMIT:
        raise Refused("import_too_big", megabytes=CSV_SIZE_LIMIT // (1024 * 1024))
    if b"\x00" in content:
        raise Refused("import_nul")
    if encoding != "utf-8" and not content.isascii() and is_utf8(content):
        raise Refused("import_wrong_encoding", encoding=encoding)
    try:
        return content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError:
        raise Refused("import_wrong_encoding", encoding=encoding) from None


def _names(headings: Sequence[str], import_map: ImportMap) -> list[str]:
    if len(headings) > SHEET_COLUMN_LIMIT:
        raise Refused("import_too_many_columns", limit=SHEET_COLUMN_LIMIT)
    names: list[str] = []
    for heading in headings:
        plain = " ".join(heading.split())
        name, count = plain, 1
        while name in names:
            count += 1
            name = f"{plain} ({count})"
        names.append(name)
    missing = [column for column in import_map.columns() if column not in names]
    if missing:
        raise Refused("import_columns_missing", columns=", ".join(missing))
    return names
