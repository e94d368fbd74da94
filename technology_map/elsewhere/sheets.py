"""The same cards as a spreadsheet: one line a card, with whose it is and when it was written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from technology_map.cards.solution_cards import SolutionCard
from technology_map.elsewhere.exchange import FORMAT, VERSION, shared_fields
from technology_map.people.people import Language
from technology_map.sheets.cells import Line, Table, Value, value
from technology_map.sheets.columns import Column, Kind, of_field
from technology_map.texts import Texts, texts
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList
from technology_map.words.value_lists import code_word

MARKS = ("shared_id", "shared_origin", "shared_on", "shared_format")
"""The columns that say what the file is, beside the fields of the cards."""


def columns() -> tuple[Column, ...]:
    """The columns of the spreadsheet."""
    marks = (Column(one, Kind.LINE) for one in MARKS)
    return (*marks, *(of_field(one) for one in shared_fields()))


def shared_table(cards: Iterable[SolutionCard], origin: str, day: date, t: Texts) -> Table:
    """The cards as a table in a language."""
    every = columns()
    headings = tuple(t(f"sheet.{one.field}") for one in every)
    return Table(t("share.sheet"), every, headings, _rows(every[len(MARKS) :], cards, origin, day, t))


def _rows(
    fields: Sequence[Column], cards: Iterable[SolutionCard], origin: str, day: date, t: Texts
) -> Iterator[tuple[Value, ...]]:
    head = (origin, day.isoformat(), f"{FORMAT} {VERSION}")
    for card in cards:
        yield (card.name, *head, *(value(one, card, t) for one in fields))


def read_lines(lines: Sequence[Line]) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    """The head and the cards of such a spreadsheet, in Danish or English, as `exchange.opened` gives them.

    Raises Refused: `cards_unreadable`, `cards_version`.
    """
    if not lines:
        raise Refused("cards_unreadable")
    names = _names()
    heads = [names.get(one.strip().casefold(), "") for one in lines[0][1]]
    if "shared_id" not in heads or "title" not in heads:
        raise Refused("cards_unreadable")
    rows = [{name: cell for name, cell in zip(heads, cells, strict=False) if name} for _, cells in lines[1:]]
    first = rows[0] if rows else {}
    said = first.get("shared_format", "").removeprefix(FORMAT).strip()
    if rows and not said.startswith("1."):
        raise Refused("cards_version", version=said[:20])
    head = {"origin": first.get("shared_origin", ""), "exported_on": first.get("shared_on", "")}
    return head, [_card(one) for one in rows]


def _names() -> dict[str, str]:
    """The field of each heading, in both languages."""
    return {
        texts(language)(f"sheet.{one.field}").casefold(): one.field
        for language in Language
        for one in columns()
    }


def _card(row: Mapping[str, str]) -> Mapping[str, Any]:
    """One line as a card of the format: words of fixed lists become codes, several become lists."""
    card: dict[str, Any] = {"id": row.get("shared_id", "")}
    for field in shared_fields():
        said = row.get(field.name, "")
        if not said:
            continue
        if of_field(field).kind is Kind.CHOICES:
            card[field.name] = [_code(field.words, one.strip()) for one in said.split(",")]
        else:
            card[field.name] = _code(field.words, said)
    return card


def _code(of: Any, said: str) -> str:
    """The code of a word of a fixed list; any other text as it is."""
    if of is None or isinstance(of, TermList):
        return said
    for language in Language:
        t = texts(language)
        for one in of:
            if code_word(t, of, one.value).casefold() == said.casefold():
                return str(one.value)
    return said
