"""One whole copy of the lists in memory: the overview, what is personal, and where each delta goes on."""

from dataclasses import dataclass, field
from typing import Any

from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.record_mapping import RECORDS
from sharepoint_lists.replica.list_intake import ListIntake, RowFault
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.list_types import List, Site
from sharepoint_lists.schema.records import RECORD_LISTS
from technology_map.backing.relations import Follow, Relations, Support
from technology_map.cards.answers import term_names, with_current_codes
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision
from technology_map.council.notices import Notice
from technology_map.meetings.meetings import Meeting, MeetingState
from technology_map.method.workshops import Workshop
from technology_map.overview import Overview
from technology_map.people.people import Contact, Language
from technology_map.records import R, Record, Records
from technology_map.talk.remarks import Remark, Remarks
from technology_map.words.terms import TermList

COUNCIL_SEES = {one.kind for one in RECORD_LISTS if one.site is Site.CLOSED and not one.unseen}
"""Records whose coming draws the council's pages anew."""


@dataclass
class Copy:
    """What was read, by list. `links` holds the delta link of each list that was read whole."""

    overview: Overview = field(default_factory=Overview)
    contacts: dict[str, Contact] = field(default_factory=dict)
    follows: Relations[Follow] = field(default_factory=Relations)
    notices: dict[str, Notice] = field(default_factory=dict)
    council_remarks: Remarks = field(default_factory=Remarks)
    links: dict[str, str] = field(default_factory=dict)
    records: dict[type[Record], Records[Any]] = field(
        default_factory=lambda: {kind: Records() for kind in RECORDS}
    )

    def __post_init__(self) -> None:
        overview, words = self.overview, self.overview.vocabulary
        self.proposals: ListIntake[Proposal] = ListIntake(
            row_mapping.PROPOSAL,
            overview.put_proposal,
            lambda number, _: overview.drop_proposal(number),
            words,
            of_cards=True,
        )
        self.solution_cards: ListIntake[SolutionCard] = ListIntake(
            row_mapping.SOLUTION_CARD,
            overview.put_solution_card,
            lambda number, _: overview.drop_solution_card(number),
            words,
            of_cards=True,
        )
        self.decisions: ListIntake[Decision] = ListIntake(
            row_mapping.DECISION,
            overview.put_decision,
            lambda number, _: overview.drop_decision(number),
            words,
        )
        self.contact_rows: ListIntake[Contact] = ListIntake(
            row_mapping.CONTACT, self._put_contact, self._drop_contact, words
        )
        self.supports: ListIntake[Support] = ListIntake(
            row_mapping.SUPPORT, overview.put_support, lambda number, _: overview.drop_support(number), words
        )
        self.follow_rows: ListIntake[Follow] = ListIntake(
            row_mapping.FOLLOW, self.follows.put, lambda number, _: self.follows.drop(number), words
        )
        self.notice_rows: ListIntake[Notice] = ListIntake(
            row_mapping.NOTICE, self._put_notice, self._drop_notice, words
        )
        self.remark_rows: ListIntake[Remark] = ListIntake(
            row_mapping.REMARK, overview.put_remark, lambda number, _: overview.drop_remark(number), words
        )
        self.council_remark_rows: ListIntake[Remark] = ListIntake(
            row_mapping.COUNCIL_REMARK,
            self.council_remarks.put,
            lambda number, _: self.council_remarks.drop(number),
            words,
        )
        made: list[ListIntake[Any]] = [
            self.proposals,
            self.solution_cards,
            self.decisions,
            self.contact_rows,
            self.supports,
            self.follow_rows,
            self.notice_rows,
            self.remark_rows,
            self.council_remark_rows,
            *(self._terms(of) for of in TermList),
            *(self._records(kind) for kind in RECORDS),
        ]
        self.cards: list[ListIntake[Any]] = [self.proposals, self.solution_cards]
        self._names: dict[str, str] = {}
        self._intakes = {one.mapping.list.name: one for one in made}

    def _terms(self, of: TermList) -> ListIntake[Any]:
        return ListIntake(
            row_mapping.TERMS[of],
            self.overview.put_term,
            lambda number, _: self.overview.drop_term(of, number),
            self.overview.vocabulary,
        )

    def _records(self, kind: type[Record]) -> ListIntake[Any]:
        """What of the open site changes, people see: their pages are drawn anew."""
        mapping, rows, overview = RECORDS[kind], self.records[kind], self.overview
        shown = mapping.list.site is Site.OPEN

        def put(record: Record) -> None:
            rows.put(record)
            overview.revision += shown or record.public

        def drop(number: int, gone: Record | None) -> None:
            rows.drop(number)
            overview.revision += shown or (gone is not None and gone.public)

        return ListIntake(mapping, put, drop, overview.vocabulary)

    def records_of(self, kind: type[R]) -> Records[R]:
        """The records of one kind."""
        return self.records[kind]

    @property
    def size(self) -> int:
        """How many proposals and solution cards there are."""
        return len(self.overview.proposals) + len(self.overview.solution_cards)

    @property
    def in_meeting(self) -> bool:
        """Whether a meeting is held, or was and is not published yet."""
        going = (MeetingState.OPEN, MeetingState.HELD)
        return any(one.state in going for one in self.records_of(Meeting))

    @property
    def in_workshop(self) -> bool:
        """Whether people place cards together."""
        return any(one.going for one in self.records_of(Workshop))

    @property
    def council_revision(self) -> int:
        """Grows with every change of what the council sees and nobody else."""
        closed = (rows for kind, rows in self.records.items() if kind in COUNCIL_SEES)
        return self.council_remarks.revision + sum(rows.revision for rows in closed)

    def _put_notice(self, notice: Notice) -> None:
        """Of two rows with one key, which a unique column can let through, the first made counts."""
        there = self.notices.get(notice.key)
        if there is None or notice.row <= there.row:
            self.notices[notice.key] = notice

    def _drop_notice(self, _: int, notice: Notice | None) -> None:
        if notice is not None:
            self.notices.pop(notice.key, None)

    def intake(self, of: List) -> ListIntake[Any]:
        """The intake of a list."""
        return self._intakes[of.name]

    def follow_words(self) -> None:
        """The vocabulary has changed: cards go by the codes that stand in the place of merged ones,

        and rows with words that nobody knew are read anew.
        """
        words = self.overview.vocabulary
        now = {term.name: words.word(term.list, term.code, Language.DANISH) for term in words}
        changed = {name for name, called in self._names.items() if now.get(name, called) != called}
        self._names = now
        for intake in self.cards:
            for number, thing in list(intake.things.items()):
                current = with_current_codes(thing, words)
                if current is not thing:
                    intake.things[number] = current
                    intake.put(current)
                if current is not thing or (changed and changed & term_names(thing)):
                    intake.outdated.add(number)
            if intake.read_faulty_again():
                self.links.pop(intake.mapping.list.name, None)

    def faults(self) -> list[RowFault]:
        """Every row or cell that could not be read."""
        found = (self.intake(of).faults.values() for of in lists.REPLICATED)
        return [fault for rows in found for faults in rows for fault in faults]

    def contact_row(self, object_id: str) -> int | None:
        """The number of a person's contact row."""
        rows = self.contact_rows.things.items()
        numbers = [number for number, one in rows if one.person.object_id == object_id]
        return min(numbers) if numbers else None

    def _put_contact(self, contact: Contact) -> None:
        self.contacts[contact.person.object_id] = contact

    def _drop_contact(self, _: int, contact: Contact | None) -> None:
        if contact is not None:
            self.contacts.pop(contact.person.object_id, None)
