"""Short lists that appear while a person types: what a colleague may have, and what to link to."""

from collections.abc import Sequence
from dataclasses import replace

from aiohttp import web

from teams_app.tab.cards.similar_view import likeness, why
from teams_app.tab.council import board_view
from teams_app.tab.filters import TEXT_LIMIT, read_count
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext
from technology_map.cards import digital_status
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.overview import Filter
from technology_map.search.finding import search
from technology_map.search.similar import similar
from technology_map.search.wishes import names_only_technology

AT_MOST = 6
MOST_COMPARED = 2_000
FEWEST_WORDS = 3
"""From so many words a problem is compared before it has a title."""


async def similar_things(context: RequestContext) -> web.Response:
    """What a colleague may already have or have proposed, while a problem or a title is typed."""
    query = context.request.query
    title = query.get("title", "")[:TEXT_LIMIT].strip()
    text = (query.get("problem", "") or query.get("challenges", ""))[:MOST_COMPARED].strip()
    long_enough = len(title) > 2 or len(text.split()) >= FEWEST_WORDS
    near = similar(context.overview, title, text, but=query.get("but", "")) if long_enough else ()
    found = [replace(likeness(context, one.thing), why=why(context.t, one)) for one in near]
    others = context.tab.elsewhere.similar(f"{title} {text}") if long_enough else []
    wish = names_only_technology(context.words, query.get("problem", "")[:MOST_COMPARED])
    return drawn_page(context, "similar.html", likenesses=found, wish=wish, others=others)


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
    found = [likeness(context, thing) for thing in things[:AT_MOST]]
    several = query.get("kind") == "both"
    return drawn_page(context, "choices.html", likenesses=found, asked=asked.text, several=several)
