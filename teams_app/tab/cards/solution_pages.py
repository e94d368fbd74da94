"""The digital status' parts: the page, its results, and each solution card's page."""

from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from teams_app.tab.backing.responsible_view import responsible
from teams_app.tab.cards.completeness_view import completeness
from teams_app.tab.cards.digital_status_view import status_choices, status_page
from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.cards.sections_view import told
from teams_app.tab.cards.solution_view import solution_page
from teams_app.tab.cards.wording_view import last_edit
from teams_app.tab.filters import TEXT_LIMIT, read_filter
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import whole_page
from teams_app.tab.request_context import RequestContext
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.rights import hands_in, may_correct
from technology_map.validation.refusals import Refused

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


async def page(context: RequestContext) -> web.Response:
    """The digital status with its filter."""
    query = context.request.query
    by = context.reader
    chosen = status_choices(context.t, read_filter(query, context.words, by), by.area)
    shown = status_page(context.t, context.overview, query, by)
    others = _others(context)
    return drawn_page(context, "solutions.html", shown=shown, choices=chosen, others=others)


async def results(context: RequestContext) -> web.Response:
    """The digital status without its filter."""
    shown = status_page(context.t, context.overview, context.request.query, context.reader)
    return drawn_page(context, "solutions_results.html", shown=shown, others=_others(context))


def _others(context: RequestContext) -> Fact | None:
    """How many cards from elsewhere a search finds too, and where they are."""
    text = context.request.query.get("text", "")[:TEXT_LIMIT]
    count = len(context.tab.elsewhere.search(text)) if text.strip() else 0
    address = "elsewhere?" + urlencode({"text": text})
    return Fact("", context.t.many("elsewhere.also", count), address) if count else None


def found(context: RequestContext) -> SolutionCard:
    """The solution card of the address. Raises Refused(`not_found`)."""
    card = context.overview.solution_cards.get(context.number)
    if card is None:
        raise Refused("not_found")
    return card


def solution_answer(context: RequestContext, card: SolutionCard, *, toast: str = "") -> web.Response:
    """The card's page, after a change with a short message."""
    return whole_page(context, "solution.html", toast=toast, **values(context, card))


async def one(context: RequestContext) -> web.Response:
    """The page of a card."""
    return solution_answer(context, found(context))


async def confirm(context: RequestContext) -> web.Response:
    """The card still holds."""
    await context.form()
    card = await context.tab.confirming.confirm(context.caller, found(context))
    return solution_answer(context, card, toast=context.t("confirm.thanks"))


async def retire(context: RequestContext) -> web.Response:
    """The solution is used no more."""
    await context.form()
    card = await context.tab.confirming.retire(context.caller, found(context))
    return solution_answer(context, card, toast=context.t("confirm.retired"))


async def one_live(context: RequestContext) -> web.Response:
    """What is fetched anew when something has changed."""
    return drawn_page(context, "solution_live.html", **values(context, found(context)))


def values(context: RequestContext, card: SolutionCard) -> dict[str, Any]:
    """The page, what the card says, and for who may fill it in how complete it is."""
    page = solution_page(context, card)
    whole = completeness(context, card, own=True) if hands_in(context.caller, card) else None
    return {
        "page": page,
        "told": told(context, card, IN_THE_FACTS),
        "edited": last_edit(context.t, card),
        "answering": responsible(context, card, f"solutions/{card.number}"),
        "unread": ", ".join(context.tab.store.unread(card)),
        "whole": whole,
        "asks": context.tab.confirming.is_due(card) and may_correct(context.caller, card),
    }
