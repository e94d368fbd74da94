"""A card from elsewhere: another municipality's solution, to learn from. Never our own digital status."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from technology_map.elsewhere.exchange import code_of, text_of, texts_of
from technology_map.records import Record, Records
from technology_map.search.index import SearchIndex
from technology_map.search.nearness import nearest
from technology_map.search.similar import LEAST_ALIKE
from technology_map.validation.cpr import masked
from technology_map.validation.forms import one_line, tamed_text
from technology_map.validation.limits import LINE_LIMIT, TEXT_LIMIT, TITLE_LIMIT
from technology_map.words.values import Phase, Transferability

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFromElsewhere(Record):
    """One card. `origin` is whose it is, `number` what they call it, `exported_on` how old it is."""

    title: str
    challenges: str = ""
    background: str = ""
    effect: str = ""
    consequences: str = ""
    transfer_notes: str = ""
    area: str = ""
    purpose: str = ""
    technologies: tuple[str, ...] = ()
    phase: Phase | None = None
    transferability: Transferability | None = None
    origin: str = ""
    number: str = ""
    exported_on: date | None = None
    taken_in_at: datetime | None = None


def key_of(origin: str, number: str) -> str:
    """The same card of the same municipality has the same key, however often it comes."""
    said = f"{' '.join(origin.casefold().split())}\n{number.casefold()}"
    return f"elsewhere-{hashlib.sha256(said.encode()).hexdigest()[:24]}"


def read_cards(
    head: Mapping[str, Any], cards: Iterable[Mapping[str, Any]], now: datetime
) -> list[CardFromElsewhere]:
    """The cards of a file; one without a title or a number is left out. CPR numbers are hidden."""
    origin = str(one_line(text_of(head, "origin", LINE_LIMIT)))
    day = _day(head.get("exported_on"))
    found = (_read(one, origin, day, now) for one in cards)
    return [one for one in found if one is not None]


def _read(card: Mapping[str, Any], origin: str, day: date | None, now: datetime) -> CardFromElsewhere | None:
    number, title = text_of(card, "id", 40), str(one_line(text_of(card, "title", TITLE_LIMIT)))
    if not number or not title:
        return None

    def said(name: str) -> str:
        return masked(str(tamed_text(text_of(card, name, TEXT_LIMIT))))

    return CardFromElsewhere(
        key=key_of(origin, number),
        title=masked(title),
        area=text_of(card, "area", LINE_LIMIT),
        purpose=text_of(card, "purpose", LINE_LIMIT),
        technologies=texts_of(card, "technologies", LINE_LIMIT),
        phase=code_of(card, "phase", Phase),
        transferability=code_of(card, "transferability", Transferability),
        origin=origin,
        number=number,
        exported_on=day,
        taken_in_at=now,
        challenges=said("challenges"),
        background=said("background"),
        effect=said("effect"),
        consequences=said("consequences"),
        transfer_notes=said("transfer_notes"),
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


class ElsewhereSearch:
    """Cards from elsewhere by words and by likeness. Filed anew when something was asked after a change."""

    def __init__(self, cards: Callable[[], Records[CardFromElsewhere]]) -> None:
        self._cards = cards
        self._filed: tuple[Records[CardFromElsewhere], int] | None = None
        self._index = SearchIndex()
        self._by_row: dict[int, CardFromElsewhere] = {}

    def search(self, text: str) -> list[CardFromElsewhere]:
        """Those in which each word occurs, best first; all of them, the newest first, without a word."""
        self._file()
        if not text.strip():
            return [self._by_row[row] for row in sorted(self._by_row, reverse=True)]
        return [self._by_row[row] for row, _ in self._index.find(text).walk()]

    def similar(self, text: str, limit: int = MOST_SHOWN) -> list[CardFromElsewhere]:
        """At most `limit` that resemble a text."""
        self._file()
        found = nearest(self._index, text, limit)
        return [self._by_row[row] for row, score in found if score >= LEAST_ALIKE]

    def _file(self) -> None:
        cards = self._cards()
        if self._filed is not None and self._filed[0] is cards and self._filed[1] == cards.revision:
            return
        self._index, self._by_row = SearchIndex(), {one.row: one for one in cards}
        for row, one in self._by_row.items():
            words = (one.challenges, one.background, one.effect, *one.technologies, one.origin)
            self._index.put(row, one.title, *words)
        self._filed = (cards, cards.revision)
