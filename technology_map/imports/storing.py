"""Stores what an import planned, and writes the past of proposals into their logs."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Literal

from technology_map.cards.proposals import Proposal
from technology_map.council.deciding import moved_by
from technology_map.council.decisions import Decision, sealed
from technology_map.imports.foreign_import import Planned, PlannedProposal, RefusedRow
from technology_map.ports import Changed, NotStored, Store

Outcome = Literal["stored", "not_stored", "maybe_stored"]
"""`maybe_stored`: the answer was lost, and then the way to look, too."""


async def store_planned(
    planned: Sequence[Planned], store: Store
) -> AsyncIterator[list[tuple[Planned, Outcome]]]:
    """Each planned row with what became of it, as batches finish, in the order given.

    A proposal is stored when its past is in its log, too; the same file again finishes one that is not.
    Raises NotStored where nothing more can be.
    """
    waiting = iter(planned)
    async for batch in store.import_cards([one.card for one in planned]):
        outcomes: list[tuple[Planned, Outcome]] = []
        for answer, one in zip(batch, waiting, strict=False):
            became = outcome_of(answer) if isinstance(answer, NotStored) else "stored"
            if isinstance(one, PlannedProposal) and isinstance(answer, Proposal) and one.history:
                became = await _written(one.history, answer, store)
            outcomes.append((one, became))
        yield outcomes


def left_out(one: Planned, became: Outcome) -> RefusedRow:
    """The row as a report says that it is not, or perhaps not, stored."""
    return RefusedRow(one.row, one.title, became)


def outcome_of(failure: NotStored) -> Outcome:
    """What is known of a row that was answered so."""
    return "maybe_stored" if failure.doubt else "not_stored"


async def _written(history: Decision, proposal: Proposal, store: Store) -> Outcome:
    """Whether the first row of the log stands, this one or one that the council wrote meanwhile."""
    if proposal.seq:
        return "stored"
    first = sealed(replace(history, proposal=proposal.number), ())
    try:
        await store.decide(first, moved_by(proposal, first))
    except Changed:
        return "stored"
    except NotStored as failure:
        return outcome_of(failure)
    return "stored"
