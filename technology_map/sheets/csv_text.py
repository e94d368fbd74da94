"""CSV that a Danish Excel opens as it is, and that holds nothing a spreadsheet would calculate."""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

from technology_map.people.people import Language
from technology_map.sheets.cells import Table, Value

TRIGGERS = "=+\\-@\t\r\n\0＝＋－＠"
"""What makes a spreadsheet take a text for a formula (trust.md 2, row 11)."""
_GUARDED = re.compile(f"'*[{TRIGGERS}]")
_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")
_TAKEN_OFF = re.compile(f"'+[{TRIGGERS}]")


def guarded(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula; `unguarded` gives it back exactly."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _TAKEN_OFF.match(text) else text


def csv_file(table: Table, language: Language) -> bytes:
    """The table as UTF-8 with a byte order mark, semicolons between the cells."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(guarded(one) for one in table.headings)
    for row in table.rows:
        writer.writerow(_said(one, language) for one in row)
    return written.getvalue().encode("utf-8-sig", "replace")


def _figure(value: Decimal, language: Language) -> str:
    """A figure; three decimals behind a point are written as four, for 7.125 is read as thousands."""
    plain = f"{value:f}"
    if language is Language.DANISH:
        return plain.replace(".", ",")
    return f"{plain}0" if _LIKE_THOUSANDS.fullmatch(plain) else plain


def _said(value: Value, language: Language) -> str:
    """Dates and figures as the language's spreadsheets read them: 03-11-2026 and 3,5 in Danish.

    A figure that is below zero is no formula: only texts are guarded.
    """
    if isinstance(value, Decimal):
        return _figure(value, language)
    day = "%d-%m-%Y" if language is Language.DANISH else "%Y-%m-%d"
    if isinstance(value, datetime):
        return value.strftime(f"{day} %H:%M")
    if isinstance(value, date):
        return value.strftime(day)
    return guarded(value) if isinstance(value, str) else str(value)
