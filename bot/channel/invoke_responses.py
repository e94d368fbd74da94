"""The answer to a card's button, field by field as Teams reads it (platform.md 4.4)."""

from typing import Any

from bot.request_context import Reply

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
PLAIN_MESSAGE = "application/vnd.microsoft.activity.message"


def card_answer(reply: Reply, sentence: str) -> dict[str, Any]:
    """The body of a card action's answer: a card in place, or else a sentence."""
    if reply.note:
        return {"statusCode": 200, "type": PLAIN_MESSAGE, "value": reply.note}
    if reply.card is not None:
        return {"statusCode": 200, "type": ADAPTIVE_CARD, "value": reply.card}
    return {"statusCode": 200, "type": PLAIN_MESSAGE, "value": sentence}
