"""Stores what an import planned, and writes the past of proposals into their logs."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from technology_map.cards.proposals import Proposal
from technology_map.council.deciding import moved_by
from technology_map.council.decisions import Decision, sealed
from technology_map.imports.foreign_import import Planned, PlannedProposal
from technology_map.ports import Changed, NotStored, Store


async def store_planned(
    planned: Sequence[Planned], store: Store
) -> AsyncIterator[list[tuple[Planned, bool]]]:
    """Each planned row with whether it was stored, as batches finish, in the order given.

    A proposal is stored when its past is in its log, too; the same file again finishes one that is not.
    Raises NotStored where nothing more can be.
    """
    waiting = iter(planned)
    async for batch in store.import_cards([one.card for one in planned]):
        outcomes: list[tuple[Planned, bool]] = []
        for answer, one in zip(batch, waiting, strict=False):
            stored = not isinstance(answer, NotStored)
            if isinstance(one, PlannedProposal) and isinstance(answer, Proposal) and one.history:
                stored = await _written(one.history, answer, store)
            outcomes.append((one, stored))
        yield outcomes


async def _written(history: Decision, proposal: Proposal, store: Store) -> bool:
    """Whether the first row of the log stands, this one or one that the council wrote meanwhile."""
    if proposal.seq:
        return True
    first = sealed(replace(history, proposal=proposal.number), ())
    try:
        await store.decide(first, moved_by(proposal, first))
    except Changed:
        return True
    except NotStored:
        return False
    return True
