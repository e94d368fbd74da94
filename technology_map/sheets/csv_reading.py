"""Reads the lines of a CSV file, whatever an office's programs saved it as."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from technology_map.sheets.contents import COLUMNS
from technology_map.sheets.csv_text import unguarded
from technology_map.sheets.headings import SEARCHED, find_headings, read_headings
from technology_map.validation.limits import CSV_SIZE_LIMIT
from technology_map.validation.refusals import Refused

DELIMITERS = ";,\t|"
_BOM_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_BOM_8 = b"\xef\xbb\xbf"


def csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every line, numbered as a spreadsheet shows it: a first line `sep=;` is none.

    Raises Refused: `import_too_big`, `import_broken_csv`, `sheet_not_a_workbook`, `sheet_encoding`,
    `sheet_mixed_encoding`.
    """
    text, said = _without_separator(_decoded(content))
    delimiter = said or _delimiter(text)
    csv.field_size_limit(CSV_SIZE_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [unguarded(one) for one in cells]
    except csv.Error:
        raise Refused("import_broken_csv", line=reader.line_num) from None


@dataclass(frozen=True, slots=True)
class Saved:
    """How a CSV file was saved. `first_line`: 2 where a line `sep=` is above everything else."""

    encoding: str
    delimiter: str
    first_line: int


def saved_as(content: bytes) -> Saved:
    """How the file was saved. Raises what `csv_lines` raises."""
    text, said = _without_separator(_decoded(content))
    encoding = _BOM_16.get(content[:2]) or ("utf-8" if is_utf8(content) else "cp1252")
    return Saved(encoding, said or _delimiter(text), 2 if said else 1)


def _decoded(content: bytes) -> str:
    """UTF-16 or UTF-8, or what a Danish Excel writes when it is asked for neither."""
    if len(content) > CSV_SIZE_LIMIT:
        raise Refused("import_too_big", megabytes=CSV_SIZE_LIMIT // (1024 * 1024))
    return unicodedata.normalize("NFC", _text(content))


def _text(content: bytes) -> str:
    if encoding := _BOM_16.get(content[:2]):
        try:
            return content[2:].decode(encoding)
        except UnicodeDecodeError:
            raise Refused("sheet_encoding") from None
    if b"\x00" in content:
        raise Refused("sheet_not_a_workbook")
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as wrong:
        if content.startswith(_BOM_8) or _is_mostly_utf8(content):
            raise Refused("sheet_mixed_encoding", line=content[: wrong.start].count(b"\n") + 1) from None
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise Refused("sheet_encoding") from None


def is_utf8(content: bytes) -> bool:
    """Text of another encoding is hardly ever valid UTF-8 by chance; this is what gives it away."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether more signs are UTF-8's than are not: then reading it as another encoding spoils them all."""
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(not one.isascii() for one in text) - wrong > wrong


def _without_separator(text: str) -> tuple[str, str]:
    """The text without a first line `sep=;`, and the separator that it names."""
    first, _, rest = text.partition("\n")
    said = first.strip('\r\ufeff "')
    if len(said) == 5 and said[:4].casefold() == "sep=" and said[4] in DELIMITERS:
        return rest, said[4]
    return (rest, "\t") if first.strip("\r").casefold() == "sep=\t" else (text, "")


def _delimiter(text: str) -> str:
    """The one that makes the most headings known; where none does, what the first line has most of."""
    lines = text.split("\n", SEARCHED)[:SEARCHED]
    return max(DELIMITERS, key=lambda one: (_known(lines, one), lines[0].count(one)))


def _known(lines: list[str], delimiter: str) -> int:
    try:
        found = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0
    return (
        max(read_headings(found[find_headings(found, of)], of).known for of in COLUMNS.values())
        if found
        else 0
    )
