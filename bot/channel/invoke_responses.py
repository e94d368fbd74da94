"""The answer to a card's button, field by field as Teams reads it (platform.md 4.4)."""

from typing import Any

from bot.adaptive_cards.plain import Card
from bot.request_context import Reply

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
PLAIN_MESSAGE = "application/vnd.microsoft.activity.message"


def card_answer(reply: Reply, card: Card | None, sentence: str) -> dict[str, Any]:
    """The body of a card action's answer: a card in place, or else a sentence."""
    if reply.note:
        return {"statusCode": 200, "type": PLAIN_MESSAGE, "value": reply.note}
    if card is not None:
        return {"statusCode": 200, "type": ADAPTIVE_CARD, "value": card}
    return {"statusCode": 200, "type": PLAIN_MESSAGE, "value": sentence}
