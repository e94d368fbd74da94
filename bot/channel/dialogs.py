"""Dialogs as Teams sends and takes them: task/fetch and task/submit (platform.md 4.4)."""

from collections.abc import Mapping
from typing import Any

from bot.adaptive_cards.plain import Card
from bot.channel.activities import IncomingActivity
from bot.request_context import Reply

FETCH, SUBMIT = "task/fetch", "task/submit"
DIALOGS = frozenset({FETCH, SUBMIT})


def asked_in_dialog(incoming: IncomingActivity) -> dict[str, Any]:
    """What the person asks for. The first time it carries the message whose card was pressed."""
    value = incoming.raw.get("value")
    data = value.get("data") if isinstance(value, dict) else None
    asked = dict(data) if isinstance(data, dict) else {}
    if incoming.raw.get("name") == FETCH:
        asked["message"] = str(incoming.raw.get("replyToId") or "")
    return asked


def dialog_answer(reply: Reply, card: Card | None = None) -> Mapping[str, Any]:
    """The body of the answer: the dialog goes on with a card, or ends with a sentence."""
    if card is None:
        return {"task": {"type": "message", "value": reply.note}}
    content = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    shown = {"title": reply.dialog, "height": "large", "width": "medium", "card": content}
    return {"task": {"type": "continue", "value": shown}}
