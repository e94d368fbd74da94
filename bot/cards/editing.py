"""The verbs on one's own things: edit, withdraw, answer the council."""

from collections.abc import Mapping

from bot.adaptive_cards.plain import Card
from bot.adaptive_cards.wording import refusal_sentence
from bot.cards.form_cards import (
    CHAT_LIMIT,
    NOT_CPR,
    PROPOSAL_FIELDS,
    SOLUTION_CARD_FIELDS,
    Filled,
    answer_form,
    proposal_edit_form,
    solution_card_edit_form,
    withdraw_form,
)
from bot.cards.proposal_card import kept_top, notice_top, proposal_card
from bot.cards.showing import seen
from bot.cards.solution_card import solution_card
from bot.request_context import Asked, Reply, Services, new_key, proposal_asked, solution_card_asked
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.submitting import edit_restarts_assessment
from technology_map.council.life_cycle import Status
from technology_map.people.rights import hands_in, require_editor, require_move, require_owner
from technology_map.validation.forms import MoveForm, ProposalEdit, SolutionCardEdit, read_form
from technology_map.validation.refusals import Refused


async def edit_proposal(services: Services, asked: Asked) -> Reply:
    """The form with the proposal as it stands; texts too long for a card are edited in the tab."""
    proposal = proposal_asked(services, asked)
    require_owner(asked.caller, proposal)
    require_editor(asked.caller, proposal)
    values = _values(proposal, PROPOSAL_FIELDS)
    if _too_long(values):
        top = notice_top(asked.texts("bot.edit_form.too_long"))
        return Reply(card=proposal_card(asked.texts, proposal, seen(services, asked), top=top))
    drawn = proposal_edit_form(asked.texts, proposal, Filled(values), _warning(asked, proposal))
    return _form(asked, drawn, "bot.edit_form.title", proposal.name)


async def save_proposal(services: Services, asked: Asked) -> Reply:
    """Write the submitter's changes."""
    proposal = proposal_asked(services, asked)
    require_owner(asked.caller, proposal)
    values = asked.typed(*PROPOSAL_FIELDS, NOT_CPR)
    raw = {
        **dict.fromkeys(PROPOSAL_FIELDS, ""),
        **values,
        "number": proposal.number,
        "version": asked.text("version"),
        "area": proposal.area,
        "purpose": proposal.purpose,
    }
    try:
        form = read_form(ProposalEdit, raw, services.today, services.overview.vocabulary)
        stored = await services.submitting.edit_proposal(asked.caller, form)
    except Refused as no:
        current = no.refusal.data.get("current") or proposal
        if no.refusal.code in ("not_yours", "decided_already", "guest") or not isinstance(current, Proposal):
            raise
        stored_now = (
            _stored_now(_values(current, PROPOSAL_FIELDS), values) if "current" in no.refusal.data else {}
        )
        filled = Filled(values, no.refusal, stored_now=stored_now)
        drawn = proposal_edit_form(asked.texts, current, filled, _warning(asked, current))
        return _form(asked, drawn, "bot.edit_form.title", current.name)
    return Reply(card=proposal_card(asked.texts, stored, seen(services, asked)), lasting=True)


async def edit_solution_card(services: Services, asked: Asked) -> Reply:
    """The form with the solution card as it stands."""
    one = solution_card_asked(services, asked)
    require_owner(asked.caller, one)
    values = _values(one, SOLUTION_CARD_FIELDS)
    if _too_long(values):
        top = notice_top(asked.texts("bot.edit_form.too_long"))
        return Reply(card=solution_card(asked.texts, one, seen(services, asked), top=top))
    drawn = solution_card_edit_form(asked.texts, one, Filled(values))
    return _form(asked, drawn, "bot.edit_form.title", one.name)


async def save_solution_card(services: Services, asked: Asked) -> Reply:
    """Write the submitter's changes."""
    one = solution_card_asked(services, asked)
    require_owner(asked.caller, one)
    values = asked.typed(*SOLUTION_CARD_FIELDS, NOT_CPR)
    raw = {
        **dict.fromkeys(SOLUTION_CARD_FIELDS, ""),
        **values,
        "number": one.number,
        "version": asked.text("version"),
    }
    try:
        stored = await services.submitting.edit_solution_card(
            asked.caller, read_form(SolutionCardEdit, raw, services.today, services.overview.vocabulary)
        )
    except Refused as no:
        current = no.refusal.data.get("current") or one
        if no.refusal.code in ("not_yours", "guest") or not isinstance(current, SolutionCard):
            raise
        shown = _values(current, SOLUTION_CARD_FIELDS)
        stored_now = _stored_now(shown, values) if "current" in no.refusal.data else {}
        filled = Filled(values, no.refusal, stored_now=stored_now)
        drawn = solution_card_edit_form(asked.texts, current, filled)
        return _form(asked, drawn, "bot.edit_form.title", current.name)
    return Reply(card=solution_card(asked.texts, stored, seen(services, asked)), lasting=True)


async def withdraw(services: Services, asked: Asked) -> Reply:
    """Asks why, first."""
    proposal = _own_proposal(services, asked)
    require_move(asked.caller, proposal, Status.WITHDRAWN)
    drawn = withdraw_form(asked.texts, proposal, new_key(), Filled())
    return _form(asked, drawn, "bot.withdraw.title", proposal.name)


async def confirm_withdraw(services: Services, asked: Asked) -> Reply:
    """Withdraw it."""
    return await _move(services, asked, Status.WITHDRAWN)


async def answer(services: Services, asked: Asked) -> Reply:
    """The council's question, and a field for the answer."""
    proposal = _own_proposal(services, asked)
    require_move(asked.caller, proposal, Status.SUBMITTED)
    drawn = answer_form(asked.texts, proposal, new_key(), Filled())
    return _form(asked, drawn, "bot.answer.title", proposal.name)


async def send_answer(services: Services, asked: Asked) -> Reply:
    """Answer; the proposal goes back to the secretary."""
    return await _move(services, asked, Status.SUBMITTED)


async def _move(services: Services, asked: Asked, end: Status) -> Reply:
    proposal, written = _own_proposal(services, asked), asked.text("reason")
    raw = {
        "number": proposal.number,
        "seq": asked.count("seq"),
        "action_key": asked.form_key,
        "end": end,
        "reason": written,
        NOT_CPR: asked.text(NOT_CPR),
    }
    try:
        moved = await services.deciding.move(
            asked.caller, read_form(MoveForm, raw, services.today, services.overview.vocabulary)
        )
    except Refused as no:
        return _moved_not(services, asked, end, proposal, no)
    return Reply(card=proposal_card(asked.texts, moved, seen(services, asked)), lasting=True)


def _moved_not(services: Services, asked: Asked, end: Status, proposal: Proposal, no: Refused) -> Reply:
    """The form again with what was written; where the move is past, the state and what was written."""
    if no.refusal.code in ("guest", "not_yours", "not_on_council", "not_found", "submitter_only"):
        raise no
    written = asked.text("reason")
    if no.refusal.code in ("changed", "move_not_allowed"):
        current = no.refusal.data.get("current")
        now = current if isinstance(current, Proposal) else proposal
        top = kept_top(asked.texts, refusal_sentence(asked.texts, no.refusal), written)
        drawn = proposal_card(asked.texts, now, seen(services, asked), top=top, keeps=bool(written))
        return Reply(card=drawn, lasting=True)
    withdraws = end is Status.WITHDRAWN
    form = withdraw_form if withdraws else answer_form
    key = new_key() if no.refusal.code == "damaged_form" else asked.form_key
    values = {"reason": written, NOT_CPR: asked.text(NOT_CPR)}
    drawn = form(asked.texts, proposal, key, Filled(values, no.refusal))
    return _form(asked, drawn, "bot.withdraw.title" if withdraws else "bot.answer.title", proposal.name)


def _form(asked: Asked, drawn: Card, title: str, name: str) -> Reply:
    """The form, in place of the card or in a dialog."""
    return Reply(card=drawn, lasting=True, dialog=asked.texts(title, name=name))


def _own_proposal(services: Services, asked: Asked) -> Proposal:
    """The proposal asked for. Raises Refused: `not_yours`, and as `proposal_asked`."""
    proposal = proposal_asked(services, asked)
    if not hands_in(asked.caller, proposal):
        raise Refused("not_yours", name=proposal.name)
    return proposal


def _values(thing: Proposal | SolutionCard, names: tuple[str, ...]) -> dict[str, str]:
    return {name: str(getattr(thing, name) or "") for name in names}


def _too_long(values: Mapping[str, str]) -> bool:
    return any(len(value) > CHAT_LIMIT for value in values.values())


def _stored_now(current: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """What somebody else has stored where it differs from what was typed."""
    return {name: text for name, text in current.items() if name != "area" and text != typed.get(name, "")}


def _warning(asked: Asked, proposal: Proposal) -> str:
    return asked.texts("bot.edit_form.restarts") if edit_restarts_assessment(proposal) else ""
