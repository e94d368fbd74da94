"""The plan in words: for who reads the list in SharePoint, and for the Word document."""

from collections.abc import Sequence

from teams_app.tab.sentences import word
from technology_map.council.life_cycle import Status
from technology_map.plan.plans import PlanItem
from technology_map.texts import Texts
from technology_map.words.terms import TermList


def plan_text(t: Texts, items: Sequence[PlanItem]) -> str:
    """A line each: what, where, whose, by when, how far."""
    return "\n".join(line_text(t, one) for one in items)


def line_text(t: Texts, one: PlanItem) -> str:
    """One line of the plan."""
    state = word(t, Status, Status(one.state)) if one.state in {status.value for status in Status} else ""
    day = one.day
    said = (
        one.title if one.is_goal else f"{one.name} {one.title}",
        word(t, TermList.AREA, one.area) if one.area else "",
        one.responsible,
        state,
        "" if one.is_goal else one.step,
        t("plan.by", day=t.day(day)) if day else "",
    )
    return " · ".join(filter(None, said))
