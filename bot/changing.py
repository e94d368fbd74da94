"""The verbs that edit one's own things."""

from collections.abc import Sequence

from bot.cards.elements import Card
from bot.cards.forms import (
    CHAT_LIMIT,
    NOT_CPR,
    PROPOSAL_FIELDS,
    SOLUTION_CARD_FIELDS,
    Filled,
    proposal_edit_form,
    solution_card_edit_form,
)
from bot.cards.proposals import notice_top
from bot.cards.wording import refusal_sentence
from bot.desk import Asked, Desk, Reply, proposal_asked, solution_card_asked
from bot.looking import drawn
from bot.proposing import too_long
from technology_map.forms import ProposalEdit, SolutionCardEdit, read_form
from technology_map.proposals import Proposal
from technology_map.refusals import Refusal, Refused
from technology_map.rights import may_edit, require_card_editor, require_editor
from technology_map.solution_cards import SolutionCard
from technology_map.submitting import edit_restarts_assessment

_MENDABLE = frozenset({"invalid_fields", "cpr_found", "cpr_doubtful", "not_stored"})


async def edit_proposal(desk: Desk, asked: Asked) -> Reply:
    """The form for one's own proposal, below its card: a card that refreshes is no place to type."""
    proposal = proposal_asked(desk, asked)
    require_editor(asked.caller, proposal)
    values = _values(proposal, PROPOSAL_FIELDS)
    if _too_long_for_chat(values):
        return Reply(note=asked.texts("bot.edit_in_tab"))
    form = _edit_form(asked, proposal, Filled(values))
    return Reply(beside=form, note=asked.texts("bot.form_below"))


async def save_proposal(desk: Desk, asked: Asked) -> Reply:
    """Store the edit. Whatever stands in the way, what was typed is shown again."""
    current = proposal_asked(desk, asked)
    typed = asked.typed(*PROPOSAL_FIELDS, NOT_CPR)
    ids = {"number": current.number, "version": asked.data.get("version")}
    kept = {"area": current.area, "purpose": current.purpose}
    try:
        too_long(asked, PROPOSAL_FIELDS)
        form = read_form(ProposalEdit, {**ids, **kept, **typed}, desk.now().date())
        saved = await desk.submitting.edit_proposal(asked.caller, form)
    except Refused as refused:
        return Reply(_proposal_again(desk, asked, current, typed, refused.refusal), lasting=True)
    top = notice_saved(asked)
    return Reply(drawn(desk, asked, saved, top=top), lasting=True)


def _proposal_again(
    desk: Desk, asked: Asked, current: Proposal, typed: dict[str, str], refusal: Refusal
) -> Card:
    """The form filled as it was, or, where it can't be saved any more, the state and the words."""
    now = refusal.data.get("current")
    stands = now if isinstance(now, Proposal) else current
    if refusal.code in _MENDABLE and may_edit(asked.caller, stands):
        return _edit_form(asked, _as_drawn(current, asked), Filled(typed, refusal))
    if refusal.code in {"changed", "damaged_form"} and may_edit(asked.caller, stands):
        differs = _differences(_values(stands, PROPOSAL_FIELDS), typed)
        values = {**_values(stands, PROPOSAL_FIELDS), **typed}
        return _edit_form(asked, stands, Filled(values, refusal, standing=differs))
    return drawn(desk, asked, stands, top=_refused_top(asked, refusal, typed, PROPOSAL_FIELDS))


def _edit_form(asked: Asked, proposal: Proposal, filled: Filled) -> Card:
    warning = asked.texts("bot.edit_form.assessed") if edit_restarts_assessment(proposal) else ""
    return proposal_edit_form(asked.texts, proposal, filled, warning)


def _as_drawn(current: Proposal, asked: Asked) -> Proposal:
    """The proposal with the version the person's form was drawn from: only theirs may be saved over."""
    from dataclasses import replace

    return replace(current, version=asked.text("version") or current.version)


async def edit_solution_card(desk: Desk, asked: Asked) -> Reply:
    """The form for one's own solution card, below its card."""
    one = solution_card_asked(desk, asked)
    require_card_editor(asked.caller, one)
    values = _card_values(one)
    if _too_long_for_chat(values):
        return Reply(note=asked.texts("bot.edit_in_tab"))
    form = solution_card_edit_form(asked.texts, one, Filled(values))
    return Reply(beside=form, note=asked.texts("bot.form_below"))


async def save_solution_card(desk: Desk, asked: Asked) -> Reply:
    """Store the edit. Whatever stands in the way, what was typed is shown again."""
    current = solution_card_asked(desk, asked)
    typed = asked.typed(*SOLUTION_CARD_FIELDS, NOT_CPR)
    ids = {"number": current.number, "version": asked.data.get("version")}
    try:
        too_long(asked, SOLUTION_CARD_FIELDS)
        form = read_form(SolutionCardEdit, {**ids, **typed}, desk.now().date())
        saved = await desk.submitting.edit_solution_card(asked.caller, form)
    except Refused as refused:
        return Reply(_card_again(desk, asked, current, typed, refused.refusal), lasting=True)
    return Reply(drawn(desk, asked, saved, top=notice_saved(asked)), lasting=True)


def _card_again(
    desk: Desk, asked: Asked, current: SolutionCard, typed: dict[str, str], refusal: Refusal
) -> Card:
    from dataclasses import replace

    now = refusal.data.get("current")
    stands = now if isinstance(now, SolutionCard) else current
    if refusal.code in _MENDABLE:
        version = asked.text("version") or current.version
        return solution_card_edit_form(
            asked.texts, replace(current, version=version), Filled(typed, refusal)
        )
    if refusal.code in {"changed", "damaged_form"}:
        differs = _differences(_card_values(stands), typed)
        values = {**_card_values(stands), **typed}
        return solution_card_edit_form(asked.texts, stands, Filled(values, refusal, standing=differs))
    return drawn(desk, asked, stands, top=_refused_top(asked, refusal, typed, SOLUTION_CARD_FIELDS))
