"""The verbs that fill in a whole card, step by step, in a dialog over the chat."""

import math
from collections.abc import Mapping

from bot.adaptive_cards.plain import Card
from bot.cards.form_cards import NOT_CPR, Filled
from bot.cards.proposal_card import proposal_card
from bot.cards.showing import seen
from bot.cards.solution_card import solution_card
from bot.cards.step_card import step_card
from bot.cards.step_inputs import UNSAID, chat_limit
from bot.request_context import Asked, Reply, Services
from technology_map.cards.answers import table_of, value_of
from technology_map.cards.completeness import next_step
from technology_map.cards.facts import Thing, raw_value, value_words
from technology_map.cards.field_table import Step
from technology_map.cards.fields import Kind
from technology_map.cards.proposals import Proposal
from technology_map.cards.step_forms import read_step
from technology_map.council.guideline import Guiding
from technology_map.people.rights import require_editor, require_owner
from technology_map.search.finding import by_name
from technology_map.validation.refusals import Refused

ONWARD = {"next": 1, "back": -1}
FOR_GOOD = ("guest", "not_found", "not_yours", "decided_already")
"""After such a "no" there is nothing to fill in any more."""


async def open_step(services: Services, asked: Asked) -> Reply:
    """The step that is asked for, or the one to go on with."""
    thing = _own(services, asked)
    step = table_of(thing).get(asked.text("step")) or next_step(thing)
    return _drawn(services, asked, thing, step, Filled(_values(thing, step)))


async def save_step(services: Services, asked: Asked) -> Reply:
    """Keep the step, and go where the pressed button leads; a "no" comes back with what was typed."""
    thing = _own(services, asked)
    step = table_of(thing).get(asked.text("step"))
    if step is None:
        raise Refused("damaged_form")
    left = _said_left(asked, step)
    typed = _typed(asked, step)
    stands = {name: text for name, text in _values(thing, step).items() if name in left}
    raw = {**typed, **stands, "number": thing.number, "version": asked.text("version")}
    try:
        form = read_step(step, raw, services.today, services.overview.vocabulary)
        if isinstance(thing, Proposal):
            kept: Thing = await services.submitting.fill_in_proposal(asked.caller, step, form, left)
        else:
            kept = await services.submitting.fill_in_solution_card(asked.caller, step, form, left)
    except Refused as no:
        return _again(services, asked, thing, (step, typed), no)
    return _onward(services, asked, kept, step)


def _own(services: Services, asked: Asked) -> Thing:
    """The thing asked for. Raises Refused where it is none, or where the caller may not edit it."""
    if not asked.text("name"):
        raise Refused("damaged_form")
    thing = by_name(services.overview, asked.text("name"))
    if thing is None:
        raise Refused("not_found")
    if isinstance(thing, Proposal):
        require_owner(asked.caller, thing)
        require_editor(asked.caller, thing)
    else:
        require_owner(asked.caller, thing)
    return thing


def _values(thing: Thing, step: Step) -> dict[str, str]:
    return {field.name: raw_value(value_of(thing, field)) for field in step.fields}


def _typed(asked: Asked, step: Step) -> dict[str, str]:
    """What was typed or chosen; a client may send a number as such."""
    found = {}
    for name in (*(field.name for field in step.fields), NOT_CPR):
        value = asked.data.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(int(value)) if math.isfinite(value) and value == int(value) else str(value)
        if isinstance(value, str) and value not in ("", UNSAID):
            found[name] = value
    return found


def _drawn(
    services: Services, asked: Asked, thing: Thing, step: Step, filled: Filled, *, after: Card | None = None
) -> Reply:
    """The step in the dialog; `after` is what takes the place of the card that it was opened from."""
    left = _too_long(thing, step) if not filled.refusal else _said_left(asked, step)
    drawn = step_card(
        asked.texts,
        thing,
        step,
        filled,
        message=asked.text("message"),
        left=left,
        guideline=Guiding(services.store).guideline() if step.code == "ethics" else None,
    )
    title = asked.texts("bot.step.dialog", name=thing.name)
    return Reply(card=drawn, dialog=title, behind=after, message=asked.text("message"))


def _too_long(thing: Thing, step: Step) -> list[str]:
    """The fields whose text a card cannot take."""
    values = _values(thing, step)
    texts = [field for field in step.fields if field.kind in (Kind.TEXT, Kind.LINE, Kind.LINK)]
    return [field.name for field in texts if len(values[field.name]) > chat_limit(step, field)]


def _said_left(asked: Asked, step: Step) -> list[str]:
    return [name for name in asked.text("left").split(",") if step.field(name)]


def _again(
    services: Services, asked: Asked, thing: Thing, left: tuple[Step, Mapping[str, str]], no: Refused
) -> Reply:
    """The step as it was left; where somebody was faster, with what stands now."""
    step, typed = left
    current = no.refusal.data.get("current")
    if no.refusal.code in FOR_GOOD:
        raise no
    now: Thing = current if isinstance(current, type(thing)) else thing
    stored_now = _stored_now(asked, now, step, typed) if no.refusal.code == "changed" else {}
    return _drawn(services, asked, now, step, Filled(typed, no.refusal, stored_now=stored_now))


def _stored_now(asked: Asked, now: Thing, step: Step, typed: Mapping[str, str]) -> dict[str, str]:
    """What stands otherwise than it was typed."""
    values, unsaid, left = _values(now, step), asked.texts("bot.step.unsaid"), _said_left(asked, step)
    return {
        field.name: value_words(asked.texts, field, value_of(now, field)) or unsaid
        for field in step.fields
        if field.name not in left and values[field.name].split() != typed.get(field.name, "").split()
    }


def _onward(services: Services, asked: Asked, kept: Thing, step: Step) -> Reply:
    """The next step in the same dialog, or its end; the card behind it is brought up to date."""
    way = ONWARD.get(asked.text("then"), 0)
    following = table_of(kept).beside(step, way) if way else None
    behind = _card_of(services, asked, kept)
    if following is not None:
        return _drawn(services, asked, kept, following, Filled(_values(kept, following)), after=behind)
    note = asked.texts("bot.step.closed", name=kept.name)
    return Reply(note=note, behind=behind, message=asked.text("message"))


def _card_of(services: Services, asked: Asked, kept: Thing) -> Card:
    if isinstance(kept, Proposal):
        return proposal_card(asked.texts, kept, seen(services, asked))
    return solution_card(asked.texts, kept, seen(services, asked))
