"""Graph's addresses: which handler a path belongs to, and the path's template."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import unquote

from local_tenant.sharepoint.errors import GraphError, bad
from local_tenant.sharepoint.graph.exchange import Ask, Reply
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.sites import Site

BY_PATH = "\0"  # marks a site or a file given by its path, in place of an id
_KEYED = re.compile(r"(\w+)\('?([^')]*)'?\)\Z")
_TOKEN = re.compile(r"delta\(token='([^']*)'\)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """What a path points at; `names` holds the ids that are not looked up yet."""

    site: Site
    home: List | None
    names: dict[str, str]


Handler = Callable[[Ask, Place], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Route:
    """An address: method, pattern, query options taken, and cost in resource units."""

    method: str
    pattern: str
    handler: Handler
    options: str = ""
    cost: int = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A route met by a path, with the path's own names."""

    route: Route
    names: dict[str, str]

    @property
    def template(self) -> str:
        """Such as `GET /sites/{site-id}/lists/{list-id}/items`."""
        pattern = self.route.pattern
        if pattern == "sites/{site-id}" and self.names["site-id"].startswith(BY_PATH):
            pattern = "sites/{path}"
        return f"{self.route.method} /{pattern}"


class Router:
    """All of Graph's addresses that SharePoint answers."""

    def __init__(self, routes: list[Route]) -> None:
        self._routes = [(one, one.pattern.split("/")) for one in routes]

    def match(self, method: str, segments: list[str]) -> Match:
        """The route of a path. GraphError 400 for an unknown path, 405 for a wrong method."""
        other = False
        for route, pattern in self._routes:
            names = _names(pattern, segments)
            if names is None:
                continue
            if route.method == method:
                return Match(route, names)
            other = True
        if other:
            message = "Specified HTTP method is not allowed for the request target."
            raise GraphError(405, "BadRequest", message)
        raise bad(f"Resource not found for the segment '{self._unknown(segments)}'.")

    def _unknown(self, segments: list[str]) -> str:
        """The first segment that no route knows at its place."""
        for length in range(1, len(segments) + 1):
            heads = (pattern[:length] for _, pattern in self._routes)
            if not any(_names(head, segments[:length]) is not None for head in heads):
                return segments[length - 1]
        return segments[-1] if segments else ""


def _names(pattern: list[str], segments: list[str]) -> dict[str, str] | None:
    if len(pattern) != len(segments):
        return None
    names: dict[str, str] = {}
    for wanted, given in zip(pattern, segments, strict=True):
        if wanted[0] == "{":
            names[wanted[1:-1]] = given
        elif wanted.lower() != given.lower():
            return None
    return names


def segments_of(raw_path: str) -> list[str]:
    """A path's decoded segments, in one form: sites by path, keys in parentheses, functions."""
    parts = [unquote(part) for part in raw_path.strip("/").split("/")]
    if len(parts) > 1 and parts[0].lower() == "sites" and ":" in parts[1]:
        # SDKs send the whole of host:/path as one encoded segment.
        parts = _site_by_path(["sites", *parts[1].split("/"), *parts[2:]])
    if len(parts) > 2 and parts[0].lower() == "drives":
        parts = _drive_item(parts)
    found: list[str] = []
    for part in parts:
        name = part.removeprefix("microsoft.graph.")
        if name.lower().startswith(("delta(", "restoreversion(")):
            found.append(name.partition("(")[0])
        elif (keyed := _KEYED.match(name)) and keyed[1].lower() in _COLLECTIONS:
            found += [keyed[1], keyed[2]]
        else:
            found.append(name if name.lower() in ("delta", "restoreversion") else part)
    return found


_COLLECTIONS = {"sites", "lists", "items", "columns", "versions"}


def token_in(raw_path: str) -> str | None:
    """The token of `delta(token='…')`."""
    found = _TOKEN.search(unquote(raw_path))
    return found[1] if found else None


def _drive_item(parts: list[str]) -> list[str]:
    """`drives/⟨id⟩/root:/a/b:/children` becomes `drives/⟨id⟩/items/⟨root, by path a/b⟩/children`."""
    drive, after = parts[:2], parts[2:]
    if after[0].lower() == "items" and len(after) > 1:
        after = after[1:]
    elif after[0].lower() not in ("root", "root:"):
        return parts
    if not after[0].endswith(":"):
        return [*drive, "items", *after]
    names = after[1:]
    end = next((place for place, part in enumerate(names, start=1) if part.endswith(":")), len(names))
    path = "/".join(names[:end]).removesuffix(":")
    return [*drive, "items", f"{after[0][:-1]}{BY_PATH}{path}", *names[end:]]


def _site_by_path(parts: list[str]) -> list[str]:
    """`sites/host:/sites/name:/lists` becomes `sites/⟨host:sites/name⟩/lists`."""
    host, path = parts[1].rstrip(":"), []
    for place, part in enumerate(parts[2:], start=3):
        path.append(part.rstrip(":"))
        if part.endswith(":"):
            return ["sites", f"{BY_PATH}{host}:{'/'.join(path)}", *parts[place:]]
    return ["sites", f"{BY_PATH}{host}:{'/'.join(path)}"]
