"""A list's views: what the page shows, in which order, under which headings."""

from dataclasses import asdict, dataclass, replace
from typing import Any

EVERYTHING = "Alle elementer"


@dataclass(frozen=True, slots=True)
class View:
    """One view, as it is kept; `fields` are internal names, `query` is CAML."""

    id: str
    name: str
    fields: tuple[str, ...]
    query: str
    row_limit: int
    paged: bool
    default: bool = False

    def without(self, name: str) -> "View":
        """The view after a column was deleted: it is not shown any more; a query keeps its name."""
        return replace(self, fields=tuple(one for one in self.fields if one != name))

    def as_row(self) -> dict[str, Any]:
        """The whole view as plain JSON, to be kept."""
        return asdict(self)

    def as_json(self) -> dict[str, Any]:
        """As SharePoint's REST gives it, with `$expand=ViewFields`."""
        return {
            "Id": self.id,
            "Title": self.name,
            "DefaultView": self.default,
            "Paged": self.paged,
            "RowLimit": self.row_limit,
            "ViewQuery": self.query,
            "ViewFields": {"Items": list(self.fields)},
        }


def kept_view(row: dict[str, Any]) -> View:
    """The view that was kept as plain JSON."""
    return View(**{**row, "fields": tuple(row["fields"])})
