"""The editors of an area: colleagues chosen in Teams' picker, who may correct what belongs to it."""

from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence
from technology_map.backing.co_submitters import NAMELESS, CoSubmitterRemoved, CoSubmittersAdded
from technology_map.people.people import Person
from technology_map.people.rights import require_secretary
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused
from technology_map.words.terms import Term, TermList


@dataclass(frozen=True, slots=True)
class EditorsPage:
    """The editors of an area."""

    area: str
    people: tuple[Person, ...]
    place: str
    trouble: str


async def page(context: RequestContext) -> web.Response:
    """Who they are."""
    return _drawn(context, _area(context))


async def add(context: RequestContext) -> web.Response:
    """Add colleagues; the page as it stands then."""
    term, typed = _area(context), await context.form()
    sent = {"number": 0, "ids": typed.get("ids", ""), "names": typed.get("names", "")}
    try:
        form = read_form(CoSubmittersAdded, sent, context.today, context.words)
        named = form.named(context.today)
        people = {one.object_id: one for one in _editors(term)}
        people |= {one: Person(one, _name(context, one, named[one])) for one in form.ids}
        kept = await context.tab.setting_up.set_editors(context.caller, term.code, [*people.values()])
    except Refused as no:
        return _again(context, term, no)
    return _drawn(context, kept)


async def remove(context: RequestContext) -> web.Response:
    """Take one off; the page as it stands then."""
    term, typed = _area(context), await context.form()
    try:
        form = read_form(
            CoSubmitterRemoved, {"number": 0, "person": typed.get("person", "")}, context.today, context.words
        )
        people = [one for one in _editors(term) if one.object_id != form.person]
        kept = await context.tab.setting_up.set_editors(context.caller, term.code, people)
    except Refused as no:
        return _again(context, term, no)
    return _drawn(context, kept)


def _area(context: RequestContext) -> Term:
    """The area in the address. Raises Refused: `not_secretary`, `not_found`."""
    require_secretary(context.caller)
    of, code = context.request.match_info["list"], context.request.match_info["code"]
    term = context.words.get(TermList.AREA, code) if of == TermList.AREA.value else None
    if term is None:
        raise Refused("not_found")
    return term


def _editors(term: Term) -> list[Person]:
    pairs = zip(term.editor_ids, term.editor_names, strict=False)
    return [Person(object_id, name) for object_id, name in pairs]


def _name(context: RequestContext, object_id: str, told: str) -> str:
    met = context.tab.store.contact(object_id)
    return (met.person.name if met else "") or told or NAMELESS


def _again(context: RequestContext, term: Term, no: Refused) -> web.Response:
    code = no.refusal.fields.get("ids")
    trouble = context.t(f"field.{code}") if code else refusal_sentence(context.t, no.refusal)
    return _drawn(context, term, trouble, status_of(no.refusal))


def _drawn(context: RequestContext, term: Term, trouble: str = "", status: int = 200) -> web.Response:
    place = f"setup/terms/{term.list.value}/{term.code}/editors"
    shown = EditorsPage(term.called(context.t.language), tuple(_editors(term)), place, trouble)
    return drawn_page(context, "editors.html", status=status, page=shown)
