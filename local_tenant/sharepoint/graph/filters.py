"""$filter: read into a tree of comparisons (eq ne lt gt le ge startswith, and, or)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from local_tenant.sharepoint.errors import GraphError, bad, invalid
from local_tenant.sharepoint.rows.comparing import comparable

OPERATORS = {"eq": "=", "ne": "<>", "lt": "<", "gt": ">", "le": "<=", "ge": ">="}
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<string>'(?:[^']|'')*')
    | (?P<moment>\d{4}-\d\d-\d\d(?:T[0-9:.]+(?:Z|[+-]\d\d:\d\d)?)?(?![\w-]))
    | (?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]))
    | (?P<word>[A-Za-z_@][\w./@]*)
    | (?P<mark>[(),])
    )""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """A token: its kind (string moment number word mark end) and text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Compare:
    """`field operator value`; the field as written (`fields/Status`, `displayName`)."""

    field: str
    operator: str
    value: Any

    def compares(self) -> Iterator["Compare"]:
        """The comparisons in the tree, left to right."""
        yield self


@dataclass(frozen=True, slots=True)
class Both:
    """Two conditions joined by `and` or `or`."""

    word: str
    left: "Condition"
    right: "Condition"

    def compares(self) -> Iterator[Compare]:
        """The comparisons in the tree, left to right."""
        yield from self.left.compares()
        yield from self.right.compares()


Condition = Compare | Both


def parsed(text: str) -> Condition:
    """The filter's tree. GraphError 400 for what Graph would not understand."""
    reader = _Reader(text)
    condition = reader.either(0)
    reader.take("end")
    return condition


class _Reader:
    """Recursive descent, one token ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._next = next(self._tokens)

    def either(self, depth: int) -> Condition:
        if depth > 50:
            raise bad("The filter expression is nested too deeply.")
        return self._joined("or", lambda: self._joined("and", lambda: self._single(depth)))

    def take(self, kind: str, text: str | None = None) -> str:
        token = self._next
        if token.kind != kind or (text is not None and token.text != text):
            raise self._error()
        if kind != "end":
            self._next = next(self._tokens)
        return token.text

    def _joined(self, word: str, part: Callable[[], Condition]) -> Condition:
        left = part()
        while self._next == ("word", word):
            self.take("word")
            left = Both(word, left, part())
        return left

    def _single(self, depth: int) -> Condition:
        if self._next == ("mark", "("):
            self.take("mark")
            inside = self.either(depth + 1)
            self.take("mark", ")")
            return inside
        name = self.take("word")
        if self._next == ("mark", "("):
            return self._function(name)
        if name == "not":
            raise invalid("The 'not' operator is not supported.")
        operator = self.take("word")
        if operator not in OPERATORS:
            raise self._error()
        return Compare(name, operator, self._literal())

    def _function(self, name: str) -> Condition:
        if name != "startswith":
            raise invalid(f"The function '{name}' is not supported in a filter.")
        self.take("mark", "(")
        field = self.take("word")
        self.take("mark", ",")
        value = _unquoted(self.take("string"))
        self.take("mark", ")")
        return Compare(field, "startswith", value)

    def _literal(self) -> Any:
        kind = self._next.kind
        if kind in ("string", "moment"):
            text = self.take(kind)
            return _unquoted(text) if kind == "string" else text
        if kind == "number":
            text = self.take("number")
            return int(text) if text.lstrip("-").isdigit() else float(text)
        word = self.take("word")
        if word not in ("true", "false", "null"):
            raise self._error()
        return {"true": True, "false": False, "null": None}[word]

    def _error(self) -> GraphError:
        return bad(f"Invalid filter clause: syntax error in '{self._text}'.")


def _tokens(text: str) -> Iterator[Token]:
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise bad(f"Invalid filter clause: syntax error at position {at} in '{text}'.")
        yield Token(match.lastgroup, match[match.lastgroup])
        at = match.end()
    while True:
        yield Token("end", "")


def _unquoted(text: str) -> str:
    return text[1:-1].replace("''", "'")


def holds(condition: Condition, value_of: Callable[[str], Any]) -> bool:
    """Whether a condition is true; `value_of(field)` gives what is compared with."""
    if isinstance(condition, Both):
        left = holds(condition.left, value_of)
        if left == (condition.word == "or"):
            return left
        return holds(condition.right, value_of)
    value = value_of(condition.field)
    if isinstance(value, list):
        return any(_meets(one, condition) for one in value)
    return _meets(value, condition)


def _meets(value: Any, condition: Compare) -> bool:
    mine, theirs = comparable(value), comparable(condition.value)
    if condition.operator == "eq":
        return mine == theirs
    if condition.operator == "ne":
        return mine != theirs
    if mine is None or theirs is None or isinstance(mine, str) != isinstance(theirs, str):
        return False
    if condition.operator == "startswith":
        return str(mine).startswith(str(theirs))
    return _ordered(mine, theirs, condition.operator)


def _ordered(mine: Any, theirs: Any, operator: str) -> bool:
    if operator == "lt":
        return bool(mine < theirs)
    if operator == "gt":
        return bool(mine > theirs)
    return bool(mine <= theirs) if operator == "le" else bool(mine >= theirs)
