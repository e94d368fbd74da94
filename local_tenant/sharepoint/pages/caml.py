"""CAML, the query language of views: read strictly, and asked of rows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from zoneinfo import ZoneInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

LOCAL = ZoneInfo("Europe/Copenhagen")
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "Eq": lambda left, right: bool(left == right),
    "Neq": lambda left, right: bool(left != right),
    "Lt": lambda left, right: left is not None and bool(left < right),
    "Leq": lambda left, right: left is not None and bool(left <= right),
    "Gt": lambda left, right: left is not None and bool(left > right),
    "Geq": lambda left, right: left is not None and bool(left >= right),
    "BeginsWith": lambda left, right: str(left or "").startswith(right),
    "Contains": lambda left, right: right in str(left or ""),
}
_TYPES = {"Text", "Note", "Choice", "Number", "Counter", "DateTime", "Boolean"}
_ALLOWED: dict[str, set[str]] = {
    "FieldRef": {"Name", "Ascending"},
    "Value": {"Type", "IncludeTimeValue"},
    "Today": {"OffsetDays"},
    "GroupBy": {"Collapse", "GroupLimit"},
}

Held = Callable[[str], Any]


class BadCaml(Exception):  # noqa: N818 - says what is wrong with the query
    """The query is no CAML, or not CAML of this list."""


@dataclass(frozen=True, slots=True)
class Query:
    """A read query: the condition (None for all), the order, the column of the headings."""

    where: Element | None = None
    order: tuple[tuple[str, bool], ...] = ()
    group: str = ""


def read(text: str, names: Iterable[str]) -> Query:
    """The query of a list whose columns are `names`. BadCaml where it is none."""
    try:
        whole = fromstring(f"<Query>{text}</Query>", forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise BadCaml(str(error)) from error
    known, parts = set(names), [part.tag for part in whole]
    if set(parts) - {"Where", "OrderBy", "GroupBy"} or len(set(parts)) != len(parts):
        raise BadCaml("a query has one Where, one OrderBy and one GroupBy at most")
    for part in whole.iter():
        _check(part, known)
    where, order, group = whole.find("Where"), whole.find("OrderBy"), whole.find("GroupBy")
    if where is not None and len(where) != 1:
        raise BadCaml("a Where has one condition")
    heading = [] if group is None else _fields(group)
    if len(heading) > 1 or (group is not None and not heading):
        raise BadCaml("headings of one column are all that is known here")
    condition = None if where is None else where[0]
    for _ in [] if condition is None else _checked(condition):
        pass
    return Query(condition, () if order is None else tuple(_fields(order)), heading[0][0] if heading else "")


def holds(condition: Element | None, held: Held, now: float) -> bool:
    """Whether a row, asked by the name of a column, meets the condition."""
    if condition is None:
        return True
    match condition.tag:
        case "And":
            return all(holds(one, held, now) for one in condition)
        case "Or":
            return any(holds(one, held, now) for one in condition)
        case "IsNull":
            return held(_name(condition)) in (None, "", [])
        case "IsNotNull":
            return held(_name(condition)) not in (None, "", [])
        case "In":
            values = [_value(one, now) for one in condition.iter("Value")]
            return _comparable(held(_name(condition)), condition.find(".//Value")) in values
    value = condition.find("Value")
    found = _comparable(held(_name(condition)), value)
    return _COMPARED[condition.tag](found, _value(value, now))


def _check(part: Element, known: set[str]) -> None:
    """Attributes and columns that nobody knows are refused."""
    if set(part.attrib) - _ALLOWED.get(part.tag, set()):
        raise BadCaml(f"{part.tag} has an attribute that it cannot have")
    if part.tag == "FieldRef" and part.get("Name") not in known:
        raise BadCaml(f"the field {part.get('Name')!r} does not exist")
    if part.tag == "Value" and part.get("Type") not in _TYPES:
        raise BadCaml("a Value has a type")


def _checked(condition: Element) -> Iterator[None]:
    """Walks a condition; BadCaml where a part is not as it must be."""
    tags = [one.tag for one in condition]
    if condition.tag in ("And", "Or"):
        if len(tags) != 2:
            raise BadCaml(f"{condition.tag} takes two conditions")
        for one in condition:
            yield from _checked(one)
    elif condition.tag in ("IsNull", "IsNotNull"):
        if tags != ["FieldRef"]:
            raise BadCaml(f"{condition.tag} takes one field")
    elif condition.tag == "In":
        if tags != ["FieldRef", "Values"] or {one.tag for one in condition[1]} != {"Value"}:
            raise BadCaml("In takes a field and values")
    elif condition.tag not in _COMPARED or tags != ["FieldRef", "Value"]:
        raise BadCaml(f"{condition.tag} is no condition")
    yield


def _fields(of: Element) -> list[tuple[str, bool]]:
    if any(one.tag != "FieldRef" for one in of):
        raise BadCaml(f"{of.tag} takes fields")
    return [(str(one.get("Name")), one.get("Ascending", "TRUE").upper() != "FALSE") for one in of]


def _name(condition: Element) -> str:
    field = condition.find("FieldRef")
    return "" if field is None else str(field.get("Name"))


def _value(value: Element | None, now: float) -> Any:
    if value is None:
        return None
    today = value.find("Today")
    if today is not None:
        day = datetime.fromtimestamp(now, LOCAL).date()
        return (day + timedelta(days=int(today.get("OffsetDays", "0")))).isoformat()
    text = value.text or ""
    if value.get("Type") in ("Number", "Counter"):
        return float(text)
    if value.get("Type") == "Boolean":
        return text == "1"
    return text[:10] if value.get("Type") == "DateTime" else text


def _comparable(found: Any, value: Element | None) -> Any:
    """What a row holds, in the type of the value it is compared with; days are local."""
    if found is None or value is None:
        return found
    if value.get("Type") == "DateTime":
        return datetime.fromisoformat(str(found)).replace(tzinfo=UTC).astimezone(LOCAL).date().isoformat()
    return float(found) if isinstance(found, (int, float)) and not isinstance(found, bool) else found
