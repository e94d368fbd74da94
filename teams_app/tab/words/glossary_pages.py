"""The glossary's page: every word with its explanation, narrowed by what is typed."""

from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import word
from technology_map.people.people import Role
from technology_map.search.finding import by_name
from technology_map.words.glossary import entries, names
from technology_map.words.terms import TechnologyKind, Term, TermList
from technology_map.words.values import Provenness
from technology_map.words.vocabulary import folded

TEXT_LIMIT = 100


@dataclass(frozen=True, slots=True)
class EntryView:
    """One word as it is drawn. `cards` leads to what the municipality has of it, `edit` to its form."""

    code: str
    name: str
    kind: str
    provenness: str
    explanation: str
    synonyms: str
    example: Fact | None
    cards: str
    edit: str


async def page(context: RequestContext) -> web.Response:
    """The glossary with its search field."""
    return page_at(context, _asked(context))


def page_at(context: RequestContext, text: str) -> web.Response:
    """The glossary at the words that a text asks for."""
    return drawn_page(context, "glossary.html", text=text, entries=_entries(context, text))


async def results(context: RequestContext) -> web.Response:
    """The words alone."""
    text = _asked(context)
    return drawn_page(context, "glossary_results.html", text=text, entries=_entries(context, text))


def _asked(context: RequestContext) -> str:
    return context.request.query.get("text", "")[:TEXT_LIMIT].strip()


def _entries(context: RequestContext, text: str) -> list[EntryView]:
    wanted = folded(text)
    found = entries(context.words, context.t.language)
    chosen = context.request.query.get("word", "")
    if chosen:
        found = [one for one in found if one.code == chosen]
    elif wanted:
        found = [one for one in found if any(wanted in name for name in names(one))]
    return [_drawn(context, one) for one in found]


def _drawn(context: RequestContext, term: Term) -> EntryView:
    t = context.t
    thing = by_name(context.overview, term.example) if term.example else None
    synonyms = term.synonyms(t.language)
    address = f"solutions/{thing.number}" if thing else ""
    secretary = context.caller.role is Role.SECRETARY
    return EntryView(
        code=term.code,
        name=term.called(t.language),
        kind=word(t, TechnologyKind, term.kind),
        provenness=word(t, Provenness, term.provenness),
        explanation=term.explained(t.language),
        synonyms=", ".join(synonyms),
        example=Fact(t("glossary.example"), f"{thing.name} {thing.title}", address) if thing else None,
        cards="" if term.kind is TechnologyKind.WORD else f"solutions?technology={term.code}",
        edit=f"setup/terms/{TermList.TECHNOLOGY.value}/{term.code}" if secretary else "",
    )
