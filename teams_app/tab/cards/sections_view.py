"""A whole card as its page tells it: the filled fields in the order of the method."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.cards.step_marks import thing_path
from teams_app.tab.request_context import RequestContext
from technology_map.cards.answers import value_of
from technology_map.cards.facts import Answer, Thing, sections
from technology_map.cards.fields import Kind
from technology_map.search.finding import by_name
from technology_map.words.values import Light


@dataclass(frozen=True, slots=True)
class Told:
    """One answer. `label` is empty where the heading above says it; `links` lead to other cards."""

    label: str
    words: str
    light: str
    links: tuple[Fact, ...]
    outside: str


@dataclass(frozen=True, slots=True)
class ToldSection:
    """A step with its answers."""

    title: str
    answers: tuple[Told, ...]


def told(context: RequestContext, thing: Thing, leaving_out: frozenset[str]) -> tuple[ToldSection, ...]:
    """The sections of a card's page; what is empty is not there."""
    return tuple(
        ToldSection(
            one.title,
            tuple(
                _answer(context, thing, answer, one.answers[place - 1] if place else None)
                for place, answer in enumerate(one.answers)
            ),
        )
        for one in sections(context.t, thing, leaving_out)
    )


def _answer(context: RequestContext, thing: Thing, answer: Answer, before: Answer | None) -> Told:
    """A field that joins the one before it, or that the heading names, needs no label."""
    field, value = answer.field, value_of(thing, answer.field)
    joined = field.joins and before is not None and field.name.startswith(before.field.name)
    return Told(
        label="" if joined or (field.needed and before is None) else answer.label,
        words=answer.words,
        light=value.value if isinstance(value, Light) else "",
        links=_links(context, value) if field.kind is Kind.NAMES else (),
        outside=answer.words if field.kind is Kind.LINK and _is_https(answer.words) else "",
    )


def _links(context: RequestContext, names: tuple[str, ...]) -> tuple[Fact, ...]:
    """The cards that are named; one that is gone is a name without a link."""
    found = []
    for name in names:
        thing = by_name(context.overview, name)
        address = thing_path(thing) if thing else ""
        found.append(Fact(name, f"{name} {thing.title}" if thing else name, address))
    return tuple(found)


def _is_https(text: str) -> bool:
    """Somebody may have written anything into SharePoint; only this becomes a link."""
    try:
        return urlsplit(text).scheme == "https"
    except ValueError:
        return False
