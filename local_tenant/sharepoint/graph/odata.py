"""OData's query options: $select, $expand, $top, $orderby, and links to the next page."""

import base64
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from local_tenant.sharepoint.errors import GraphError, bad, invalid
from local_tenant.sharepoint.rows.presentation import Wanted

DEFAULT_PAGE, LARGEST_PAGE = 200, 5000  # platform.md 1.4, unverified
ITEM_PROPERTIES = frozenset(
    "createdBy createdDateTime contentType deleted eTag id lastModifiedBy lastModifiedDateTime "
    "parentReference sharepointIds webUrl fields description name".split()
)
_EXPAND = re.compile(r"\s*fields\s*(?:\((.*)\))?\s*\Z", re.DOTALL)


def options(query: str, allowed: Iterable[str]) -> dict[str, str]:
    """The query's options by name, without `$`. GraphError 400 for one not in `allowed`."""
    known, found = set(allowed), dict[str, str]()
    for key, value in parse_qsl(query, keep_blank_values=True):
        name = key.removeprefix("$").lower()
        if name not in known:
            if key.startswith("$"):
                raise invalid(f"The query option '{key}' is not supported.")
            continue
        if name in found:
            raise bad(f"Query option '{key}' was specified more than once.")
        found[name] = value
    return found


def wanted_of(query: dict[str, str]) -> Wanted:
    """What $select and $expand ask of an item. GraphError 400 for what it does not have."""
    properties = None
    if "select" in query:
        properties = frozenset(names_in(query["select"]))
        for name in properties - ITEM_PROPERTIES:
            raise bad(f"Could not find a property named '{name}' on type 'microsoft.graph.listItem'.")
    if "expand" not in query:
        return Wanted(properties)
    match = _EXPAND.match(query["expand"])
    if match is None:
        raise bad(f"Parsing OData Select and Expand failed: '{query['expand']}'.")
    return Wanted(properties, with_fields=True, fields=_selected(match[1]))


def _selected(inside: str | None) -> tuple[str, ...] | None:
    if inside is None:
        return None
    key, equals, names = inside.partition("=")
    if key.strip().removeprefix("$").lower() != "select" or not equals:
        raise bad(f"Parsing OData Select and Expand failed: '{inside}'.")
    return tuple(names_in(names))


def names_in(text: str) -> list[str]:
    """A comma-separated list's names, each once. GraphError 400 for an empty one."""
    names = [one.strip() for one in text.split(",")]
    if not all(names):
        raise bad("Parsing OData Select and Expand failed: an empty name.")
    return list(dict.fromkeys(names))


def chosen(shown: dict[str, Any], select: str | None) -> dict[str, Any]:
    """Only the selected properties of a resource, annotations kept."""
    if select is None:
        return shown
    names = set(names_in(select))
    return {key: value for key, value in shown.items() if key in names or key.startswith("@odata.")}


def page_size(query: dict[str, str]) -> int:
    """$top, at most 5,000; 200 where nothing is said. GraphError 400 for what is no number."""
    said = query.get("top")
    if said is None:
        return DEFAULT_PAGE
    if not said.isascii() or not said.isdigit() or not 0 < int(said) < 2**31:
        raise bad(f"Invalid value '{said}' for $top query option found. A positive integer is due.")
    return min(int(said), LARGEST_PAGE)


def ordering(query: dict[str, str]) -> tuple[str, bool] | None:
    """$orderby as column name and whether it descends; None where nothing is said."""
    said = query.get("orderby")
    if said is None:
        return None
    match = re.fullmatch(r"\s*fields/(\w+)(?:\s+(asc|desc))?\s*", said)
    if match is None:
        raise invalid(f"The $orderby expression '{said}' is not supported.")
    return match[1], match[2] == "desc"


def link(base: str, raw_path: str, query: dict[str, str], **changes: str) -> str:
    """The same request's address with some options changed: nextLink and deltaLink."""
    whole = {_dollar(name): value for name, value in (query | changes).items()}
    return f"{base}{raw_path}?{urlencode(whole, quote_via=quote, safe='$(),=/')}"


def _dollar(name: str) -> str:
    return name if name == "token" else f"${name}"


def sealed(*parts: int) -> str:
    """An opaque token from plain numbers."""
    plain = "&".join(str(part) for part in parts)
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def opened(token: str, count: int) -> list[int]:
    """The numbers in a token. GraphError 400 where it is not one of ours."""
    refused = GraphError(400, "invalidRequest", "The provided token is not valid.")
    try:
        padded = token + "=" * (-len(token) % 4)
        plain = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
        parts = [int(part) for part in plain.split("&")]
    except ValueError as error:
        raise refused from error
    if len(parts) != count or not all(0 <= part < 2**60 for part in parts):
        raise refused
    return parts
