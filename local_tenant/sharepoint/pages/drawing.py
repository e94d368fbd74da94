"""Cells as a list's page shows them: plain, or drawn as the column's formatter says."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from local_tenant.people import Person
from local_tenant.sharepoint.pages import expressions
from local_tenant.sharepoint.pages.display import Cell, cell_of
from local_tenant.sharepoint.pages.expressions import NotKnown
from local_tenant.sharepoint.pages.formatting import Drawn, draw
from local_tenant.sharepoint.rows.columns import Column
from local_tenant.sharepoint.rows.rows import Row
from local_tenant.sharepoint.service import SharePoint

_DEEP_LINK = re.compile(r"/l/entity/[^/]+/([^/?]+)\Z")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell on the page; `drawn` where a formatter drew it, `hidden` where it hid it."""

    cell: Cell
    drawn: Drawn | None = None
    hidden: bool = False
    is_title: bool = False
    is_number: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of drawn cells as classes, since the page's policy takes no style attributes."""

    names: dict[tuple[tuple[str, str], ...], str] = field(default_factory=dict)

    def name(self, style: tuple[tuple[str, str], ...]) -> str:
        """The class of a set of styles; empty for none."""
        return self.names.setdefault(style, f"f{len(self.names)}") if style else ""

    def sheet(self) -> str:
        """The style sheet of all of them."""
        said = (
            f".{name}{{{';'.join(f'{key}:{value}' for key, value in style)}}}"
            for style, name in self.names.items()
        )
        return "".join(said)


class Pen:
    """Draws cells for one reader of one page."""

    def __init__(self, sharepoint: SharePoint, who: Person) -> None:
        self._sharepoint, self._who = sharepoint, who
        self._now = datetime.fromtimestamp(sharepoint.clock.now(), UTC)

    def shown(self, row: Row, values: dict[str, Any], columns: list[Column]) -> list[Shown]:
        """A row's cells. A formatter sees the other columns of the view, and no more."""
        held = {one.name: row.held(one, values) for one in columns}
        seen = {one.name: _seen(one, held[one.name]) for one in columns}
        return [self._one(column, held[column.name], seen) for column in columns]

    def _one(self, column: Column, value: Any, seen: Mapping[str, Any]) -> Shown:
        plain = Shown(
            cell_of(self._sharepoint, column, value),
            is_title=column.name in ("Title", "LinkTitle", "LinkTitleNoMenu"),
            is_number=column.name == "ID",
        )
        if column.formatter is None:
            return plain
        try:
            drawn = draw(column.formatter, expressions.Cell(seen[column.name], seen, self._now))
        except NotKnown:
            return plain
        if drawn is None:
            return replace(plain, hidden=True)
        return replace(plain, drawn=self._inside(drawn))

    def _inside(self, drawn: Drawn) -> Drawn:
        """Links to Teams lead to the little Teams."""
        children = tuple(self._inside(one) for one in drawn.children)
        return replace(drawn, href=in_little_teams(drawn.href, self._who.key), children=children)


def in_little_teams(address: str, who: str) -> str:
    """Where a deep link into a tab leads here; any other address is left as it is."""
    parts = urlsplit(address)
    found = _DEEP_LINK.search(parts.path) if parts.hostname == "teams.microsoft.com" else None
    if found is None:
        return address
    try:
        context = json.loads(parse_qs(parts.query).get("context", ["{}"])[0])
    except json.JSONDecodeError:
        context = {}
    inside = str(context.get("subEntityId", "")) if isinstance(context, dict) else ""
    place = "/".join(quote(one, safe="") for one in (found[1], inside) if one)
    return f"/teams/?as={who}#/tab/{place}"


def _seen(column: Column, value: Any) -> Any:
    """A value as formatters see it."""
    if value is None:
        return ""
    if column.kind == "dateTime":
        return datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
    return value
