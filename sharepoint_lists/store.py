"""The store: the ground's port, on SharePoint lists through Microsoft Graph."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

import structlog

from sharepoint_lists import columns, lists, things
from sharepoint_lists.addresses import NotProvisioned
from sharepoint_lists.answers import GraphFailure, Json
from sharepoint_lists.clock import Deadline
from sharepoint_lists.contacts import Contacts
from sharepoint_lists.deciding import Decider
from sharepoint_lists.importing import Importer
from sharepoint_lists.outbox import NoOutbox, Outbox
from sharepoint_lists.parts import Parts
from sharepoint_lists.things import Cells, Shape, key_of, row_number, row_version
from sharepoint_lists.ties import TieKeeper
from sharepoint_lists.writing import Conflict
from technology_map.decisions import Decision
from technology_map.overview import Overview
from technology_map.people import Contact
from technology_map.ports import Changed, ChangedCard, NotStored, Receipt
from technology_map.proposals import Proposal
from technology_map.solution_cards import SolutionCard
from technology_map.ties import Follow, Tie, Ties

log = structlog.get_logger(__name__)

CHANGE_ATTEMPTS = 3
_STATE = frozenset({columns.STATUS.name, columns.LAST_SEQ.name})
_ALWAYS_DIFFERENT = frozenset({columns.CHANGED_AT.name})


class SharePointStore:
    """Implements `technology_map.ports.Store`. Equal instances may share one tenant."""

    def __init__(self, parts: Parts, decider: Decider, outbox: Outbox | None) -> None:
        self._graph = parts.graph
        self._writer = parts.writer
        self._turns = parts.turns
        self._outbox = outbox
        self._decider = decider
        self._contacts = Contacts(parts)
        self._importer = Importer(parts)
        self._ties = TieKeeper(parts)
        self.replica = parts.replica

    @property
    def overview(self) -> Overview:
        """Everything, as last seen."""
        return self.replica.copy.overview

    @property
    def follows(self) -> Ties[Follow]:
        """Who follows what, as last seen."""
        return self.replica.copy.follows

    async def catch_up(self) -> None:
        """Read what changed in every list, now. Raises GraphFailure, NotProvisioned."""
        await self.replica.catch_up(lists.LISTS)

    async def look_again(self) -> None:
        """As the port says: one round of the lists that people wait for."""
        try:
            await self.replica.catch_up()
        except (GraphFailure, NotProvisioned) as failure:
            log.warning("not_read_again", reason=str(failure))

    async def add_proposal(self, proposal: Proposal) -> Proposal | Receipt:
        """As the port says. One POST; no other request unless the answer leaves doubt."""
        known = self.overview.proposals.by_key
        async with self._turns.of(proposal.submission_key):
            return known(key_of(proposal)) or await self._add(things.PROPOSAL, proposal)

    async def add_solution_card(self, card: SolutionCard) -> SolutionCard | Receipt:
        """As the port says, in the same way as a proposal."""
        known = self.overview.solution_cards.by_key
        async with self._turns.of(card.submission_key):
            return known(key_of(card)) or await self._add(things.SOLUTION_CARD, card)

    async def change_proposal(self, changed: Proposal) -> Proposal:
        """As the port says."""
        async with self._turns.of(changed.name):
            base = self.overview.proposals.get(changed.number)
            if base is None or base.version != changed.version:
                raise Changed(base)
            try:
                current = await self._change(things.PROPOSAL, base, changed)
            except _Overtaken as overtaken:
                raise Changed(overtaken.current) from None
            if isinstance(current, Proposal):
                return current
            raise NotStored("unreadable")

    async def change_solution_card(self, changed: SolutionCard) -> SolutionCard:
        """As the port says."""
        async with self._turns.of(changed.name):
            base = self.overview.solution_cards.get(changed.number)
            if base is None or base.version != changed.version:
                raise ChangedCard(base)
            try:
                current = await self._change(things.SOLUTION_CARD, base, changed)
            except _Overtaken as overtaken:
                raise ChangedCard(overtaken.current) from None
            if isinstance(current, SolutionCard):
                return current
            raise NotStored("unreadable")

    async def decide(self, decision: Decision, moved: Proposal) -> Proposal:
        """As the port says: two round trips, the row of the log and the proposal."""
        return await self._decider.decide(decision, moved)

    def import_solution_cards(
        self, cards: Sequence[SolutionCard]
    ) -> AsyncIterator[Sequence[SolutionCard | NotStored]]:
        """As the port says: 20 a round trip, four round trips at a time."""
        return self._importer.store(cards)

    def contact(self, object_id: str) -> Contact | None:
        """Where the person can be reached, or None."""
        return self.replica.copy.contacts.get(object_id)

    async def keep_contact(self, contact: Contact) -> None:
        """As the port says; no request where the same is kept already."""
        await self._contacts.keep(contact)

    async def forget_contact(self, object_id: str) -> None:
        """As the port says."""
        await self._contacts.forget(object_id)

    async def tie(self, tie: Tie) -> None:
        """As the port says: one POST."""
        await self._ties.keep(tie)

    async def untie(self, tie: Tie) -> None:
        """As the port says: one DELETE for each row, and one look for another."""
        await self._ties.remove(tie)

    async def _add(self, shape: Shape[Any], thing: Any) -> Any:
        key = key_of(thing)
        if self._outbox and (code := self._outbox.receipt(key)):
            return Receipt(code)
        deadline = self._graph.for_person()
        try:
            item = await self._writer.create(shape, thing, deadline)
        except (GraphFailure, NotProvisioned) as failure:
            log.warning("not_stored_yet", list=shape.list.name, reason=str(failure))
            return await self._queued(shape, thing)
        first = await self._first(shape, key, item, deadline)
        stored = self.replica.take(shape.list, first)
        return stored or replace(thing, number=row_number(first), version=row_version(first))

    async def _first(self, shape: Shape[Any], key: str, item: Json, deadline: Deadline) -> Json:
        """The row that counts: where unique columns leak, another instance may have stored the same.

        Its row can only be one that we have not read. Where there is none, nobody is asked.
        """
        if not self.replica.copy.shelf(shape.list).unseen_below(row_number(item)):
            return item
        try:
            found = await self._writer.look_up(shape.list, key, deadline)
        except (GraphFailure, NotProvisioned):
            return item
        if found is None or row_number(found) >= row_number(item):
            return item
        self.replica.take(shape.list, item)
        return found

    async def _queued(self, shape: Shape[Any], thing: Any) -> Receipt:
        if self._outbox is None:
            raise NotStored("no outbox")
        cells, now = shape.cells(thing), self._graph.clock.now()
        try:
            return Receipt(await self._outbox.put(shape.list.name, key_of(thing), cells, now))
        except NoOutbox:
            raise NotStored("the outbox failed too") from None

    async def _change(self, shape: Shape[Any], base: Any, changed: Any) -> Any:
        cells, version = shape.changes(base, changed), base.version
        if not cells:
            return base
        deadline = self._graph.for_person()
        for _ in range(CHANGE_ATTEMPTS):
            try:
                item = await self._writer.change(shape, changed.number, cells, version, deadline)
                return self.replica.take(shape.list, item)
            except Conflict as conflict:
                current = self._current(shape, conflict, changed.number)
                if current is None or _touched(shape, base, current, cells):
                    raise _Overtaken(current) from None
                version = current.version
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("change_not_stored", list=shape.list.name, reason=str(failure))
                raise NotStored("not stored") from None
        raise NotStored("the row changes all the time")

    def _current(self, shape: Shape[Any], conflict: Conflict, number: int) -> Any:
        if conflict.item is None:
            self.replica.forget(shape.list, number)
            return None
        return self.replica.take(shape.list, conflict.item)


class _Overtaken(Exception):  # noqa: N818 - an answer, not an error
    def __init__(self, current: Any) -> None:
        super().__init__("overtaken")
        self.current = current


def _touched(shape: Shape[Any], base: Any, current: Any, cells: Cells) -> bool:
    """Whether somebody else changed the state, or one of the fields that we want to change."""
    theirs = shape.changes(base, current).keys() - _ALWAYS_DIFFERENT
    return bool(theirs & (cells.keys() | _STATE))
