"""What may be written into an item's fields, column type by column type."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from local_tenant.sharepoint.access import user_named
from local_tenant.sharepoint.errors import GraphError, invalid, unknown_field
from local_tenant.sharepoint.rows.column_types import NOTE_MAX, TEXT_MAX
from local_tenant.sharepoint.rows.columns import Column
from local_tenant.sharepoint.rows.lists import List

SITE_TIME = ZoneInfo("Europe/Copenhagen")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # SharePoint keeps text as XML 1.0
_TYPE = "@odata.type"
_ITEM_EXISTS = Callable[[str, int], bool]


def written(home: List, given: Any, exists: _ITEM_EXISTS) -> dict[str, Any]:
    """The checked changes of a field map: column name → value, None for a cleared one.

    `exists(list id, item id)` says whether a looked-up item is there. GraphError 400.
    """
    if not isinstance(given, dict):
        raise invalid("The fields must be an object.")
    changes: dict[str, Any] = {}
    for key, value in given.items():
        if "@odata." in key:
            continue
        column, by_id = _column(home, key)
        if column.read_only:
            raise invalid(f"Field '{key}' is read-only.")
        if column.name == "ContentType":
            _check_content_type(value)
            continue
        if value is None or value in ("", []):
            changes[column.name] = None
            continue
        checked = _checked(column, value, given.get(f"{key}{_TYPE}"), by_id)
        changes[column.name] = _looked_up(column, checked, exists)
    return changes


def defaults(home: List) -> dict[str, Any]:
    """What columns hold in a new item that does not say otherwise."""
    made: dict[str, Any] = {}
    for column in home.columns.values():
        if column.default is not None and not column.read_only:
            made[column.name] = default_value(column)
    return made


def default_value(column: Column) -> Any:
    """A column's default in the column's own type. GraphError 400 where it does not fit."""
    said = column.default or ""
    try:
        if column.kind == "boolean":
            return {"1": True, "0": False, "true": True, "false": False}[said.lower()]
        if column.kind in ("number", "currency"):
            return _number(column, float(said))
    except (KeyError, ValueError) as error:
        raise _wrong(column, "its default value does not fit its type") from error
    if column.kind == "multichoice":
        return _choices(column, [part for part in said.split(";#") if part])
    return _checked(column, said, None, by_id=True)


def _column(home: List, key: str) -> tuple[Column, bool]:
    column = home.columns.get(key)
    if column is not None:
        if column.kind in ("person", "people", "lookup", "lookups") and not column.read_only:
            raise unknown_field(key)  # only XLookupId can be written
        return column, False
    if key in ("id", "Id"):
        return home.columns["ID"], False
    if key.endswith("LookupId"):
        column = home.columns.get(key.removesuffix("LookupId"))
        if column is not None and column.facet_name in ("personOrGroup", "lookup"):
            return column, True
    raise unknown_field(key)


def _checked(column: Column, value: Any, said_type: Any, by_id: bool) -> Any:
    kind = column.kind
    if kind == "multichoice":
        _require_type(column, said_type, ("Collection(Edm.String)",))
    elif kind in ("people", "lookups"):
        _require_type(column, said_type, ("Collection(Edm.Int32)", "Collection(Edm.String)"))
    if kind in ("person", "people", "lookup", "lookups") and not by_id:
        raise unknown_field(column.name)
    check = _CHECKS.get(kind)
    if check is None:
        # Hyperlinks: open since 2018, issues docs#1965, docs#12638, docs-contrib#239.
        raise invalid(f"Field '{column.name}' cannot be written.")
    return check(column, value)


def _text(column: Column, value: Any, longest: int | None = None) -> str:
    if longest is None:
        longest = NOTE_MAX if column.kind == "note" else column.facet.get("maxLength", TEXT_MAX)
    if not isinstance(value, str):
        raise _wrong(column, "the value must be a text")
    if UNWRITABLE.search(value):
        raise _wrong(column, "the text has a character that cannot be stored")
    if len(value) > longest // 2 and len(value.encode("utf-16-le")) // 2 > longest:
        raise _wrong(column, f"the text is longer than {longest} characters")
    return value


def _boolean(column: Column, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(column, "the value must be true or false")
    return value


def _choice(column: Column, value: Any) -> str:
    text = _text(column, value, TEXT_MAX)
    if not column.facet["allowTextEntry"] and text not in column.facet["choices"]:
        raise _wrong(column, "the value is not one of the choices")
    return text


def _choices(column: Column, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise _wrong(column, "the value must be a collection")
    return [_choice(column, one) for one in value]


def _number(column: Column, value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _wrong(column, "the value must be a number")
    if not column.facet.get("minimum", value) <= value <= column.facet.get("maximum", value):
        raise _wrong(column, "the number is out of range")
    return value if abs(value) < 2**53 else float(value)


def moment_text(column: Column, value: Any) -> str:
    """A date and time in UTC with a Z, to the second.

    A dateOnly column keeps the day's midnight in the site's time zone (platform.md 1.3, unverified).
    """
    if not isinstance(value, str):
        raise _wrong(column, "the value must be a date and time")
    try:
        moment = datetime.fromisoformat(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if column.facet.get("format") == "dateOnly":
            day = aware.astimezone(SITE_TIME).date()
            aware = datetime.combine(day, time(), SITE_TIME)
        utc = aware.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _wrong(column, "the value must be a date and time") from error
    if utc.year < 1900:
        raise _wrong(column, "the date must be in 1900 or later")
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")


def _number_id(column: Column, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31:
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 11:
        return int(value)
    raise _wrong(column, "the value must be an id")


def _ids(column: Column, value: Any) -> list[int]:
    if not isinstance(value, list):
        raise _wrong(column, "the value must be a collection")
    return [_number_id(column, one) for one in value]


def _looked_up(column: Column, value: Any, exists: _ITEM_EXISTS) -> Any:
    if column.facet_name not in ("personOrGroup", "lookup"):
        return value
    for one in value if isinstance(value, list) else [value]:
        if column.facet_name == "personOrGroup":
            there = user_named(one) is not None
        else:
            there = exists(str(column.facet["listId"]), one)
        if not there:
            raise _wrong(column, f"there is nothing with the id {one}")
    return value


def _require_type(column: Column, said: Any, known: tuple[str, ...]) -> None:
    if said not in known and said not in tuple(f"#{one}" for one in known):
        raise _wrong(column, f"'{column.name}{_TYPE}' must be {known[0]}")


def _check_content_type(value: Any) -> None:
    if value not in (None, "Item"):
        raise invalid("Field 'ContentType' has an invalid value: there is only 'Item'.")


def _wrong(column: Column, why: str) -> GraphError:
    return invalid(f"Invalid value for field '{column.name}': {why}.")


_CHECKS: dict[str, Callable[[Column, Any], Any]] = {
    "text": _text,
    "note": _text,
    "choice": _choice,
    "multichoice": _choices,
    "number": _number,
    "currency": _number,
    "boolean": _boolean,
    "dateTime": moment_text,
    "person": _number_id,
    "lookup": _number_id,
    "people": _ids,
    "lookups": _ids,
}
