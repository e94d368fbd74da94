"""An area's cockpit: the five steps, what is missing, what to do next, and the pictures beside them."""

from dataclasses import dataclass

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.filters import address
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import word
from technology_map.cards.solution_cards import SolutionCard
from technology_map.method.cockpit import (
    AreaStep,
    AreaThings,
    MethodStep,
    StepState,
    competences_of,
    next_of,
    steps,
    things_of,
    without_involvement,
)
from technology_map.method.competences import Competence
from technology_map.method.involvement import Involvement
from technology_map.method.maturity import Maturity, maturity
from technology_map.method.offers import Offer, of_area, offers_to
from technology_map.method.reuses import Reuse, ReuseResult
from technology_map.overview import Filter
from technology_map.words.terms import TermList
from technology_map.words.values import Familiarity, Provenness

TWENTIETHS = 20
MOST_LISTED = 8
STEP_TONES = {StepState.NOT_BEGUN: "rest", StepState.UNDER_WAY: "asked", StepState.DONE: "good"}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the method. `bar` is how much is done in twentieths; `here` is what comes next."""

    heading: str
    state: str
    tone: str
    stands: str
    bar: int
    deed: Fact
    here: bool


@dataclass(frozen=True, slots=True)
class MaturityCell:
    """The technologies that are known so well and so proven."""

    chips: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class MaturityRow:
    """How proven, and a cell for each degree of familiarity, the last for what nobody has said."""

    heading: str
    cells: tuple[MaturityCell, ...]


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A solution that the area may use, and the proposal whose problem it solves."""

    card: Fact
    area: str
    because: Fact


@dataclass(frozen=True, slots=True)
class ReuseLine:
    """A reuse as one side sees it: the card, the other area, how it goes."""

    card: Fact
    area: str
    result: str
    why: str


@dataclass(frozen=True, slots=True)
class AreaPage:
    """Everything on an area's page."""

    code: str
    title: str
    next: StepLine
    steps: tuple[StepLine, ...]
    familiarities: tuple[str, ...]
    maturity: tuple[MaturityRow, ...]
    offers: tuple[OfferLine, ...]
    taken: tuple[ReuseLine, ...]
    given: tuple[ReuseLine, ...]
    unheard: tuple[Fact, ...]
    unheard_more: str
    competences: tuple[Fact, ...]


def area_page(context: RequestContext, area: str) -> AreaPage:
    """The cockpit as it stands now."""
    t, overview, store = context.t, context.overview, context.tab.store
    things = things_of(overview, area)
    found = steps(overview, area)
    lines = tuple(_step(context, area, one, next_of(found)) for one in found.values())
    taken, given = of_area(store.records(Reuse), overview, area)
    unheard = without_involvement(things, store.records(Involvement))
    offers = offers_to(overview, store.records(Reuse), area)
    return AreaPage(
        code=area,
        title=word(t, TermList.AREA, area),
        next=next(one for one in lines if one.here),
        steps=lines,
        familiarities=(*(word(t, Familiarity, one) for one in Familiarity), t("areas.unsaid")),
        maturity=_maturity(context, area, things),
        offers=tuple(_offer(context, one) for one in offers[:MOST_LISTED]),
        taken=tuple(_reuse(context, one, taken=True) for one in taken),
        given=tuple(_reuse(context, one, taken=False) for one in given),
        unheard=tuple(
            _named(one.name, one.title, f"proposals/{one.number}") for one in unheard[:MOST_LISTED]
        ),
        unheard_more=t.many("areas.more", len(unheard) - MOST_LISTED) if len(unheard) > MOST_LISTED else "",
        competences=tuple(
            _competence(context, one) for one in competences_of(things, store.records(Competence))
        ),
    )


def _named(name: str, title: str, address: str) -> Fact:
    return Fact(name, title, address)


def _step(context: RequestContext, area: str, one: AreaStep, following: MethodStep) -> StepLine:
    t = context.t
    asked = Filter(area=area)
    deeds = {
        MethodStep.MAP: (t("learning.do.share"), "new/solution")
        if not one.whole
        else (t("areas.do.effect"), address("solutions", asked)),
        MethodStep.PROBLEM: (t("workshop.link"), "workshops"),
        MethodStep.TECHNOLOGY: (t("areas.do.technology"), address("solutions", asked)),
        MethodStep.TALK: (t("areas.do.talk"), address("board", asked)),
        MethodStep.PLAN: (t("learning.do.propose"), "new/proposal")
        if not one.whole
        else (t("areas.do.plan"), address("board", asked)),
    }
    label, where = deeds[one.step]
    return StepLine(
        heading=t(f"learning.{one.step.value}.heading"),
        state=word(t, StepState, one.state),
        tone=STEP_TONES[one.state],
        stands=t(f"areas.stands.{one.step.value}", done=t.number(one.done), whole=t.number(one.whole))
        if one.whole
        else t(f"areas.nothing.{one.step.value}"),
        bar=round(TWENTIETHS * one.done / one.whole) if one.whole else 0,
        deed=Fact("", label, where),
        here=one.step is following,
    )


def _maturity(context: RequestContext, area: str, things: AreaThings) -> tuple[MaturityRow, ...]:
    t = context.t
    found = maturity(things.cards, things.proposals, context.words)
    columns: tuple[Familiarity | None, ...] = (*Familiarity, None)
    rows: list[MaturityRow] = []
    for provenness in (*Provenness, None):
        here = [one for one in found if one.provenness is provenness]
        if not here:
            continue
        cells = tuple(
            MaturityCell(tuple(_chip(context, area, one) for one in here if one.familiarity is column))
            for column in columns
        )
        rows.append(MaturityRow(word(t, Provenness, provenness) or t("areas.unsaid"), cells))
    return tuple(rows)


def _chip(context: RequestContext, area: str, one: Maturity) -> Fact:
    """A technology; it leads to the solutions, or the proposals where there is none yet."""
    t = context.t
    counted = t("areas.counted", cards=t.number(one.cards), proposals=t.number(one.proposals))
    where = address("solutions" if one.cards else "board", Filter(area=area, technology=one.technology))
    return Fact(counted, word(t, TermList.TECHNOLOGY, one.technology), where)


def _offer(context: RequestContext, one: Offer) -> OfferLine:
    return OfferLine(
        _named(one.card.name, one.card.title, f"solutions/{one.card.number}"),
        word(context.t, TermList.AREA, one.card.area),
        _named(one.proposal.name, one.proposal.title, f"proposals/{one.proposal.number}"),
    )


def _reuse(context: RequestContext, one: Reuse, *, taken: bool) -> ReuseLine:
    card = _card(context, one.thing)
    named = _named(card.name, card.title, f"solutions/{card.number}") if card else Fact(one.thing, one.thing)
    other = (card.area if card else None) if taken else one.by_area
    return ReuseLine(
        named,
        word(context.t, TermList.AREA, other),
        word(context.t, ReuseResult, one.result),
        one.why,
    )


def _card(context: RequestContext, name: str) -> SolutionCard | None:
    return context.overview.solution_cards.get(int(name[2:])) if name[2:].isdigit() else None


def _competence(context: RequestContext, one: Competence) -> Fact:
    """A competence and what the thing is that calls for it."""
    where = f"named/{one.thing}"
    return Fact(one.role, one.name, where)
