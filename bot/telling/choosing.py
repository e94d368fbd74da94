"""The verbs about oneself: how one wants to be told."""

from bot.adaptive_cards.actions import button
from bot.adaptive_cards.elements import box, card, choice_input, heading, said
from bot.adaptive_cards.plain import Card
from bot.adaptive_cards.wording import refusal_sentence
from bot.request_context import Asked, Reply, Services
from technology_map.people.preferences import FollowedNews, Preference
from technology_map.people.preferring import PreferenceForm
from technology_map.texts import Texts
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refusal, Refused
from technology_map.words.value_lists import choices_of


async def preferences(services: Services, asked: Asked) -> Reply:
    """What the person has chosen, to change."""
    return _card(asked, services.preferring.choice(asked.caller))


async def keep_preferences(services: Services, asked: Asked) -> Reply:
    """Keep a choice; the quiet hours, which the tab asks for, stay as they are."""
    there = services.preferring.choice(asked.caller)
    raw = {"followed": asked.text("followed"), "quiet_from": there.quiet_from, "quiet_to": there.quiet_to}
    try:
        form = read_form(PreferenceForm, raw, services.today)
        kept = await services.preferring.choose(asked.caller, form)
    except Refused as no:
        return _card(asked, there, refusal=no.refusal)
    return _card(asked, kept, done=asked.texts("preferences.saved"))


def _card(asked: Asked, choice: Preference, *, done: str = "", refusal: Refusal | None = None) -> Reply:
    drawn = preference_card(asked.texts, choice, done=done, refusal=refusal)
    return Reply(card=drawn, lasting=True, dialog=asked.texts("preferences.heading"))


def preference_card(
    texts: Texts, choice: Preference, *, done: str = "", refusal: Refusal | None = None
) -> Card:
    """The choice as a card; `done` says that it is kept."""
    body = [heading(texts("preferences.heading"), size="Medium"), said(texts("preferences.lead"))]
    if refusal is not None:
        body.append(box("attention", [said(refusal_sentence(texts, refusal), bold=True)]))
    if done:
        body.append(box("good", [said(done, bold=True)]))
    body.append(
        choice_input(
            "followed",
            texts("preferences.followed"),
            choices_of(texts, FollowedNews),
            missing=texts("preferences.missing"),
            value=choice.followed.value,
            hint=texts("preferences.missing"),
        )
    )
    keep = button(texts("preferences.save"), "keep_preferences", primary=True, sends_inputs=True)
    return card(texts, body, [keep])
