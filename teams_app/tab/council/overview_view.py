"""The overview as it is drawn: every proposal by status and area, with age and the next day due."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from teams_app.tab.benefits.benefits_view import DueLine, first_due_lines
from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.council.next_step_view import day_line
from teams_app.tab.council.waiting import TONES, Tone
from teams_app.tab.filters import address
from teams_app.tab.rendering import drawn
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import silent_areas, word
from technology_map.cards.proposals import Proposal
from technology_map.council.dates import due
from technology_map.council.life_cycle import ENDED, Status
from technology_map.method.involvement import Involvement, unheard
from technology_map.overview import Filter, Overview
from technology_map.search.facet_index import FacetKey, Tally
from technology_map.search.inverted_index import Posted
from technology_map.texts import COPENHAGEN, Texts
from technology_map.words.alphabet import in_order
from technology_map.words.terms import TermList

LATE_AT_MOST = 10
UNHEARD_AT_MOST = 10
MONTHS_FROM, YEARS_FROM = 60, 730
"""Days: an age is told in days up to here, then in months, then in years."""

Tallies = Mapping[tuple[Status | None, str | None], Tally]


@dataclass(frozen=True, slots=True)
class Cell:
    """One count, where it leads, the age of the oldest, and the first day due; `label` is its area."""

    label: str
    count: str
    address: str
    age: str
    age_said: str
    due: str
    due_said: str
    late: bool


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A status with a cell for each area in use, None where there is nothing, and its total."""

    code: str
    title: str
    tone: Tone
    cells: tuple[Cell | None, ...]
    total: Cell | None


@dataclass(frozen=True, slots=True)
class StatusTable:
    """Every status and area. `silent`: areas without any."""

    areas: tuple[str, ...]
    rows: tuple[StatusRow, ...]
    totals: tuple[Cell | None, ...]
    total: Cell | None
    silent: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Late:
    """A proposal whose next step is late."""

    name: str
    title: str
    address: str
    status: str
    tone: Tone
    step: str
    when: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Everything on the page; `table` is drawn. `late` is empty for who is not on the council."""

    any: bool
    table: Markup
    late: tuple[Late, ...]
    late_more: str
    unheard: tuple[Fact, ...]
    unheard_said: str
    overdue: tuple[DueLine, ...] = ()
    overdue_more: str = ""
    live: str = "overview/live"
    place: str = "overview"


def overview_page(context: RequestContext) -> OverviewPage:
    """The overview as it stands now."""
    t, overview = context.t, context.overview
    table = overview.drawn(("overview", t.language, context.today), lambda: _table(context))
    late, late_count = _late(context)
    nobody, unheard_count = unheard(context.overview, context.tab.store.records(Involvement), UNHEARD_AT_MOST)
    council = context.caller.on_council and not context.caller.guest
    overdue, overdue_count = first_due_lines(context, LATE_AT_MOST) if council else ((), 0)
    left = overdue_count - LATE_AT_MOST
    return OverviewPage(
        any=overview.proposals.facets.count(FacetKey()) > 0,
        table=table,
        late=tuple(_late_row(context, one) for one in late),
        late_more=t.many("overview.late_more", late_count - len(late)) if late_count > len(late) else "",
        unheard=tuple(Fact(one.name, one.title, f"proposals/{one.number}") for one in nobody),
        unheard_said=t.many("overview.unheard_text", unheard_count),
        overdue=overdue,
        overdue_more=t.many("overview.overdue_more", left) if left > 0 else "",
    )


def _table(context: RequestContext) -> Markup:
    """The table of the day, the same for all: drawn once until something changes."""
    t, tallies = context.t, context.overview.proposals.facets.tallies()
    areas = _areas(t, tallies)
    by_status, by_area, everything = _sums(tallies)
    table = StatusTable(
        areas=tuple(_area_word(t, area) for area in areas),
        rows=tuple(_row(context, one, areas, tallies, by_status.get(one, Tally())) for one in Status),
        totals=tuple(_cell(context, None, area, by_area[area]) for area in areas),
        total=_cell(context, None, None, everything, total=True),
        silent=silent_areas(t, set(areas)) if areas else (),
        summary=t.many("tab.board.found", everything.count),
    )
    return Markup(drawn("overview_table.html", t=t, page=table))  # noqa: S704 - a template of ours


def _areas(t: Texts, tallies: Tallies) -> list[str | None]:
    """The areas that occur, in the order of their words; having none comes last."""
    found = {area for _, area in tallies}
    named = sorted((area for area in found if area), key=lambda area: in_order(t.term(TermList.AREA, area)))
    return [*named, *([None] if None in found else [])]


def _area_word(t: Texts, area: str | None) -> str:
    return word(t, TermList.AREA, area) or t("tab.filter.no_area")


def _row(
    context: RequestContext, status: Status, areas: list[str | None], tallies: Tallies, whole: Tally
) -> StatusRow:
    return StatusRow(
        code=status.value,
        title=word(context.t, Status, status),
        tone=TONES[status],
        cells=tuple(_cell(context, status, area, tallies.get((status, area), Tally())) for area in areas),
        total=_cell(context, status, None, whole, total=True),
    )


def _sums(tallies: Tallies) -> tuple[dict[Status | None, Tally], dict[str | None, Tally], Tally]:
    """The sums over each status, over each area, and over all."""
    by_status: defaultdict[Status | None, Tally] = defaultdict(Tally)
    by_area: defaultdict[str | None, Tally] = defaultdict(Tally)
    total = Tally()
    for (status, area), tally in tallies.items():
        for one in (by_status[status], by_area[area], total):
            one.add(tally.count, tally.oldest, tally.due)
    return by_status, by_area, total


def _cell(
    context: RequestContext, status: Status | None, area: str | None, tally: Tally, *, total: bool = False
) -> Cell | None:
    """A cell. What has ended grows no older, and an age over every status says nothing."""
    if not tally.count:
        return None
    t = context.t
    asked = Filter(status=status, area=area, no_area=area is None and not total)
    days = _days(context, tally.oldest) if tally.oldest and status and status not in ENDED else -1
    return Cell(
        label=t("overview.total") if total else _area_word(t, area),
        count=t.number(tally.count),
        address=address("board", asked),
        age=_age(t, days, "short") if days >= 0 else "",
        age_said=_age(t, days, "said") if days >= 0 else "",
        due=t.short_day(tally.due, context.today) if tally.due else "",
        due_said=day_line(context, tally.due) if tally.due else "",
        late=bool(tally.due and tally.due < context.today),
    )


def _days(context: RequestContext, moment: datetime) -> int:
    """Whole days in Copenhagen since then; a clock that is ahead counts as today."""
    return max(0, (context.today - moment.astimezone(COPENHAGEN).date()).days)


def _age(t: Texts, days: int, how: str) -> str:
    if days < MONTHS_FROM:
        return t.many(f"overview.age.{how}.days", days)
    if days < YEARS_FROM:
        return t.many(f"overview.age.{how}.months", days // 30)
    return t.many(f"overview.age.{how}.years", days // 365)


def _late(context: RequestContext) -> tuple[list[Proposal], int]:
    """What is late, the latest first to have been due, and how much; for the council alone."""
    if not context.caller.on_council or context.caller.guest:
        return [], 0
    found = context.overview.proposals_by(day_due).of("due")
    count = bisect_left(found, (context.today, 0))
    first = (number for _, number in found[: min(count, LATE_AT_MOST)])
    return list(context.overview.proposals.these(first)), count


def day_due(one: Proposal, _: Overview) -> Posted:
    """A proposal by the day on which something is due."""
    if agreed := due(one):
        yield "due", agreed


def _late_row(context: RequestContext, one: Proposal) -> Late:
    due = one.next_step_due or one.review_date
    return Late(
        name=one.name,
        title=one.title,
        address=f"proposals/{one.number}",
        status=word(context.t, Status, one.status),
        tone=TONES[one.status],
        step=one.next_step if one.next_step_due else context.t("overview.review"),
        when=day_line(context, due) if due else "",
    )
