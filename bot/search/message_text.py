"""The plain text of somebody's message in Teams, out of the HTML it is kept in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

from bot.adaptive_cards.elements import shortened
from bot.cards.form_cards import CHAT_LIMIT
from technology_map.validation.cpr import without_cpr
from technology_map.validation.forms import tamed_text

LONGEST_HTML = 28 * 1024
"""Characters that are read of a message: Teams takes no longer ones (platform.md 4.4)."""

_BREAKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})
_CELLS = frozenset({"td", "th"})
"""Cells stand beside each other: a tab parts them, and becomes a bar between two that say something."""
_SILENT = frozenset({"script", "style", "title", "template", "attachment", "systemeventmessage"})


class _Reader(HTMLParser):
    """Gathers text. Markup is never passed on, and what is quoted of an earlier message is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        reply = tag == "blockquote" and "schema.skype.com/reply" in str(given.get("itemtype")).lower()
        if tag in _SILENT or reply or (self._silent and tag == self._silent[-1]):
            self._silent.append(tag)
        elif tag in _BREAKS:
            self.found.append("\n")
        elif tag in _CELLS:
            self.found.append("\t")
        elif tag in ("emoji", "img") and not self._silent:
            self.found.append(str(given.get("alt") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in _BREAKS and tag != "br":
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(" ".join(re.split(r"[\n\t]", data)))


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
        return _tidy(content[:LONGEST_HTML].replace("\t", " "))
    reader = _Reader()
    reader.feed(content[:LONGEST_HTML])
    reader.close()
    return _tidy("".join(reader.found))


def _tidy(text: str) -> str:
    """Each line with single spaces; the cells of a row with a bar between them."""
    rows = ((" ".join(cell.split()) for cell in line.split("\t")) for line in text.split("\n"))
    lines = (" | ".join(cell for cell in row if cell) for row in rows)
    return "\n".join(line for line in lines if line)
