"""The digital status as it is drawn: areas that fold, their phases counted, and what can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from teams_app.tab.cards.solution_view import Row, row
from teams_app.tab.council.waiting import Tone, phase_tone
from teams_app.tab.filter_choices import MoreChoices, more_choices, my_area_option
from teams_app.tab.filters import NOBODY, Reader, address, read_count, read_filter
from teams_app.tab.sentences import Option, options, silent_areas, word
from technology_map.cards.digital_status import InArea, Phases, by_area, phases
from technology_map.cards.map_places import NONE
from technology_map.overview import Filter, Overview
from technology_map.texts import Texts
from technology_map.words.alphabet import in_order
from technology_map.words.terms import TermList
from technology_map.words.values import Phase

AT_FIRST = 6
MORE = 24
ALL_OPEN = 40
"""Up to so many cards every area is open; with more, people open the one they look for."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many are in a phase; `address` narrows the page to them, empty where it cannot."""

    words: str
    count: str
    tone: Tone
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """One area. `more` is the address that shows more of it, empty when all is shown."""

    code: str
    title: str
    count: str
    phases: tuple[Count, ...]
    rows: tuple[Row, ...]
    more: str
    open: bool


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Everything on the page; fields as on the board. `query` is the filter for a download.

    `silent` are the words of the areas without a card, where no filter hides any.
    """

    groups: tuple[Group, ...]
    phases: tuple[Count, ...]
    silent: tuple[str, ...]
    summary: str
    empty: bool
    none_at_all: bool
    filtered: bool
    live: str
    place: str
    query: str


@dataclass(frozen=True, slots=True)
class StatusChoices:
    """The filter as it is drawn."""

    text: str
    areas: list[Option]
    phases: list[Option]
    purposes: list[Option]
    technologies: list[Option]
    more: MoreChoices


def status_choices(t: Texts, asked: Filter, my_area: str | None = None) -> StatusChoices:
    """What can be chosen in the filter, and what is."""
    other_area = None if asked.my_area else asked.area
    return StatusChoices(
        text=asked.text,
        areas=[*my_area_option(t, asked, my_area), *options(t, TermList.AREA, other_area)],
        phases=[Option(one.value, word(t, Phase, one), one is asked.phase) for one in Phase],
        purposes=options(t, TermList.PURPOSE, asked.purpose),
        technologies=options(t, TermList.TECHNOLOGY, asked.technology),
        more=more_choices(t, asked, proposals=False),
    )


def status_page(t: Texts, overview: Overview, query: Mapping[str, str], by: Reader = NOBODY) -> StatusPage:
    """The page that an address asks for."""
    asked = replace(read_filter(query, overview.vocabulary, by), status=None)
    found = by_area(overview, asked)
    total = sum(len(one.cards) for one in found.values())
    order = sorted(
        found.values(), key=lambda one: (one.area is None, in_order(word(t, TermList.AREA, one.area)))
    )
    shown = {_code(one): read_count(query, _code(one), AT_FIRST) for one in order}
    kept = {code: count for code, count in shown.items() if count != AT_FIRST}
    everything_open = total <= ALL_OPEN or bool(asked.text) or len(order) == 1
    return StatusPage(
        groups=tuple(_group(t, one, asked, kept, everything_open=everything_open) for one in order),
        phases=_counts(t, phases(order), asked),
        silent=silent_areas(t, {one.area for one in order}) if asked == Filter() and total else (),
        summary=t.many("tab.solutions.found", total),
        empty=not total,
        none_at_all=not len(overview.solution_cards),
        filtered=asked != Filter(),
        live=address("solutions/results", asked, **kept),
        place=address("solutions", asked, **kept),
        query=address("", asked).removeprefix("?"),
    )


def _place(t: Texts, one: InArea) -> tuple[bool, tuple[str, str]]:
    """In the order of the areas' words; what has none comes last."""
    return one.area is None, in_order(word(t, TermList.AREA, one.area))


def _code(one: InArea) -> str:
    return one.area or NONE


def _group(t: Texts, one: InArea, asked: Filter, kept: Mapping[str, int], *, everything_open: bool) -> Group:
    code = _code(one)
    shown = kept.get(code, AT_FIRST)
    more = address("solutions/results", asked, **{**kept, code: shown + MORE})
    return Group(
        code=code,
        title=word(t, TermList.AREA, one.area) or t("tab.status.no_area"),
        count=t.number(len(one.cards)),
        phases=_counts(t, one.phases, None),
        rows=tuple(replace(row(t, card), area="") for card in one.cards.first(shown)),
        more=more if len(one.cards) > shown else "",
        open=everything_open or code in kept,
    )


def _counts(t: Texts, counted: Phases, asked: Filter | None) -> tuple[Count, ...]:
    """The phases in their order; with a filter each leads to its cards."""
    order: list[Phase | None] = [*Phase, None]
    return tuple(
        Count(
            words=word(t, Phase, phase) or t("tab.status.no_phase"),
            count=t.number(counted[phase]),
            tone=phase_tone(phase),
            address=address("solutions", replace(asked, phase=phase)) if asked and phase else "",
        )
        for phase in order
        if counted.get(phase)
    )
