"""What a solution card's page tells of the last workshop that agreed on it."""

from dataclasses import dataclass

from teams_app.tab.method.placing_view import outcome_of
from teams_app.tab.method.report_view import change_of
from teams_app.tab.request_context import RequestContext
from technology_map.cards.solution_cards import SolutionCard
from technology_map.method.workshops import Workshop, WorkshopCard, latest_agreed


@dataclass(frozen=True, slots=True)
class Talked:
    """The agreement, and the workshop it was made at."""

    change: str
    title: str
    address: str
    outcome: tuple[tuple[str, str], ...]


def talked(context: RequestContext, card: SolutionCard) -> Talked | None:
    """None where no workshop has agreed on the card."""
    store = context.tab.store
    last = latest_agreed(store.records(WorkshopCard).about(card.name))
    workshop = store.records(Workshop).get(last.workshop) if last else None
    if last is None or workshop is None:
        return None
    t = context.t
    return Talked(change_of(t, last), workshop.title, f"workshops/{workshop.row}/report", outcome_of(t, last))
