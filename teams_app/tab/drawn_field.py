"""A field of the table as a form draws it."""

from dataclasses import dataclass

from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option
from technology_map.cards.facts import choices_of
from technology_map.cards.fields import Field, Kind

MOST_RADIOS = 6
"""Choices that are all shown at once; more are a list to choose from."""


@dataclass(frozen=True, slots=True)
class DrawnField:
    """One field. `control` is how it is drawn; `limit` is 0 where no characters are counted."""

    name: str
    control: str
    label: str
    help: str
    limit: int
    needed: bool
    joins: bool
    options: tuple[Option, ...]
    several: bool
    suggested: tuple[str, ...]


def drawn_field(context: RequestContext, field: Field, filled: Filled, label: str, advice: str) -> DrawnField:
    """The field with what can be chosen, and what is; `label` and `advice` are its sentences."""
    t, chosen = context.t, filled.value(field.name).split(",")
    found = choices_of(t, field, filled.value(field.name)) if field.words else []
    control = field.kind.value
    if field.kind is Kind.CHOICE:
        control = "radios" if len(found) < MOST_RADIOS and not field.needed else "select"
    return DrawnField(
        name=field.name,
        control=control,
        label=label,
        help=advice,
        limit=field.limit if field.kind in (Kind.TEXT, Kind.LINE) else 0,
        needed=field.needed,
        joins=field.joins,
        options=tuple(Option(code, word, code in chosen) for code, word in found),
        several=field.kind is Kind.CHOICES,
        suggested=_suggested(context, field, filled.value("area")),
    )


def _suggested(context: RequestContext, field: Field, area: str) -> tuple[str, ...]:
    """The names that a line suggests: those of the chosen area first of all, and those of none."""
    if field.suggests is None:
        return ()
    offered = context.words.offered(field.suggests)
    return tuple(one.name_da for one in offered if not one.area or not area or one.area == area)
