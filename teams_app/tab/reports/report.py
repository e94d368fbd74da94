"""A report: its columns said once, and its rows worked out from what stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from teams_app.tab.request_context import Tab
from technology_map.overview import Overview
from technology_map.sheets.cells import Table, Value, heading
from technology_map.sheets.columns import Column, Kind
from technology_map.texts import COPENHAGEN, Texts

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a report is worked out from, in which language, and the filter of its page's address.

    Only what everyone may read: a file may go on to anybody.
    """

    tab: Tab
    t: Texts
    query: Mapping[str, str]

    @property
    def overview(self) -> Overview:
        """Everything as last seen."""
        return self.tab.store.overview

    @property
    def today(self) -> date:
        """The date in Copenhagen."""
        return self.tab.now().astimezone(COPENHAGEN).date()


@dataclass(frozen=True, slots=True)
class Report:
    """One report. Its sentences are `report.CODE`, its name, and `report.CODE.file`, the name of its file."""

    code: str
    columns: tuple[Column, ...]
    rows: Callable[[Source], Iterable[Row]]

    def table(self, source: Source) -> Table:
        """The table in the language of the source."""
        headings = tuple(heading(one, source.t) for one in self.columns)
        return Table(source.t(f"report.{self.code}"), self.columns, headings, list(self.rows(source)))


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A report's table as a page shows it: the same columns and rows as its file, in words."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shown(report: Report, source: Source, most: int | None = None) -> ShownTable:
    """The table that stands behind a picture, or its first rows."""
    t = source.t
    rows = islice(report.rows(source), most)
    return ShownTable(
        t(f"report.{report.code}"),
        tuple(heading(one, t) for one in report.columns),
        tuple(tuple(_said(one, t) for one in row) for row in rows),
    )


def _said(value: Value, t: Texts) -> str:
    match value:
        case Decimal():
            return t.amount(value)
        case int():
            return t.number(value)
        case date():
            return t.day(value)
        case _:
            return str(value)


def column(called: str, kind: Kind = Kind.LINE) -> Column:
    """A column under the sentence that its page says, too."""
    return Column(called, kind, told=True, called=called)


def local(moment: datetime | None) -> Value:
    """A moment as a spreadsheet holds it: Copenhagen's time without its zone."""
    return moment.astimezone(COPENHAGEN).replace(tzinfo=None, microsecond=0) if moment else ""
