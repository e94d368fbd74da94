"""The progress of the plan for the political committee, drawn to fill one A4 and no more."""

from collections.abc import Iterable, Sequence

from teams_app.tab.benefits.benefit_view import amount_or_unknown
from teams_app.tab.reports.drawing import (
    DANGER,
    EXPECTED,
    MARGIN,
    QUIET,
    REALISED,
    WELL,
    Drawing,
    stacked,
)
from teams_app.tab.sentences import word
from technology_map.benefits.figures import UnitSum
from technology_map.plan.plans import PlanItem
from technology_map.plan.progress import AreaProgress, GoalProgress, PlanProgress, Stage
from technology_map.texts import Texts
from technology_map.words.alphabet import in_order
from technology_map.words.terms import TermList

WIDTH, HEIGHT = 840, 1188
"""A4 upright, four units a millimetre."""
MOST_AREAS, MOST_GOALS, MOST_UNITS, MOST_LATE = 10, 5, 5, 6
"""What the sheet has room for; the rest is counted, and stands in the table behind it."""
STAGES = {
    Stage.DECIDED: "#4b1d66",
    Stage.UNDER_WAY: "#0f6cbd",
    Stage.REACHED: "#0b4a0b",
    Stage.LEFT: "#8a8a8a",
}
LABELS = 250
INSIDE = WIDTH - 2 * MARGIN


def progress_sheet(t: Texts, found: PlanProgress, about: str) -> Drawing:
    """The sheet: figures, areas, goals, benefits, what is late."""
    made = Drawing(t("progress.heading"), about, WIDTH, MARGIN)
    made.text(MARGIN, 54, t("progress.heading"), size=26, bold=True, room=INSIDE)
    made.text(MARGIN, 80, about, fill=QUIET, room=INSIDE)
    made.height = 100
    _figures(made, t, found)
    _areas(made, t, in_order_of_words(t, found.areas))
    if found.goals:
        _goals(made, t, found.goals)
    _benefits(made, t, found.benefits)
    _late(made, t, found.late)
    made.height = HEIGHT
    made.text(MARGIN, HEIGHT - 20, t("progress.foot"), size=11, fill=QUIET, room=INSIDE)
    return made


def area_word(t: Texts, one: AreaProgress) -> str:
    """What an area is called; that it is none."""
    return word(t, TermList.AREA, one.code) or t("tab.filter.no_area")


def in_order_of_words(t: Texts, areas: Iterable[AreaProgress]) -> list[AreaProgress]:
    """The areas as the alphabet has them, having none last."""
    return sorted(areas, key=lambda one: (not one.code, in_order(area_word(t, one))))


def _figures(made: Drawing, t: Texts, found: PlanProgress) -> None:
    """The figures, each beside its colour: they are the legend of the bars, too."""
    told = [one for one in Stage if one is not Stage.LEFT or found.stages[one]]
    shown = [(t(f"progress.{one.value}"), found.stages[one], STAGES[one]) for one in told]
    shown.append((t("progress.late"), len(found.late), DANGER))
    step = (INSIDE + 12) / len(shown)
    for at, (said, count, colour) in enumerate(shown):
        x = MARGIN + at * step
        made.rect(x, made.height, step - 12, 76, fill="#f5f5f5")
        made.rect(x, made.height, 6, 76, fill=colour)
        made.text(x + 18, made.height + 40, t.number(count), size=30, bold=True)
        made.text(x + 18, made.height + 62, said, size=13, fill=QUIET, room=step - 40)
    made.height += 100


def _headed(made: Drawing, said: str) -> None:
    made.text(MARGIN, made.height + 16, said, size=16, bold=True, room=INSIDE)
    made.line(MARGIN, made.height + 24, WIDTH - MARGIN, made.height + 24)
    made.height += 32


def _more(made: Drawing, t: Texts, count: int) -> None:
    if count > 0:
        made.text(MARGIN, made.height + 12, t.many("progress.more", count), size=12, fill=QUIET)
        made.height += 20


def _areas(made: Drawing, t: Texts, areas: Sequence[AreaProgress]) -> None:
    _headed(made, t("progress.by_area"))
    if not areas:
        made.text(MARGIN, made.height + 14, t("plan.nothing_decided"), fill=QUIET)
        made.height += 24
    most = max((one.whole for one in areas), default=0)
    for one in areas[:MOST_AREAS]:
        said = area_word(t, one)
        made.text(MARGIN, made.height + 15, said, room=LABELS - MARGIN - 8)
        pieces = [
            (one.stages[each], STAGES[each], t(f"progress.{each.value}"))
            for each in Stage
            if one.stages[each]
        ]
        stacked(made, LABELS, 330, pieces, most)
        reached = _reached(t, one.stages[Stage.REACHED], one.whole)
        made.text(WIDTH - MARGIN - 90, made.height + 15, reached, size=12, end=True)
        if one.late:
            late = t.many("progress.late_count", one.late)
            made.text(WIDTH - MARGIN, made.height + 15, late, size=12, end=True, bold=True, fill=DANGER)
        made.height += 26
    _more(made, t, len(areas) - MOST_AREAS)
    made.height += 10


def _reached(t: Texts, reached: int, whole: int) -> str:
    return t("progress.reached_of", reached=t.number(reached), whole=t.number(whole))


def _goals(made: Drawing, t: Texts, goals: tuple[GoalProgress, ...]) -> None:
    _headed(made, t("plan.goals"))
    for one in goals[:MOST_GOALS]:
        made.text(MARGIN, made.height + 14, one.goal.title, room=470)
        said = _reached(t, one.reached, one.whole)
        made.rect(520, made.height + 2, 120, 14, fill=WELL)
        made.rect(520, made.height + 2, 120 * one.reached / (one.whole or 1), 14, fill=STAGES[Stage.REACHED])
        made.text(650, made.height + 14, said, size=12)
        if one.goal.day:
            day, fill = t.day(one.goal.day), DANGER if one.late else QUIET
            made.text(WIDTH - MARGIN, made.height + 14, day, size=12, end=True, fill=fill, bold=one.late)
        made.height += 24
    _more(made, t, len(goals) - MOST_GOALS)
    made.height += 10


def _benefits(made: Drawing, t: Texts, sums: tuple[UnitSum, ...]) -> None:
    """Each unit by itself: the expected change over the one that came."""
    _headed(made, t("progress.benefits"))
    if not sums:
        made.text(MARGIN, made.height + 14, t("progress.no_benefits"), fill=QUIET)
        made.height += 24
    for one in sums[:MOST_UNITS]:
        made.text(MARGIN, made.height + 18, one.unit, room=LABELS - MARGIN - 8)
        values = [abs(value) for value in (one.expected, one.realised) if value is not None]
        most = max(values, default=0) or 1
        for at, (value, colour) in enumerate(((one.expected, EXPECTED), (one.realised, REALISED))):
            y = made.height + at * 14
            wide = 300 * float(abs(value) / most) if value is not None else 0
            made.rect(LABELS, y + 2, wide, 11, fill=colour)
            key = t("benefits.expected" if not at else "benefits.realised_label")
            made.text(LABELS + wide + 6, y + 12, f"{key}: {amount_or_unknown(t, value)}", size=11)
        made.height += 34
    _more(made, t, len(sums) - MOST_UNITS)
    made.height += 10


def _late(made: Drawing, t: Texts, late: tuple[PlanItem, ...]) -> None:
    _headed(made, t("progress.late_heading"))
    if not late:
        made.text(MARGIN, made.height + 14, t("progress.nothing_late"), fill=QUIET)
    for one in late[:MOST_LATE]:
        said = one.title if one.is_goal else f"{one.name} {one.title}"
        made.text(MARGIN, made.height + 13, said, size=13, room=470)
        made.text(510, made.height + 13, one.responsible, size=12, fill=QUIET, room=170)
        if one.day:
            made.text(WIDTH - MARGIN, made.height + 13, t.day(one.day), size=12, end=True, fill=DANGER)
        made.height += 21
    _more(made, t, len(late) - MOST_LATE)
