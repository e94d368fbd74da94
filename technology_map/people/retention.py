"""How long names are kept: things that were closed so long ago that nobody needs to know whose they were."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime

from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import ENDED
from technology_map.overview import Overview
from technology_map.words.values import Phase


def months_before(today: date, months: int) -> date:
    """The day so many months ago; the last of a month that has no such day."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def due_things(overview: Overview, today: date, months: int) -> Iterator[str]:
    """The names (F-…, L-…) of what was closed at least so many months ago.

    A proposal is closed by the last decision on it; a solution card that was taken out of operation counts
    from when it was last changed. 0 months: names are kept, and nothing is ever due.
    """
    if months <= 0:
        return
    limit = months_before(today, months)
    for proposal in overview.proposals:
        if proposal.status in ENDED and _closed(overview, proposal).astimezone(UTC).date() <= limit:
            yield proposal.name
    for card in overview.solution_cards:
        if card.phase is Phase.RETIRED and card.changed_at.astimezone(UTC).date() <= limit:
            yield card.name


def _closed(overview: Overview, proposal: Proposal) -> datetime:
    last = overview.log.last(proposal.number)
    return last.decided_at if last else proposal.changed_at
