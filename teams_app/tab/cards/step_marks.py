"""The steps of a card as a row of marks: which there are, and how far each is."""

from dataclasses import dataclass

from teams_app.tab.request_context import RequestContext
from technology_map.cards.completeness import Progress, progress_of
from technology_map.cards.facts import Thing, step_title
from technology_map.cards.field_table import Step
from technology_map.cards.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Mark:
    """A step among the steps: its title, and how far it is in words."""

    place: int
    title: str
    address: str
    progress: Progress
    words: str
    here: bool


def thing_path(thing: Thing) -> str:
    """The address of the thing's own page."""
    return f"{'proposals' if isinstance(thing, Proposal) else 'solutions'}/{thing.number}"


def marks(context: RequestContext, thing: Thing, here: Step | None = None) -> tuple[Mark, ...]:
    """Every step with how far it is; `here` is the one that is open."""
    t, path = context.t, thing_path(thing)
    return tuple(
        Mark(
            place=place,
            title=step_title(t, thing, one.step),
            address=f"{path}/steps/{one.step.code}",
            progress=one.progress,
            words=t("tab.step.filled", filled=one.filled, total=one.total),
            here=one.step is here,
        )
        for place, one in enumerate(progress_of(thing), start=1)
    )
