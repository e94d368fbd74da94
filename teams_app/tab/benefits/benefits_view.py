"""All benefits: realised against expected as a picture, what waits for an answer, what was learnt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from teams_app.tab.benefits.benefit_view import amount_or_unknown
from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.filters import read_count
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sentences import Option, word
from technology_map.benefits.benefits import Benefit, BenefitType
from technology_map.benefits.figures import BenefitGroup, Followed, GatheredBy, UnitSum, every, gathered
from technology_map.benefits.follow_ups import FollowUp, overdue
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.overview import Overview
from technology_map.search.finding import by_name
from technology_map.search.inverted_index import Posted
from technology_map.texts import Texts
from technology_map.words.terms import TermList

WIDEST = 400
MOST_LESSONS = 12
AT_FIRST, GROUPS, DUE = 3, 10, 4
"""Benefits of each unit that are shown at first, and so many times as many groups and of what is due."""
TAUGHT = (Status.STOPPED, Status.REJECTED)


@dataclass(frozen=True, slots=True)
class BarLine:
    """One unit of a group: the sums in words, the widths of their bars, and what is missing."""

    unit: str
    expected: str
    realised: str
    expected_width: int
    realised_width: int
    missing: str
    rows: tuple[Fact, ...]
    more: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group."""

    heading: str
    lines: tuple[BarLine, ...]


@dataclass(frozen=True, slots=True)
class DueLine:
    """A benefit whose day has come."""

    title: str
    address: str
    about: str
    owner: str
    since: str


@dataclass(frozen=True, slots=True)
class BenefitsPage:
    """The page: what is due, the picture, what was learnt."""

    by: tuple[Option, ...]
    groups: tuple[GroupLine, ...]
    groups_more: str
    due: tuple[DueLine, ...]
    due_more: str
    lessons: tuple[Fact, ...]
    place: str
    summary: str


def benefits_page(context: RequestContext) -> BenefitsPage:
    """Everything, gathered as the address says: the first of each, with a link to the rest."""
    t, store, query = context.t, context.tab.store, context.request.query
    by, most = gathered_by(query), read_count(query, "shown", AT_FIRST)
    groups, due = benefit_groups(context.tab, by), overdue_now(context)
    return BenefitsPage(
        by=tuple(Option(one.value, t(f"benefits.by.{one.value}"), one is by) for one in GatheredBy),
        groups=tuple(_group(context, by, one, most) for one in groups[: GROUPS * most]),
        groups_more=_more(t, len(groups) - GROUPS * most),
        due=tuple(_due(context, one, day) for one, day in due[: DUE * most]),
        due_more=_more(t, len(due) - DUE * most),
        lessons=tuple(_lessons(context)),
        place=f"benefits?by={by.value}",
        summary=t.many("benefits.count", len(store.records(Benefit))),
    )


def benefit_groups(tab: Tab, by: GatheredBy) -> Sequence[BenefitGroup]:
    """All benefits as they are gathered: once until one of them, an answer or what they are of changes."""
    benefits, answers, overview = tab.store.records(Benefit), tab.store.records(FollowUp), tab.store.overview
    return overview.remembered(
        ("benefits", by, benefits.revision, answers.revision),
        lambda: gathered(every(benefits, answers), key_by(overview, by)),
    )


def overdue_now(context: RequestContext) -> list[tuple[Benefit, date]]:
    """The benefits whose day has come, with it."""
    store = context.tab.store
    return overdue(store.records(Benefit), store.records(FollowUp), context.today)


def due_lines(context: RequestContext, owner: str) -> Iterable[DueLine]:
    """What one person is asked about."""
    for one, due in overdue_now(context):
        if owner == (one.owner_id or one.author_id):
            yield _due(context, one, due)


def first_due_lines(context: RequestContext, most: int) -> tuple[tuple[DueLine, ...], int]:
    """The first of what anybody is asked about, and how many there are."""
    due = overdue_now(context)
    return tuple(_due(context, one, day) for one, day in due[:most]), len(due)


def _due(context: RequestContext, one: Benefit, due: date) -> DueLine:
    thing = by_name(context.overview, one.thing)
    return DueLine(
        one.indicator,
        f"benefits/{one.row}",
        f"{one.thing} {thing.title}" if thing else one.thing,
        one.owner or one.author_name,
        context.t("benefits.since", day=context.t.day(due)),
    )


def _more(t: Texts, left: int) -> str:
    return t.many("tab.so_many_more", left) if left > 0 else ""


def gathered_by(query: Mapping[str, str]) -> GatheredBy:
    """What an address asks to gather by; areas where it asks nothing of ours."""
    asked = query.get("by", "")
    return GatheredBy(asked) if asked in {one.value for one in GatheredBy} else GatheredBy.AREA


def key_by(overview: Overview, by: GatheredBy) -> Callable[[Followed], str]:
    """What a benefit is gathered under: a name, a code or a year; nothing where nobody has said."""

    def key(one: Followed) -> str:
        thing = by_name(overview, one.benefit.thing)
        match by:
            case GatheredBy.THING:
                return one.benefit.thing
            case GatheredBy.TYPE:
                return one.benefit.type or ""
            case GatheredBy.YEAR:
                day = one.benefit.target_on or (one.answer.due if one.answer else None)
                return str(day.year) if day else ""
            case GatheredBy.AREA:
                return (thing.area if thing else None) or ""
            case GatheredBy.PURPOSE:
                return (thing.purpose if thing else None) or ""

    return key


def group_heading(t: Texts, overview: Overview, by: GatheredBy, key: str) -> str:
    """What stands over a group."""
    if not key:
        return t("benefits.nowhere")
    match by:
        case GatheredBy.THING:
            thing = by_name(overview, key)
            return f"{key} {thing.title}" if thing else key
        case GatheredBy.TYPE:
            return word(t, BenefitType, key)
        case GatheredBy.AREA:
            return word(t, TermList.AREA, key)
        case GatheredBy.PURPOSE:
            return word(t, TermList.PURPOSE, key)
        case GatheredBy.YEAR:
            return key


def _group(context: RequestContext, by: GatheredBy, one: BenefitGroup, most: int) -> GroupLine:
    said = group_heading(context.t, context.overview, by, one.key)
    return GroupLine(said, tuple(_bars(context, unit, most) for unit in one.sums))


def _bars(context: RequestContext, one: UnitSum, most_rows: int) -> BarLine:
    t = context.t
    zero = Decimal(0)
    most = max(abs(one.expected or zero), abs(one.realised or zero)) or Decimal(1)
    missing = [
        t.many("benefits.without_expected", one.without_expected) if one.without_expected else "",
        t.many("benefits.without_realised", one.without_realised) if one.without_realised else "",
    ]
    return BarLine(
        one.unit,
        amount_or_unknown(t, one.expected),
        amount_or_unknown(t, one.realised),
        _width(one.expected, most),
        _width(one.realised, most),
        " ".join(filter(None, missing)),
        tuple(_row(t, row) for row in one.rows[:most_rows]),
        _more(t, len(one.rows) - most_rows),
    )


def _width(value: Decimal | None, most: Decimal) -> int:
    return round(WIDEST * abs(value) / most) if value is not None else 0


def _row(t: Texts, row: Followed) -> Fact:
    said = t(
        "benefits.row",
        expected=amount_or_unknown(t, row.expected),
        realised=amount_or_unknown(t, row.realised),
    )
    return Fact(said, row.benefit.indicator, f"benefits/{row.benefit.row}")


def taught(one: Proposal, _: Overview) -> Posted:
    """A stopped or rejected proposal that says why, the last changed first."""
    if one.status in TAUGHT and one.status_reason:
        yield "taught", -one.changed_at.timestamp()


def _lessons(context: RequestContext) -> Iterable[Fact]:
    """What stopped and rejected proposals have taught: the council's public reasons, the newest first."""
    proposals = context.overview.proposals
    found = context.overview.proposals_by(taught).of("taught")[:MOST_LESSONS]
    for one in proposals.these(number for _, number in found):
        said = f"{one.name} {one.title} · {word(context.t, Status, one.status)}"
        yield Fact(said, one.status_reason, f"proposals/{one.number}")
