"""One whole copy of the lists in memory: the overview, contacts, follows, and where each delta goes on."""

from dataclasses import dataclass, field
from typing import Any

from sharepoint_lists import lists, things
from sharepoint_lists.lists import List
from sharepoint_lists.shelves import RowFault, Shelf
from technology_map.decisions import Decision
from technology_map.overview import Overview
from technology_map.people import Contact
from technology_map.proposals import Proposal
from technology_map.solution_cards import SolutionCard
from technology_map.ties import Follow, Support, Ties


@dataclass
class Copy:
    """What was read, by list. `links` holds the delta link of each list that was read whole."""

    overview: Overview = field(default_factory=Overview)
    contacts: dict[str, Contact] = field(default_factory=dict)
    follows: Ties[Follow] = field(default_factory=Ties)
    links: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.proposals: Shelf[Proposal] = Shelf(
            things.PROPOSAL,
            self.overview.put_proposal,
            lambda number, _: self.overview.drop_proposal(number),
        )
        self.solution_cards: Shelf[SolutionCard] = Shelf(
            things.SOLUTION_CARD,
            self.overview.put_solution_card,
            lambda number, _: self.overview.drop_solution_card(number),
        )
        self.decisions: Shelf[Decision] = Shelf(
            things.DECISION,
            self.overview.put_decision,
            lambda number, _: self.overview.drop_decision(number),
        )
        self.contact_rows: Shelf[Contact] = Shelf(things.CONTACT, self._put_contact, self._drop_contact)
        self.supports: Shelf[Support] = Shelf(
            things.SUPPORT,
            self.overview.put_support,
            lambda number, _: self.overview.drop_support(number),
        )
        self.follow_rows: Shelf[Follow] = Shelf(
            things.FOLLOW, self.follows.put, lambda number, _: self.follows.drop(number)
        )

    def shelf(self, of: List) -> Shelf[Any]:
        """The shelf of a list."""
        shelves: dict[str, Shelf[Any]] = {
            lists.PROPOSALS.name: self.proposals,
            lists.SOLUTION_CARDS.name: self.solution_cards,
            lists.DECISIONS.name: self.decisions,
            lists.CONTACTS.name: self.contact_rows,
            lists.SUPPORTS.name: self.supports,
            lists.FOLLOWS.name: self.follow_rows,
        }
        return shelves[of.name]

    def faults(self) -> list[RowFault]:
        """Every row or cell that could not be read."""
        found = (self.shelf(of).faults.values() for of in lists.LISTS)
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
