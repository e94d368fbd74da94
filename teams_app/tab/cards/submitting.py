"""Handing in a proposal or a solution card from the tab."""

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any

from aiohttp import web

from teams_app.tab.cards.form_view import FormPage, new_card, new_proposal
from teams_app.tab.cards.proposal_pages import proposal_answer
from teams_app.tab.cards.solution_pages import solution_answer
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, filled_again
from technology_map.cards.drafts import DraftForm
from technology_map.people.rights import require_writer
from technology_map.ports import Receipt
from technology_map.validation.forms import QuickProposal, QuickSolutionCard, read_form
from technology_map.validation.refusals import Refusal, Refused


async def proposal_form(context: RequestContext) -> web.Response:
    """An empty quick proposal."""
    require_writer(context.caller)
    form = new_proposal(context, token_urlsafe(16), Filled())
    return drawn_page(context, "proposal_form.html", form=form)


async def card_form(context: RequestContext) -> web.Response:
    """An empty quick share."""
    require_writer(context.caller)
    form = new_card(context, token_urlsafe(16), Filled())
    return drawn_page(context, "card_form.html", form=form)


async def propose(context: RequestContext) -> web.Response:
    """Hand a proposal in: its page, a receipt, or the form with everything that was typed."""
    typed = await context.form()
    try:
        form = read_form(QuickProposal, typed, context.today, context.words)
        stored = await context.tab.submitting.propose(context.caller, form)
        context.tab.drafting.handed_in(context.caller, DraftForm.PROPOSAL)
    except Refused as no:
        again = new_proposal(context, _key(typed, no.refusal), filled_again(context.t, typed, no.refusal))
        return _refused(context, "proposal_form.html", again, no.refusal)
    if isinstance(stored, Receipt):
        return _receipt(context, stored)
    return proposal_answer(context, stored, toast=context.t("tab.toast.proposed", name=stored.name))


async def share(context: RequestContext) -> web.Response:
    """Hand a solution card in; answers as `propose`."""
    typed = await context.form()
    try:
        form = read_form(QuickSolutionCard, typed, context.today, context.words)
        stored = await context.tab.submitting.share(context.caller, form)
        context.tab.drafting.handed_in(context.caller, DraftForm.SOLUTION)
    except Refused as no:
        again = new_card(context, _key(typed, no.refusal), filled_again(context.t, typed, no.refusal))
        return _refused(context, "card_form.html", again, no.refusal)
    if isinstance(stored, Receipt):
        return _receipt(context, stored)
    return solution_answer(context, stored, toast=context.t("tab.toast.shared", name=stored.name))


def _key(typed: Mapping[str, Any], refusal: Refusal) -> str:
    """The key the form had, so that a repeated press stays one submission; a new one if it broke."""
    key = typed.get("submission_key")
    broken = refusal.code == "damaged_form" or not isinstance(key, str)
    return token_urlsafe(16) if broken else str(key)


def _refused(context: RequestContext, template: str, form: FormPage, refusal: Refusal) -> web.Response:
    return drawn_page(context, template, status=status_of(refusal), form=form)


def _receipt(context: RequestContext, receipt: Receipt) -> web.Response:
    toast = context.t("tab.receipt.toast")
    return whole_page(context, "receipt.html", toast=toast, code=receipt.code)
