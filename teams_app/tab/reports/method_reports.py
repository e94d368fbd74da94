"""What the method's pages and the map tell: areas, maturity, guideposts, synergies, words, the map."""

from collections.abc import Iterable

from teams_app.tab.filters import read_map_filter
from teams_app.tab.reports.council_reports import AREA, NUMBER, TITLE
from teams_app.tab.reports.report import Report, Row, Source, column
from teams_app.tab.sentences import word
from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.cards.map_places import phase, technologies
from technology_map.cards.proposals import Proposal
from technology_map.method.cockpit import StepState, counts_of, next_of, steps, things_of
from technology_map.method.competences import Competence
from technology_map.method.guideposts import matrix
from technology_map.method.maturity import maturity
from technology_map.method.synergy import (
    Synergy,
    SynergyGroup,
    SynergyKind,
    by_competence,
    by_technology,
)
from technology_map.search.finding import by_name
from technology_map.sheets.columns import Column, Kind
from technology_map.words.terms import TechnologyKind, TermList
from technology_map.words.values import Degree, Familiarity, Phase, Provenness


def _areas(source: Source) -> Iterable[Row]:
    """The digital status of each area: how many cards in each phase, how far it is."""
    t, overview = source.t, source.overview
    for term in overview.vocabulary.offered(TermList.AREA):
        found, counts = steps(overview, term.code), counts_of(overview, term.code)
        yield (
            word(t, TermList.AREA, term.code),
            *(counts.phases[one] for one in (*Phase, None)),
            counts.cards,
            counts.proposals,
            sum(one.state is StepState.DONE for one in found.values()),
            t(f"learning.{next_of(found).value}.heading"),
        )


AREAS = Report(
    "areas",
    (
        AREA,
        *(Column(f"phase_{one.value}", Kind.NUMBER, told=True, called=f"phase.{one.value}") for one in Phase),
        column("tab.status.no_phase", Kind.NUMBER),
        column("areas.cards", Kind.NUMBER),
        column("areas.proposals", Kind.NUMBER),
        column("report.steps_done", Kind.NUMBER),
        column("areas.next"),
    ),
    _areas,
)


def _maturity(source: Source) -> Iterable[Row]:
    """The technologies of each area, or of the one in the query."""
    t, overview = source.t, source.overview
    for term in overview.vocabulary.offered(TermList.AREA):
        if source.query.get("area", term.code) != term.code:
            continue
        things = things_of(overview, term.code)
        for one in maturity(things.cards, things.proposals, overview.vocabulary):
            yield (
                word(t, TermList.AREA, term.code),
                word(t, TermList.TECHNOLOGY, one.technology),
                word(t, Familiarity, one.familiarity),
                word(t, Provenness, one.provenness),
                one.cards,
                one.proposals,
            )


MATURITY = Report(
    "maturity",
    (
        AREA,
        column("report.technology"),
        column("report.familiarity"),
        column("area.proven"),
        column("areas.cards", Kind.NUMBER),
        column("areas.proposals", Kind.NUMBER),
    ),
    _maturity,
)


def _guideposts(source: Source) -> Iterable[Row]:
    """Every answer to a guidepost."""
    t, found = source.t, matrix(source.overview)
    for area, answers in found.items():
        for name in GUIDEPOSTS:
            for one in answers[name].newest if name in answers else ():
                yield (
                    word(t, TermList.AREA, area) or t("tab.filter.no_area"),
                    t(f"ask.{name}"),
                    one.proposal.name,
                    one.proposal.title,
                    word(t, Degree, one.degree),
                    one.measure,
                )


GUIDEPOST_ANSWERS = Report(
    "guideposts",
    (
        AREA,
        column("plan.guidepost"),
        NUMBER,
        TITLE,
        column("report.degree"),
        column("report.measure", Kind.TEXT),
    ),
    _guideposts,
)


def _synergies(source: Source) -> Iterable[Row]:
    """Proposals with a technology or a competence in common, and what the council treats as one."""
    t, overview, records = source.t, source.overview, source.tab.store.records
    for group in records(SynergyGroup):
        for one in (by_name(overview, name) for name in group.proposals):
            if one is not None:
                area = word(t, TermList.AREA, one.area)
                yield t("synergies.groups"), group.title, one.name, one.title, area, group.why
    found: list[Synergy] = [*by_technology(overview), *by_competence(overview, records(Competence))]
    for shared in found:
        technology = shared.kind is SynergyKind.TECHNOLOGY
        what = word(t, TermList.TECHNOLOGY, shared.what) if technology else shared.what
        for one in shared.proposals:
            kind = t("report.same_technology" if technology else "report.same_competence")
            yield kind, what, one.name, one.title, word(t, TermList.AREA, one.area), ""


SYNERGIES = Report(
    "synergies",
    (
        column("report.in_common"),
        column("report.what"),
        NUMBER,
        TITLE,
        AREA,
        column("synergies.why", Kind.TEXT),
    ),
    _synergies,
)


def _map(source: Source) -> Iterable[Row]:
    """What the map shows: every card and proposal on it, by its filter."""
    t = source.t
    for one in source.overview.map.fitting(read_map_filter(source.query, source.overview.vocabulary)):
        yield (
            word(t, TermList.PURPOSE, one.purpose),
            word(t, TermList.AREA, one.area),
            word(t, Phase, phase(one)),
            one.name,
            one.title,
            t("tab.kind.proposal" if isinstance(one, Proposal) else "tab.kind.solution"),
            ", ".join(word(t, TermList.TECHNOLOGY, code) for code in technologies(one)),
        )


MAP = Report(
    "map",
    (
        column("tab.fact.purpose"),
        AREA,
        column("tab.map.phase"),
        NUMBER,
        TITLE,
        column("tab.map.kind"),
        column("tab.fact.technologies"),
    ),
    _map,
)


def _glossary(source: Source) -> Iterable[Row]:
    """The technologies and the words that only explain."""
    t = source.t
    for one in source.overview.vocabulary.terms(TermList.TECHNOLOGY):
        yield (
            one.called(t.language),
            word(t, TechnologyKind, one.kind),
            one.explained(t.language),
            word(t, Provenness, one.provenness),
            ", ".join(one.synonyms(t.language)),
        )


GLOSSARY = Report(
    "glossary",
    (
        column("report.word"),
        column("report.word_kind"),
        column("report.explanation", Kind.TEXT),
        column("area.proven"),
        column("report.synonyms"),
    ),
    _glossary,
)
