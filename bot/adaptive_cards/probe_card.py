"""The test card of `teknologikort doctor --probe`: a button by Execute, one by Submit, both ask for help."""

from microsoft_teams.cards.core import SubmitAction

from bot.adaptive_cards.actions import CARD_VERSION, button
from bot.adaptive_cards.elements import card, heading, said
from bot.adaptive_cards.plain import Card, plain
from technology_map.texts import Texts


def probe_card(texts: Texts) -> Card:
    """Nothing is written by either; the administrator says in the command what Teams did.

    Their data differ, so that the second is no repeated press of the first (bot.channel.presses).
    """
    submit = plain(
        SubmitAction(
            title=texts("bot.probe.submit"),
            data={"verb": "help", "v": CARD_VERSION, "by": "submit"},
            associated_inputs="none",
        )
    )
    body = [heading(texts("bot.probe.title"), size="Medium"), said(texts("bot.probe.text"))]
    return card(texts, body, [button(texts("bot.probe.execute"), "help"), submit])
