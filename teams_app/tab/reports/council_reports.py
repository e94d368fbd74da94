"""What the council's pages tell: every decision, the overview, the order, an agenda."""

from collections.abc import Iterable

from teams_app.tab.filters import read_filter
from teams_app.tab.reports.report import Report, Row, Source, column, local
from teams_app.tab.sentences import word
from technology_map.council.decisions import Outcome
from technology_map.council.life_cycle import Mover, Status
from technology_map.council.ranking import numbered
from technology_map.meetings.meetings import AgendaItem, Meeting, by_number
from technology_map.overview import Filter
from technology_map.sheets.columns import Kind
from technology_map.words.terms import TermList

NUMBER = column("sheet.number", Kind.PROPOSAL_NAME)
TITLE = column("sheet.title")
AREA = column("tab.fact.area")
STATUS = column("tab.filter.status")


def _decisions(source: Source) -> Iterable[Row]:
    """The log of every proposal, the newest proposal first, each in its order."""
    t = source.t
    for proposal in source.overview.proposals:
        for one in source.overview.log.of(proposal.number):
            yield (
                proposal.name,
                proposal.title,
                word(t, TermList.AREA, proposal.area),
                one.seq,
                word(t, Status, one.start),
                word(t, Status, one.end),
                word(t, Outcome, one.outcome),
                one.reason,
                word(t, Mover, one.decided_as),
                local(one.decided_at),
                one.review_date or "",
                one.leads_to,
            )


DECISIONS = Report(
    "decisions",
    (
        NUMBER,
        TITLE,
        AREA,
        column("report.seq", Kind.NUMBER),
        column("report.from_status"),
        column("report.to_status"),
        column("report.outcome"),
        column("report.reason", Kind.TEXT),
        column("report.decided_as"),
        column("report.decided_at", Kind.MOMENT),
        column("sheet.review_date", Kind.DATE),
        column("sheet.leads_to"),
    ),
    _decisions,
)


def _overview(source: Source) -> Iterable[Row]:
    """A row for each status and area in which something stands."""
    t = source.t
    tallies = source.overview.proposals.facets.tallies()
    for status in Status:
        for (one, area), tally in tallies.items():
            if one is status and tally.count:
                yield (
                    word(t, Status, status),
                    word(t, TermList.AREA, area) or t("tab.filter.no_area"),
                    tally.count,
                    local(tally.oldest),
                    tally.due or "",
                )


OVERVIEW = Report(
    "overview",
    (
        STATUS,
        AREA,
        column("report.proposals", Kind.NUMBER),
        column("report.oldest", Kind.MOMENT),
        column("report.first_due", Kind.DATE),
    ),
    _overview,
)


def _ranking(source: Source) -> Iterable[Row]:
    """The council's order, narrowed to an area as its page is."""
    t, read = source.t, read_filter(source.query, source.overview.vocabulary)
    for place, one in numbered(source.overview, Filter(area=read.area, no_area=read.no_area)):
        area = word(t, TermList.AREA, one.area)
        yield place, one.name, one.title, area, word(t, Status, one.status), one.rank_reason


RANKING = Report(
    "ranking",
    (
        column("report.place", Kind.NUMBER),
        NUMBER,
        TITLE,
        AREA,
        STATUS,
        column("sheet.rank_reason", Kind.TEXT),
    ),
    _ranking,
)


def _agenda(source: Source) -> Iterable[Row]:
    """The agenda of one meeting: its number stands in the query."""
    number = source.query.get("meeting", "")
    meetings = source.tab.store.records(Meeting)
    meeting = by_number(meetings, int(number)) if number.isascii() and number.isdigit() else None
    if meeting is None:
        return
    items = sorted(source.tab.store.records(AgendaItem).about(meeting.key), key=lambda one: one.place)
    for place, item in enumerate(items, start=1):
        if one := source.overview.proposals.get(item.proposal):
            area = word(source.t, TermList.AREA, one.area)
            yield place, one.name, one.title, area, word(source.t, Status, one.status), item.minutes


AGENDA = Report(
    "agenda",
    (
        column("report.place", Kind.NUMBER),
        NUMBER,
        TITLE,
        AREA,
        STATUS,
        column("report.minutes", Kind.NUMBER),
    ),
    _agenda,
)
