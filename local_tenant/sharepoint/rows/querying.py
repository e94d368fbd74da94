"""Finding items: filters under the index rule, order, and pages (platform.md 1.4)."""

from dataclasses import dataclass, replace
from typing import Any

from local_tenant.sharepoint.errors import invalid, not_indexed, throttled_query, unknown_field
from local_tenant.sharepoint.graph.filters import OPERATORS, Both, Compare, Condition, holds
from local_tenant.sharepoint.rows.columns import Column
from local_tenant.sharepoint.rows.comparing import comparable
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.rows import Moment, Row, Rows
from local_tenant.sharepoint.rows.values import moment_text

THRESHOLD = 5000  # the list view threshold


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in a list, and which page of it."""

    home: List
    condition: Condition | None
    order: tuple[str, bool] | None
    size: int
    after: int  # the last id of the page before; with an order, how many rows came before
    not_indexed_too: bool  # Prefer: HonorNonIndexedQueriesWarningMayFailRandomly
    moment: Moment
    by_letter: bool = False  # capital and small letters differ


class Finding:
    """Finds a page of rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def page(self, search: Search) -> tuple[list[Row], bool]:
        """Up to `size` rows and whether more follow. GraphError 400 or 429 by the index rule."""
        condition, scan = None, False
        if search.condition is not None:
            condition = _typed(search.condition, search.home)
            scan = self._must_scan(search, condition)
        if search.order is not None:
            self._check_order(search)
        if scan and condition is not None:
            found, more = self._scanned(search, condition)
        else:
            found, more = self._by_index(search, condition)
        if search.by_letter and isinstance(condition, Compare) and condition.operator == "eq":
            column = _column(search.home, condition.field)
            found = [row for row in found if row.held(column, row.values()) == condition.value]
        return found, more

    def _must_scan(self, search: Search, condition: Condition) -> bool:
        columns = [_column(search.home, one.field) for one in condition.compares()]
        loose = [one for one in columns if not one.indexed]
        if not loose and len({one.name for one in columns}) == 1:
            return False
        if not search.not_indexed_too:
            if loose:
                raise not_indexed(loose[0].name)
            names = ", ".join(dict.fromkeys(f"'{one.name}'" for one in columns))
            raise invalid(f"The service can only filter one indexed field at a time, not {names} together.")
        return True

    def _check_order(self, search: Search) -> None:
        if search.order is None:
            return
        column = _column(search.home, f"fields/{search.order[0]}")
        if column.indexed:
            return
        if not search.not_indexed_too or column.kind not in _SORTABLE:
            raise not_indexed(column.name)
        if self._count(search, None) > THRESHOLD:
            raise throttled_query()

    def _scanned(self, search: Search, condition: Condition) -> tuple[list[Row], bool]:
        narrow = None
        if self._count(search, None) > THRESHOLD:
            narrow = _first(condition)
            column = _column(search.home, narrow.field) if narrow else None
            if column is None or not column.indexed or self._count(search, narrow) > THRESHOLD:
                raise throttled_query()
        tail, values = _sql(search, narrow)
        found = [row for row in self._rows.select(tail, values) if _row_holds(search.home, row, condition)]
        if search.order is None:
            found = sorted((row for row in found if row.id > search.after), key=lambda row: row.id)
            return found[: search.size], len(found) > search.size
        _sort(found, _column(search.home, f"fields/{search.order[0]}"), search.order[1])
        page = found[search.after : search.after + search.size]
        return page, len(found) > search.after + search.size

    def _by_index(self, search: Search, condition: Condition | None) -> tuple[list[Row], bool]:
        tail, values = _sql(search, condition)
        values["limit"] = search.size + 1
        if search.order is None:
            paged = f"{tail} AND r.id > :after ORDER BY r.id LIMIT :limit"
            found = self._rows.select(paged, values | {"after": search.after})
        else:
            column = _column(search.home, f"fields/{search.order[0]}")
            if not column.indexed:
                every = self._rows.select(tail, values)
                _sort(every, column, search.order[1])
                found = every[search.after : search.after + search.size + 1]
            else:
                found = self._rows.select(*_ordered_sql(search, column, tail, values))
        return found[: search.size], len(found) > search.size

    def _count(self, search: Search, condition: Condition | None) -> int:
        return self._rows.count(*_sql(search, condition))


_SORTABLE = {"text", "choice", "number", "currency", "boolean", "dateTime", "person", "lookup"}


def _column(home: List, field: str) -> Column:
    """The column a filter or order names; GraphError 400 for one that cannot be."""
    if field == "id":
        return home.columns["ID"]
    start, _, name = field.partition("/")
    if start != "fields" or not name:
        raise invalid(f"The property '{field}' cannot be used in a filter.")
    if name in ("id", "Id"):
        return home.columns["ID"]
    column = home.columns.get(name)
    if column is not None and column.kind in ("person", "lookup", "people", "lookups"):
        raise invalid(f"Use 'fields/{name}LookupId' in a filter.")
    if column is None and name.endswith("LookupId"):
        column = home.columns.get(name.removesuffix("LookupId"))
        if column is not None and column.facet_name not in ("personOrGroup", "lookup"):
            column = None
    if column is None:
        raise unknown_field(name)
    if column.kind in ("note", "hyperlink", "computed"):
        raise not_indexed(name)
    return column


def _typed(condition: Condition, home: List) -> Condition:
    """The condition with its values in the columns' types. GraphError 400 where they do not fit."""
    if isinstance(condition, Both):
        return replace(condition, left=_typed(condition.left, home), right=_typed(condition.right, home))
    column, value = _column(home, condition.field), condition.value
    if condition.operator == "startswith" and column.kind not in ("text", "choice", "multichoice"):
        raise invalid(f"'startswith' does not fit field '{column.name}'.")
    return replace(condition, value=None if value is None else _fitting(column, value))


def _fitting(column: Column, value: Any) -> Any:
    kind = column.kind
    if kind in ("text", "choice", "multichoice") and isinstance(value, str):
        return value
    if kind == "dateTime" and isinstance(value, str):
        plain = replace(column, facet={})  # a literal is a moment, also for a date without time
        return moment_text(plain, value)
    if kind == "boolean" and (isinstance(value, bool) or value in (0, 1)):
        return bool(value)
    if kind in ("counter", "person", "lookup", "people", "lookups") and str(value).isdecimal():
        return min(int(value), 2**53)
    if kind in ("number", "currency") and type(value) in (int, float):
        return value if abs(value) < 2**53 else float(value)
    raise invalid(f"The filter's value does not fit the type of field '{column.name}'.")


def _row_holds(home: List, row: Row, condition: Condition) -> bool:
    values = row.values()
    return holds(condition, lambda field: row.held(_column(home, field), values))


def _first(condition: Condition) -> Compare | None:
    """The first condition that all others are joined to by `and`."""
    while isinstance(condition, Both):
        if condition.word != "and":
            return None
        condition = condition.left
    return condition


def _sql(search: Search, condition: Condition | None) -> tuple[str, dict[str, Any]]:
    """SQL for all rows that meet a condition on one indexed column."""
    values: dict[str, Any] = {"list": search.home.number, "moment": search.moment.at}
    where = f"r.list = :list AND r.deleted = 0 AND {search.moment.sql}"
    if condition is None:
        return f"FROM rows r WHERE {where}", values
    column = _column(search.home, next(condition.compares()).field)
    if column.name == "ID":
        return f"FROM rows r WHERE {where} AND {_text(condition, 'r.id', values)}", values
    values["column"] = column.name
    said = _text(condition, "c.value", values)
    source = "FROM cells c JOIN rows r ON r.seq = c.seq"
    return f"{source} WHERE c.list = :list AND c.name = :column AND {said} AND {where}", values


def _text(condition: Condition, field: str, values: dict[str, Any]) -> str:
    if isinstance(condition, Both):
        left, right = _text(condition.left, field, values), _text(condition.right, field, values)
        return f"({left} {condition.word.upper()} {right})"
    name = f"v{len(values)}"
    values[name] = comparable(condition.value)
    if condition.operator == "startswith":
        return f"({field} >= :{name} AND substr({field}, 1, length(:{name})) = :{name})"
    if condition.operator in ("eq", "ne"):
        return f"{field} IS {'NOT ' if condition.operator == 'ne' else ''}:{name}"
    return f"{field} {OPERATORS[condition.operator]} :{name}"


def _ordered_sql(
    search: Search, column: Column, tail: str, values: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    way = "DESC" if search.order and search.order[1] else "ASC"
    values = values | {"after": search.after, "order": column.name}
    paging = "LIMIT :limit OFFSET :after"
    if column.name == "ID":
        return f"{tail} ORDER BY r.id {way} {paging}", values
    key = "(SELECT o.value FROM cells o WHERE o.seq = r.seq AND o.name = :order)"
    return f"{tail} ORDER BY {key} {way}, r.id {paging}", values


def _sort(found: list[Row], column: Column, descending: bool) -> None:
    def key(row: Row) -> tuple[bool, Any]:
        value = comparable(row.held(column, row.values()))
        return value is not None, 0 if value is None else value

    found.sort(key=lambda row: row.id)
    found.sort(key=key, reverse=descending)
