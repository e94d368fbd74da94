"""What was typed is never lost: with every "no" it comes back, in its form or to be copied."""

from bot.adaptive_cards.menus import help_card
from bot.adaptive_cards.wording import refusal_sentence
from bot.cards.form_cards import (
    NOT_CPR,
    PROPOSAL_FIELDS,
    SOLUTION_CARD_FIELDS,
    Filled,
    proposal_edit_form,
    proposal_form,
    solution_card_edit_form,
    solution_card_form,
)
from bot.cards.proposal_card import kept_top, proposal_card
from bot.cards.showing import seen
from bot.cards.solution_card import solution_card
from bot.request_context import Asked, Reply, Services, new_key
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE
from technology_map.cards.fields import Kind
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.rights import hands_in, is_submitter, may_edit
from technology_map.search.finding import by_name
from technology_map.validation.refusals import Refusal

_OF_A_PROPOSAL = frozenset(PROPOSAL_FIELDS) - frozenset(SOLUTION_CARD_FIELDS)
_OF_A_SOLUTION = frozenset(SOLUTION_CARD_FIELDS) - frozenset(PROPOSAL_FIELDS)
_OF_STEPS = tuple(
    field.name
    for steps in (PROPOSAL_TABLE, SOLUTION_TABLE)
    for step in steps
    for field in step.fields
    if field.kind in (Kind.TEXT, Kind.LINE)
)
_TYPED = tuple(dict.fromkeys((*PROPOSAL_FIELDS, *SOLUTION_CARD_FIELDS, *_OF_STEPS, "reason", NOT_CPR)))


def written(asked: Asked) -> str:
    """Everything that was typed, in the order of the forms, to be copied."""
    return "\n".join(text for name, text in asked.typed(*_TYPED).items() if name != "area")


def fresh_card(services: Services, asked: Asked, refusal: Refusal) -> Reply:
    """A sentence and a fresh card: the form with what was typed, the thing as it stands, or the help."""
    if refusal.code == "damaged_form" and (form := _form_again(services, asked, refusal)):
        return form
    said, typed = asked.texts, written(asked)
    stale = refusal.code == "damaged_form"
    sentence = said("bot.stale_card") if stale else refusal_sentence(said, refusal)
    top, found = kept_top(said, sentence, typed), by_name(services.overview, asked.text("name"))
    keeps, looks = bool(typed), seen(services, asked)
    if isinstance(found, Proposal):
        return Reply(card=proposal_card(said, found, looks, top=top, keeps=keeps), lasting=keeps)
    if isinstance(found, SolutionCard):
        return Reply(card=solution_card(said, found, looks, top=top, keeps=keeps), lasting=keeps)
    return Reply(card=help_card(said, top), lasting=keeps)


def _form_again(services: Services, asked: Asked, refusal: Refusal) -> Reply | None:
    """The form that the typed values belong to: of the thing that is edited, or a new one."""
    proposal, card = asked.typed(*PROPOSAL_FIELDS, NOT_CPR), asked.typed(*SOLUTION_CARD_FIELDS, NOT_CPR)
    about_proposal, about_card = _OF_A_PROPOSAL & proposal.keys(), _OF_A_SOLUTION & card.keys()
    found = by_name(services.overview, asked.text("name"))
    filled = Filled(proposal if about_proposal else card, refusal)
    if found is None and about_proposal:
        return Reply(card=proposal_form(asked.texts, new_key(), filled), lasting=True)
    if found is None and about_card:
        return Reply(card=solution_card_form(asked.texts, new_key(), filled), lasting=True)
    if (
        isinstance(found, Proposal)
        and about_proposal
        and may_edit(asked.caller, found)
        and hands_in(asked.caller, found)
    ):
        return Reply(card=proposal_edit_form(asked.texts, found, filled), lasting=True)
    if isinstance(found, SolutionCard) and about_card and is_submitter(asked.caller, found):
        return Reply(card=solution_card_edit_form(asked.texts, found, filled), lasting=True)
    return None
