"""Kom godt i gang: the five steps of the method, each with how far the house is and something to do."""

from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext
from technology_map.council.life_cycle import ENDED, Status
from technology_map.meetings.meetings import Meeting, upcoming
from technology_map.method.workshops import Workshop, going
from technology_map.search.facet_index import FacetKey
from technology_map.words.terms import TermList


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do: what, and where."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class LearningStep:
    """One step of the method. `stands` says how far the house is."""

    heading: str
    text: str
    stands: tuple[str, ...]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class LearningPage:
    """The page."""

    steps: tuple[LearningStep, ...]


async def page(context: RequestContext) -> web.Response:
    """The page."""
    return drawn_page(context, "learning.html", page=LearningPage(_steps(context)))


def _steps(context: RequestContext) -> tuple[LearningStep, ...]:
    t = context.t
    deeds = {
        "map": (
            ("new/solution", "learning.do.share"),
            ("solutions", "learning.do.status"),
            ("areas", "areas.heading"),
        ),
        "problem": (("workshops", "workshop.link"), ("map", "learning.do.map")),
        "technology": (("glossary", "learning.do.glossary"), ("glossary/ask", "learning.do.ask")),
        "talk": (
            ("board", "learning.do.talk"),
            ("questions", "questions.heading"),
            ("worries", "worries.heading"),
        ),
        "plan": (
            ("new/proposal", "learning.do.propose"),
            ("plan", "plan.heading"),
            ("council", "learning.do.council"),
        ),
    }
    writes = not context.caller.guest
    return tuple(
        LearningStep(
            t(f"learning.{name}.heading"),
            t(f"learning.{name}.text"),
            _stands(context, name),
            tuple(Deed(t(key), address) for address, key in found if writes or address not in FOR_WRITERS),
        )
        for name, found in deeds.items()
    )


FOR_WRITERS = ("new/solution", "glossary/ask", "new/proposal")
"""What guests cannot do."""


def _stands(context: RequestContext, name: str) -> tuple[str, ...]:
    """How far the house is; what there is nothing of is not said."""
    t, overview, store = context.t, context.overview, context.tab.store
    if name == "plan":
        facets = overview.proposals.facets
        under_way = facets.count(FacetKey(), [one for one in Status if one not in ENDED])
        coming = next(iter(upcoming(store.records(Meeting), context.today)), None)
        meeting = t("learning.meeting", day=t.day(coming.day)) if coming else t("learning.no_meeting")
        return t.many("learning.proposals", under_way), meeting
    counts = _counts(context, name)
    return tuple(t.many(key, count) for key, count in counts.items() if count or key == "learning.cards")


def _counts(context: RequestContext, name: str) -> dict[str, int]:
    """What is counted at a step, by its sentence."""
    overview, store = context.overview, context.tab.store
    facets = overview.solution_cards.facets
    match name:
        case "map":
            with_cards = {area for _, area in facets.tallies() if area}
            silent = sum(one.code not in with_cards for one in context.words.offered(TermList.AREA))
            return {"learning.cards": facets.count(FacetKey()), "learning.silent": silent}
        case "problem":
            unplaced = sum(count for key, count in facets.facet_keys(FacetKey()).items() if not key.purpose)
            return {
                "learning.unplaced": unplaced,
                "learning.workshops": len(going(store.records(Workshop))),
            }
        case "technology":
            return {"learning.terms": len(context.words.offered(TermList.TECHNOLOGY))}
        case _:
            return {
                "learning.questions": len(overview.remarks.waiting()),
                "worries.unanswered": sum(not one.answers for one in context.tab.worrying.shown()),
            }
