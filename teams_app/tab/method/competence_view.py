"""What people need to be able to do: by competence over the whole house, and by area."""

from collections import defaultdict
from dataclasses import dataclass

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.filters import read_count
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Option, options, word
from technology_map.method.competences import Competence, needs
from technology_map.search.finding import by_name
from technology_map.words.alphabet import in_order
from technology_map.words.terms import TermList
from technology_map.words.values import Familiarity

AT_FIRST = 10
"""Rows of each competence or area that are shown at first; the rest by a link, and in the file."""


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """One need: whose, how many, from what to what, what is done by when, and what calls for it."""

    thing: Fact
    area: str
    role: str
    how_many: str
    levels: str
    measure: str
    by_when: str
    late: bool


@dataclass(frozen=True, slots=True)
class NeedSection:
    """One competence, or one area, with its rows and what they come to."""

    heading: str
    summary: str
    rows: tuple[CompetenceRow, ...]
    more: str


@dataclass(frozen=True, slots=True)
class CompetencesPage:
    """The sections; `by` says how they are gathered."""

    by: str
    areas: tuple[Option, ...]
    sections: tuple[NeedSection, ...]
    without: str
    area: str
    place: str


def competences_page(context: RequestContext) -> CompetencesPage:
    """The needs of one area or of all; gathered by competence unless the address says by area."""
    t, query = context.t, context.request.query
    every = list(context.tab.store.records(Competence))
    area_of = {one.thing: thing.area for one in every if (thing := by_name(context.overview, one.thing))}
    asked = query.get("area", "")
    chosen = [one for one in every if one.thing in area_of and asked in ("", area_of[one.thing])]
    known = asked if context.words.get(TermList.AREA, asked) else ""
    most = read_count(query, "shown", AT_FIRST)
    by = "area" if query.get("by") == "area" else "competence"
    gathered = (
        _by_area(context, chosen, area_of, most)
        if by == "area"
        else _by_competence(context, chosen, area_of, most)
    )
    unplanned = sum(not one.measure for one in chosen)
    return CompetencesPage(
        by,
        tuple(options(t, TermList.AREA, asked or None)),
        gathered,
        t.many("competences.unplanned", unplanned) if unplanned else "",
        known,
        f"competences?by={by}&area={known}",
    )


def _by_competence(
    context: RequestContext, rows: list[Competence], area_of: dict[str, str | None], most: int
) -> tuple[NeedSection, ...]:
    return tuple(
        NeedSection(
            one.name,
            _summary(context, list(one.rows)),
            tuple(_row(context, row, area_of) for row in one.rows[:most]),
            _more(context, len(one.rows) - most),
        )
        for one in needs(rows)
    )


def _by_area(
    context: RequestContext, rows: list[Competence], area_of: dict[str, str | None], most: int
) -> tuple[NeedSection, ...]:
    t, found = context.t, defaultdict[str, list[Competence]](list)
    for one in rows:
        found[word(t, TermList.AREA, area_of[one.thing]) or t("tab.filter.no_area")].append(one)
    return tuple(
        NeedSection(
            title,
            _summary(context, found[title]),
            tuple(_row(context, row, area_of) for row in found[title][:most]),
            _more(context, len(found[title]) - most),
        )
        for title in sorted(found, key=in_order)
    )


def _more(context: RequestContext, left: int) -> str:
    return context.t.many("tab.so_many_more", left) if left > 0 else ""


def _summary(context: RequestContext, rows: list[Competence]) -> str:
    """How many need it, as far as somebody said so."""
    t = context.t
    said = [one.how_many for one in rows if one.how_many is not None]
    people = t("competences.people", count=t.number(sum(said))) if said else t("competences.nobody_said")
    unsaid = len(rows) - len(said)
    missing = t.many("competences.unsaid", unsaid) if unsaid and said else ""
    return " ".join(filter(None, (t.many("competences.rows", len(rows)), people, missing)))


def _row(context: RequestContext, one: Competence, area_of: dict[str, str | None]) -> CompetenceRow:
    t, thing = context.t, by_name(context.overview, one.thing)
    now, wanted = word(t, Familiarity, one.level_now), word(t, Familiarity, one.level_wanted)
    return CompetenceRow(
        Fact(one.thing, f"{one.name} · {thing.title}" if thing else one.name, f"named/{one.thing}"),
        word(t, TermList.AREA, area_of.get(one.thing)),
        one.role,
        t.number(one.how_many) if one.how_many is not None else "",
        f"{now or '?'} → {wanted or '?'}" if now or wanted else "",
        one.measure,
        t.day(one.by_when) if one.by_when else "",
        bool(one.by_when and one.by_when < context.today),
    )
