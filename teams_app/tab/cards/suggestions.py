"""Short lists that appear while a person types: what a colleague may have, and what to link to."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.cards.solution_view import excerpt
from teams_app.tab.council import board_view
from teams_app.tab.filters import TEXT_LIMIT, read_count
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import word
from technology_map.cards import digital_status
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.overview import Filter
from technology_map.search.finding import search, similar
from technology_map.words.values import Phase

AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Likeness:
    """Something that resembles what is being typed."""

    name: str
    title: str
    kind: str
    status: str
    excerpt: str
    address: str


async def similar_things(context: RequestContext) -> web.Response:
    """What a colleague may already have or have proposed, while a title is typed."""
    query = context.request.query
    title = query.get("title", "")[:TEXT_LIMIT].strip()
    but = read_count(query, "but", 0)
    text = query.get("problem", "") or query.get("challenges", "")
    near = similar(context.overview, title, text[:2000], but=but) if len(title) > 2 else ()
    return drawn_page(context, "similar.html", likenesses=[_likeness(context, thing) for thing in near])


async def choices(context: RequestContext) -> web.Response:
    """Proposals or solution cards to link to, for a number or words."""
    query = context.request.query
    typed = query.get("leads_to", "") or query.get("links", "").rpartition(",")[2]
    asked = Filter(text=typed[:TEXT_LIMIT].strip())
    things: Sequence[Proposal | SolutionCard] = ()
    if asked.text and query.get("kind") == "both":
        near_both = search(context.overview, asked.text, limit=AT_MOST + 1).things
        things = [one for one in near_both if one.name != query.get("but")]
    elif asked.text and query.get("kind") == "proposals":
        but = read_count(query, "but", 0)
        near = board_view.matching(context.overview, asked).first(AT_MOST + 1)
        things = [one for one in near if one.number != but]
    elif asked.text:
        things = digital_status.matching(context.overview, asked).first(AT_MOST)
    found = [_likeness(context, thing) for thing in things[:AT_MOST]]
    several = query.get("kind") == "both"
    return drawn_page(context, "choices.html", likenesses=found, asked=asked.text, several=several)


def _likeness(context: RequestContext, thing: Proposal | SolutionCard) -> Likeness:
    if isinstance(thing, Proposal):
        kind, status = context.t("tab.kind.proposal"), word(context.t, Status, thing.status)
        text, path = thing.problem, f"proposals/{thing.number}"
    else:
        kind, status = context.t("tab.kind.solution"), word(context.t, Phase, thing.phase)
        text, path = thing.summary or thing.challenges, f"solutions/{thing.number}"
    return Likeness(thing.name, thing.title, kind, status, excerpt(text), path)
