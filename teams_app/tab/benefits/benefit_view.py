"""One benefit as it is drawn: what is expected, its history, and the form of a follow-up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, word
from technology_map.benefits.benefits import Benefit, BenefitType, FreedTime, freed_time
from technology_map.benefits.follow_ups import FollowUp, FollowUpState
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.search.finding import by_name
from technology_map.texts import Texts
from technology_map.validation.limits import LINE_LIMIT, REASON_LIMIT
from technology_map.words.values import Light


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
        FollowUpState.ANSWERED: t("benefits.told", day=day, amount=amount_or_unknown(t, one.realised)),
        FollowUpState.NOT_YET: t("benefits.told_not_yet", day=day),
        FollowUpState.HANDED_OVER: t("benefits.told_handed", day=day, name=one.to_name),
    }
    text = "\n".join(filter(None, (one.comment, one.source)))
    by = t("detail.by", name=one.answered_by, day=t.moment(one.answered_at)) if one.answered_at else ""
    light = word(t, Light, one.light)
    return Answered(said[one.state], light, one.light.value if one.light else "", text, by)


def amount_or_unknown(t: Texts, value: Decimal | None) -> str:
    """A figure in words, or that nobody knows it."""
    return t.amount(value) if value is not None else t("benefits.unknown")
