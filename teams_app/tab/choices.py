"""Short lists that appear while a person types: what a colleague may have, and what to link to."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from teams_app.tab import board_view
from teams_app.tab.filters import TEXT_LIMIT, read_count
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.sentences import word
from teams_app.tab.solutions_view import excerpt
from teams_app.tab.visits import Visit
from technology_map import digital_status
from technology_map.finding import search, similar
from technology_map.overview import Filter
from technology_map.proposals import Proposal
from technology_map.solution_cards import SolutionCard

AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Likeness:
    """Something that resembles what is being typed."""

    name: str
    title: str
    kind: str
    standing: str
    excerpt: str
    address: str


async def similar_things(visit: Visit) -> web.Response:
    """What a colleague may already have or have proposed, while a title is typed."""
    query = visit.request.query
    title = query.get("title", "")[:TEXT_LIMIT].strip()
    but = read_count(query, "but", 0)
    text = query.get("problem", "") or query.get("challenges", "")
    near = similar(visit.overview, title, text[:2000], but=but) if len(title) > 2 else ()
    return drawn_page(visit, "similar.html", likenesses=[_likeness(visit, thing) for thing in near])


async def choices(visit: Visit) -> web.Response:
    """Proposals or solution cards to link to, for a number or words."""
    query = visit.request.query
    typed = query.get("leads_to", "") or query.get("links", "").rpartition(",")[2]
    asked = Filter(text=typed[:TEXT_LIMIT].strip())
    things: Sequence[Proposal | SolutionCard] = ()
    if asked.text and query.get("kind") == "both":
        near_both = search(visit.overview, asked.text, limit=AT_MOST + 1).things
        things = [one for one in near_both if one.name != query.get("but")]
    elif asked.text and query.get("kind") == "proposals":
        but = read_count(query, "but", 0)
        near = board_view.matching(visit.overview, asked).first(AT_MOST + 1)
        things = [one for one in near if one.number != but]
    elif asked.text:
        things = digital_status.matching(visit.overview, asked).first(AT_MOST)
    found = [_likeness(visit, thing) for thing in things[:AT_MOST]]
    several = query.get("kind") == "both"
    return drawn_page(visit, "choices.html", likenesses=found, asked=asked.text, several=several)


def _likeness(visit: Visit, thing: Proposal | SolutionCard) -> Likeness:
    if isinstance(thing, Proposal):
        kind, standing = visit.t("tab.kind.proposal"), word(visit.t, "status", thing.status)
        text, path = thing.problem, f"proposals/{thing.number}"
    else:
        kind, standing = visit.t("tab.kind.solution"), word(visit.t, "phase", thing.phase)
        text, path = thing.summary or thing.challenges, f"solutions/{thing.number}"
    return Likeness(thing.name, thing.title, kind, standing, excerpt(text), path)
