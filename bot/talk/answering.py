"""The verbs of talk: say something about a thing, and answer what was said."""

from bot.cards.form_cards import NOT_CPR, Filled
from bot.cards.showing import thing_card
from bot.request_context import Asked, Reply, Services, new_key
from bot.talk.remark_card import remark_card
from bot.talk.remark_form import remark_form
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.search.finding import by_name
from technology_map.talk.forms import NewAnswer, NewRemark
from technology_map.talk.remarks import Remark, Thread
from technology_map.talk.value_questions import Talked, talked_of
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused


async def remark(services: Services, asked: Asked) -> Reply:
    """The form."""
    return _form(asked, _thing(services, asked), new_key(), Filled())


async def send_remark(services: Services, asked: Asked) -> Reply:
    """Store the remark; with a "no" the form again, and everything that was typed."""
    thing, typed = _thing(services, asked), asked.typed("kind", "text", NOT_CPR)
    raw = {"kind": "", "text": "", **typed, "submission_key": asked.form_key}
    try:
        form = read_form(NewRemark, raw, services.today, services.overview.vocabulary)
        await services.remarking.remark(asked.caller, thing, form)
    except Refused as no:
        if no.refusal.code == "guest":
            raise
        key = new_key() if no.refusal.code == "damaged_form" else asked.form_key
        return _form(asked, thing, key, Filled(typed, no.refusal))
    return Reply(card=thing_card(services, asked, thing.name), lasting=True)


def _form(asked: Asked, thing: Proposal | SolutionCard, key: str, filled: Filled) -> Reply:
    drawn = remark_form(asked.texts, thing, key, filled)
    return Reply(card=drawn, lasting=True, dialog=asked.texts("talk.form.title", name=thing.name))


def _thing(services: Services, asked: Asked) -> Proposal | SolutionCard:
    """What is remarked on. Raises Refused(`not_found`)."""
    thing = by_name(services.overview, asked.text("name"))
    if thing is None:
        raise Refused("not_found")
    return thing


async def answer_remark(services: Services, asked: Asked) -> Reply:
    """Store the answer; with a "no" the card again, and everything that was typed."""
    remark = services.remarking.found(asked.caller, asked.text("remark")[:120])
    typed = asked.typed("text", NOT_CPR)
    raw = {"text": "", **typed, "submission_key": asked.form_key, "parent": remark.key}
    try:
        form = read_form(NewAnswer, raw, services.today, services.overview.vocabulary)
        await services.remarking.answer(asked.caller, form)
    except Refused as no:
        if no.refusal.code == "guest":
            raise
        key = new_key() if no.refusal.code == "damaged_form" else asked.form_key
        thing, thread = _where(services, remark)
        drawn = remark_card(asked.texts, thing, thread, key, Filled(typed, no.refusal))
        return Reply(card=drawn, lasting=True)
    thing, thread = _where(services, remark)
    done = asked.texts("talk.card.done", name=thing.name)
    return Reply(card=remark_card(asked.texts, thing, thread, "", done=done), lasting=True)


def _where(services: Services, remark: Remark) -> tuple[Talked, Thread]:
    """What the remark is on, and its thread as it stands. Raises Refused(`not_found`)."""
    thing = talked_of(services.overview, remark.thing)
    if thing is None:
        raise Refused("not_found")
    return thing, services.remarking.remarks(council=remark.council).thread(remark)
