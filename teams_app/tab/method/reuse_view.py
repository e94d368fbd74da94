"""Who learnt from whom: a picture of the areas on both sides, and the table behind it."""

from dataclasses import dataclass

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.filters import read_count
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import word
from technology_map.method.reuses import Reuse, ReuseResult, learnt
from technology_map.words.alphabet import in_order
from technology_map.words.terms import TermList

WIDTH, LINE, TOP, EDGE = 720, 40, 44, 240
WIDEST = 12
AT_FIRST = 40


@dataclass(frozen=True, slots=True)
class Side:
    """An area on one side of the picture."""

    title: str
    code: str
    y: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """From who has a solution to who uses it again; `width` grows with how many there are."""

    path: str
    width: int
    says: str


@dataclass(frozen=True, slots=True)
class ReuseRow:
    """One reuse in the table."""

    card: Fact
    giver: str
    taker: str
    contact: str
    since: str
    result: str
    why: str


@dataclass(frozen=True, slots=True)
class ReusesPage:
    """The picture and the table."""

    givers: tuple[Side, ...]
    takers: tuple[Side, ...]
    arrows: tuple[Arrow, ...]
    rows: tuple[ReuseRow, ...]
    more: str
    summary: str
    height: int
    width: int = WIDTH
    edge: int = EDGE


def reuses_page(context: RequestContext) -> ReusesPage:
    """Everything that is used again, the newest first."""
    t, cards = context.t, context.overview.solution_cards
    every = list(context.tab.store.records(Reuse))
    found = {name: cards.get(int(name[2:])) for one in every if (name := one.thing)[2:].isdigit()}
    area_of = {name: card.area for name, card in found.items() if card}
    pairs = learnt(every, area_of)
    givers, takers = (_sides(context, {pair[side] for pair in pairs}) for side in (0, 1))
    y_of = ({one.code: one.y for one in givers}, {one.code: one.y for one in takers})
    arrows = tuple(
        Arrow(
            _path(y_of[0][giver], y_of[1][taker]),
            min(WIDEST, 2 * count),
            t.many(
                "reuses.arrow",
                count,
                giver=word(t, TermList.AREA, giver),
                taker=word(t, TermList.AREA, taker),
            ),
        )
        for (giver, taker), count in sorted(pairs.items())
    )
    most = read_count(context.request.query, "shown", AT_FIRST)
    rows = tuple(_row(context, one, area_of) for one in every[-most:][::-1])
    more = t.many("tab.so_many_more", len(every) - most) if len(every) > most else ""
    height = TOP + LINE * max(len(givers), len(takers))
    return ReusesPage(givers, takers, arrows, rows, more, t.many("areas.pride.reuses", len(every)), height)


def _sides(context: RequestContext, codes: set[str]) -> tuple[Side, ...]:
    titles = {code: word(context.t, TermList.AREA, code) for code in codes}
    order = sorted(codes, key=lambda code: in_order(titles[code]))
    return tuple(Side(titles[code], code, TOP + LINE * place) for place, code in enumerate(order))


def _path(giver: int, taker: int) -> str:
    left, right, middle = EDGE + 8, WIDTH - EDGE - 12, WIDTH // 2
    return f"M{left} {giver}C{middle} {giver} {middle} {taker} {right} {taker}"


def _row(context: RequestContext, one: Reuse, area_of: dict[str, str | None]) -> ReuseRow:
    t = context.t
    number = one.thing[2:]
    card = context.overview.solution_cards.get(int(number)) if number.isdigit() else None
    named = Fact(one.thing, card.title, f"solutions/{card.number}") if card else Fact(one.thing, one.thing)
    return ReuseRow(
        named,
        word(t, TermList.AREA, area_of.get(one.thing)) or t("tab.fact.none"),
        word(t, TermList.AREA, one.by_area) or t("tab.fact.none"),
        one.contact,
        t.day(one.since) if one.since else "",
        word(t, ReuseResult, one.result),
        one.why,
    )
