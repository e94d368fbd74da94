"""The open format in which municipalities share solution cards, without persons: JSON with a schema.

docs/sharing.md explains it; docs/cards.schema.json is `schema()`. A reader takes every 1.x file: later ones
may have more fields, which it passes over.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from technology_map.cards.answers import value_of
from technology_map.cards.field_table import SOLUTION_TABLE
from technology_map.cards.fields import Field, Kind
from technology_map.cards.solution_cards import SolutionCard
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList

FORMAT, VERSION = "teknologikort-cards", "1.0"
MOST_CARDS = 200
MOST_BYTES = 2 * 1024 * 1024
LEFT_OUT = frozenset({"contact_name", "reused_by"})
"""Persons, and what is nobody else's."""


def shared_fields() -> tuple[Field, ...]:
    """The fields of a solution card that go along."""
    return tuple(
        one
        for one in SOLUTION_TABLE.fields
        if one.exported and one.name not in LEFT_OUT and one.kind is not Kind.NAMES
    )


def written(cards: Iterable[SolutionCard], origin: str, day: date, t: Texts) -> bytes:
    """The cards as a file. Codes of fixed lists stay codes; the municipality's own words go as words."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "origin": origin,
        "exported_on": day.isoformat(),
        "language": t.language.value,
        "cards": [_card(one, t) for one in cards],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _card(card: SolutionCard, t: Texts) -> dict[str, Any]:
    said = {one.name: _value(value_of(card, one), one, t) for one in shared_fields()}
    return {"id": card.name} | {name: value for name, value in said.items() if value not in (None, "", [])}


def _value(value: Any, field: Field, t: Texts) -> Any:
    if isinstance(value, tuple):
        return [_value(one, field, t) for one in value]
    if value is None or value == "":
        return None
    if isinstance(field.words, TermList):
        return t.term(field.words, value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format."""
    fields = {one.name: _schema_of(one) for one in shared_fields()}
    needed = ["id", *(one.name for one in shared_fields() if one.needed)]
    identifier = {
        "type": "string",
        "pattern": "^[A-Za-z0-9._-]{1,40}$",
        "description": "The sender's own number.",
    }
    card = {
        "type": "object",
        "required": needed,
        "properties": {"id": identifier} | fields,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Solution cards shared between municipalities",
        "type": "object",
        "required": ["format", "version", "origin", "exported_on", "cards"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"type": "string", "pattern": "^1\\.[0-9]+$"},
            "origin": {"type": "string", "minLength": 1, "maxLength": 100},
            "exported_on": {"type": "string", "format": "date"},
            "language": {"enum": ["da", "en"]},
            "cards": {"type": "array", "maxItems": MOST_CARDS, "items": card},
        },
    }


def _schema_of(field: Field) -> dict[str, Any]:
    if field.kind is Kind.CHOICES:
        return {"type": "array", "items": _one_of(field)}
    if field.kind is Kind.CHOICE:
        return _one_of(field)
    if field.kind is Kind.DATE:
        return {"type": "string", "format": "date"}
    if field.kind is Kind.NUMBER:
        return {"type": "integer", "minimum": 0}
    return {"type": "string", "maxLength": field.limit} | ({"minLength": 1} if field.needed else {})


def _one_of(field: Field) -> dict[str, Any]:
    """A code of a fixed list; a word where the sender keeps the list."""
    if isinstance(field.words, TermList) or field.words is None:
        return {"type": "string", "description": "A word of the sender's own list."}
    return {"enum": [one.value for one in field.words]}


def opened(content: bytes) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    """The head of a file and its cards as they stand, unread.

    Raises Refused: `cards_unreadable`, `cards_version`, `too_many_shared`.
    """
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused("cards_unreadable") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Refused("cards_unreadable")
    if not str(document.get("version", "")).startswith("1."):
        raise Refused("cards_version", version=str(document.get("version", ""))[:20])
    cards = document.get("cards")
    if not isinstance(cards, list) or not all(isinstance(one, dict) for one in cards):
        raise Refused("cards_unreadable")
    if len(cards) > MOST_CARDS:
        raise Refused("too_many_shared", most=MOST_CARDS)
    return document, cards


def text_of(card: Mapping[str, Any], name: str, limit: int) -> str:
    """A text of a card, cut to what we keep; empty where it is none."""
    value = card.get(name)
    return " ".join(value.split("\0"))[:limit].strip() if isinstance(value, str) else ""


def texts_of(card: Mapping[str, Any], name: str, limit: int) -> tuple[str, ...]:
    """Several texts of a card, each once."""
    value = card.get(name)
    found = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(one.strip()[:limit] for one in found if isinstance(one, str) and one.strip()))


def code_of(card: Mapping[str, Any], name: str, of: type[StrEnum]) -> Any:
    """A code of a fixed list; None for what we do not know."""
    value = card.get(name)
    return of(value) if isinstance(value, str) and value in {one.value for one in of} else None
