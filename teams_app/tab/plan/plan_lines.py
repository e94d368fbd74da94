"""The lines of the action plan as they are drawn: by area and by month, the first of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from teams_app.tab.council.waiting import TONES, Tone
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import word
from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.council.life_cycle import Status
from technology_map.plan.plans import PlanItem
from technology_map.search.finding import by_name
from technology_map.texts import Texts
from technology_map.words.alphabet import in_order
from technology_map.words.terms import TermList

AT_FIRST = 20
"""Lines of each area that are shown at first; the rest by a link, and in every file."""
CHANGED, DATED = 4, 4
"""So many times as many are shown of what has changed, and of the time line."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line: a goal or a decided proposal. `edit` is empty for who may not change it."""

    name: str
    title: str
    address: str
    about: str
    state: str
    tone: Tone
    due: str
    late: bool
    edit: str


@dataclass(frozen=True, slots=True)
class PlanSection:
    """The lines of one area, or of the whole house."""

    heading: str
    lines: tuple[PlanLine, ...]
    more: str = ""
    """How many more there are, in words; empty where these are all."""


STATES = frozenset(one.value for one in Status)
DONE = frozenset({Status.IN_OPERATION.value, Status.BENEFIT_FOLLOW_UP.value, Status.COMPLETED.value})


def sections(
    context: RequestContext, by_area: Mapping[str, Sequence[PlanItem]], most: int, *, edits: bool
) -> Iterable[PlanSection]:
    """The goals of the whole house first, then area by area, each with its first lines."""
    t = context.t
    for code in sorted(by_area, key=lambda code: (bool(code), in_order(area_word(t, code)))):
        found = by_area[code]
        lines = tuple(_line(context, one, edits=edits) for one in found[:most])
        yield PlanSection(area_word(t, code) or t("plan.whole"), lines, more(t, len(found) - most))


def more(t: Texts, left: int) -> str:
    return t.many("tab.so_many_more", left) if left > 0 else ""


def area_word(t: Texts, code: str) -> str:
    return word(t, TermList.AREA, code) if code else ""


def _line(context: RequestContext, one: PlanItem, *, edits: bool = False) -> PlanLine:
    t = context.t
    status = Status(one.state) if one.state in STATES else None
    guidepost = t(f"ask.{one.step}") if one.is_goal and one.step in GUIDEPOSTS else ""
    said = (one.responsible, guidepost if one.is_goal else one.step)
    day = one.day
    there = None if one.is_goal else by_name(context.overview, one.name)
    return PlanLine(
        name="" if one.is_goal else one.name,
        title=one.title,
        address=f"proposals/{there.number}" if there else "",
        about=" · ".join(filter(None, said)),
        state=word(t, Status, status) if status else t("plan.goal"),
        tone=TONES[status] if status else Tone.COUNCIL,
        due=t.day(day) if day else "",
        late=bool(day and day < context.today and one.state not in DONE),
        edit=f"plan?goal={int(one.name[2:])}" if edits and one.is_goal else "",
    )


def months(
    context: RequestContext, dated: Sequence[PlanItem], most: int
) -> tuple[tuple[PlanSection, ...], str]:
    """The time line, month by month from the first due, as far as so many lines reach; and what is left."""
    t, by_month = context.t, dict[str, list[PlanItem]]()
    for one in dated[: DATED * most]:
        by_month.setdefault(one.due[:7], []).append(one)
    found = tuple(
        PlanSection(t.month(date.fromisoformat(f"{month}-01")), tuple(_line(context, one) for one in lines))
        for month, lines in by_month.items()
    )
    return found, more(t, len(dated) - DATED * most)
