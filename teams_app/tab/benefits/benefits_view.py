"""All benefits: realised against expected as a picture, what waits for an answer, what was learnt."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from teams_app.tab.benefits.benefit_view import amount_or_unknown
from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Option, word
from technology_map.benefits.benefits import Benefit, BenefitType
from technology_map.benefits.figures import BenefitGroup, Followed, GatheredBy, UnitSum, every, gathered
from technology_map.benefits.follow_ups import FollowUp, overdue
from technology_map.council.life_cycle import Status
from technology_map.overview import Overview
from technology_map.search.finding import by_name
from technology_map.texts import Texts
from technology_map.words.terms import TermList

WIDEST = 400
MOST_LESSONS = 12
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
    due: tuple[DueLine, ...]
    lessons: tuple[Fact, ...]
    place: str
    summary: str


def benefits_page(context: RequestContext) -> BenefitsPage:
    """Everything, gathered as the address says."""
    t, store = context.t, context.tab.store
    by = gathered_by(context.request.query)
    rows = every(store.records(Benefit), store.records(FollowUp))
    groups = gathered(rows, key_by(context.overview, by))
    return BenefitsPage(
        by=tuple(Option(one.value, t(f"benefits.by.{one.value}"), one is by) for one in GatheredBy),
        groups=tuple(_group(context, by, one) for one in groups),
        due=tuple(due_lines(context)),
        lessons=tuple(_lessons(context)),
        place=f"benefits?by={by.value}",
        summary=t.many("benefits.count", len(rows)),
    )


def due_lines(context: RequestContext, owner: str = "") -> Iterable[DueLine]:
    """The benefits whose day has come; with `owner` those of one person."""
    t, store = context.t, context.tab.store
    for one, due in overdue(store.records(Benefit), store.records(FollowUp), context.today):
        if owner in ("", one.owner_id or one.author_id):
            thing = by_name(context.overview, one.thing)
            about = f"{one.thing} {thing.title}" if thing else one.thing
            yield DueLine(
                one.indicator,
                f"benefits/{one.row}",
                about,
                one.owner or one.author_name,
                t("benefits.since", day=t.day(due)),
            )


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


def _group(context: RequestContext, by: GatheredBy, one: BenefitGroup) -> GroupLine:
    said = group_heading(context.t, context.overview, by, one.key)
    return GroupLine(said, tuple(_bars(context, unit) for unit in one.sums))


def _bars(context: RequestContext, one: UnitSum) -> BarLine:
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
        tuple(_row(t, row) for row in one.rows),
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


def _lessons(context: RequestContext) -> Iterable[Fact]:
    """What stopped and rejected proposals have taught: the council's public reasons, the newest first."""
    found = [one for one in context.overview.proposals if one.status in TAUGHT and one.status_reason]
    found.sort(key=lambda one: one.changed_at, reverse=True)
    for one in found[:MOST_LESSONS]:
        said = f"{one.name} {one.title} · {word(context.t, Status, one.status)}"
        yield Fact(said, one.status_reason, f"proposals/{one.number}")
