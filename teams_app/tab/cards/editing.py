"""The submitter's own changes to a proposal or a solution card."""

from collections.abc import Mapping
from typing import Any, TypeVar

from aiohttp import web

from teams_app.tab.cards import solution_pages
from teams_app.tab.cards.form_view import card_edit, proposal_edit
from teams_app.tab.cards.proposal_pages import found, proposal_answer, since
from teams_app.tab.cards.solution_pages import solution_answer
from teams_app.tab.filters import read_count
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import refused, status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import filled_again
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.rights import may_correct, require_card_editor, require_editor
from technology_map.validation.forms import ProposalEdit, SolutionCardEdit, read_form
from technology_map.validation.refusals import Refusal, Refused

T = TypeVar("T", Proposal, SolutionCard)

SHOWN_AGAIN = ("changed", "invalid_fields", "cpr_found", "cpr_doubtful", "not_stored", "damaged_form")


async def proposal_form(context: RequestContext) -> web.Response:
    """The caller's proposal to edit."""
    proposal = found(context)
    require_editor(context.caller, proposal)
    return drawn_page(context, "proposal_form.html", form=proposal_edit(context, proposal))


async def card_form(context: RequestContext) -> web.Response:
    """The caller's solution card to edit."""
    card = solution_pages.found(context)
    require_card_editor(context.caller, card)
    return drawn_page(context, "card_form.html", form=card_edit(context, card))


async def edit_proposal(context: RequestContext) -> web.Response:
    """Keep the change: the page, or the form with everything that was typed and what changed."""
    typed = {**await context.form(), "number": context.number}
    try:
        form = read_form(ProposalEdit, typed, context.today, context.words)
        kept = await context.tab.submitting.edit_proposal(context.caller, form)
    except Refused as no:
        return _proposal_again(context, typed, no.refusal)
    return proposal_answer(context, kept, toast=context.t("tab.toast.edited", name=kept.name))


async def edit_card(context: RequestContext) -> web.Response:
    """Keep the change of a solution card; answers as `edit_proposal`."""
    typed = {**await context.form(), "number": context.number}
    try:
        form = read_form(SolutionCardEdit, typed, context.today, context.words)
        kept = await context.tab.submitting.edit_solution_card(context.caller, form)
    except Refused as no:
        return _card_again(context, typed, no.refusal)
    return solution_answer(context, kept, toast=context.t("tab.toast.edited", name=kept.name))


def _proposal_again(context: RequestContext, typed: Mapping[str, Any], refusal: Refusal) -> web.Response:
    proposal = _current(refusal, Proposal) or found(context)
    if refusal.code not in (*SHOWN_AGAIN, "decided_already") or not may_correct(context.caller, proposal):
        return refused(context, refusal)
    seen = read_count(context.request.query, "seq", 0)
    conflict = refusal.code in ("changed", "decided_already")
    news = since(context, proposal, seen) if conflict else None
    form = proposal_edit(context, proposal, filled_again(context.t, typed, refusal), news)
    return drawn_page(context, "proposal_form.html", status=status_of(refusal), form=form)


def _card_again(context: RequestContext, typed: Mapping[str, Any], refusal: Refusal) -> web.Response:
    card = _current(refusal, SolutionCard) or solution_pages.found(context)
    if refusal.code not in SHOWN_AGAIN or not may_correct(context.caller, card):
        return refused(context, refusal)
    filled = filled_again(context.t, typed, refusal)
    form = card_edit(context, card, filled, conflict=refusal.code == "changed")
    return drawn_page(context, "card_form.html", status=status_of(refusal), form=form)


def _current(refusal: Refusal, kind: type[T]) -> T | None:
    known = refusal.data.get("current")
    return known if isinstance(known, kind) else None
