"""What the page of the pipeline tells: each status as it stands, and quarter by quarter."""

from collections.abc import Iterable

from teams_app.tab.council.pipeline_pages import QUARTERS as SO_MANY
from teams_app.tab.council.pipeline_pages import YEAR
from teams_app.tab.reports.report import Report, Row, Source, column
from teams_app.tab.sentences import word
from technology_map.council.life_cycle import Status
from technology_map.council.pipeline import Promise, flow, quarters
from technology_map.sheets.columns import Kind


def _flow(source: Source) -> Iterable[Row]:
    """A row for each status; days, and how many have stood there longer than promised."""
    tab = source.tab
    for one in flow(source.overview, tab.store.records(Promise), tab.now(), YEAR):
        usual, promised = (days if days is not None else "" for days in (one.usual, one.promised))
        yield word(source.t, Status, one.status), one.count, one.oldest, usual, promised, one.late


FLOW = Report(
    "flow",
    (
        column("pipeline.status"),
        column("pipeline.count", Kind.NUMBER),
        column("report.oldest_days", Kind.NUMBER),
        column("report.usual_days", Kind.NUMBER),
        column("report.promised_days", Kind.NUMBER),
        column("report.late", Kind.NUMBER),
    ),
    _flow,
)


def _quarters(source: Source) -> Iterable[Row]:
    """The last quarters, the oldest first."""
    for one in quarters(source.overview, source.tab.now(), SO_MANY):
        name = source.t("pipeline.quarter", quarter=one.quarter, year=one.year)
        yield name, one.came, one.decided


QUARTERS = Report(
    "quarters",
    (
        column("pipeline.quarter_head"),
        column("pipeline.came", Kind.NUMBER),
        column("pipeline.decided", Kind.NUMBER),
    ),
    _quarters,
)
