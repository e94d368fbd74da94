"""Column types: which facet says what, its defaults, and what a type can do."""

from typing import Any, Literal, NamedTuple

from local_tenant.sharepoint.errors import invalid

Kind = Literal[
    "text",
    "note",
    "choice",
    "multichoice",
    "number",
    "currency",
    "boolean",
    "dateTime",
    "person",
    "people",
    "lookup",
    "lookups",
    "hyperlink",
    "counter",
    "computed",
]
TEXT_MAX, NOTE_MAX = 255, 63_999  # characters; platform.md 1.2
DOUBLE_MAX = 1.7976931348623157e308
INDEXABLE = {"text", "choice", "number", "currency", "boolean", "dateTime", "person", "lookup"}
UNIQUE = INDEXABLE - {"boolean"}
LOOKUPS = {"person", "people", "lookup", "lookups"}


class Property(NamedTuple):
    """One property of a facet: JSON types it takes, its default, and its words if it is an enum."""

    types: tuple[type, ...]
    default: Any = None
    words: tuple[str, ...] = ()


_BOOL = Property((bool,), False)
_PLACES = ("automatic", "none", "one", "two", "three", "four", "five")
FACETS: dict[str, dict[str, Property]] = {
    "text": {
        "allowMultipleLines": _BOOL,
        "appendChangesToExistingText": _BOOL,
        "linesForEditing": Property((int,), 0),
        "maxLength": Property((int,)),
        "textType": Property((str,), "plain", ("plain", "richText")),
    },
    "choice": {
        "allowTextEntry": _BOOL,
        "choices": Property((list,)),
        "displayAs": Property((str,), "dropDownMenu", ("checkBoxes", "dropDownMenu", "radioButtons")),
    },
    "number": {
        "decimalPlaces": Property((str,), "automatic", _PLACES),
        "displayAs": Property((str,), "number", ("number", "percentage")),
        "maximum": Property((int, float), DOUBLE_MAX),
        "minimum": Property((int, float), -DOUBLE_MAX),
    },
    "currency": {"locale": Property((str,), "da-DK")},
    "boolean": {},
    "dateTime": {
        "displayAs": Property((str,), "default", ("default", "friendly", "standard")),
        "format": Property((str,), "dateTime", ("dateOnly", "dateTime")),
    },
    "personOrGroup": {
        "allowMultipleSelection": _BOOL,
        "chooseFromType": Property((str,), "peopleOnly", ("peopleAndGroups", "peopleOnly")),
        "displayAs": Property((str,), "nameWithPresence"),
    },
    "lookup": {
        "allowMultipleValues": _BOOL,
        "allowUnlimitedLength": _BOOL,
        "columnName": Property((str,), "Title"),
        "listId": Property((str,)),
        "primaryLookupColumnId": Property((str,)),
    },
    "hyperlinkOrPicture": {"isPicture": _BOOL},
}


def facet_of(body: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """The one type facet a column's body has; None where it has none. GraphError 400 for two."""
    found = [name for name in FACETS if body.get(name) is not None]
    if len(found) > 1:
        raise invalid("A column definition can only specify one column type.")
    if not found:
        return None
    if not isinstance(body[found[0]], dict):
        raise invalid(f"The value of '{found[0]}' must be an object.")
    return found[0], body[found[0]]


def checked_facet(name: str, given: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """The facet with its defaults filled in. GraphError 400 for what the type does not know."""
    known = FACETS[name]
    whole = {key: one.default for key, one in known.items() if one.default is not None} | before
    for key, value in given.items():
        if key.startswith("@odata.") or value is None:
            continue
        if key not in known:
            raise invalid(_no_property(key, f"{name}Column"))
        whole[key] = _checked(key, value, known[key])
    _check_text(name, whole)
    _check_choice(name, whole)
    return whole


def _checked(key: str, value: Any, known: Property) -> Any:
    boolean_for_number = isinstance(value, bool) and bool not in known.types
    if boolean_for_number or not isinstance(value, known.types):
        raise invalid(f"The value of '{key}' has the wrong type.")
    if known.words and value not in known.words:
        raise invalid(f"'{value}' is not a valid value for '{key}'.")
    return value


def _check_text(name: str, whole: dict[str, Any]) -> None:
    if name != "text":
        return
    if whole["allowMultipleLines"]:
        whole.pop("maxLength", None)
    elif not 1 <= whole.setdefault("maxLength", TEXT_MAX) <= TEXT_MAX:
        raise invalid("The maximum length of a single line of text is between 1 and 255.")


def _check_choice(name: str, whole: dict[str, Any]) -> None:
    if name != "choice":
        return
    choices = whole.get("choices")
    if not choices or not all(isinstance(one, str) and one for one in choices):
        raise invalid("A choice column needs a list of choices.")
    if len(set(choices)) != len(choices):
        raise invalid("The choices of a column must differ from each other.")


def kind_of(name: str, facet: dict[str, Any]) -> Kind:
    """The column's kind, from its facet's name and settings."""
    if name == "text":
        return "note" if facet["allowMultipleLines"] else "text"
    if name == "choice":
        return "multichoice" if facet["displayAs"] == "checkBoxes" else "choice"
    if name == "personOrGroup":
        return "people" if facet["allowMultipleSelection"] else "person"
    if name == "lookup":
        return "lookups" if facet["allowMultipleValues"] else "lookup"
    simple: dict[str, Kind] = {
        "number": "number",
        "currency": "currency",
        "boolean": "boolean",
        "dateTime": "dateTime",
        "hyperlinkOrPicture": "hyperlink",
    }
    return simple[name]


def _no_property(name: str, type_name: str) -> str:
    return (
        f"The property '{name}' does not exist on type 'microsoft.graph.{type_name}'. Make sure to "
        "only use property names that are defined by the type."
    )


def no_property(name: str, type_name: str) -> Exception:
    """400: a property the type does not have."""
    return invalid(_no_property(name, type_name))
