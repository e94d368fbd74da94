"""The plan's time line and progress as a picture of its own."""

from collections.abc import Sequence
from datetime import date

from teams_app.tab.council.waiting import TONES as TONE_OF
from teams_app.tab.reports.drawing import DANGER, MARGIN, QUIET, TEXT, TONES, begun, legend, stacked
from teams_app.tab.sentences import word
from technology_map.council.life_cycle import Status
from technology_map.plan.plans import PlanItem, progress
from technology_map.plan.progress import is_late
from technology_map.texts import Texts

DAYS = 170
"""How wide the days at the left are."""


def plan_picture(t: Texts, title: str, items: Sequence[PlanItem], today: date) -> bytes:
    """How far the decided proposals are, and what is due, day by day; what is late is red and says so."""
    made = begun(title, t("plan.progress"))
    counts = progress(items)
    pieces = [
        (count, TONES[TONE_OF[Status(code)]], word(t, Status, Status(code))) for code, count in counts.items()
    ]
    stacked(made, MARGIN, made.width - 2 * MARGIN, pieces, sum(counts.values()))
    made.height += 44
    legend(made, [(colour, f"{said} {count}") for count, colour, said in pieces])
    made.text(MARGIN, made.height + 4, t("plan.time_line"), size=16, bold=True)
    made.height += 20
    for one in sorted((one for one in items if one.day), key=lambda one: one.due):
        late = is_late(one, today)
        day = t.day(one.day) if one.day else ""
        made.text(MARGIN, made.height + 14, day, size=13, bold=late, fill=DANGER if late else QUIET)
        said = one.title if one.is_goal else f"{one.name} {one.title}"
        about = f"{said} ({t('progress.late')})" if late else said
        made.text(DAYS, made.height + 14, about, fill=TEXT, room=made.width - DAYS - MARGIN)
        made.height += 24
    made.height += MARGIN
    return made.file()
