"""Reads a day as people write it in a spreadsheet, and says where it had to guess."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2100
SERIALS = range(20_000, 75_000)
"""Excel's numbers of days from 1954 to 2105: a cell with a date that lost its format."""
_EXCEL_DAY_0 = date(1899, 12, 30)
_MONTHS = (
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("maj", 5),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("okt", 10),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
)
_TIME = r"(?:[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[-/. ]+(\d{{1,2}})[-/. ]+(\d{{4}}|\d{{2}}){_TIME}")
_NAMED = re.compile(r"(?:den )?(\d{1,2})\.? ?([a-zæøå]{3,9})\.? (\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_NAMED_MONTH = re.compile(r"([a-zæøå]{3,9})\.? (\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day; `guessed` where the text says only a month or a year, and the first day of it is taken."""

    day: date
    guessed: bool = False


def read_day(text: str) -> ReadDay | None:
    """The day that a text writes, the day before the month as Danes do; None where it writes none.

    A year of two digits is this century's.
    """
    said = " ".join(text.split())
    if found := _ISO.fullmatch(said):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(said):
        return _made(_century(found[3]), int(found[2]), int(found[1]))
    if found := _NAMED.fullmatch(said):
        return _made(int(found[3]), _month(found[2]), int(found[1]))
    return _part_of_a_day(said)


def _part_of_a_day(said: str) -> ReadDay | None:
    if said.isascii() and said.isdigit():
        number = int(said[:9])
        if number in SERIALS:
            return ReadDay(_EXCEL_DAY_0 + timedelta(days=number), guessed=True)
        return _made(number, 1, 1, guessed=True) if len(said) == 4 else None
    if found := _MONTH.fullmatch(said):
        return _made(int(found[2]), int(found[1]), 1, guessed=True)
    if found := _NAMED_MONTH.fullmatch(said):
        return _made(int(found[2]), _month(found[1]), 1, guessed=True)
    return None


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _month(name: str) -> int:
    """The month whose name begins so, 0 for none."""
    return next((number for begin, number in _MONTHS if name.casefold().startswith(begin)), 0)


def _made(year: int, month: int, day: int, *, guessed: bool = False) -> ReadDay | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return ReadDay(date(year, month, day), guessed=guessed)
    except ValueError:
        return None
