"""Cards and proposals whose every field says something of its own, and files to read back."""

import csv
import io
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from openpyxl import load_workbook

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.people import Person
from tests.words import AREAS, PURPOSES, TECHNOLOGIES

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HANNE = Person("11111111-aaaa-4bbb-8ccc-222222222222", "Hanne Brandt")
METTE = Person("33333333-dddd-4eee-8fff-444444444444", "Mette Friis")


CODES = {
    "area": AREAS,
    "purpose": PURPOSES,
    "other_purposes": PURPOSES,
    "technologies": TECHNOLOGIES,
    "answers": [],
}
"""The fields whose codes are the municipality's."""


def filled(kind: type[Any], turn: int = 0) -> Any:
    """A thing in which no two fields hold the same; `turn` chooses other values of the lists."""
    hints = get_type_hints(kind)
    made = {one.name: _value(one.name, hints[one.name], turn, at) for at, one in enumerate(fields(kind))}
    return kind(**{**made, **_special(kind)})


def _value(name: str, hint: Any, turn: int, at: int) -> Any:
    if name in CODES:
        return _codes(name, turn, at)
    inner = [one for one in get_args(hint) if one not in (type(None), Ellipsis)]
    kind = inner[0] if inner else hint
    if hint is Person:
        return METTE
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        codes = list(kind)
        if getattr(hint, "__origin__", None) is tuple:
            return tuple(codes[(turn + step) % len(codes)] for step in range(2))
        return codes[(turn + at) % len(codes)]
    if kind is datetime:
        return NOW - timedelta(hours=at, minutes=turn)
    if kind is date:
        return date(2020, 1, 1) + timedelta(days=at + turn)
    if kind is int:
        return 100 + at + turn
    if getattr(hint, "__origin__", None) is tuple:
        return (f"{name} en", f"{name} to")
    return f"{name} {turn}"


def _codes(name: str, turn: int, at: int) -> Any:
    codes = CODES[name]
    if name in ("other_purposes", "technologies"):
        return tuple(codes[(turn + step) % len(codes)] for step in range(2))
    return codes[(turn + at) % len(codes)] if codes else ()


def _special(kind: type[Any]) -> dict[str, Any]:
    return {"kle": "27.36.04"} if kind is SolutionCard else {"co_submitter_ids": (HANNE.object_id,)}


def card(**other: Any) -> SolutionCard:
    """A solution card with what it must have."""
    usual = {
        "title": "Gulvsensorer",
        "challenges": "Nattevagten kom for sent.",
        "background": "En måtte giver besked.",
        "submitter": METTE,
        "submission_key": "key-1",
        "submitted_at": NOW,
        "changed_at": NOW,
        "number": 1,
    }
    return SolutionCard(**{**usual, **other})


def proposal(**other: Any) -> Proposal:
    """A proposal with what it must have."""
    usual = {
        "title": "Sensorer",
        "problem": "Vi går 40 gange.",
        "solution": "En sensor.",
        "expected_benefits": "Beboerne sover.",
        "submitter": METTE,
        "submission_key": "key-1",
        "submitted_at": NOW,
        "changed_at": NOW,
        "number": 1,
    }
    return Proposal(**{**usual, **other})


def of_xlsx(content: bytes) -> list[list[Any]]:
    """The rows of the first sheet as Excel would have them."""
    return [list(row) for row in load_workbook(io.BytesIO(content)).worksheets[0].values]


def of_csv(content: bytes) -> list[list[str]]:
    """The rows of a CSV file as they stand there."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
