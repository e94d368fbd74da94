"""What a tab in a channel or a meeting opens at, and the page on which that is chosen."""

from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.filters import address
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import options
from technology_map.council.life_cycle import Status
from technology_map.overview import Filter
from technology_map.texts import Texts
from technology_map.words.terms import TermList
from technology_map.words.vocabulary import Vocabulary

PLACES = {
    "agenda": address("board", Filter(status=Status.ON_AGENDA)),
    "ranking": "ranking",
    "board": "board",
    "map": "map",
    "solutions": "solutions",
}
"""Openings by the code that Teams keeps in a tab's address for years: a code never changes its meaning."""

AREA = "area-"
"""How the code of an opening at one area's proposals begins; the area's own code follows."""

USUAL = "board"
IN_A_MEETING = "agenda"


@dataclass(frozen=True, slots=True)
class Opening:
    """One choice of the page. `name` is what Teams is asked to call the tab."""

    code: str
    name: str
    title: str
    explained: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AreaOpening:
    """One area among the choices."""

    code: str
    name: str
    area: str
    chosen: bool


def place_of(code: str, words: Vocabulary) -> str:
    """The place that an opening leads to; the board's for a code that is none of ours."""
    area = area_of(code, words)
    if area:
        return address("board", Filter(area=area))
    return PLACES.get(code) or PLACES[USUAL]


def area_of(code: str, words: Vocabulary) -> str:
    """The area that an opening is about, the current one where it was merged; empty for none."""
    area = code.removeprefix(AREA) if code.startswith(AREA) else ""
    return words.current(TermList.AREA, area) if words.get(TermList.AREA, area) else ""


async def page(context: RequestContext) -> web.Response:
    """The page Teams shows while somebody adds the tab, or changes what it opens at.

    `opening`: what the tab opens at now; `kind`: `meeting`, `channel` or `chat`, where it is.
    """
    asked = context.request.query
    usual = IN_A_MEETING if asked.get("kind") == "meeting" else USUAL
    chosen = asked.get("opening", "")
    area = area_of(chosen, context.words)
    if chosen not in PLACES and not area:
        chosen = usual
    return drawn_page(
        context,
        "config.html",
        openings=_openings(context.t, chosen),
        areas=_areas(context.t, area),
        area_chosen=bool(area),
    )


def _openings(t: Texts, chosen: str) -> list[Opening]:
    return [
        Opening(
            code=code,
            name=t(f"places.opening.{code}.name"),
            title=t(f"places.opening.{code}.title"),
            explained=t(f"places.opening.{code}.explained"),
            chosen=code == chosen,
        )
        for code in PLACES
    ]


def _areas(t: Texts, area: str) -> list[AreaOpening]:
    return [
        AreaOpening(
            code=AREA + one.value,
            name=t("places.opening.area.name", area=one.label),
            area=one.label,
            chosen=one.chosen,
        )
        for one in options(t, TermList.AREA, area)
    ]
