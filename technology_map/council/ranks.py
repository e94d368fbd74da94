"""Ranks: keys whose order as text is the council's order, with room between any two of them.

A key is a fraction without its point, over digits and consonants in the order of ASCII. Vowels are
left out: Danish sorting takes `aa` for `å`, a spreadsheet takes `1e5` for a number, and a public
column spells no words. So is `w`, which some Nordic sortings take for `v`.
"""

DIGITS = "0123456789bcdfghjklmnpqrstvxz"
LONGEST = 200
"""Characters of a key at most; SharePoint's column takes 255."""

_BASE = len(DIGITS)
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}
_HEAD = 3
_HEADS = _BASE**_HEAD
_STEP = 8
"""How far apart, of `_HEADS`, the keys at either end are laid, so that keys between stay short."""


class NoRoom(Exception):  # noqa: N818 - an answer, not an error
    """Nothing lies between the two keys: they are equal, or as good as equal, or too long already."""


def placed(rank: str) -> str:
    """The key in a cell, empty where it holds none: people may write anything into SharePoint."""
    key = rank.strip().lower()
    return key if len(key) <= LONGEST and all(digit in _VALUES for digit in key) else ""


def between(before: str, after: str, number: int) -> str:
    """A key for proposal `number` after `before` and before `after`; an empty one is the open end.

    Different numbers in one gap get different keys. Raises NoRoom.
    """
    key = (_at_the_end(before, after) or _inside(before, after)) + _tail(number)
    if len(key) > LONGEST:
        raise NoRoom
    return key


def _at_the_end(before: str, after: str) -> str:
    """The first digits of a key at an open end; empty where there is no end or it is used up."""
    if before and after:
        return ""
    if not before and not after:
        return _head(_HEADS // 2)
    head = _value(before) + _STEP if before else _value(after) - _STEP
    return _head(head) if 0 < head < _HEADS else ""


def _inside(before: str, after: str) -> str:
    """The first digits of a key in the gap: above `before`; it and all that begins so below `after`."""
    found, bounded = "", bool(after)
    while True:
        place = len(found)
        if bounded and place >= len(after):
            raise NoRoom
        low = _VALUES[before[place]] if place < len(before) else 0
        high = _VALUES[after[place]] if bounded else _BASE
        if high < low:
            raise NoRoom
        if high - low > 1:
            return found + DIGITS[(low + high) // 2]
        bounded = bounded and high == low
        found += DIGITS[low]


def _tail(number: int) -> str:
    """The number without the digit 0: no two are alike, and no key ends in 0, below which nothing is."""
    found = ""
    while number > 0:
        number, rest = divmod(number - 1, _BASE - 1)
        found = DIGITS[rest + 1] + found
    return found


def _value(key: str) -> int:
    """The first digits of a key as a number."""
    total = 0
    for digit in key[:_HEAD].ljust(_HEAD, DIGITS[0]):
        total = total * _BASE + _VALUES[digit]
    return total


def _head(value: int) -> str:
    found = ""
    for _ in range(_HEAD):
        value, rest = divmod(value, _BASE)
        found = DIGITS[rest] + found
    return found
