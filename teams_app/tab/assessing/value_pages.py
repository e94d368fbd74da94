"""Value against effort: both orders side by side, a picture, and the line of the capacity."""

from dataclasses import dataclass
from math import sqrt

from aiohttp import web

from teams_app.tab.assessing.assessing_view import decimal
from teams_app.tab.filters import read_count
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence
from technology_map.assessing.value import CapacityForm, Valued
from technology_map.people.people import Role
from technology_map.texts import Texts
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

AT_FIRST = 50
"""Rows in the council's order that are shown at first; the picture has all that have a score."""
WIDTH, HEIGHT, EDGE = 640, 400, 48
SMALLEST, LARGER = 8, 4
"""Radius of a circle, and what each group that it reaches adds."""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A proposal in the table."""

    number: int
    name: str
    title: str
    place: str
    computed: str
    score: str
    hidden: bool
    effort: str
    departs: bool
    unexplained: bool
    reason: str
    takes: str
    first_under: bool


@dataclass(frozen=True, slots=True)
class Circle:
    """A proposal in the picture."""

    number: int
    x: int
    y: int
    r: int
    ring: str
    says: str
    name: str


@dataclass(frozen=True, slots=True)
class ValuePage:
    """The page."""

    rows: tuple[ValueRow, ...]
    more: str
    circles: tuple[Circle, ...]
    hours: str
    cost: str
    may_set: bool
    trouble: str
    lacking: str
    width: int = WIDTH
    height: int = HEIGHT
    edge: int = EDGE


async def page(context: RequestContext) -> web.Response:
    """The page, for the council."""
    return drawn_page(context, "value.html", page=await _shown(context), toast="")


async def set_capacity(context: RequestContext) -> web.Response:
    """Say what a quarter has room for."""
    typed = await context.form()
    sent = {"hours": typed.get("hours") or 0, "cost": typed.get("cost") or 0}
    try:
        await context.tab.valuing.set_capacity(context.caller, read_form(CapacityForm, sent, context.today))
    except Refused as no:
        if no.refusal.code not in ("invalid_fields", "not_kept"):
            raise
        said = (str(typed.get("hours", "")), str(typed.get("cost", "")))
        shown = await _shown(context, said, refusal_sentence(context.t, no.refusal))
        return drawn_page(context, "value.html", status=status_of(no.refusal), page=shown, toast="")
    return drawn_page(context, "value.html", page=await _shown(context), toast=context.t("value.kept"))


async def _shown(
    context: RequestContext, said: tuple[str, str] | None = None, trouble: str = ""
) -> ValuePage:
    t = context.t
    found = await context.tab.valuing.valued(context.caller)
    capacity = context.tab.valuing.capacity()
    first = next((one.proposal.number for one in found if one.under), 0)
    most = read_count(context.request.query, "shown", AT_FIRST)
    lacking = sum(one.unexplained for one in found)
    hours, cost = said or (str(capacity.hours or ""), str(capacity.cost or ""))
    return ValuePage(
        rows=tuple(_row(t, one, first=one.proposal.number == first) for one in found[:most]),
        more=t.many("tab.so_many_more", len(found) - most) if len(found) > most else "",
        circles=_circles(t, found),
        hours=hours,
        cost=cost,
        may_set=context.caller.role is Role.SECRETARY,
        trouble=trouble,
        lacking=t.many("value.lacking", lacking) if lacking else "",
    )


def _row(t: Texts, one: Valued, *, first: bool) -> ValueRow:
    proposal = one.proposal
    return ValueRow(
        number=proposal.number,
        name=proposal.name,
        title=proposal.title,
        place=t.number(one.place) if one.place else "–",
        computed=t.number(one.computed) if one.computed else "–",
        score=decimal(t, one.score) if one.score is not None else "",
        hidden=one.hidden,
        effort=_effort(t, proposal.effort_hours, proposal.effort_cost),
        departs=one.departs,
        unexplained=one.unexplained,
        reason=proposal.rank_reason,
        takes=_takes(t, one) if one.under else "",
        first_under=first,
    )


def _effort(t: Texts, hours: int | None, cost: int | None) -> str:
    parts = [t("value.hours", count=t.number(hours))] if hours else []
    return ", ".join([*parts, *([t("value.cost", count=t.number(cost))] if cost else [])])


def _takes(t: Texts, one: Valued) -> str:
    return t("value.takes", what=_effort(t, one.lacks_hours, one.lacks_cost))


def _circles(t: Texts, found: list[Valued]) -> tuple[Circle, ...]:
    """Effort to the right, by the root so that the small ones can be told apart; score upwards."""
    shown = [one for one in found if one.score is not None and one.proposal.effort_hours]
    most = max((one.proposal.effort_hours or 0 for one in shown), default=1)
    return tuple(_circle(t, one, most) for one in shown)


def _circle(t: Texts, one: Valued, most: int) -> Circle:
    proposal, score = one.proposal, float(one.score or 1)
    share = sqrt((proposal.effort_hours or 0) / most)
    effort = _effort(t, proposal.effort_hours, proposal.effort_cost)
    return Circle(
        number=proposal.number,
        x=round(EDGE + share * (WIDTH - 2 * EDGE)),
        y=round(HEIGHT - EDGE - (score - 1) / 4 * (HEIGHT - 2 * EDGE)),
        r=SMALLEST + LARGER * len(proposal.beneficiaries),
        ring=one.ethics.value if one.ethics else "none",
        says=t("value.circle", name=proposal.name, title=proposal.title, score=f"{score:.2f}", effort=effort),
        name=proposal.name,
    )
