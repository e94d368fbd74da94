"""The line on a card that says how complete it is, with the button into its steps."""

from bot.adaptive_cards.actions import actions_row, dialog_button
from bot.adaptive_cards.elements import beside, said
from bot.adaptive_cards.plain import Element
from technology_map.cards.facts import Thing, progress_sentence
from technology_map.texts import Texts


def invitation(texts: Texts, thing: Thing) -> list[Element]:
    """For who may fill it in."""
    summary = progress_sentence(texts, thing)
    opens = dialog_button(texts("bot.button.steps"), "step", name=thing.name)
    return [beside(("stretch", said(summary, subtle=True)), ("auto", actions_row([opens])))]
