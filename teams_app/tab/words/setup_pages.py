"""Setting up the municipality's words: the page, the form of one word, and every change."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import filled_again, refusal_sentence
from teams_app.tab.words.setup_view import asked_list, merge_form, setup_page, term_form
from technology_map.people.rights import require_secretary
from technology_map.validation.forms import Form, read_form
from technology_map.validation.refusals import Refusal, Refused
from technology_map.words.forms import NewTerm, TermEdit, TermMerge, TermPress
from technology_map.words.terms import Term, TermList

SHOWN_AGAIN = ("invalid_fields", "cpr_found", "cpr_doubtful", "not_stored", "changed", "term_too_many")


async def page(context: RequestContext) -> web.Response:
    """The lists and their words."""
    require_secretary(context.caller)
    return drawn_page(context, "setup.html", page=setup_page(context, asked_list(context)))


async def live(context: RequestContext) -> web.Response:
    """The words alone: what a change brings anew, and how many cards still follow."""
    require_secretary(context.caller)
    return drawn_page(context, "setup_live.html", page=setup_page(context, asked_list(context)))


async def new_form(context: RequestContext) -> web.Response:
    """The form for a new word of a list."""
    require_secretary(context.caller)
    return drawn_page(context, "term_form.html", form=term_form(context, _list(context), None))


async def edit_form(context: RequestContext) -> web.Response:
    """The form of a word."""
    require_secretary(context.caller)
    return drawn_page(context, "term_form.html", form=term_form(context, _list(context), _term(context)))


async def merging(context: RequestContext) -> web.Response:
    """What a word can be merged into: fetched when somebody asks, since each word can be into any other."""
    require_secretary(context.caller)
    return drawn_page(context, "merge_form.html", merge=merge_form(context, _term(context)))


async def add(context: RequestContext) -> web.Response:
    """Keep a new word: its list, or the form with everything that was typed."""
    typed = {**await context.form(), "list": _list(context).value}
    return await _kept(context, typed, NewTerm, None)


async def change(context: RequestContext) -> web.Response:
    """Keep other names or explanations; answers as `add`."""
    term = _term(context)
    typed = {**await context.form(), "list": term.list.value, "code": term.code}
    return await _kept(context, typed, TermEdit, term)


async def press(context: RequestContext) -> web.Response:
    """One press on a word: always the list as it stands now, with what was done or why nothing was."""
    return await _done(context, TermPress)


async def merge(context: RequestContext) -> web.Response:
    """Two words become one; answers as `press`."""
    return await _done(context, TermMerge)


async def _done(context: RequestContext, kind: type[TermPress | TermMerge]) -> web.Response:
    of, sentence, status = _list(context), "", 200
    try:
        term = _term(context)
        typed = {**await context.form(), "list": of.value, "code": term.code}
        form = read_form(kind, typed, context.today, context.words)
        work = context.tab.setting_up
        kept = await (
            work.merge(context.caller, form)
            if isinstance(form, TermMerge)
            else work.press(context.caller, form)
        )
        done = "merge" if isinstance(form, TermMerge) else form.change.value
        sentence = context.t(f"setup.done.{done}", name=kept.called(context.t.language))
    except Refused as no:
        require_secretary(context.caller)
        sentence, status = refusal_sentence(context.t, no.refusal), status_of(no.refusal)
    shown = setup_page(context, of, message=sentence, wrong=status != 200)
    return drawn_page(context, "setup_live.html", status=status, page=shown)


async def _kept(
    context: RequestContext, typed: Mapping[str, Any], kind: type[Form], term: Term | None
) -> web.Response:
    try:
        form = read_form(kind, typed, context.today, context.words)
        if isinstance(form, NewTerm):
            kept = await context.tab.setting_up.add(context.caller, form)
        else:
            assert isinstance(form, TermEdit)  # noqa: S101 - the only other kind there is
            kept = await context.tab.setting_up.change(context.caller, form)
    except Refused as no:
        return _again(context, typed, no.refusal, term)
    name = kept.called(context.t.language)
    toast = context.t("setup.done.added" if term is None else "setup.done.changed", name=name)
    shown = setup_page(context, kept.list)
    return drawn_page(context, "setup.html", toast=toast, page=shown)


def _again(
    context: RequestContext, typed: Mapping[str, Any], refusal: Refusal, term: Term | None
) -> web.Response:
    if refusal.code not in SHOWN_AGAIN:
        raise Refused(refusal.code, **refusal.data)
    filled = filled_again(context.t, typed, refusal)
    form = term_form(context, _list(context), term, filled)
    return drawn_page(context, "term_form.html", status=status_of(refusal), form=form)


def _list(context: RequestContext) -> TermList:
    return TermList(context.request.match_info["list"])


def _term(context: RequestContext) -> Term:
    """The word in the address. Raises Refused(`not_found`)."""
    term = context.words.get(_list(context), context.request.match_info["code"])
    if term is None:
        raise Refused("not_found")
    return term
