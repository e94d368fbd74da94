"""The line on a card that says how complete it is, with the button into its steps."""

from microsoft_teams.cards.core import ActionSet, CardElement

from bot.adaptive_cards.elements import beside, dialog_button, said
from technology_map.cards.facts import Thing, progress_sentence
from technology_map.texts import Texts


def invitation(texts: Texts, thing: Thing) -> list[CardElement]:
    """For who may fill it in."""
    summary = progress_sentence(texts, thing)
    opens = dialog_button(texts("bot.button.steps"), "step", name=thing.name)
    return [beside(("stretch", said(summary, subtle=True)), ("auto", ActionSet(actions=[opens])))]
