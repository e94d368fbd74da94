"""The store: the ground's port, on SharePoint lists through Microsoft Graph."""

from collections.abc import AsyncIterator, Mapping, Sequence

import structlog

from sharepoint_lists.demand import Demand
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.row_mapping import key_of
from sharepoint_lists.replica.replica import IN_MEETING, IN_WORKSHOP, LIVELY
from sharepoint_lists.replica.versions import RowVersions
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.adding import Adder
from sharepoint_lists.writing.changing import Changer, Overtaken
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.contacts import Contacts
from sharepoint_lists.writing.deciding import Decider
from sharepoint_lists.writing.doubt import not_stored
from sharepoint_lists.writing.handmade import Handmade
from sharepoint_lists.writing.importing import Importer
from sharepoint_lists.writing.notices import Notices
from sharepoint_lists.writing.outbox import Outbox
from sharepoint_lists.writing.records import RecordKeeper
from sharepoint_lists.writing.relations import TieKeeper
from sharepoint_lists.writing.remarks import RemarkKeeper
from technology_map.backing.relations import Follow, Relation, Relations, Support
from technology_map.cards.handmade import HandmadeRow
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.wording import CardVersion
from technology_map.council.decisions import Decision
from technology_map.council.notices import Notice
from technology_map.overview import Overview
from technology_map.people.people import Contact
from technology_map.ports import Card, Changed, ChangedCard, ChangedTerm, NotStored, Receipt
from technology_map.records import R, Record, Records
from technology_map.talk.remarks import Remark, Remarks
from technology_map.words.terms import Term

log = structlog.get_logger(__name__)


class SharePointStore:
    """Implements `technology_map.ports.Store`. Equal instances may share one tenant."""

    def __init__(self, components: Components, decider: Decider, outbox: Outbox | None) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._keyed_locks = components.locks
        self._adder = Adder(components, outbox)
        self._changer = Changer(components)
        self._decider = decider
        self._contacts = Contacts(components)
        self._importer = Importer(components)
        self._relations = TieKeeper(components)
        self._notices = Notices(components)
        self._remarks = RemarkKeeper(components)
        self._records = RecordKeeper(components)
        self._handmade = Handmade(components)
        self._versions = RowVersions(components.graph, components.addresses, components.replica)
        self.replica = components.replica
        self.demand = Demand(components.graph.clock)

    @property
    def overview(self) -> Overview:
        """Everything, as last seen."""
        return self.replica.copy.overview

    @property
    def follows(self) -> Relations[Follow]:
        """Who follows what, as last seen."""
        return self.replica.copy.follows

    async def catch_up(self) -> None:
        """Read what changed in every list, now. Raises GraphFailure, NotProvisioned."""
        await self.replica.catch_up(lists.REPLICATED)

    def note_visit(self) -> None:
        """As the port says."""
        self.demand.note()

    async def look_again(self) -> None:
        """As the port says: one round of the lists that people wait for, in meetings and workshops too."""
        try:
            await self.replica.catch_up((*LIVELY, *IN_MEETING, *IN_WORKSHOP))
        except (GraphFailure, NotProvisioned) as failure:
            log.warning("not_read_again", reason=str(failure))

    async def add_proposal(self, proposal: Proposal) -> Proposal | Receipt:
        """As the port says. One POST; no other request unless the answer leaves doubt."""
        known, key = self.overview.proposals.by_key, key_of(proposal)
        if there := known(key) or self._adder.receipt(key):
            return there
        async with self._keyed_locks.of(proposal.submission_key):
            return known(key) or await self._adder.add(row_mapping.PROPOSAL, proposal)

    async def add_solution_card(self, card: SolutionCard) -> SolutionCard | Receipt:
        """As the port says, in the same way as a proposal."""
        known, key = self.overview.solution_cards.by_key, key_of(card)
        if there := known(key) or self._adder.receipt(key):
            return there
        async with self._keyed_locks.of(card.submission_key):
            return known(key) or await self._adder.add(row_mapping.SOLUTION_CARD, card)

    async def change_proposal(self, changed: Proposal) -> Proposal:
        """As the port says."""
        async with self._keyed_locks.of(changed.name):
            base = self.overview.proposals.get(changed.number)
            if base is None or base.version != changed.version:
                raise Changed(base)
            try:
                current = await self._changer.change(row_mapping.PROPOSAL, base, changed)
            except Overtaken as overtaken:
                raise Changed(overtaken.current) from None
            if isinstance(current, Proposal):
                return current
            raise NotStored("unreadable")

    async def change_solution_card(self, changed: SolutionCard) -> SolutionCard:
        """As the port says."""
        async with self._keyed_locks.of(changed.name):
            base = self.overview.solution_cards.get(changed.number)
            if base is None or base.version != changed.version:
                raise ChangedCard(base)
            try:
                current = await self._changer.change(row_mapping.SOLUTION_CARD, base, changed)
            except Overtaken as overtaken:
                raise ChangedCard(overtaken.current) from None
            if isinstance(current, SolutionCard):
                return current
            raise NotStored("unreadable")

    async def add_term(self, term: Term) -> Term:
        """As the port says: one POST; the list's unique code makes a second one the first."""
        mapping = row_mapping.TERMS[term.list]
        async with self._keyed_locks.of(term.name):
            try:
                item = await self._writer.create(mapping, term, self._graph.for_person())
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("term_not_stored", list=mapping.list.name, reason=str(failure))
                raise not_stored("not stored", failure) from None
            stored: Term | None = self.replica.take(mapping.list, item)
            if stored is None:
                raise NotStored("unreadable")
            return stored

    async def change_term(self, changed: Term) -> Term:
        """As the port says."""
        async with self._keyed_locks.of(changed.name):
            base = self.replica.words.get(changed.list, changed.code)
            if base is None or base.version != changed.version:
                raise ChangedTerm(base)
            try:
                current = await self._changer.change(row_mapping.TERMS[changed.list], base, changed)
            except Overtaken as overtaken:
                raise ChangedTerm(overtaken.current) from None
            if isinstance(current, Term):
                return current
            raise NotStored("unreadable")

    @property
    def words_behind(self) -> int:
        """As the port says."""
        return sum(len(intake.outdated) for intake in self.replica.copy.cards)

    async def decide(self, decision: Decision, moved: Proposal) -> Proposal:
        """As the port says: two round trips, the row of the log and the proposal."""
        return await self._decider.decide(decision, moved)

    def import_cards(self, cards: Sequence[Card]) -> AsyncIterator[Sequence[Card | NotStored]]:
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

    @property
    def notices(self) -> Mapping[str, Notice] | None:
        """As the port says."""
        copy = self.replica.copy
        return copy.notices if lists.NOTICES.name in copy.links else None

    async def take_notice(self, notice: Notice) -> Notice:
        """As the port says: one POST."""
        return await self._notices.take(notice)

    async def change_notice(self, changed: Notice) -> Notice:
        """As the port says: one PATCH."""
        return await self._notices.change(changed)

    @property
    def council_remarks(self) -> Remarks:
        """As the port says."""
        return self.replica.copy.council_remarks

    async def add_remark(self, remark: Remark) -> Remark:
        """As the port says: one POST."""
        return await self._remarks.add(remark)

    async def change_remark(self, changed: Remark) -> Remark:
        """As the port says: one PATCH."""
        return await self._remarks.change(changed)

    @property
    def council_revision(self) -> int:
        """As the port says."""
        return self.replica.copy.council_revision

    def records(self, kind: type[R]) -> Records[R]:
        """As the port says."""
        return self.replica.copy.records_of(kind)

    async def add_record(self, record: R) -> R:
        """As the port says: one POST."""
        return await self._records.add(record)

    async def change_record(self, changed: R) -> R:
        """As the port says: one PATCH."""
        return await self._records.change(changed)

    async def remove_record(self, record: Record) -> None:
        """As the port says: one DELETE."""
        await self._records.remove(record)

    def unread(self, thing: Proposal | SolutionCard) -> tuple[str, ...]:
        """As the port says."""
        copy = self.replica.copy
        intake = copy.proposals if isinstance(thing, Proposal) else copy.solution_cards
        titles = {one.name: one.title for one in intake.mapping.list.columns}
        return tuple(titles.get(one.column, one.column) for one in intake.faults.get(thing.number, ()))

    @property
    def handmade(self) -> Sequence[HandmadeRow]:
        """As the port says."""
        return self._handmade.rows()

    async def take_in(self, row: HandmadeRow) -> Proposal | SolutionCard:
        """As the port says: one PATCH."""
        return await self._handmade.take_in(row)

    async def leave(self, row: HandmadeRow) -> None:
        """As the port says: one PATCH."""
        await self._handmade.leave(row)

    async def add_relation(self, relation: Relation) -> None:
        """As the port says: one POST."""
        await self._relations.keep(relation)

    async def renew_support(self, support: Support) -> None:
        """As the port says: one PATCH for each row."""
        await self._relations.renew(support)

    async def versions(self, thing: Proposal | SolutionCard) -> Sequence[CardVersion] | None:
        """As the port says: one GET a page of versions."""
        return await self._versions.of(thing)

    async def remove_relation(self, relation: Relation) -> None:
        """As the port says: one DELETE for each row, and one look for another."""
        await self._relations.remove(relation)
