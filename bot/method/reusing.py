"""The verbs of using again: the form on a solution card, and the row that comes of it."""

from bot.adaptive_cards.elements import box, said
from bot.cards.form_cards import NOT_CPR, Filled
from bot.cards.showing import seen
from bot.cards.solution_card import solution_card
from bot.method.reuse_card import reuse_form
from bot.request_context import Asked, Reply, Services, new_key, solution_card_asked
from technology_map.cards.solution_cards import SolutionCard
from technology_map.details.forms import read_detail
from technology_map.method.reuses import REUSES, ReuseResult
from technology_map.people.rights import hands_in
from technology_map.validation.refusals import Refused

FIELDS = ("by_area", "contact", "since", NOT_CPR)


async def reuse(services: Services, asked: Asked) -> Reply:
    """The form, with the caller's own area, name and today."""
    one, caller = _of_another(services, asked), asked.caller
    area = services.overview.area_of(caller.person.object_id) or ""
    start = {"by_area": area, "contact": caller.person.name, "since": services.today.isoformat()}
    return _form(asked, one, new_key(), Filled(start))


async def send_reuse(services: Services, asked: Asked) -> Reply:
    """Store the reuse, under way; with a "no" the form again, and everything that was typed."""
    one, typed = _of_another(services, asked), asked.typed(*FIELDS)
    raw = {**typed, "result": ReuseResult.UNDER_WAY.value, "submission_key": asked.form_key}
    try:
        form = read_detail(REUSES, raw, services.today, services.overview.vocabulary)
        await services.reusing.start(asked.caller, one, form)
    except Refused as no:
        if no.refusal.code == "guest":
            raise
        key = new_key() if no.refusal.code == "damaged_form" else asked.form_key
        return _form(asked, one, key, Filled(typed, no.refusal))
    top = [box("good", [said(asked.texts("reuses.chat.done", name=one.name), bold=True)])]
    shown = solution_card(asked.texts, one, seen(services, asked), top=top, keeps=True)
    return Reply(card=shown, lasting=True)


def _form(asked: Asked, one: SolutionCard, key: str, filled: Filled) -> Reply:
    drawn = reuse_form(asked.texts, one, key, filled)
    return Reply(card=drawn, lasting=True, dialog=asked.texts("detail.reuses.add"))


def _of_another(services: Services, asked: Asked) -> SolutionCard:
    """The card. Raises Refused: `damaged_form`, `not_found`, `own_card` for who handed it in."""
    one = solution_card_asked(services, asked)
    if hands_in(asked.caller, one):
        raise Refused("own_card")
    return one
