"""The plain text of somebody's message in Teams, out of the HTML it is kept in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.adaptive_cards.elements import shortened
from bot.cards.form_cards import CHAT_LIMIT
from technology_map.validation.cpr import without_cpr
from technology_map.validation.forms import tamed_text
from technology_map.validation.html_text import text_of_html, tidy

LONGEST_HTML = 28 * 1024
"""Characters that are read of a message: Teams takes no longer ones (platform.md 4.4)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A message's text as it may stand in a form, and what was done to it."""

    text: str
    without_cpr: bool = False
    shortened: bool = False


def problem_of(payload: Any, today: date, instead: str) -> Problem:
    """The text of `value.messagePayload`, cut to what a field of a card takes.

    `instead` stands where something looked like a CPR number; the number is looked for before the
    text is cut, so that no half of one is left.
    """
    text = message_text(payload) if isinstance(payload, Mapping) else ""
    plain, found = without_cpr(str(tamed_text(text)), today, instead)
    # A field counts what JavaScript counts: signs beyond the first plane are two.
    limit = CHAT_LIMIT - sum(sign > "\uffff" for sign in plain[:CHAT_LIMIT])
    return Problem(shortened(plain, limit), found, len(plain) > limit)


def message_text(payload: Mapping[str, Any]) -> str:
    """What the message says, line by line; empty where it says nothing. Nobody's name comes along.

    `payload`: `value.messagePayload` of composeExtension/fetchTask (Graph's chatMessage).
    """
    body = payload.get("body")
    content = body.get("content") if isinstance(body, Mapping) else None
    if not isinstance(body, Mapping) or not isinstance(content, str):
        return ""
    if body.get("contentType") == "text":
        return tidy(content[:LONGEST_HTML].replace("\t", " "))
    return text_of_html(content[:LONGEST_HTML])
