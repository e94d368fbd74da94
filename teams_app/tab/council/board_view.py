"""The board as it is drawn: every proposal in a group of the life cycle."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from teams_app.tab.council.waiting import TONES, Tone, waiting
from teams_app.tab.filter_choices import MoreChoices, more_choices, my_area_option
from teams_app.tab.filters import NOBODY, Reader, address, read_count, read_filter
from teams_app.tab.sentences import Option, options, purpose_colour, word
from technology_map.backing.relations import support_count
from technology_map.cards.map_places import NONE
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.overview import Filter, Overview
from technology_map.search.facet_index import Matches
from technology_map.search.finding import by_name
from technology_map.texts import Texts
from technology_map.words.terms import TermList

S = Status

GROUPS: dict[str, tuple[Status, ...]] = {
    "new": (S.SUBMITTED, S.CLARIFICATION),
    "assessment": (S.ASSESSMENT, S.READY),
    "council": (S.ON_AGENDA, S.PARKED),
    "work": (S.PRIORITISED, S.PRE_ANALYSIS, S.PILOT, S.IMPLEMENTATION),
    "in_use": (S.IN_OPERATION, S.BENEFIT_FOLLOW_UP),
    "ended": (S.COMPLETED, S.REJECTED, S.MERGED, S.WITHDRAWN, S.STOPPED),
}
"""Seventeen statuses are too many columns; these six follow the order of the life cycle."""

AT_FIRST = 12
MORE = 24


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal as it is drawn in a list."""

    name: str
    title: str
    address: str
    area: str
    purpose: str
    purpose_code: str
    status: str
    tone: Tone
    waits: str
    backed: str


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the board. `more` is the address that shows more of it, empty when all is shown."""

    code: str
    title: str
    count: str
    cards: tuple[Card, ...]
    more: str
    open: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The filter as it is drawn."""

    text: str
    areas: list[Option]
    purposes: list[Option]
    statuses: list[Option]
    more: MoreChoices
    any: bool


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the board. `live` is the address it is fetched from, `place` the page's own.

    `query` is the filter for a download.
    """

    groups: tuple[Group, ...]
    summary: str
    empty: bool
    none_at_all: bool
    filtered: bool
    live: str
    place: str
    query: str


def card(t: Texts, overview: Overview, proposal: Proposal, today: date) -> Card:
    """A proposal as a card."""
    backed = support_count(overview.supports, proposal)
    return Card(
        name=proposal.name,
        title=proposal.title,
        address=f"proposals/{proposal.number}",
        area=word(t, TermList.AREA, proposal.area),
        purpose=word(t, TermList.PURPOSE, proposal.purpose),
        purpose_code=purpose_colour(t, proposal.purpose),
        status=word(t, Status, proposal.status),
        tone=TONES[proposal.status],
        waits=waiting(t, overview, proposal, today),
        backed=t.many("backing.count", backed) if backed else "",
    )


def choices(t: Texts, asked: Filter, my_area: str | None = None) -> Choices:
    """What can be chosen in the filter, and what is."""
    return Choices(
        text=asked.text,
        areas=area_options(t, asked, my_area),
        purposes=options(t, TermList.PURPOSE, asked.purpose),
        statuses=options(t, Status, asked.status),
        more=more_choices(t, asked, proposals=True),
        any=asked != Filter(),
    )


def area_options(t: Texts, asked: Filter, my_area: str | None = None) -> list[Option]:
    """The areas to choose among, one's own first where it is known, and that there is none."""
    found = options(t, TermList.AREA, None if asked.my_area else asked.area)
    none = Option(NONE, t("tab.filter.no_area"), asked.no_area)
    return [*my_area_option(t, asked, my_area), *found, none]


def matching(overview: Overview, asked: Filter) -> Matches[Proposal]:
    """The proposals that fit; the one whose number the text is comes first."""
    found = overview.filtered_proposals(asked)
    named = by_name(overview, asked.text) if asked.text else None
    if isinstance(named, Proposal) and _fits(named, asked):
        return Matches.listed([named, *(one for one in found if one.number != named.number)])
    return found


def grouped(overview: Overview, asked: Filter) -> dict[str, Matches[Proposal]]:
    """The proposals that fit, group by group."""
    if by_name(overview, asked.text) is None:
        return {code: overview.filtered_proposals(asked, among) for code, among in GROUPS.items()}
    found = matching(overview, asked)
    return {
        code: Matches.listed([one for one in found if one.status in among]) for code, among in GROUPS.items()
    }


def _fits(one: Proposal, asked: Filter) -> bool:
    chosen = ((asked.status, one.status), (asked.purpose, one.purpose))
    return (
        asked.fits_area(one.area)
        and asked.fits_rest(one)
        and all(wanted in (None, got) for wanted, got in chosen)
    )


def board(t: Texts, overview: Overview, query: Mapping[str, str], today: date, by: Reader = NOBODY) -> Board:
    """The board that an address asks for."""
    asked = replace(read_filter(query, overview.vocabulary, by), phase=None, transferability=None)
    found = grouped(overview, asked)
    total = sum(len(members) for members in found.values())
    shown = {code: read_count(query, code, AT_FIRST) for code in GROUPS}
    kept = {code: count for code, count in shown.items() if count != AT_FIRST}
    groups = []
    for code, statuses in GROUPS.items():
        if asked.status and asked.status not in statuses:
            continue
        members = found[code]
        more = address("board/results", asked, **{**kept, code: shown[code] + MORE})
        groups.append(
            Group(
                code=code,
                title=t(f"tab.group.{code}"),
                count=t.number(len(members)),
                cards=tuple(card(t, overview, one, today) for one in members.first(shown[code])),
                more=more if len(members) > shown[code] else "",
                open=code != "ended" or asked.status in statuses or bool(asked.text),
            )
        )
    return Board(
        groups=tuple(groups),
        summary=t.many("tab.board.found", total),
        empty=not total,
        none_at_all=not len(overview.proposals),
        filtered=asked != Filter(),
        live=address("board/results", asked, **kept),
        place=address("board", asked, **kept),
        query=address("", asked).removeprefix("?"),
    )
