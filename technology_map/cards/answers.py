"""What a card says in a field of the table, whether or not the code names that field."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE, FieldTable
from technology_map.cards.fields import Field
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.words.terms import TermList
from technology_map.words.vocabulary import Vocabulary

Thing = TypeVar("Thing", Proposal, SolutionCard)

ATTRIBUTES: dict[type, frozenset[str]] = {
    kind: frozenset(one.name for one in fields(kind)) for kind in (Proposal, SolutionCard)
}
"""The fields that code names: attributes of the thing. Every other one stands in its `answers`."""


def value_of(thing: Proposal | SolutionCard, field: Field) -> Any:
    """What stands in the field; the kind's empty value where nothing does."""
    if field.name in ATTRIBUTES[type(thing)]:
        return getattr(thing, field.name)
    return dict(thing.answers).get(field.name, field.empty)


def with_values(thing: Thing, values: Mapping[str, Any]) -> Thing:
    """The thing with other values in these fields, each where it belongs."""
    named, answers = parted(type(thing), values)
    if not answers:
        return replace(thing, **named)
    kept = dict(thing.answers) | answers
    filled = ((name, value) for name, value in sorted(kept.items()) if value not in (None, "", ()))
    return replace(thing, **named, answers=tuple(filled))


def parted(kind: type, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values of attributes of this kind of thing, and the others."""
    known = ATTRIBUTES[kind]
    named = {name: value for name, value in values.items() if name in known}
    return named, {name: value for name, value in values.items() if name not in known}


def made(kind: type[Thing], values: Mapping[str, Any], **more: Any) -> Thing:
    """A new thing with these values of fields; `more` are its other attributes."""
    named, answers = parted(kind, values)
    filled = ((name, value) for name, value in sorted(answers.items()) if value not in (None, "", ()))
    return kind(**named, **more, answers=tuple(filled))


def table_of(thing: Proposal | SolutionCard) -> FieldTable:
    """The table that this kind of card is filled in by."""
    return PROPOSAL_TABLE if isinstance(thing, Proposal) else SOLUTION_TABLE


def searched_words(thing: Proposal | SolutionCard) -> tuple[str, ...]:
    """The title, and the texts that a thing is found by."""
    return (thing.title, *(str(value_of(thing, field) or "") for field in table_of(thing).searched))


def with_current_codes(thing: Thing, words: Vocabulary) -> Thing:
    """The thing with the codes that stand in the place of merged ones; the same thing where none was."""
    changed: dict[str, Any] = {}
    for field in table_of(thing).fields:
        value = value_of(thing, field)
        if isinstance(field.words, TermList):
            now = _current(field.words, value, words)
        elif field.suggests and value:
            now = words.renamed(field.suggests, value)
        else:
            continue
        if now != value:
            changed[field.name] = now
    return with_values(thing, changed) if changed else thing


def term_names(thing: Proposal | SolutionCard) -> set[str]:
    """The terms that a thing has, as `Term.name` writes them."""
    found: set[str] = set()
    for field, start in table_of(thing).terms:
        value = value_of(thing, field)
        if isinstance(value, tuple):
            found.update([start + code for code in value])
        elif value:
            found.add(start + value)
    return found


def _current(of: TermList, value: Any, words: Vocabulary) -> Any:
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(words.current(of, one) for one in value))
    return words.current(of, value) if value else value
