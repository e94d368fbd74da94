"""How complete a card is, as its page shows it: to who may fill it in, and to everybody else."""

from dataclasses import dataclass

from teams_app.tab.cards.step_marks import Mark, marks, thing_path
from teams_app.tab.request_context import RequestContext
from technology_map.cards.completeness import Help, Progress, helps, next_step, progress_of
from technology_map.cards.facts import Thing, help_sentence, progress_sentence, step_title
from technology_map.cards.proposals import Proposal
from technology_map.search.wishes import names_only_technology
from technology_map.texts import Texts


@dataclass(frozen=True, slots=True)
class Wish:
    """An answer that would help; `address` leads into its step where the reader may fill it in."""

    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """The panel. `onward` is the button into the steps, empty for who may not fill them in."""

    heading: str
    lead: str
    summary: str
    marks: tuple[Mark, ...]
    wish: str
    wishes: tuple[Wish, ...]
    onward: str
    address: str


def completeness(context: RequestContext, thing: Thing, *, own: bool) -> Completeness:
    """How far the card is and what would help; `own`: the reader may fill it in."""
    t, room = context.t, "proposal" if isinstance(thing, Proposal) else "solution"
    following, path = next_step(thing), thing_path(thing)
    whole = all(one.progress is Progress.DONE for one in progress_of(thing))
    onward = "tab.whole.look" if whole else "tab.whole.onward"
    return Completeness(
        heading=t(f"tab.whole.{room}.own" if own else "tab.whole.heading"),
        lead=t("tab.whole.lead") if own and not whole else "",
        summary=progress_sentence(t, thing),
        marks=marks(context, thing) if own else (),
        wish=t(f"tab.whole.{room}.wish"),
        wishes=(
            *_question(context, thing, path, own=own),
            *(_wish(t, one, path, own=own) for one in helps(thing)),
        ),
        onward=t(onward, step=step_title(t, thing, following)) if own else "",
        address=f"{path}/steps/{following.code}" if own else "",
    )


def _question(context: RequestContext, thing: Thing, path: str, *, own: bool) -> tuple[Wish, ...]:
    """The friendly question to a problem that names only a technology; only its submitter is asked."""
    asked = own and isinstance(thing, Proposal) and names_only_technology(context.words, thing.problem)
    return (Wish(context.t("question.only_technology"), f"{path}/steps/problem"),) if asked else ()


def _wish(t: Texts, one: Help, path: str, *, own: bool) -> Wish:
    return Wish(help_sentence(t, one), f"{path}/steps/{one.step.code}" if own else "")
