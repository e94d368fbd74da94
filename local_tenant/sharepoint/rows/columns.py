"""A list's columns: made from a request, changed, and shown as Graph's columnDefinition."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from local_tenant.sharepoint.errors import invalid, new_id
from local_tenant.sharepoint.rows.column_types import (
    FACETS,
    INDEXABLE,
    UNIQUE,
    Kind,
    checked_facet,
    facet_of,
    kind_of,
    no_property,
)
from local_tenant.sharepoint.rows.names import LONGEST, free_name, internal_name

_SHOWN_FLAGS = ("hidden", "indexed", "readOnly", "required", "enforceUniqueValues")
_ACCEPTED = {
    *FACETS,
    *_SHOWN_FLAGS,
    "name",
    "displayName",
    "description",
    "defaultValue",
    "columnGroup",
    "id",
    "validation",
    "propagateChanges",
    "isDeletable",
    "isReorderable",
    "isSealed",
}


@dataclass(slots=True)
class Column:
    """A column; `facet_name` and `facet` are its type as Graph writes it."""

    id: str
    name: str
    display_name: str
    kind: Kind
    facet_name: str
    facet: dict[str, Any] = field(default_factory=dict)
    description: str = ""
    group: str = "Custom Columns"
    indexed: bool = False
    unique: bool = False
    required: bool = False
    hidden: bool = False
    read_only: bool = False
    built_in: bool = False
    default: str | None = None
    formatter: dict[str, Any] | None = None  # column formatting; Graph does not show it

    def as_json(self) -> dict[str, Any]:
        """columnDefinition, without what lists' answers leave out (platform.md 1.1)."""
        shown: dict[str, Any] = {
            "columnGroup": self.group,
            "description": self.description,
            "displayName": self.display_name,
            "enforceUniqueValues": self.unique,
            "hidden": self.hidden,
            "id": self.id,
            "indexed": self.indexed,
            "name": self.name,
            "readOnly": self.read_only,
            "required": self.required,
        }
        if self.default is not None:
            shown["defaultValue"] = {"value": self.default}
        if self.facet_name and self.facet_name != "hyperlinkOrPicture":
            shown[self.facet_name] = self.facet
        return shown

    def as_row(self) -> dict[str, Any]:
        """The whole column as plain JSON, to be kept."""
        return asdict(self)


def made_column(body: Any, used: set[str]) -> Column:
    """A new column from a columnDefinition; `used` are the names taken, in lower case.

    Raises GraphError 400 for what Graph does not take.
    """
    given = _accepted(body)
    facet = facet_of(given)
    if facet is None:
        raise invalid("The column type must be specified.")
    wanted = _text(given, "name") or _text(given, "displayName")
    if not wanted:
        raise invalid("A column needs a name or a display name.")
    name = internal_name(wanted)
    if name.lower() in used:
        if given.get("name"):
            raise invalid(f"A column with the name '{name}' already exists.")
        name = free_name(name, used, LONGEST)
    settings = checked_facet(facet[0], facet[1], {})
    column = Column(
        id=new_id(),
        name=name,
        display_name=wanted,
        kind=kind_of(facet[0], settings),
        facet_name=facet[0],
        facet=settings,
    )
    return _with_settings(column, given)


def changed_column(column: Column, body: Any) -> Column:
    """A copy with the changes of a PATCH. GraphError 400 for what cannot be changed."""
    given = _accepted(body)
    if given.get("name", column.name) != column.name:
        raise invalid("The name of a column cannot be changed.")
    facet = facet_of(given)
    settings = column.facet
    if facet is not None:
        if facet[0] != column.facet_name:
            raise invalid("The type of a column cannot be changed.")
        settings = checked_facet(facet[0], facet[1], column.facet)
        if column.built_in is False and kind_of(facet[0], settings) != column.kind:
            raise invalid("The type of a column cannot be changed.")
    if column.read_only and given.keys() - {"displayName", "description", "indexed"}:
        raise invalid(f"Column '{column.name}' is read-only.")
    return _with_settings(replace(column, facet=settings), given)


def _accepted(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise invalid("A column definition must be an object.")
    for key in body:
        if key not in _ACCEPTED and not key.startswith("@odata."):
            raise no_property(key, "columnDefinition")
    return body


def _with_settings(column: Column, given: dict[str, Any]) -> Column:
    changed = replace(
        column,
        display_name=_text(given, "displayName") or column.display_name,
        description=_text(given, "description", column.description),
        group=_text(given, "columnGroup") or column.group,
        indexed=_flag(given, "indexed", column.indexed),
        unique=_flag(given, "enforceUniqueValues", column.unique),
        required=_flag(given, "required", column.required),
        hidden=_flag(given, "hidden", column.hidden),
        read_only=_flag(given, "readOnly", column.read_only),
        default=_default(given, column.default),
    )
    _check_index(changed)
    return changed


def _check_index(column: Column) -> None:
    if column.indexed and column.kind not in INDEXABLE:
        raise invalid(f"Column '{column.name}' is of a type that cannot be indexed.")
    if column.unique and column.kind not in UNIQUE:
        raise invalid(f"Column '{column.name}' is of a type that cannot enforce unique values.")
    if column.unique and not column.indexed:
        raise invalid(f"Column '{column.name}' must be indexed to enforce unique values.")
    if column.unique and column.default is not None:
        raise invalid(f"Column '{column.name}' enforces unique values and has a default value.")


def _text(given: dict[str, Any], key: str, before: str = "") -> str:
    value = given.get(key)
    if value is None:
        return before
    if not isinstance(value, str) or len(value) > 255:
        raise invalid(f"The value of '{key}' must be a text of at most 255 characters.")
    return value


def _flag(given: dict[str, Any], key: str, before: bool) -> bool:
    value = given.get(key)
    if value is None:
        return before
    if not isinstance(value, bool):
        raise invalid(f"The value of '{key}' must be true or false.")
    return value


def _default(given: dict[str, Any], before: str | None) -> str | None:
    if "defaultValue" not in given:
        return before
    value = given["defaultValue"]
    if value is None:
        return None
    if not isinstance(value, dict) or value.keys() - {"value", "formula"}:
        raise invalid("The value of 'defaultValue' must have a value or a formula.")
    if value.get("formula") is not None:
        raise invalid("Default formulas are not supported.")
    plain = value.get("value")
    if plain is not None and not isinstance(plain, str):
        raise invalid("The default value must be a text.")
    return plain
