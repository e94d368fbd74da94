"""The line on a card that says how complete it is, with the button into its steps."""

from microsoft_teams.cards.core import ActionSet, CardElement

from bot.cards.elements import beside, dialog_button, said
from technology_map.completeness import Progress, progress_of
from technology_map.texts import Texts
from technology_map.whole_card import Thing


def invitation(texts: Texts, thing: Thing) -> list[CardElement]:
    """For who may fill it in."""
    found = progress_of(thing)
    done = sum(one.progress is Progress.DONE for one in found)
    summary = texts("steps.summary", done=done, count=len(found))
    opens = dialog_button(texts("bot.button.steps"), "step", name=thing.name)
    return [beside(("stretch", said(summary, subtle=True)), ("auto", ActionSet(actions=[opens])))]
