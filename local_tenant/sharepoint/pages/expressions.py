"""Expressions of column formatting, as trees of operators: worked out for one cell.

What is not known here raises NotKnown, and the cell is shown plainly instead.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Copenhagen")
_FIELD = re.compile(r"\[\$(\w+)\]\Z")
_SPECIAL = re.compile(r"@(?!currentField\Z|now\Z)|\[[$!]|=")
OPERATORS = frozenset(
    "+ - / * < > % == != <= >= || && ? : toString() Number() Date() cos sin toLocaleString() "
    "toLocaleDateString() toLocaleTimeString() toDateString() indexOf toLowerCase join length abs loopIndex "
    "floor ceiling pow substring getDate getMonth getYear toUpperCase lastIndexOf startsWith endsWith "
    "replace replaceAll padStart padEnd getThumbnailImage getUserImage addDays addMinutes appendTo "
    "removeFrom split".split()
)
"""All that SharePoint knows (formatting syntax reference); fewer are worked out here."""


class NotKnown(Exception):  # noqa: N818 - says what is not worked out here
    """An operator, a special text or a mix of types that is not worked out here."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a formatter sees: its own value, the row's values, and the time; days are datetimes."""

    value: Any
    row: Mapping[str, Any]
    now: datetime


def worked_out(expression: Any, cell: Cell) -> Any:
    """The value of an expression. NotKnown where it cannot be worked out here."""
    if isinstance(expression, dict):
        return _operated(str(expression.get("operator")), expression.get("operands"), cell)
    if not isinstance(expression, str):
        return expression
    if expression == "@currentField":
        return cell.value
    if expression == "@now":
        return cell.now
    if field := _FIELD.match(expression):
        return cell.row.get(field[1], "")
    if _SPECIAL.match(expression):
        raise NotKnown(expression)
    return expression


def text_of(value: Any) -> str:
    """A value as it stands in a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(text_of, value))
    return str(value)


def _operated(operator: str, operands: Any, cell: Cell) -> Any:
    if not isinstance(operands, list):
        raise NotKnown(operator)
    if operator in ("?", ":") and len(operands) == 3:
        return worked_out(operands[1] if worked_out(operands[0], cell) else operands[2], cell)
    if operator in ("&&", "||"):
        found = (bool(worked_out(one, cell)) for one in operands)
        return all(found) if operator == "&&" else any(found)
    work = _WORK.get(operator)
    if work is None:
        raise NotKnown(operator)
    try:
        return work(*(worked_out(one, cell) for one in operands))
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise NotKnown(operator) from error


def _plus(left: Any, right: Any) -> Any:
    if isinstance(left, str) or isinstance(right, str):
        return text_of(left) + text_of(right)
    return left + right


def _same(left: Any, right: Any) -> bool:
    return text_of(left) == text_of(right)


def _local_day(value: Any) -> str:
    if value in ("", None):
        return ""
    return f"{value.astimezone(LOCAL):%d-%m-%Y}"


def _padded(text: Any, length: int, filling: str) -> str:
    said = text_of(text)
    return said.rjust(int(length), filling)


_WORK: Mapping[str, Callable[..., Any]] = {
    "+": _plus,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "==": _same,
    "!=": lambda a, b: not _same(a, b),
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "toString()": text_of,
    "Number()": lambda a: a.timestamp() * 1000 if isinstance(a, datetime) else float(a),
    "toLocaleDateString()": _local_day,
    "padStart": _padded,
    "substring": lambda text, start, end: str(text)[min(start, end) : max(start, end)],
    "startsWith": lambda text, begin: text_of(text).startswith(begin),
    "indexOf": lambda text, part: text_of(text).find(part),
    "toLowerCase": lambda text: text_of(text).lower(),
    "toUpperCase": lambda text: text_of(text).upper(),
    "addDays": lambda day, count: day + timedelta(days=count),
}
