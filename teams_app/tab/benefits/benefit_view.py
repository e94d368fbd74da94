"""Benefits as they are drawn: the picture with its table, one benefit with its history and its form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, word
from technology_map.benefits.benefits import Benefit, BenefitType, FreedTime, freed_time
from technology_map.benefits.figures import BenefitGroup, Followed, GatheredBy, UnitSum, every, gathered
from technology_map.benefits.follow_ups import FollowUp, FollowUpState, overdue
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.search.finding import by_name
from technology_map.texts import Texts
from technology_map.validation.limits import LINE_LIMIT, REASON_LIMIT
from technology_map.words.terms import TermList
from technology_map.words.values import Light

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


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer in the history."""

    heading: str
    light: str
    light_code: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class BenefitPage:
    """One benefit. `form` is None for who may not answer, or where nothing is due."""

    row: int
    title: str
    thing: Fact
    facts: tuple[Fact, ...]
    texts: tuple[Fact, ...]
    freed: str
    history: tuple[Answered, ...]
    due: str
    filled: Filled | None
    states: tuple[Option, ...]
    lights: tuple[Option, ...]
    earliest: str
    unit: str
    limit: int = REASON_LIMIT
    line_limit: int = LINE_LIMIT


def benefits_page(context: RequestContext) -> BenefitsPage:
    """Everything, gathered as the address says."""
    t, store = context.t, context.tab.store
    asked = context.request.query.get("by", "")
    by = GatheredBy(asked) if asked in {one.value for one in GatheredBy} else GatheredBy.AREA
    rows = every(store.records(Benefit), store.records(FollowUp))
    groups = gathered(rows, _key(context, by))
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


def _key(context: RequestContext, by: GatheredBy) -> Callable[[Followed], str]:
    def key(one: Followed) -> str:
        thing = by_name(context.overview, one.benefit.thing)
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


def _heading(context: RequestContext, by: GatheredBy, key: str) -> str:
    t = context.t
    if not key:
        return t("benefits.nowhere")
    match by:
        case GatheredBy.THING:
            thing = by_name(context.overview, key)
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
    return GroupLine(_heading(context, by, one.key), tuple(_bars(context, unit) for unit in one.sums))


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
        _amount(t, one.expected),
        _amount(t, one.realised),
        _width(one.expected, most),
        _width(one.realised, most),
        " ".join(filter(None, missing)),
        tuple(_row(t, row) for row in one.rows),
    )


def _width(value: Decimal | None, most: Decimal) -> int:
    return round(WIDEST * abs(value) / most) if value is not None else 0


def _amount(t: Texts, value: Decimal | None) -> str:
    return t.amount(value) if value is not None else t("benefits.unknown")


def _row(t: Texts, row: Followed) -> Fact:
    said = t("benefits.row", expected=_amount(t, row.expected), realised=_amount(t, row.realised))
    return Fact(said, row.benefit.indicator, f"benefits/{row.benefit.row}")


def _lessons(context: RequestContext) -> Iterable[Fact]:
    """What stopped and rejected proposals have taught: the council's public reasons, the newest first."""
    found = [one for one in context.overview.proposals if one.status in TAUGHT and one.status_reason]
    found.sort(key=lambda one: one.changed_at, reverse=True)
    for one in found[:MOST_LESSONS]:
        said = f"{one.name} {one.title} · {word(context.t, Status, one.status)}"
        yield Fact(said, one.status_reason, f"proposals/{one.number}")


def benefit_page(context: RequestContext, benefit: Benefit, filled: Filled | None = None) -> BenefitPage:
    """One benefit as the caller may see it."""
    t, service = context.t, context.tab.following_up
    due = service.due(benefit)
    may = service.may_answer(context.caller, benefit) and due is not None
    begun = Filled({"due": due.isoformat() if due else "", "state": FollowUpState.ANSWERED.value})
    shown = (filled or begun) if may else None
    state, light = (shown.value("state"), shown.value("light")) if shown else ("", "")
    freed = freed_time(benefit)
    return BenefitPage(
        row=benefit.row,
        title=benefit.indicator,
        thing=_thing(context, benefit.thing),
        facts=tuple(_facts(t, benefit)),
        texts=tuple(_texts(t, benefit)),
        freed=freed_sentence(t, freed) if freed else "",
        history=tuple(_answered(t, one) for one in reversed(service.answers(benefit))),
        due=_due(context, due),
        filled=shown,
        states=tuple(
            Option(one.value, t(f"benefits.say.{one.value}"), one.value == state) for one in FollowUpState
        ),
        lights=tuple(Option(one.value, word(t, Light, one), one.value == light) for one in Light),
        earliest=context.today.isoformat(),
        unit=benefit.unit,
    )


def _thing(context: RequestContext, name: str) -> Fact:
    thing: Proposal | SolutionCard | None = by_name(context.overview, name)
    return Fact(name, f"{name} {thing.title}" if thing else name, f"named/{name}")


def _due(context: RequestContext, due: date | None) -> str:
    t = context.t
    if due is None:
        return t("benefits.no_more")
    return t("benefits.was_asked" if due <= context.today else "benefits.asked_on", day=t.day(due))


def _facts(t: Texts, one: Benefit) -> Iterable[Fact]:
    said = (
        ("type", word(t, BenefitType, one.type)),
        ("baseline", _measured(t, one.baseline, one.unit, one.baseline_on)),
        ("target", _measured(t, one.target, one.unit, one.target_on)),
        ("owner", one.owner or one.author_name),
    )
    return (Fact(t(f"detail.benefits.{name}"), value) for name, value in said if value)


def _measured(t: Texts, value: Decimal | None, unit: str, day: date | None) -> str:
    if value is None:
        return ""
    return f"{t.amount(value)} {unit}" + (f" ({t.day(day)})" if day else "")


def _texts(t: Texts, one: Benefit) -> Iterable[Fact]:
    said = (("precondition", one.precondition), ("measured_how", one.measured_how))
    return (Fact(t(f"detail.benefits.{name}"), value) for name, value in said if value)


def freed_sentence(t: Texts, freed: FreedTime) -> str:
    """The formula as it came about, or what is missing of it."""
    if freed.cases is None:
        return t("benefits.no_cases")
    if freed.minutes is None or freed.hours is None:
        return t("benefits.no_minutes")
    said = t(
        "benefits.freed",
        cases=t.number(freed.cases),
        minutes=t.number(freed.minutes),
        automation=t.number(freed.automation),
        hours=t.amount(round(freed.hours, 1)),
    )
    return f"{said}. {t('benefits.assumed')}" if freed.assumed else f"{said}."


def _answered(t: Texts, one: FollowUp) -> Answered:
    day = t.day(one.due) if one.due else ""
    said = {
        FollowUpState.ANSWERED: t("benefits.told", day=day, amount=_amount(t, one.realised)),
        FollowUpState.NOT_YET: t("benefits.told_not_yet", day=day),
        FollowUpState.HANDED_OVER: t("benefits.told_handed", day=day, name=one.to_name),
    }
    text = "\n".join(filter(None, (one.comment, one.source)))
    by = t("detail.by", name=one.answered_by, day=t.moment(one.answered_at)) if one.answered_at else ""
    light = word(t, Light, one.light)
    return Answered(said[one.state], light, one.light.value if one.light else "", text, by)
