"""One step of a whole card as it is drawn: where one is, the fields, and what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from teams_app.tab.cards.proposal_pages import Since
from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.cards.step_marks import Mark, marks, thing_path
from teams_app.tab.drawn_field import DrawnField, drawn_field
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled
from technology_map.cards.answers import table_of, value_of
from technology_map.cards.completeness import red_answers
from technology_map.cards.facts import Thing, advice, label, raw_value, step_title, value_words
from technology_map.cards.field_table import Step
from technology_map.cards.proposals import Proposal
from technology_map.cards.submitting import edit_restarts_assessment
from technology_map.council.guideline import Guideline
from technology_map.council.life_cycle import EDITABLE
from technology_map.people.rights import hands_in


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
    guideline: Guideline | None


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
        fields=tuple(drawn_field(context, one, shown, label(t, one), advice(t, one)) for one in step.fields),
        filled=shown,
        version=thing.version,
        seq=proposal.seq if proposal else 0,
        first=place == 0,
        last=place == len(steps) - 1,
        since=since,
        differing=_differing(context, thing, step, shown) if conflict else (),
        possible=proposal is None or proposal.status in EDITABLE,
        asks_why=not hands_in(context.caller, thing),
        guideline=context.tab.guiding.guideline() if step.code == "ethics" else None,
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


def _differing(context: RequestContext, thing: Thing, step: Step, filled: Filled) -> tuple[Fact, ...]:
    """What stands otherwise than the person has typed it, as it stands now."""
    t, stands = context.t, step_values(thing, step)
    return tuple(
        Fact(label(t, field), value_words(t, field, value_of(thing, field)) or t("tab.fact.none"))
        for field in step.fields
        if stands[field.name].split() != filled.value(field.name).split()
    )
