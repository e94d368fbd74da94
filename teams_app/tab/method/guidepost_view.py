"""The guideposts as a matrix: area by guidepost, with how far, and the measures inside."""

from collections import Counter
from dataclasses import dataclass

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import silent_areas, word
from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.method.guideposts import GuidepostAnswer, matrix
from technology_map.words.alphabet import in_order
from technology_map.words.terms import TermList
from technology_map.words.values import Degree


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
    t, found = context.t, matrix(context.overview.proposals)
    order = sorted(found, key=lambda area: (area is None, in_order(word(t, TermList.AREA, area))))
    rows = tuple(
        MatrixRow(
            word(t, TermList.AREA, area) or t("tab.filter.no_area"),
            f"areas/{area}" if area else "",
            tuple(_cell(context, name, found[area].get(name, [])) for name in GUIDEPOSTS),
        )
        for area in order
    )
    headings = tuple(t(f"ask.{name}") for name in GUIDEPOSTS)
    return GuidepostsPage(headings, rows, silent_areas(t, set(found)) if found else ())


def _cell(context: RequestContext, name: str, answers: list[GuidepostAnswer]) -> MatrixCell:
    t = context.t
    counted = Counter(one.degree for one in answers)
    return MatrixCell(
        tuple(
            Fact(word(t, Degree, one), t.number(counted[one]), one.value) for one in Degree if counted[one]
        ),
        tuple(
            MeasureLine(
                Fact(one.proposal.name, one.proposal.title, f"proposals/{one.proposal.number}"),
                word(t, Degree, one.degree),
                one.measure,
            )
            for one in answers
        ),
        t.many("guideposts.open", len(answers)) if answers else "",
    )
