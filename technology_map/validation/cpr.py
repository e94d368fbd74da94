"""Finds what looks like a Danish civil registration number (CPR). Rules: trust.md 5.12, cpr.dk.

Modulus 11 is never required: numbers without it have been issued since 1 October 2007. It only
tells a certain hit from a doubtful one.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from technology_map.validation.invisible import without_invisible

_SEPARATORS = "-\u2010\u2011\u2012\u2013\u2014\u2212 \u00a0\u2007\u202f"
_LINE_ENDS = "\r\n"
_TEN_DIGITS = re.compile(rf"(?<!\d)(\d{{6}})([{_SEPARATORS}{_LINE_ENDS}]{{0,3}})(\d{{4}})(?!\d)")
_NINE_DIGITS = re.compile(rf"(?<!\d)(\d{{5}})([{_SEPARATORS}]{{0,3}})(\d{{4}})(?!\d)")
"""A number whose zero a spreadsheet has dropped; one only beside a word that says what it is."""
_NAMING_WORDS = re.compile(r"cpr|personnummer|personnr|pers\.nr", re.IGNORECASE)
_TELLING_WORDS = re.compile(r"cpr|personnummer|personnr|pers\.nr|født|foedt|borger", re.IGNORECASE)
_NEARBY = 40
MASK = "••••••-••••"
_DIGITS = "0123456789"
_COULD_BE = re.compile(r"(?:[0-9][^0-9A-Za-z]{0,3}){9}[0-9]")
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


class Certainty(StrEnum):
    """A certain hit is stopped; a doubtful one may be overridden with a reason."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a number stands in the text as normalised (NFKC). It never carries the number."""

    start: int
    end: int
    certainty: Certainty


def find_cpr(text: str, today: date) -> list[Hit]:
    """Every place of `text` that looks like a CPR number with a date not after `today`."""
    plain = unicodedata.normalize("NFKC", without_invisible(text))
    whole = [
        Hit(found.start(), found.end(), _certainty(plain, found))
        for found in _TEN_DIGITS.finditer(plain)
        if _has_valid_date(_ascii_digits(found[1] + found[3]), today)
    ]
    without_zero = [
        Hit(found.start(), found.end(), Certainty.DOUBTFUL)
        for found in _NINE_DIGITS.finditer(plain)
        if _NAMING_WORDS.search(_beside(plain, found))
        and _has_valid_date("0" + _ascii_digits(found[1] + found[3]), today)
    ]
    return sorted([*whole, *without_zero], key=lambda hit: hit.start)


def without_cpr(text: str, today: date, instead: str) -> tuple[str, bool]:
    """The text with `instead` for whatever looks like a CPR number, and whether there was one.

    Where there was one the text comes back as it was compared: NFKC, without invisible signs.
    """
    hits = find_cpr(text, today)
    if not hits:
        return text, False
    plain = unicodedata.normalize("NFKC", without_invisible(text))
    for hit in reversed(hits):
        plain = plain[: hit.start] + instead + plain[hit.end :]
    return plain, True


def masked(text: str) -> str:
    """The text with dots for every number that is certainly one: for what was typed past our forms.

    Quick where there is none, since it looks at every text of every row that is read: a number has ten
    digits, and the first of its month's is 0 or 1.
    """
    if ("0" not in text and "1" not in text) or sum(map(text.count, _DIGITS)) < len(_DIGITS):
        return text
    if not _COULD_BE.search(text):
        return text
    today = datetime.now(UTC).date()
    certain = [hit for hit in find_cpr(text, today) if hit.certainty is Certainty.CERTAIN]
    if not certain:
        return text
    plain = unicodedata.normalize("NFKC", without_invisible(text))
    for hit in reversed(certain):
        plain = plain[: hit.start] + MASK + plain[hit.end :]
    return plain


def _ascii_digits(digits: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in digits)


def _has_valid_date(digits: str, today: date) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if day > 60:
        day -= 60
    try:
        return date(_century(int(digits[6]), year) + year, month, day) <= today
    except ValueError:
        return False


def _century(seventh: int, year: int) -> int:
    """The century that the seventh digit and the two-digit year tell (cpr.dk)."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def _certainty(plain: str, found: re.Match[str]) -> Certainty:
    digits = _ascii_digits(found[1] + found[3])
    between = found[2].strip("\u00a0\u2007\u202f ")
    parted = any(sign in between for sign in _LINE_ENDS)
    hyphenated = bool(between.strip(_LINE_ENDS))
    told = _TELLING_WORDS.search(_beside(plain, found)) is not None
    if hyphenated or told or (not parted and _passes_modulus_11(digits)):
        return Certainty.CERTAIN
    return Certainty.DOUBTFUL


def _beside(plain: str, found: re.Match[str]) -> str:
    """The number with what stands just before and after it."""
    return plain[max(0, found.start() - _NEARBY) : found.end() + _NEARBY]


def _passes_modulus_11(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0
