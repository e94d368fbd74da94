"""The verbs of a follow-up: open the card, and answer in it."""

from bot.benefits.follow_up_card import answered_card, follow_up_card
from bot.cards.form_cards import NOT_CPR, Filled
from bot.request_context import Asked, Reply, Services
from technology_map.benefits.following_up import FollowUpForm
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

FIELDS = ("state", "realised", "light", "source", "comment", "next_on", NOT_CPR)


async def benefit(services: Services, asked: Asked) -> Reply:
    """The card to answer in; where nothing is asked any more, that. Raises Refused."""
    there = services.following_up.found(asked.count("row"))
    if not services.following_up.may_answer(asked.caller, there):
        raise Refused("not_owner")
    due = services.following_up.due(there)
    app = services.teams_app_id
    if due is None:
        return Reply(card=answered_card(asked.texts, there, asked.texts("benefits.no_more"), app))
    return Reply(card=follow_up_card(asked.texts, there, due.isoformat(), Filled(), app), lasting=True)


async def answer_benefit(services: Services, asked: Asked) -> Reply:
    """Store the answer; with a "no" the card again, and everything that was typed."""
    there, typed = services.following_up.found(asked.count("row")), asked.typed(*FIELDS)
    app, due = services.teams_app_id, asked.text("due")
    try:
        form = read_form(FollowUpForm, {**typed, "due": due}, services.today)
        await services.following_up.answer(asked.caller, there.row, form)
    except Refused as no:
        if no.refusal.code in ("guest", "not_owner"):
            raise
        if no.refusal.code == "answered_already":
            said = asked.texts("refusal.answered_already")
            return Reply(card=answered_card(asked.texts, there, said, app), lasting=True)
        again = follow_up_card(asked.texts, there, due, Filled(typed, no.refusal), app)
        return Reply(card=again, lasting=True)
    return Reply(card=answered_card(asked.texts, there, asked.texts("benefits.toast"), app), lasting=True)
