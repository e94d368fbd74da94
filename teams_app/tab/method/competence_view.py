"""What people need to be able to do: by competence over the whole house, and by area."""

from collections import defaultdict
from dataclasses import dataclass

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.filters import read_count
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Option, options, word
from technology_map.method.competences import Competence, Need, need, needs
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


@dataclass(frozen=True, slots=True)
class Gathered:
    """The needs by competence or by area, and how many rows nothing is planned for."""

    needs: tuple[Need, ...]
    unplanned: int


def competences_page(context: RequestContext) -> CompetencesPage:
    """The needs of one area or of all; gathered by competence unless the address says by area."""
    t, query = context.t, context.request.query
    asked = query.get("area", "")
    known = asked if context.words.get(TermList.AREA, asked) else ""
    most = read_count(query, "shown", AT_FIRST)
    by = "area" if query.get("by") == "area" else "competence"
    found = _gathered(context, asked, by)
    return CompetencesPage(
        by,
        tuple(options(t, TermList.AREA, asked or None)),
        tuple(_section(context, one, most) for one in found.needs),
        t.many("competences.unplanned", found.unplanned) if found.unplanned else "",
        known,
        f"competences?by={by}&area={known}",
    )


def _gathered(context: RequestContext, asked: str, by: str) -> Gathered:
    """Worked out once for all who ask, until a row, a card or a word changes."""
    t, rows = context.t, context.tab.store.records(Competence)

    def work() -> Gathered:
        things = ((one, by_name(context.overview, one.thing)) for one in rows)
        chosen = [(one, thing.area) for one, thing in things if thing and asked in ("", thing.area)]
        found = needs(one for one, _ in chosen)
        if by == "area":
            in_areas = defaultdict[str, list[Competence]](list)
            for one, area in chosen:
                in_areas[word(t, TermList.AREA, area) or t("tab.filter.no_area")].append(one)
            found = [need(name, in_areas[name]) for name in sorted(in_areas, key=in_order)]
        return Gathered(tuple(found), sum(not one.measure for one, _ in chosen))

    if asked and not context.words.get(TermList.AREA, asked):
        return work()  # of what anybody may write into an address nothing is kept
    beside = rows.revision + context.words.revision
    return context.overview.remembered(("competences", t.language, asked, by), work, beside=beside)


def _section(context: RequestContext, one: Need, most: int) -> NeedSection:
    return NeedSection(
        one.name,
        _summary(context, one),
        tuple(_row(context, row) for row in one.rows[:most]),
        _more(context, len(one.rows) - most),
    )


def _more(context: RequestContext, left: int) -> str:
    return context.t.many("tab.so_many_more", left) if left > 0 else ""


def _summary(context: RequestContext, one: Need) -> str:
    """How many need it, as far as somebody said so."""
    t, rows = context.t, context.t.many("competences.rows", len(one.rows))
    if one.people is None:
        return f"{rows} {t('competences.nobody_said')}"
    people = t("competences.people", count=t.number(one.people))
    missing = t.many("competences.unsaid", one.unsaid) if one.unsaid else ""
    return " ".join(filter(None, (rows, people, missing)))


def _row(context: RequestContext, one: Competence) -> CompetenceRow:
    t, thing = context.t, by_name(context.overview, one.thing)
    now, wanted = word(t, Familiarity, one.level_now), word(t, Familiarity, one.level_wanted)
    return CompetenceRow(
        Fact(one.thing, f"{one.name} · {thing.title}" if thing else one.name, f"named/{one.thing}"),
        word(t, TermList.AREA, thing.area if thing else None),
        one.role,
        t.number(one.how_many) if one.how_many is not None else "",
        f"{now or '?'} → {wanted or '?'}" if now or wanted else "",
        one.measure,
        t.day(one.by_when) if one.by_when else "",
        bool(one.by_when and one.by_when < context.today),
    )
