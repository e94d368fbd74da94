"""The verbs that hand something in: proposals, solution cards, and the look at what is there."""

from collections.abc import Mapping
from typing import Any

from bot.cards.elements import Card
from bot.cards.forms import (
    CHAT_LIMIT,
    NOT_CPR,
    PROPOSAL_FIELDS,
    SOLUTION_CARD_FIELDS,
    Filled,
    proposal_form,
    solution_card_form,
)
from bot.cards.lists import Thing
from bot.cards.receipts import queued_card, receipt_card
from bot.desk import Asked, Desk, Reply, new_key
from bot.looking import seen
from technology_map.finding import similar as resembling
from technology_map.forms import QuickProposal, QuickSolutionCard, read_form
from technology_map.ports import Receipt
from technology_map.proposals import Proposal
from technology_map.refusals import Refusal, Refused

SIMILAR = 3


async def new_proposal(_desk: Desk, asked: Asked) -> Reply:
    """An empty quick form, or one with the problem that was written as a message."""
    filled = Filled(asked.typed("problem"))
    return Reply(beside=proposal_form(asked.texts, new_key(), filled), note=asked.texts("bot.form_below"))


async def new_solution_card(_desk: Desk, asked: Asked) -> Reply:
    """An empty form for a solution card."""
    form = solution_card_form(asked.texts, new_key(), Filled())
    return Reply(beside=form, note=asked.texts("bot.form_below"))


async def propose(desk: Desk, asked: Asked) -> Reply:
    """Store the proposal; a refusal brings the same form back with everything typed."""
    typed = asked.typed(*PROPOSAL_FIELDS, NOT_CPR)
    raw = {"submission_key": asked.data.get("key"), **typed}
    try:
        too_long(asked, PROPOSAL_FIELDS)
        form = read_form(QuickProposal, raw, desk.now().date())
        stored = await desk.submitting.propose(asked.caller, form)
    except Refused as refused:
        again = Filled(typed, refused.refusal)
        return Reply(proposal_form(asked.texts, key_of(asked, refused.refusal), again), lasting=True)
    return _receipt(desk, asked, stored, form.title, form.problem)


async def similar(desk: Desk, asked: Asked) -> Reply:
    """The same form again with what was typed, and what a colleague may have already."""
    typed = asked.typed(*PROPOSAL_FIELDS, NOT_CPR)
    text = f"{typed.get('problem', '')} {typed.get('solution', '')}"
    found = resembling(desk.overview, typed.get("title", ""), text, limit=SIMILAR)
    filled = Filled(typed, similar=found)
    return Reply(proposal_form(asked.texts, key_of(asked), filled), lasting=True)


async def share(desk: Desk, asked: Asked) -> Reply:
    """Store the solution card; a refusal brings the same form back with everything typed."""
    typed = asked.typed(*SOLUTION_CARD_FIELDS, NOT_CPR)
    raw = {"submission_key": asked.data.get("key"), **typed}
    try:
        too_long(asked, SOLUTION_CARD_FIELDS)
        form = read_form(QuickSolutionCard, raw, desk.now().date())
        stored = await desk.submitting.share(asked.caller, form)
    except Refused as refused:
        again = Filled(typed, refused.refusal)
        return Reply(solution_card_form(asked.texts, key_of(asked, refused.refusal), again), lasting=True)
    return _receipt(desk, asked, stored, form.title, form.challenges)


def too_long(asked: Asked, names: tuple[str, ...]) -> None:
    """Raises Refused where a text is longer than the chat's forms take (the client checks, too)."""
    long = {name: "too_long" for name in names if len(asked.text(name)) > CHAT_LIMIT}
    if long:
        raise Refused("invalid_fields", fields=long)


def key_of(asked: Asked, refusal: Refusal | None = None) -> str:
    """The form's own key, so that a repeated press stays one submission; a new one if it is broken."""
    broken = refusal is not None and refusal.code == "damaged_form"
    return new_key() if broken else asked.text("key") or new_key()


def _receipt(desk: Desk, asked: Asked, stored: Thing | Receipt, title: str, text: str) -> Reply:
    if isinstance(stored, Receipt):
        return Reply(queued_card(asked.texts, stored, title), lasting=True)
    but = stored.number if isinstance(stored, Proposal) else 0
    found = resembling(desk.overview, title, text, limit=SIMILAR + 1, but=but)
    others = [one for one in found if one.name != stored.name][:SIMILAR]
    return Reply(_receipt_card(desk, asked, stored, others), lasting=True)


def _receipt_card(desk: Desk, asked: Asked, stored: Thing, others: list[Thing]) -> Card:
    return receipt_card(asked.texts, stored, seen(desk, asked), others)


def raw_form(typed: Mapping[str, Any], **ids: Any) -> dict[str, Any]:
    """What the gate reads: ids of ours and what was typed."""
    return {**typed, **ids}
