"""The verbs on one's own things: edit, withdraw, answer the council."""

from collections.abc import Mapping

from bot.cards.forms import (
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
from bot.cards.proposals import kept_top, notice_top, proposal_card
from bot.cards.solution_cards import solution_card
from bot.cards.wording import refusal_sentence
from bot.desk import Asked, Desk, Reply, new_key, proposal_asked, solution_card_asked
from bot.looking import seen
from technology_map.forms import MoveForm, ProposalEdit, SolutionCardEdit, read_form
from technology_map.life_cycle import Status
from technology_map.proposals import Proposal
from technology_map.refusals import Refused
from technology_map.rights import hands_in, require_card_editor, require_editor, require_move
from technology_map.solution_cards import SolutionCard
from technology_map.submitting import edit_restarts_assessment


async def edit_proposal(desk: Desk, asked: Asked) -> Reply:
    """The form with the proposal as it stands; texts too long for a card are edited in the tab."""
    proposal = proposal_asked(desk, asked)
    require_editor(asked.caller, proposal)
    values = _values(proposal, PROPOSAL_FIELDS)
    if _too_long(values):
        top = notice_top(asked.texts("bot.edit_form.too_long"))
        return Reply(card=proposal_card(asked.texts, proposal, seen(desk, asked), top=top))
    drawn = proposal_edit_form(asked.texts, proposal, Filled(values), _warning(asked, proposal))
    return Reply(card=drawn, lasting=True)


async def save_proposal(desk: Desk, asked: Asked) -> Reply:
    """Write the submitter's changes."""
    proposal = proposal_asked(desk, asked)
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
        form = read_form(ProposalEdit, raw, desk.today)
        stored = await desk.submitting.edit_proposal(asked.caller, form)
    except Refused as no:
        current = no.refusal.data.get("current") or proposal
        if no.refusal.code in ("not_yours", "decided_already", "guest") or not isinstance(current, Proposal):
            raise
        standing = (
            _standing(_values(current, PROPOSAL_FIELDS), values) if "current" in no.refusal.data else {}
        )
        filled = Filled(values, no.refusal, standing=standing)
        drawn = proposal_edit_form(asked.texts, current, filled, _warning(asked, current))
        return Reply(card=drawn, lasting=True)
    return Reply(card=proposal_card(asked.texts, stored, seen(desk, asked)), lasting=True)


async def edit_solution_card(desk: Desk, asked: Asked) -> Reply:
    """The form with the solution card as it stands."""
    one = solution_card_asked(desk, asked)
    require_card_editor(asked.caller, one)
    values = _values(one, SOLUTION_CARD_FIELDS)
    if _too_long(values):
        top = notice_top(asked.texts("bot.edit_form.too_long"))
        return Reply(card=solution_card(asked.texts, one, seen(desk, asked), top=top))
    return Reply(card=solution_card_edit_form(asked.texts, one, Filled(values)), lasting=True)


async def save_solution_card(desk: Desk, asked: Asked) -> Reply:
    """Write the submitter's changes."""
    one = solution_card_asked(desk, asked)
    values = asked.typed(*SOLUTION_CARD_FIELDS, NOT_CPR)
    raw = {
        **dict.fromkeys(SOLUTION_CARD_FIELDS, ""),
        **values,
        "number": one.number,
        "version": asked.text("version"),
    }
    try:
        stored = await desk.submitting.edit_solution_card(
            asked.caller, read_form(SolutionCardEdit, raw, desk.today)
        )
    except Refused as no:
        current = no.refusal.data.get("current") or one
        if no.refusal.code in ("not_yours", "guest") or not isinstance(current, SolutionCard):
            raise
        shown = _values(current, SOLUTION_CARD_FIELDS)
        standing = _standing(shown, values) if "current" in no.refusal.data else {}
        filled = Filled(values, no.refusal, standing=standing)
        return Reply(card=solution_card_edit_form(asked.texts, current, filled), lasting=True)
    return Reply(card=solution_card(asked.texts, stored, seen(desk, asked)), lasting=True)


async def withdraw(desk: Desk, asked: Asked) -> Reply:
    """Asks why, first."""
    proposal = _own_proposal(desk, asked)
    require_move(asked.caller, proposal, Status.WITHDRAWN)
    return Reply(card=withdraw_form(asked.texts, proposal, new_key(), Filled()), lasting=True)


async def confirm_withdraw(desk: Desk, asked: Asked) -> Reply:
    """Withdraw it."""
    return await _move(desk, asked, Status.WITHDRAWN)


async def answer(desk: Desk, asked: Asked) -> Reply:
    """The council's question, and a field for the answer."""
    proposal = _own_proposal(desk, asked)
    require_move(asked.caller, proposal, Status.SUBMITTED)
    return Reply(card=answer_form(asked.texts, proposal, new_key(), Filled()), lasting=True)


async def send_answer(desk: Desk, asked: Asked) -> Reply:
    """Answer; the proposal goes back to the secretary."""
    return await _move(desk, asked, Status.SUBMITTED)


async def _move(desk: Desk, asked: Asked, end: Status) -> Reply:
    proposal, written = _own_proposal(desk, asked), asked.text("reason")
    raw = {
        "number": proposal.number,
        "seq": asked.count("seq"),
        "action_key": asked.text("key"),
        "end": end,
        "reason": written,
        NOT_CPR: asked.text(NOT_CPR),
    }
    try:
        moved = await desk.deciding.move(asked.caller, read_form(MoveForm, raw, desk.today))
    except Refused as no:
        return _moved_not(desk, asked, end, proposal, no)
    return Reply(card=proposal_card(asked.texts, moved, seen(desk, asked)), lasting=True)


def _moved_not(desk: Desk, asked: Asked, end: Status, proposal: Proposal, no: Refused) -> Reply:
    """The form again with what was written; where the move is past, the state and what was written."""
    if no.refusal.code in ("guest", "not_yours", "not_on_council", "not_found", "submitter_only"):
        raise no
    written = asked.text("reason")
    if no.refusal.code in ("changed", "move_not_allowed"):
        current = no.refusal.data.get("current")
        now = current if isinstance(current, Proposal) else proposal
        top = kept_top(asked.texts, refusal_sentence(asked.texts, no.refusal), written)
        drawn = proposal_card(asked.texts, now, seen(desk, asked), top=top, keeps=bool(written))
        return Reply(card=drawn, lasting=True)
    form = withdraw_form if end is Status.WITHDRAWN else answer_form
    key = new_key() if no.refusal.code == "damaged_form" else asked.text("key")
    values = {"reason": written, NOT_CPR: asked.text(NOT_CPR)}
    return Reply(card=form(asked.texts, proposal, key, Filled(values, no.refusal)), lasting=True)


def _own_proposal(desk: Desk, asked: Asked) -> Proposal:
    """The proposal asked for. Raises Refused: `not_yours`, and as `proposal_asked`."""
    proposal = proposal_asked(desk, asked)
    if not hands_in(asked.caller, proposal):
        raise Refused("not_yours", name=proposal.name)
    return proposal


def _values(thing: Proposal | SolutionCard, names: tuple[str, ...]) -> dict[str, str]:
    return {name: str(getattr(thing, name) or "") for name in names}


def _too_long(values: Mapping[str, str]) -> bool:
    return any(len(value) > CHAT_LIMIT for value in values.values())


def _standing(current: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """What somebody else has stored where it differs from what was typed."""
    return {name: text for name, text in current.items() if name != "area" and text != typed.get(name, "")}


def _warning(asked: Asked, proposal: Proposal) -> str:
    return asked.texts("bot.edit_form.restarts") if edit_restarts_assessment(proposal) else ""
