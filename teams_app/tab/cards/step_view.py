"""One step of a whole card as it is drawn: where one is, the fields, and what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from teams_app.tab.cards.proposal_pages import Since
from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.cards.step_marks import Mark, marks, thing_path
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option
from technology_map.cards.answers import table_of, value_of
from technology_map.cards.completeness import red_answers
from technology_map.cards.facts import Thing, advice, choices_of, label, raw_value, step_title, value_words
from technology_map.cards.field_table import Step
from technology_map.cards.fields import Field, Kind
from technology_map.cards.proposals import Proposal
from technology_map.cards.submitting import edit_restarts_assessment
from technology_map.council.life_cycle import EDITABLE
from technology_map.people.rights import hands_in

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


@dataclass(frozen=True, slots=True)
class StepPage:
    """Everything on the page of a step; `since` and `differing` belong to a conflict."""

    name: str
    number: int
    title: str
    heading: str
    position: str
    lead: str
    warning: str
    place: str
    watch: str
    back: str
    marks: tuple[Mark, ...]
    fields: tuple[DrawnField, ...]
    filled: Filled
    version: str
    seq: int
    first: bool
    last: bool
    since: Since | None
    differing: tuple[Fact, ...]
    possible: bool
    asks_why: bool


def step_page(
    context: RequestContext,
    thing: Thing,
    step: Step,
    filled: Filled | None = None,
    since: Since | None = None,
    *,
    conflict: bool = False,
) -> StepPage:
    """The page of a step as it stands, or as the person left it."""
    t, steps, path = context.t, table_of(thing), thing_path(thing)
    place = steps.place(step)
    shown = filled or Filled(values=step_values(thing, step))
    proposal = thing if isinstance(thing, Proposal) else None
    return StepPage(
        name=thing.name,
        number=thing.number,
        title=thing.title,
        heading=step_title(t, thing, step),
        position=t("steps.position", place=place + 1, count=len(steps)),
        lead=t(f"step.{steps.room}.{step.code}.lead"),
        warning=_warning(context, thing, step),
        place=f"{path}/steps/{step.code}",
        watch=f"{path}/changed" if proposal else "",
        back=path,
        marks=marks(context, thing, step),
        fields=tuple(_drawn(context, field, shown) for field in step.fields),
        filled=shown,
        version=thing.version,
        seq=proposal.seq if proposal else 0,
        first=place == 0,
        last=place == len(steps) - 1,
        since=since,
        differing=_differing(context, thing, step, shown) if conflict else (),
        possible=proposal is None or proposal.status in EDITABLE,
        asks_why=not hands_in(context.caller, thing),
    )


def step_values(thing: Thing, step: Step) -> Mapping[str, str]:
    """What stands in the step's fields, as a form holds it."""
    return {field.name: raw_value(value_of(thing, field)) for field in step.fields}


def _warning(context: RequestContext, thing: Thing, step: Step) -> str:
    """What one should know before saving this step."""
    if step.code == "ethics" and red_answers(thing):
        return context.t("helps.red")
    restarts = isinstance(thing, Proposal) and edit_restarts_assessment(thing)
    return context.t("tab.edit.assessed") if restarts else ""


def _drawn(context: RequestContext, field: Field, filled: Filled) -> DrawnField:
    t, chosen = context.t, filled.value(field.name).split(",")
    found = choices_of(t, field, filled.value(field.name)) if field.words else []
    control = field.kind.value
    if field.kind is Kind.CHOICE:
        control = "radios" if len(found) < MOST_RADIOS and not field.needed else "select"
    return DrawnField(
        name=field.name,
        control=control,
        label=label(t, field),
        help=advice(t, field),
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


def _differing(context: RequestContext, thing: Thing, step: Step, filled: Filled) -> tuple[Fact, ...]:
    """What stands otherwise than the person has typed it, as it stands now."""
    t, stands = context.t, step_values(thing, step)
    return tuple(
        Fact(label(t, field), value_words(t, field, value_of(thing, field)) or t("tab.fact.none"))
        for field in step.fields
        if stands[field.name].split() != filled.value(field.name).split()
    )
