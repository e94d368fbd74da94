"""What resembles what is being typed, as it is drawn beside the form: why it is named, what one can do."""

from dataclasses import dataclass

from teams_app.tab.backing.backing_view import Press, following, reuse_press, support_press
from teams_app.tab.cards.solution_view import excerpt
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import word
from technology_map.cards.facts import label
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.search.similar import Similar
from technology_map.texts import Texts
from technology_map.words.values import Phase

FROM_SIMILAR = "similar"
"""What a press beside the form says, so that the form stays: only its own buttons are drawn anew."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Something that resembles what is being typed."""

    name: str
    title: str
    kind: str
    status: str
    excerpt: str
    address: str
    why: tuple[str, ...] = ()
    presses: tuple[Press, ...] = ()


def likeness(context: RequestContext, thing: Proposal | SolutionCard) -> Likeness:
    """A thing in a short list."""
    if isinstance(thing, Proposal):
        kind, status = context.t("tab.kind.proposal"), word(context.t, Status, thing.status)
        text, path = thing.problem, f"proposals/{thing.number}"
    else:
        kind, status = context.t("tab.kind.solution"), word(context.t, Phase, thing.phase)
        text, path = thing.summary or thing.challenges, f"solutions/{thing.number}"
    return Likeness(
        thing.name, thing.title, kind, status, excerpt(text), path, presses=_presses(context, thing, path)
    )


def why(t: Texts, similar: Similar) -> tuple[str, ...]:
    """The words that agree, field by field."""
    return tuple(
        t("similar.why", field=label(t, one.field), words=", ".join(one.words)) for one in similar.agreements
    )


def _presses(context: RequestContext, thing: Proposal | SolutionCard, path: str) -> tuple[Press, ...]:
    first = (
        support_press(context, thing, path)
        if isinstance(thing, Proposal)
        else reuse_press(context, thing, path)
    )
    return tuple(filter(None, (first, following(context, thing, path))))
