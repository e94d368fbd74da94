"""The council's order as it is drawn: the placed with their numbers, then what has no place yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from teams_app.tab.council.board_view import area_options
from teams_app.tab.council.waiting import TONES, Tone, waiting
from teams_app.tab.filters import address, read_count, read_filter
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Option, word
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import RANKED, Status
from technology_map.council.prioritising import Placed
from technology_map.council.ranking import not_placed, numbered, placed_count
from technology_map.council.ranks import placed
from technology_map.overview import Filter
from technology_map.search.facet_index import FacetKey
from technology_map.texts import Texts
from technology_map.words.terms import TermList
from technology_map.words.vocabulary import Vocabulary

AT_FIRST = 30
MORE = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal in the order. `seen` is the key it has now, `place` empty where it has none."""

    number: int
    name: str
    title: str
    place: str
    seen: str
    status: str
    tone: Tone
    area: str
    waits: str
    reason: str


@dataclass(frozen=True, slots=True)
class Toast:
    """What a move has come to, and the key and the reason that would undo it."""

    sentence: str
    number: int
    name: str
    seen: str
    back: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReasonWanted:
    """A move that waits for a reason: of what, and to which place."""

    sentence: str
    number: int
    place: int


@dataclass(frozen=True, slots=True)
class RankingPage:
    """Everything on the page. `of` is how many have a place, whatever the filter.

    `more` and `more_waiting` are the addresses that show more, empty when all is shown.
    """

    placed: tuple[Row, ...]
    waiting: tuple[Row, ...]
    waiting_count: str
    summary: str
    of: int
    more: str
    more_waiting: str
    filtered: bool
    live: str
    place: str
    areas: list[Option]
    may_move: bool
    message: str = ""
    toast: Toast | None = None
    wanted: ReasonWanted | None = None


def ranking_page(
    context: RequestContext,
    *,
    message: str = "",
    done: Placed | None = None,
    wanted: ReasonWanted | None = None,
) -> RankingPage:
    """The order that an address asks for, after a move with what it has come to."""
    t, overview, query = context.t, context.overview, context.request.query
    asked, shown, kept = _asked(query, context.words)
    of, every = placed_count(overview), asked == Filter()
    found = list(islice(numbered(overview, asked), shown["placed"] if every else None))
    count = of if every else len(found)
    facet_key = FacetKey(area=asked.area, no_area=asked.no_area)
    unplaced = overview.proposals.facets.count(facet_key, RANKED) - count
    rows = [_row(context, one, place) for place, one in found[: shown["placed"]]]
    rest = [_row(context, one) for one in islice(not_placed(overview, asked), shown["waiting"])]
    return RankingPage(
        placed=tuple(rows),
        waiting=tuple(rest),
        waiting_count=t.number(unplaced),
        summary=_summary(t, count, unplaced),
        of=of,
        more=_more(asked, shown, "placed") if count > len(rows) else "",
        more_waiting=_more(asked, shown, "waiting") if unplaced > len(rest) else "",
        filtered=asked != Filter(),
        live=address("ranking/results", asked, **kept),
        place=address("ranking", asked, **kept),
        areas=area_options(t, asked),
        may_move=context.caller.on_council and not context.caller.guest,
        message=message,
        toast=_toast(t, done) if done else None,
        wanted=wanted,
    )


def _asked(query: Mapping[str, str], words: Vocabulary) -> tuple[Filter, dict[str, int], dict[str, int]]:
    """The area asked for, how many rows are to be shown, and what of that an address must keep."""
    read = read_filter(query, words)
    shown = {name: read_count(query, name, AT_FIRST) for name in ("placed", "waiting")}
    kept = {name: count for name, count in shown.items() if count != AT_FIRST}
    return Filter(area=read.area, no_area=read.no_area), shown, kept


def _more(asked: Filter, shown: dict[str, int], name: str) -> str:
    return address("ranking/results", asked, **{**shown, name: shown[name] + MORE})


def _summary(t: Texts, count: int, unplaced: int) -> str:
    return f"{t.many('ranking.placed', count)} {t.many('ranking.unplaced', unplaced)}"


def _row(context: RequestContext, one: Proposal, place: int = 0) -> Row:
    return Row(
        number=one.number,
        name=one.name,
        title=one.title,
        place=context.t.number(place) if place else "",
        seen=placed(one.rank),
        status=word(context.t, Status, one.status),
        tone=TONES[one.status],
        area=word(context.t, TermList.AREA, one.area),
        waits=waiting(context.t, context.overview, one, context.today),
        reason=one.rank_reason,
    )


def _toast(t: Texts, done: Placed) -> Toast:
    name, place = done.proposal.name, t.number(done.place)
    sentence = (
        t("ranking.toast.placed", name=name, place=place, of=t.number(done.of))
        if done.place
        else t("ranking.toast.out", name=name)
    )
    seen = placed(done.proposal.rank)
    return Toast(sentence, done.proposal.number, name, seen, done.before, done.reason_before)
