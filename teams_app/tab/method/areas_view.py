"""All areas beside each other: the digital status by phase, how far each is, and what to be proud of."""

from collections.abc import Iterable
from dataclasses import dataclass

from teams_app.tab.council.waiting import Tone, phase_tone
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import word
from technology_map.method.cockpit import AreaCounts, StepState, counts_of, next_of, pride, steps
from technology_map.method.reuses import Reuse
from technology_map.words.terms import TermList
from technology_map.words.values import Phase


@dataclass(frozen=True, slots=True)
class PhaseBar:
    """How many of an area's cards are in a phase, as a piece of its bar. `x` and `width` are per mille."""

    words: str
    count: str
    tone: Tone
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area among all."""

    code: str
    title: str
    cards: str
    proposals: str
    bars: tuple[PhaseBar, ...]
    says: str
    done: str
    next: str


@dataclass(frozen=True, slots=True)
class AreasPage:
    """All areas, and what there is to be proud of."""

    pride: tuple[str, ...]
    lines: tuple[AreaLine, ...]
    mine: str


def areas_page(context: RequestContext) -> AreasPage:
    """Every area, in the municipality's order."""
    t, overview = context.t, context.overview
    found = pride(overview, context.tab.store.records(Reuse), context.today)
    figures = (
        t.many("areas.pride.cards", found.cards),
        t.many("areas.pride.areas", found.areas),
        t.many("areas.pride.reuses", found.reuses),
        t.many("areas.pride.new", found.new),
    )
    every = {one.code: counts_of(overview, one.code) for one in context.words.offered(TermList.AREA)}
    most = max((one.cards for one in every.values()), default=0)
    mine = overview.area_of(context.caller.person.object_id) or ""
    return AreasPage(
        figures,
        tuple(_line(context, code, counts, most) for code, counts in every.items()),
        f"areas/{mine}" if mine in every else "",
    )


def _line(context: RequestContext, code: str, counts: AreaCounts, most: int) -> AreaLine:
    t = context.t
    found = steps(context.overview, code)
    bars = tuple(_bars(context, counts, most))
    done = sum(one.state is StepState.DONE for one in found.values())
    return AreaLine(
        code=code,
        title=word(t, TermList.AREA, code),
        cards=t.number(counts.cards),
        proposals=t.number(counts.proposals),
        bars=bars,
        says=", ".join(f"{one.words} {one.count}" for one in bars),
        done=t("areas.steps_done", done=done, whole=len(found)),
        next=t(f"learning.{next_of(found).value}.heading"),
    )


def _bars(context: RequestContext, counts: AreaCounts, most: int) -> Iterable[PhaseBar]:
    t, x = context.t, 0
    for phase, count in counts.phases.items():
        if count:
            width = round(1000 * count / most)
            said = word(t, Phase, phase) or t("tab.status.no_phase")
            yield PhaseBar(said, t.number(count), phase_tone(phase), x, width)
            x += width
