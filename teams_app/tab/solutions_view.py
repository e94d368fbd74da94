"""Solution cards as they are drawn: in a list, and each on its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from teams_app.tab.backing_view import Press, following
from teams_app.tab.filters import address, read_count, read_filter
from teams_app.tab.proposal_view import Fact, deep_link
from teams_app.tab.sentences import word, words
from teams_app.tab.visits import Visit
from teams_app.tab.waiting import Tone, phase_tone
from technology_map.drawers import Matches
from technology_map.finding import by_name
from technology_map.overview import Filter, Overview
from technology_map.rights import is_submitter
from technology_map.solution_cards import SolutionCard
from technology_map.texts import Texts

AT_FIRST = 24
EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Row:
    """A solution card as it is drawn in a list."""

    name: str
    title: str
    address: str
    excerpt: str
    area: str
    purpose: str
    purpose_code: str
    phase: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Shelf:
    """The list of solution cards; fields as on the board."""

    rows: tuple[Row, ...]
    summary: str
    empty: bool
    none_at_all: bool
    filtered: bool
    more: str
    live: str
    place: str


@dataclass(frozen=True, slots=True)
class SolutionPage:
    """Everything on a solution card's page."""

    name: str
    title: str
    summary: str
    place: str
    live: str
    phase: str
    tone: Tone
    facts: tuple[Fact, ...]
    source: Fact | None
    edit: str
    link: str
    following: Press | None


def row(t: Texts, card: SolutionCard) -> Row:
    """A solution card in a list."""
    return Row(
        name=card.name,
        title=card.title,
        address=f"solutions/{card.number}",
        excerpt=excerpt(card.summary or card.challenges or card.background),
        area=word(t, "area", card.area),
        purpose=word(t, "purpose", card.purpose),
        purpose_code=card.purpose or "none",
        phase=word(t, "phase", card.phase),
        tone=phase_tone(card.phase),
    )


def excerpt(text: str) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[:EXCERPT].rsplit(" ", 1)[0] + " …"


def matching(overview: Overview, asked: Filter) -> Matches[SolutionCard]:
    """The solution cards that fit; the one whose number the text is comes first."""
    found = overview.filtered_solution_cards(asked)
    named = by_name(overview, asked.text) if asked.text else None
    if isinstance(named, SolutionCard):
        return Matches.listed([named, *(one for one in found if one.number != named.number)])
    return found


def shelf(t: Texts, overview: Overview, query: Mapping[str, str]) -> Shelf:
    """The list that an address asks for."""
    asked = read_filter({name: value for name, value in query.items() if name != "status"})
    found = matching(overview, asked)
    shown = read_count(query, "shown", AT_FIRST)
    kept = {"shown": shown} if shown != AT_FIRST else {}
    more = address("solutions/results", asked, shown=shown + AT_FIRST)
    return Shelf(
        rows=tuple(row(t, card) for card in found.first(shown)),
        summary=t.many("tab.solutions.found", len(found)),
        empty=not found,
        none_at_all=not len(overview.solution_cards),
        filtered=asked != Filter(),
        more=more if len(found) > shown else "",
        live=address("solutions/results", asked, **kept),
        place=address("solutions", asked, **kept),
    )


def solution_page(visit: Visit, card: SolutionCard) -> SolutionPage:
    """The page as the caller may see it."""
    own = is_submitter(visit.caller, card) and not visit.caller.guest
    return SolutionPage(
        name=card.name,
        title=card.title,
        summary=card.summary,
        place=f"solutions/{card.number}",
        live=f"solutions/{card.number}/live",
        phase=word(visit.t, "phase", card.phase),
        tone=phase_tone(card.phase),
        facts=_facts(visit.t, card),
        source=_source(visit, card),
        edit=f"solutions/{card.number}/edit" if own else "",
        link=deep_link(visit, card.name),
        following=following(visit, card.name, f"solutions/{card.number}"),
    )


def _facts(t: Texts, card: SolutionCard) -> tuple[Fact, ...]:
    began = t.day(card.in_operation_since) if card.in_operation_since else ""
    found = (
        Fact(t("tab.fact.submitter"), card.submitter.name),
        Fact(t("tab.fact.shared"), t.moment(card.submitted_at)),
        Fact(t("tab.fact.area"), word(t, "area", card.area) or t("tab.fact.none")),
        Fact(t("tab.fact.department"), card.department),
        Fact(t("tab.fact.purpose"), word(t, "purpose", card.purpose) or t("tab.fact.none")),
        Fact(t("tab.fact.other_purposes"), words(t, "purpose", card.other_purposes)),
        Fact(t("tab.fact.technologies"), words(t, "technology", card.technologies)),
        Fact(t("tab.fact.since"), began),
        Fact(t("tab.fact.vendor"), card.vendor),
        Fact(t("tab.fact.systems"), card.systems),
    )
    return tuple(fact for fact in found if fact.value)


def _source(visit: Visit, card: SolutionCard) -> Fact | None:
    """The proposal the solution came from."""
    proposal = visit.overview.proposals.get(card.from_proposal) if card.from_proposal else None
    if proposal is None:
        return None
    name = f"{proposal.name} {proposal.title}"
    return Fact(visit.t("tab.solution.source"), name, f"proposals/{proposal.number}")
