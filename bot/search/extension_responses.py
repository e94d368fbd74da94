"""The answers to a message extension's invokes, field by field as Teams reads them (platform.md 4.4)."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.adaptive_cards.plain import Card
from bot.channel.activities import Json
from bot.channel.invoke_responses import ADAPTIVE_CARD

THUMBNAIL = "application/vnd.microsoft.card.thumbnail"


def results(found: Iterable[tuple[Card, Mapping[str, Any]]]) -> Json:
    """What a search found: each a card to share, and the thumbnail's content that shows it in the list."""
    attachments = [
        {
            "contentType": ADAPTIVE_CARD,
            "content": card,
            "preview": {"contentType": THUMBNAIL, "content": dict(shown)},
        }
        for card, shown in found
    ]
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": attachments}}


def instead_of_results(sentence: str) -> Json:
    """A sentence where results would stand."""
    return {"composeExtension": {"type": "message", "text": sentence}}


def dialog(title: str, card: Card) -> Json:
    """A window with a card in it, new or in place of the last."""
    shown = {"contentType": ADAPTIVE_CARD, "content": card}
    value = {"title": title, "height": "large", "width": "medium", "card": shown}
    return {"task": {"type": "continue", "value": value}}


def closing(sentence: str) -> Json:
    """A sentence in place of the window."""
    return {"task": {"type": "message", "value": sentence}}
