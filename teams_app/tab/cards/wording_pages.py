"""What was changed in the text of a card: each change as a sentence, with the former words one press away."""

from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.cards import proposal_pages, solution_pages
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext
from technology_map.cards.facts import label
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.wording import TextChange, place_changes, text_changes

MOST = 100


@dataclass(frozen=True, slots=True)
class Wording:
    """One change as it is drawn. `before` is empty where the field was filled in for the first time."""

    sentence: str
    moment: str
    stamp: str
    before: str
    after: str
    why: str


async def of_proposal(context: RequestContext) -> web.Response:
    """The changes of a proposal's text."""
    return await _changes(context, proposal_pages.found(context))


async def of_card(context: RequestContext) -> web.Response:
    """The changes of a solution card's text."""
    return await _changes(context, solution_pages.found(context))


async def _changes(context: RequestContext, thing: Proposal | SolutionCard) -> web.Response:
    versions = await context.tab.store.versions(thing)
    found = [_wording(context, one) for one in text_changes(versions or ())[:MOST]]
    return drawn_page(context, "wording.html", changes=found, away=versions is None)


@dataclass(frozen=True, slots=True)
class Place:
    """One move in the council's order as it is drawn."""

    sentence: str
    moment: str
    stamp: str
    reason: str


async def places(context: RequestContext) -> web.Response:
    """How a proposal's place in the council's order came to be."""
    t = context.t
    versions = await context.tab.store.versions(proposal_pages.found(context))
    found = [
        Place(
            t("places.placed" if one.placed else "places.taken_out"),
            t.moment(one.at),
            one.at.isoformat(timespec="seconds"),
            one.reason,
        )
        for one in place_changes(versions or ())[:MOST]
    ]
    return drawn_page(context, "places.html", places=found, away=versions is None)


def _wording(context: RequestContext, one: TextChange) -> Wording:
    t = context.t
    verb = "changed" if one.before and one.after else "added" if one.after else "removed"
    return Wording(
        sentence=t(f"wording.{verb}", person=one.by, field=label(t, one.field)),
        moment=t.moment(one.at),
        stamp=one.at.isoformat(timespec="seconds"),
        before=one.before,
        after=one.after,
        why=one.why,
    )
