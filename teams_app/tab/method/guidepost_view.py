"""The guideposts as a matrix: area by guidepost, with how far, and the measures inside."""

from dataclasses import dataclass

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.filters import read_count
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import silent_areas, word
from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.method.guideposts import GuidepostCell, matrix
from technology_map.words.alphabet import in_order
from technology_map.words.terms import TermList
from technology_map.words.values import Degree

AT_FIRST = 3
"""Answers of each area and guidepost that are shown at first; the rest by a link, and in the file."""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A proposal's answer: the degree, and the measure where one is written."""

    proposal: Fact
    degree: str
    measure: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One guidepost in one area: how often each degree was answered, and by which measures."""

    counts: tuple[Fact, ...]
    measures: tuple[MeasureLine, ...]
    opens: str
    more: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An area with its guideposts."""

    title: str
    address: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class GuidepostsPage:
    """The matrix, and the areas that no proposal comes from."""

    headings: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    silent: tuple[str, ...]


def guideposts_page(context: RequestContext) -> GuidepostsPage:
    """The matrix as it stands now."""
    t, most = context.t, read_count(context.request.query, "shown", AT_FIRST)
    found = matrix(context.overview, most)
    order = sorted(found, key=lambda area: (area is None, in_order(word(t, TermList.AREA, area))))
    rows = tuple(
        MatrixRow(
            word(t, TermList.AREA, area) or t("tab.filter.no_area"),
            f"areas/{area}" if area else "",
            tuple(_cell(context, found[area].get(name)) for name in GUIDEPOSTS),
        )
        for area in order
    )
    headings = tuple(t(f"ask.{name}") for name in GUIDEPOSTS)
    return GuidepostsPage(headings, rows, silent_areas(t, set(found)) if found else ())


def _cell(context: RequestContext, cell: GuidepostCell | None) -> MatrixCell:
    if cell is None:
        return MatrixCell((), (), "", "")
    t, left = context.t, cell.count - len(cell.newest)
    return MatrixCell(
        tuple(Fact(word(t, Degree, one), t.number(count), one.value) for one, count in cell.counts.items()),
        tuple(
            MeasureLine(
                Fact(one.proposal.name, one.proposal.title, f"proposals/{one.proposal.number}"),
                word(t, Degree, one.degree),
                one.measure,
            )
            for one in cell.newest
        ),
        t.many("guideposts.open", cell.count),
        t.many("tab.so_many_more", left) if left else "",
    )
