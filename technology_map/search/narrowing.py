"""Filters written beside the words of a search, as `droner område: sundhed, kun: mine`.

They are part of the text, so that a search with its filters can be sent to a colleague as it stands.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from heapq import merge
from itertools import islice
from typing import Any

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.overview import Filter, Overview
from technology_map.people.people import Language
from technology_map.search.finding import Found, search
from technology_map.texts import Texts, texts
from technology_map.words.terms import TermList
from technology_map.words.value_lists import ValueList, code_word, codes_of
from technology_map.words.values import Beneficiary, Phase, Transferability
from technology_map.words.vocabulary import Vocabulary, folded

Thing = Proposal | SolutionCard


class Only(Enum):
    """What `kun:` can say. The values are its words in Danish and in English."""

    MINE = ("mine", "mine")
    MY_AREA = ("mit område", "my area")
    PROPOSALS = ("forslag", "proposals")
    CARDS = ("løsningskort", "solution cards")


KEYS: Mapping[str, tuple[str, ValueList | type[Only]]] = {
    "kun": ("only", Only),
    "område": ("area", TermList.AREA),
    "formål": ("purpose", TermList.PURPOSE),
    "teknologi": ("technology", TermList.TECHNOLOGY),
    "status": ("status", Status),
    "fase": ("phase", Phase),
    "til gavn for": ("benefits", Beneficiary),
    "overførbar": ("transferable", Transferability),
}
"""What stands before a colon in Danish: the same in English, and what can stand behind it."""

_FIELDS: Mapping[ValueList, str] = {
    TermList.AREA: "area",
    TermList.PURPOSE: "purpose",
    TermList.TECHNOLOGY: "technology",
    Status: "status",
    Phase: "phase",
    Beneficiary: "beneficiary",
    Transferability: "transferability",
}
_ALSO = {"fagområde": "område", "by": "kun", "for": "til gavn for", "gavner": "til gavn for"}
_BY_WORD = {
    **{word: word for word in KEYS},
    **{english: word for word, (english, _) in KEYS.items()},
    **_ALSO,
}
_KEY = re.compile(rf"\b({'|'.join(sorted(_BY_WORD, key=len, reverse=True))})\s*:\s*", re.IGNORECASE)
_FEWEST = 3
"""Letters that are enough of a word where only one begins so."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a text asks for: the words, the filter, `kinds` of things, and the filters as they are told."""

    words: str
    asked: Filter
    proposals: bool = True
    cards: bool = True
    told: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.told)

    def fits(self, one: Thing) -> bool:
        """Whether a thing is let through, whatever the words."""
        asked, is_card = self.asked, isinstance(one, SolutionCard)
        return (
            (self.cards if is_card else self.proposals)
            and asked.fits_rest(one)
            and asked.fits_area(one.area)
            and asked.purpose in (None, one.purpose)
            and asked.status in (None, one.status if isinstance(one, Proposal) else "")
            and asked.phase in (None, one.phase if isinstance(one, SolutionCard) else "")
        )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who asks, in which language, of what there is."""

    t: Texts
    overview: Overview
    object_id: str


def narrowed(text: str, t: Texts, overview: Overview, object_id: str) -> Narrowed:
    """What a text asks for of whoever has this object id. A filter that nobody knows is left as words."""
    first, *parts = _KEY.split(text)
    found, words, by = Narrowed("", Filter()), [first], _Reader(t, overview, object_id)
    for key, rest in zip(parts[::2], parts[1::2], strict=True):
        value, comma, after = rest.partition(",")
        with_value = _narrower(found, _BY_WORD[key.lower()], value, by)
        if with_value is None and not comma:
            with_value, after = _shorter(found, _BY_WORD[key.lower()], value, by)
        if with_value is None:
            words.append(f"{key} {rest}")
        else:
            found = with_value
            words.append(after)
    return replace(found, words=" ".join(" ".join(words).replace(",", " ").split()))


def found_in(overview: Overview, asked: Narrowed, *, limit: int, skip: int = 0) -> Found:
    """A page of what the words find and the filter lets through; without words the newest first."""
    if not asked.narrows:
        return search(overview, asked.words, limit=limit, skip=skip)
    if asked.words:
        everything = search(
            overview, asked.words, limit=len(overview.proposals) + len(overview.solution_cards)
        )
        things: Iterator[Thing] = iter(everything.things)
    else:
        things = merge(
            overview.proposals, overview.solution_cards, key=lambda one: one.submitted_at, reverse=True
        )
    fitting = [one for one in things if asked.fits(one)]
    return Found(tuple(islice(fitting, skip, skip + limit)), len(fitting))


def _shorter(found: Narrowed, key: str, value: str, by: _Reader) -> tuple[Narrowed | None, str]:
    """The value that the first words are, the longest first: what comes behind is words again."""
    words = value.split()
    for count in range(len(words) - 1, 0, -1):
        head = " ".join(words[:count])
        if with_value := _narrower(found, key, head, by):
            return with_value, " ".join(words[count:])
    return None, ""


def _narrower(found: Narrowed, key: str, value: str, by: _Reader) -> Narrowed | None:
    """With one filter more; None where the value is none."""
    _, of = KEYS[key]
    said = folded(value.strip().strip("."))
    if not said:
        return None
    if isinstance(of, type) and issubclass(of, Only):
        return _only(found, said, by)
    code = _code(of, said, by.overview.vocabulary)
    if code is None:
        return None
    changed: dict[str, Any] = {_FIELDS[of]: code if isinstance(of, TermList) else of(code)}
    asked = replace(found.asked, **changed)
    t = by.t
    told = t("narrowing.told", name=t(f"narrowing.{_FIELDS[of]}"), value=code_word(t, of, code))
    return replace(found, asked=asked, told=(*found.told, told))


def _only(found: Narrowed, said: str, by: _Reader) -> Narrowed | None:
    only = next((one for one in Only if said in map(folded, one.value)), None)
    if only is None:
        return None
    area = by.overview.area_of(by.object_id)
    changes: Mapping[Only, Callable[[], Narrowed]] = {
        Only.MINE: lambda: replace(found, asked=replace(found.asked, person=by.object_id)),
        Only.MY_AREA: lambda: replace(found, asked=replace(found.asked, area=area)),
        Only.PROPOSALS: lambda: replace(found, cards=False),
        Only.CARDS: lambda: replace(found, proposals=False),
    }
    if only is Only.MY_AREA and area is None:
        return None
    told = by.t(f"narrowing.only.{only.name.lower()}")
    return replace(changes[only](), told=(*found.told, told))


def _code(of: ValueList, said: str, vocabulary: Vocabulary) -> str | None:
    """The code of a word: a name in whichever language, or the beginning of just one."""
    names: Mapping[str, str]
    if isinstance(of, TermList):
        if code := vocabulary.known_as(of, said):
            return code
        names = {
            folded(one.called(language)): one.code for one in vocabulary.offered(of) for language in Language
        }
    else:
        names = _fixed(of)
        if said in names:
            return names[said]
    begun = {code for name, code in names.items() if name.startswith(said)}
    return begun.pop() if len(said) >= _FEWEST and len(begun) == 1 else None


@cache
def _fixed(of: ValueList) -> Mapping[str, str]:
    """The codes of a fixed list by their words in every language."""
    both = [texts(language) for language in Language]
    return {folded(code_word(t, of, code)): code for t in both for code in codes_of(t, of)}
