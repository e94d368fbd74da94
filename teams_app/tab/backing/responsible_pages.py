"""Handing a thing over and taking it over: each press redraws the page."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.backing.backing_pages import redrawn
from teams_app.tab.backing.responsible_view import ownership_page
from teams_app.tab.cards import proposal_pages, solution_pages
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence
from technology_map.backing.co_submitters import CoSubmittersAdded
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.responsibility import responsible_for
from technology_map.people.rights import require_secretary
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused


async def give_proposal(context: RequestContext) -> web.Response:
    """Hand a proposal over to a colleague."""
    return await _give(context, proposal_pages.found(context))


async def give_card(context: RequestContext) -> web.Response:
    """Hand a solution card over to a colleague."""
    return await _give(context, solution_pages.found(context))


async def take_proposal(context: RequestContext) -> web.Response:
    """Take a proposal over."""
    return await _take(context, proposal_pages.found(context))


async def take_card(context: RequestContext) -> web.Response:
    """Take a solution card over."""
    return await _take(context, solution_pages.found(context))


async def page(context: RequestContext) -> web.Response:
    """What nobody answers for, and what one person does: for the secretary."""
    require_secretary(context.caller)
    shown = await ownership_page(context, context.request.query.get("person", ""))
    return drawn_page(context, "ownership.html", page=shown)


async def give_all(context: RequestContext) -> web.Response:
    """Everything of one person to another: the page again, with what was done or why nothing was."""
    require_secretary(context.caller)
    typed = await context.form()
    person, sentence, status = str(typed.get("of", "")), "", 200
    try:
        form = _form(context, typed)
        work = context.tab.responsibility
        given = await work.hand_over_all(context.caller, person, form, context.today)
        sentence = context.t.many("ownership.given", given)
    except Refused as no:
        sentence, status = _why(context, no), status_of(no.refusal)
    shown = await ownership_page(context, person, message=sentence)
    return drawn_page(context, "ownership.html", status=status, page=shown)


async def _give(context: RequestContext, thing: Proposal | SolutionCard) -> web.Response:
    typed = await context.form()

    async def work() -> None:
        form = _form(context, typed)
        await context.tab.responsibility.hand_over(context.caller, thing, form, context.today)

    return await redrawn(context, thing, work(), _given)


async def _take(context: RequestContext, thing: Proposal | SolutionCard) -> web.Response:
    await context.form()
    work = context.tab.responsibility.take_over(context.caller, thing)
    return await redrawn(context, thing, work, lambda c, now: c.t("responsible.taken", name=now.name))


def _given(context: RequestContext, now: Proposal | SolutionCard) -> str:
    return context.t("responsible.given", person=responsible_for(now).name, name=now.name)


def _form(context: RequestContext, typed: Mapping[str, Any]) -> CoSubmittersAdded:
    sent = {"number": 0, "ids": typed.get("ids", ""), "names": typed.get("names", "")}
    return read_form(CoSubmittersAdded, sent, context.today, context.words)


def _why(context: RequestContext, no: Refused) -> str:
    code = no.refusal.fields.get("ids")
    return context.t(f"field.{code}") if code else refusal_sentence(context.t, no.refusal)
