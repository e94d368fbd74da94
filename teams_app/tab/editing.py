"""The submitter's own changes to a proposal or a solution card."""

from collections.abc import Mapping
from typing import Any, TypeVar

from aiohttp import web

from teams_app.tab import solutions
from teams_app.tab.filters import read_count
from teams_app.tab.form_view import card_edit, proposal_edit
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.pages import refused, status_of
from teams_app.tab.proposal_pages import found, proposal_answer, since
from teams_app.tab.sentences import filled_again
from teams_app.tab.solutions import solution_answer
from teams_app.tab.visits import Visit
from technology_map.forms import ProposalEdit, SolutionCardEdit, read_form
from technology_map.proposals import Proposal
from technology_map.refusals import Refusal, Refused
from technology_map.rights import hands_in, is_submitter, require_card_editor, require_editor
from technology_map.solution_cards import SolutionCard

T = TypeVar("T", Proposal, SolutionCard)

SHOWN_AGAIN = ("changed", "invalid_fields", "cpr_found", "cpr_doubtful", "not_stored", "damaged_form")


async def proposal_form(visit: Visit) -> web.Response:
    """The caller's proposal to edit."""
    proposal = found(visit)
    require_editor(visit.caller, proposal)
    return drawn_page(visit, "proposal_form.html", form=proposal_edit(visit, proposal))


async def card_form(visit: Visit) -> web.Response:
    """The caller's solution card to edit."""
    card = solutions.found(visit)
    require_card_editor(visit.caller, card)
    return drawn_page(visit, "card_form.html", form=card_edit(visit, card))


async def edit_proposal(visit: Visit) -> web.Response:
    """Keep the change: the page, or the form with everything that was typed and what changed."""
    typed = {**await visit.form(), "number": visit.number}
    try:
        form = read_form(ProposalEdit, typed, visit.today)
        kept = await visit.tab.submitting.edit_proposal(visit.caller, form)
    except Refused as no:
        return _proposal_again(visit, typed, no.refusal)
    return proposal_answer(visit, kept, toast=visit.t("tab.toast.edited", name=kept.name))


async def edit_card(visit: Visit) -> web.Response:
    """Keep the change of a solution card; answers as `edit_proposal`."""
    typed = {**await visit.form(), "number": visit.number}
    try:
        form = read_form(SolutionCardEdit, typed, visit.today)
        kept = await visit.tab.submitting.edit_solution_card(visit.caller, form)
    except Refused as no:
        return _card_again(visit, typed, no.refusal)
    return solution_answer(visit, kept, toast=visit.t("tab.toast.edited", name=kept.name))


def _proposal_again(visit: Visit, typed: Mapping[str, Any], refusal: Refusal) -> web.Response:
    proposal = _current(refusal, Proposal) or found(visit)
    if refusal.code not in (*SHOWN_AGAIN, "decided_already") or not hands_in(visit.caller, proposal):
        return refused(visit, refusal)
    seen = read_count(visit.request.query, "seq", 0)
    conflict = refusal.code in ("changed", "decided_already")
    news = since(visit, proposal, seen) if conflict else None
    form = proposal_edit(visit, proposal, filled_again(visit.t, typed, refusal), news)
    return drawn_page(visit, "proposal_form.html", status=status_of(refusal), form=form)


def _card_again(visit: Visit, typed: Mapping[str, Any], refusal: Refusal) -> web.Response:
    card = _current(refusal, SolutionCard) or solutions.found(visit)
    if refusal.code not in SHOWN_AGAIN or not is_submitter(visit.caller, card):
        return refused(visit, refusal)
    filled = filled_again(visit.t, typed, refusal)
    form = card_edit(visit, card, filled, conflict=refusal.code == "changed")
    return drawn_page(visit, "card_form.html", status=status_of(refusal), form=form)


def _current(refusal: Refusal, kind: type[T]) -> T | None:
    known = refusal.data.get("current")
    return known if isinstance(known, kind) else None
