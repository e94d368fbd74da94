"""The digital status' parts: the page, its results, and each solution card's page."""

from typing import Any

from aiohttp import web

from teams_app.tab.completeness_view import completeness
from teams_app.tab.filters import read_filter
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.pages import whole_page
from teams_app.tab.sections_view import told
from teams_app.tab.solutions_view import solution_page
from teams_app.tab.status_view import status_choices, status_page
from teams_app.tab.visits import Visit
from technology_map.refusals import Refused
from technology_map.solution_cards import SolutionCard

IN_THE_FACTS = frozenset(
    {
        "title",
        "summary",
        "area",
        "department",
        "purpose",
        "other_purposes",
        "technologies",
        "phase",
        "in_operation_since",
        "vendor",
        "systems",
    }
)
"""What stands over or beside the text of a solution card."""


async def page(visit: Visit) -> web.Response:
    """The digital status with its filter."""
    query = visit.request.query
    chosen = status_choices(visit.t, read_filter(query))
    shown = status_page(visit.t, visit.overview, query)
    return drawn_page(visit, "solutions.html", shown=shown, choices=chosen)


async def results(visit: Visit) -> web.Response:
    """The digital status without its filter."""
    shown = status_page(visit.t, visit.overview, visit.request.query)
    return drawn_page(visit, "solutions_results.html", shown=shown)


def found(visit: Visit) -> SolutionCard:
    """The solution card of the address. Raises Refused(`not_found`)."""
    card = visit.overview.solution_cards.get(visit.number)
    if card is None:
        raise Refused("not_found")
    return card


def solution_answer(visit: Visit, card: SolutionCard, *, toast: str = "") -> web.Response:
    """The card's page, after a change with a short message."""
    return whole_page(visit, "solution.html", toast=toast, **values(visit, card))


async def one(visit: Visit) -> web.Response:
    """The page of a card."""
    return solution_answer(visit, found(visit))


async def one_live(visit: Visit) -> web.Response:
    """What is fetched anew when something has changed."""
    return drawn_page(visit, "solution_live.html", **values(visit, found(visit)))


def values(visit: Visit, card: SolutionCard) -> dict[str, Any]:
    """The page, what the card says, and for who may fill it in how complete it is."""
    page = solution_page(visit, card)
    whole = completeness(visit, card, own=True) if page.edit else None
    return {"page": page, "told": told(visit, card, IN_THE_FACTS), "whole": whole}
