"""Handing in a proposal or a solution card from the tab."""

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any

from aiohttp import web

from teams_app.tab.form_view import FormPage, new_card, new_proposal
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.pages import status_of, whole_page
from teams_app.tab.proposal_pages import proposal_answer
from teams_app.tab.sentences import Filled, filled_again
from teams_app.tab.solutions import solution_answer
from teams_app.tab.visits import Visit
from technology_map.forms import QuickProposal, QuickSolutionCard, read_form
from technology_map.ports import Receipt
from technology_map.refusals import Refusal, Refused
from technology_map.rights import require_writer


async def proposal_form(visit: Visit) -> web.Response:
    """An empty quick proposal."""
    require_writer(visit.caller)
    form = new_proposal(visit, token_urlsafe(16), Filled())
    return drawn_page(visit, "proposal_form.html", form=form)


async def card_form(visit: Visit) -> web.Response:
    """An empty quick share."""
    require_writer(visit.caller)
    form = new_card(visit, token_urlsafe(16), Filled())
    return drawn_page(visit, "card_form.html", form=form)


async def propose(visit: Visit) -> web.Response:
    """Hand a proposal in: its page, a receipt, or the form with everything that was typed."""
    typed = await visit.form()
    try:
        form = read_form(QuickProposal, typed, visit.today)
        stored = await visit.tab.submitting.propose(visit.caller, form)
    except Refused as no:
        again = new_proposal(visit, _key(typed, no.refusal), filled_again(visit.t, typed, no.refusal))
        return _refused(visit, "proposal_form.html", again, no.refusal)
    if isinstance(stored, Receipt):
        return _receipt(visit, stored)
    return proposal_answer(visit, stored, toast=visit.t("tab.toast.proposed", name=stored.name))


async def share(visit: Visit) -> web.Response:
    """Hand a solution card in; answers as `propose`."""
    typed = await visit.form()
    try:
        form = read_form(QuickSolutionCard, typed, visit.today)
        stored = await visit.tab.submitting.share(visit.caller, form)
    except Refused as no:
        again = new_card(visit, _key(typed, no.refusal), filled_again(visit.t, typed, no.refusal))
        return _refused(visit, "card_form.html", again, no.refusal)
    if isinstance(stored, Receipt):
        return _receipt(visit, stored)
    return solution_answer(visit, stored, toast=visit.t("tab.toast.shared", name=stored.name))


def _key(typed: Mapping[str, Any], refusal: Refusal) -> str:
    """The key the form had, so that a repeated press stays one submission; a new one if it broke."""
    key = typed.get("submission_key")
    broken = refusal.code == "damaged_form" or not isinstance(key, str)
    return token_urlsafe(16) if broken else str(key)


def _refused(visit: Visit, template: str, form: FormPage, refusal: Refusal) -> web.Response:
    return drawn_page(visit, template, status=status_of(refusal), form=form)


def _receipt(visit: Visit, receipt: Receipt) -> web.Response:
    toast = visit.t("tab.receipt.toast")
    return whole_page(visit, "receipt.html", toast=toast, code=receipt.code)
