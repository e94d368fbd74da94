"""Asking what a word means: the form, and where a link to a word leads."""

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, filled_again
from teams_app.tab.words import glossary_pages
from teams_app.tab.words.setup_view import term_form
from technology_map.people.people import Role
from technology_map.people.rights import require_writer
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused
from technology_map.words.forms import WordQuestion
from technology_map.words.terms import NAME_LIMIT, TermList

SHOWN_AGAIN = ("invalid_fields", "cpr_found", "cpr_doubtful", "not_stored", "too_many_questions")


async def form(context: RequestContext) -> web.Response:
    """The form, with the word that was looked for."""
    require_writer(context.caller)
    return _form(context, Filled(values={"word": context.request.query.get("word", "")[:NAME_LIMIT]}))


async def ask(context: RequestContext) -> web.Response:
    """The glossary at the word that was explained already or asked about, or the form as it was left."""
    typed = await context.form()
    try:
        question = read_form(WordQuestion, typed, context.today)
        term = await context.tab.asking.ask(context.caller, question)
    except Refused as no:
        if no.refusal.code not in SHOWN_AGAIN:
            raise
        return _form(context, filled_again(context.t, typed, no.refusal), status=status_of(no.refusal))
    name = term.called(context.t.language)
    if term.explained(context.t.language):
        return glossary_pages.page_at(context, name)
    return drawn_page(context, "asked.html", sentence=context.t("glossary.ask.done", word=name))


async def word(context: RequestContext) -> web.Response:
    """Where a link in Teams to a word leads: its form for the secretaries, its entry for everybody else."""
    term = context.words.get(TermList.TECHNOLOGY, context.request.match_info["code"])
    if term is None:
        raise Refused("not_found")
    if context.caller.role is Role.SECRETARY:
        return drawn_page(context, "term_form.html", form=term_form(context, term.list, term))
    name = term.called(context.t.language)
    return glossary_pages.page_at(context, name)


def _form(context: RequestContext, filled: Filled, *, status: int = 200) -> web.Response:
    return drawn_page(context, "asking.html", status=status, filled=filled, limit=NAME_LIMIT)
