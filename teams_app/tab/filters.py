"""What a list is narrowed to, read from an address and written to one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlencode

from technology_map.cards.map_places import NONE, MapFilter
from technology_map.council.life_cycle import Status
from technology_map.overview import Filter, Overview
from technology_map.words.terms import TermList
from technology_map.words.values import Beneficiary, Phase, Transferability
from technology_map.words.vocabulary import Vocabulary

MINE = "mine"
TEXT_LIMIT = 200
SHOWN_LIMIT = 5_000

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads an address that says "mine" or "my area": object id, and the area if it is known."""

    object_id: str = ""
    area: str | None = None


NOBODY = Reader()


def reader(overview: Overview, object_id: str) -> Reader:
    """The person with this object id."""
    return Reader(object_id, overview.area_of(object_id))


def read_filter(query: Mapping[str, str], words: Vocabulary, by: Reader = NOBODY) -> Filter:
    """The filter in an address. What is no value of ours does not narrow: old links go on working.

    A link from before two terms were merged narrows to the one that stands now; one that says "mine"
    means what the person has handed in who reads it now.
    """
    my_area = query.get("area") == MINE and by.area is not None
    return Filter(
        status=_choice(Status, query.get("status")),
        area=by.area if my_area else _term(TermList.AREA, query.get("area"), words),
        purpose=_term(TermList.PURPOSE, query.get("purpose"), words),
        text=query.get("text", "")[:TEXT_LIMIT].strip(),
        phase=_choice(Phase, query.get("phase")),
        technology=_term(TermList.TECHNOLOGY, query.get("technology"), words),
        no_area=query.get("area") == NONE,
        beneficiary=_choice(Beneficiary, query.get("beneficiary")),
        transferability=_choice(Transferability, query.get("transferability")),
        person=by.object_id if query.get("mine") else "",
        my_area=my_area,
    )


def read_count(query: Mapping[str, str], name: str, otherwise: int) -> int:
    """How many the person has asked to see, within reason."""
    text = query.get(name, "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
    return max(otherwise, min(wanted, SHOWN_LIMIT))


def address(path: str, asked: Filter, **more: int) -> str:
    """The path with the filter, as `read_filter` reads it."""
    return _address(path, asked, tuple(more.items()))


@lru_cache(maxsize=4_000)
def _address(path: str, asked: Filter, more: tuple[tuple[str, int], ...]) -> str:
    pairs = {
        "text": asked.text,
        "area": NONE if asked.no_area else MINE if asked.my_area else asked.area or "",
        "purpose": asked.purpose or "",
        "status": asked.status or "",
        "phase": asked.phase or "",
        "technology": asked.technology or "",
        "beneficiary": asked.beneficiary or "",
        "transferability": asked.transferability or "",
        "mine": "1" if asked.person else "",
        **{name: str(value) for name, value in more},
    }
    kept = {name: value for name, value in pairs.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path


def read_map_filter(query: Mapping[str, str], words: Vocabulary) -> MapFilter:
    """The map's filter in an address; `none` asks for what has no purpose, area or phase."""
    return MapFilter(
        purpose=_term_or_none(TermList.PURPOSE, query.get("purpose"), words),
        area=_term_or_none(TermList.AREA, query.get("area"), words),
        phase=_code(Phase, query.get("phase")),
        technology=_term(TermList.TECHNOLOGY, query.get("technology"), words) or "",
    )


def map_address(path: str, asked: MapFilter, **more: int) -> str:
    """The path with the map's filter, as `read_map_filter` reads it."""
    return _map_address(path, asked, tuple(more.items()))


@lru_cache(maxsize=4_000)
def _map_address(path: str, asked: MapFilter, more: tuple[tuple[str, int], ...]) -> str:
    pairs = {one.name: getattr(asked, one.name) for one in fields(asked)}
    kept = {name: value for name, value in {**pairs, **dict(more)}.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path


def _term(of: TermList, text: str | None, words: Vocabulary) -> str | None:
    return words.current(of, text) if text and words.get(of, text) else None


def _term_or_none(of: TermList, text: str | None, words: Vocabulary) -> str:
    return NONE if text == NONE else _term(of, text, words) or ""


def _code(kind: type[StrEnum], text: str | None) -> str:
    return text if text and text in {NONE, *(one.value for one in kind)} else ""


def _choice(kind: type[Choice], text: str | None) -> Choice | None:
    return kind(text) if text in {one.value for one in kind} else None
