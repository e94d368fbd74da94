"""Items as Graph shows them: the item, its fields, and only what was selected."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from local_tenant.clock import iso
from local_tenant.sharepoint.access import identity, user_named
from local_tenant.sharepoint.errors import invalid, unknown_field
from local_tenant.sharepoint.rows.column_types import LOOKUPS
from local_tenant.sharepoint.rows.columns import Column
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.rows import Row

MAX_LOOKUPS = 12  # in one query; platform.md 1.3
CONTENT_TYPE = {"id": "0x0100A1F3C5D79B2E4680ACE1357924680BDF", "name": "Item"}
_Getter = Callable[[Row, dict[str, Any]], Any]
_Title = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of an item is asked for: properties (None for all), and which fields if any."""

    properties: frozenset[str] | None = None
    with_fields: bool = False
    fields: tuple[str, ...] | None = None


class Reading:
    """Shows rows of one list. `title_of(list id, item id)` gives what a lookup displays."""

    def __init__(self, home: List, root: str, wanted: Wanted, title_of: _Title) -> None:
        self._home, self._wanted, self._title_of = home, wanted, title_of
        self._item_url = f"{home.web_url(root)}/"
        self._parent = {"id": home.id, "siteId": home.site.id}
        self._lookups = [one for one in home.columns.values() if one.kind in LOOKUPS]
        self._getters: list[tuple[str, _Getter]] = []
        if wanted.with_fields and wanted.fields is not None:
            self._getters = [(name, self._getter(name)) for name in wanted.fields]
        self._check_lookups()

    def item(self, row: Row) -> dict[str, Any]:
        """Graph's `listItem`."""
        shown: dict[str, Any] = {
            "@odata.etag": row.etag,
            "createdDateTime": iso(row.created),
            "eTag": row.etag,
            "id": str(row.id),
            "lastModifiedDateTime": iso(row.at),
            "webUrl": f"{self._item_url}{row.id}_.000",
            "createdBy": identity(row.person(row.author)),
            "lastModifiedBy": identity(row.person(row.editor)),
            "parentReference": self._parent,
            "contentType": CONTENT_TYPE,
        }
        chosen = self._wanted.properties
        if chosen is not None:
            shown = {key: shown[key] for key in shown if key in chosen or key == "@odata.etag"}
        if self._wanted.with_fields:
            shown["fields"] = self.fields(row)
        return shown

    def deleted(self, row: Row) -> dict[str, Any]:
        """What delta says of an item that is gone."""
        return {
            "id": str(row.id),
            "parentReference": {"siteId": self._home.site.id},
            "contentType": CONTENT_TYPE,
            "deleted": {"state": "deleted"},
        }

    def fields(self, row: Row) -> dict[str, Any]:
        """Graph's `fieldValueSet`: all fields, or those selected; empty ones are absent."""
        values = row.values()
        shown: dict[str, Any] = {"@odata.etag": row.etag}
        if self._wanted.fields is not None:
            for name, getter in self._getters:
                if (value := getter(row, values)) is not None:
                    shown[name] = value
            return shown
        shown |= values
        for column in self._lookups:
            shown.pop(column.name, None)
            self._add_lookup(shown, column, row.held(column, values))
        if (title := values.get("Title")) is not None:
            shown["LinkTitleNoMenu"] = shown["LinkTitle"] = title
        shown["id"] = str(row.id)
        shown["Created"], shown["Modified"] = iso(row.created), iso(row.at)
        return shown | _CONSTANT | {"_UIVersionString": f"{row.version}.0"}

    def _add_lookup(self, shown: dict[str, Any], column: Column, value: Any) -> None:
        if isinstance(value, list):
            shown[column.name] = self._shown_many(column, value)
        elif value is not None:
            shown[f"{column.name}LookupId"] = str(value)

    def _shown_many(self, column: Column, ids: list[int]) -> list[dict[str, Any]]:
        shown: list[dict[str, Any]] = []
        for one in ids:
            entry: dict[str, Any] = {"LookupId": one, "LookupValue": self._display(column, one)}
            if column.facet_name == "personOrGroup":
                entry["Email"] = (user_named(one) or ("", ""))[1]
            shown.append(entry)
        return shown

    def _display(self, column: Column, number: int) -> str:
        if column.facet_name == "personOrGroup":
            return (user_named(number) or ("", ""))[0]
        return self._title_of(str(column.facet.get("listId", "")), number)

    def _getter(self, name: str) -> _Getter:
        column = self._home.columns.get(name)
        if name in ("id", "ID"):
            return lambda row, _: str(row.id)
        if name in _CONSTANT:
            return lambda _row, _values: _CONSTANT[name]
        if name in ("LinkTitle", "LinkTitleNoMenu"):
            return lambda _, values: values.get("Title")
        if name == "_UIVersionString":
            return lambda row, _: f"{row.version}.0"
        if column is not None:
            return self._column_getter(column)
        base = self._home.columns.get(name.removesuffix("LookupId"))
        if base is None or base.kind not in LOOKUPS or not name.endswith("LookupId"):
            raise unknown_field(name)
        looked_up = base
        return lambda row, values: _as_text(row.held(looked_up, values))

    def _column_getter(self, column: Column) -> _Getter:
        if column.kind not in LOOKUPS:
            return lambda row, values: row.held(column, values)

        def shown(row: Row, values: dict[str, Any]) -> Any:
            value = row.held(column, values)
            if isinstance(value, list):
                return self._shown_many(column, value)
            return None if value is None else self._display(column, value)

        return shown

    def _check_lookups(self) -> None:
        if not self._wanted.with_fields:
            return
        names = [one.name for one in self._lookups]
        if self._wanted.fields is not None:
            asked = {name.removesuffix("LookupId") for name in self._wanted.fields}
            names = [name for name in names if name in asked]
        if len(names) > MAX_LOOKUPS:
            raise invalid(
                "The query cannot be completed because the number of lookup columns it contains "
                "exceeds the lookup column threshold."
            )


_CONSTANT: dict[str, Any] = {
    "ContentType": "Item",
    "Attachments": False,
    "Edit": "",
    "ItemChildCount": "0",
    "FolderChildCount": "0",
}


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) else value
