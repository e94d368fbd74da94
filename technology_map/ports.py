"""The two holes through which the ground reaches the outside: the store and the messenger."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from technology_map.backing.relations import Follow, Relation, Relations, Support
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.wording import CardVersion
from technology_map.council.decisions import Decision
from technology_map.council.notices import Notice
from technology_map.overview import Overview
from technology_map.people.news import News
from technology_map.people.people import Contact
from technology_map.records import R, Record, Records
from technology_map.talk.remarks import Remark, Remarks
from technology_map.words.terms import Term

Card = TypeVar("Card", Proposal, SolutionCard, Record, Proposal | SolutionCard | Record)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The store could not be reached: the submission lies safe in the outbox under this code."""

    code: str


class Changed(Exception):  # noqa: N818 - an answer, not an error
    """Somebody changed the proposal since it was read; `current` is what stands now."""

    def __init__(self, current: Proposal | None) -> None:
        super().__init__("changed")
        self.current = current


class ChangedCard(Exception):  # noqa: N818 - an answer, not an error
    """Somebody changed the solution card since it was read; `current` is what stands now."""

    def __init__(self, current: SolutionCard | None) -> None:
        super().__init__("changed")
        self.current = current


class ChangedTerm(Exception):  # noqa: N818 - an answer, not an error
    """Somebody changed the term since it was read; `current` is what stands now."""

    def __init__(self, current: Term | None) -> None:
        super().__init__("changed")
        self.current = current


class NotStored(Exception):  # noqa: N818 - an answer, not an error
    """It is certain, or as certain as can be, that nothing was stored. Say so; keep what was typed."""

    doubt = False
    """Whether it may be stored all the same."""


class InDoubt(NotStored):
    """It could not be found out whether it was stored: the answer was lost, and then the way to look, too.

    Say that nobody knows. Whoever does the same again is answered by what stands, and stores nothing twice.
    """

    doubt = True


class Store(Protocol):
    """Things in, things out. Reads never wait: they answer from the overview in memory."""

    @property
    def overview(self) -> Overview:
        """Everything, as last seen. The object may be replaced by a newer one: ask each time."""

    @property
    def follows(self) -> Relations[Follow]:
        """Who follows what: of the closed site, so never shown but to the person. As `overview`."""

    def note_visit(self) -> None:
        """Somebody is there: as long as that goes on, what others do is read within seconds."""

    async def look_again(self) -> None:
        """Read what others changed, now: for somebody who has seen more than the overview holds.

        Where the store cannot be reached, the overview stays as it is.
        """

    async def add_proposal(self, proposal: Proposal) -> Proposal | Receipt:
        """Store a new proposal once per `submission_key`; the stored one, also when it was there.

        Raises NotStored when neither SharePoint nor the outbox took it.
        """

    async def add_solution_card(self, card: SolutionCard) -> SolutionCard | Receipt:
        """As `add_proposal`, for a solution card."""

    async def change_proposal(self, changed: Proposal) -> Proposal:
        """Write the fields in which it differs if nobody was faster. Raises Changed, NotStored."""

    async def change_solution_card(self, changed: SolutionCard) -> SolutionCard:
        """Write the card's fields if nobody was faster. Raises ChangedCard, NotStored."""

    async def add_term(self, term: Term) -> Term:
        """Store a new word once per list and code; the stored one. Raises NotStored."""

    async def change_term(self, changed: Term) -> Term:
        """Write the fields in which it differs if nobody was faster. Raises ChangedTerm, NotStored.

        Cards that have the term follow in the background: `words_behind` counts down.
        """

    @property
    def words_behind(self) -> int:
        """How many rows still have a word from before a term was renamed or merged."""

    async def decide(self, decision: Decision, moved: Proposal) -> Proposal:
        """Append `decision` to the log, then give the proposal its status: `moved`.

        The unique pair of proposal and seq is the lock: who comes second gets Changed. Written
        again with the same `action_key` it is the same decision. Raises NotStored.
        """

    def import_cards(self, cards: Sequence[Card]) -> AsyncIterator[Sequence[Card | NotStored]]:
        """Store many of one kind, 20 a round trip, each once per its key; yields as batches finish,

        in the order given: the stored one, or NotStored for one that was refused.
        """

    @property
    def notices(self) -> Mapping[str, Notice] | None:
        """Who has taken over what follows from which move, by `Notice.key`; None before they were read."""

    async def take_notice(self, notice: Notice) -> Notice:
        """Store a notice once per key; the one that counts, which may be another's. Raises NotStored."""

    async def change_notice(self, changed: Notice) -> Notice:
        """Write it if nobody was faster; the one that stands, which may be another's. Raises NotStored."""

    def unread(self, thing: Proposal | SolutionCard) -> tuple[str, ...]:
        """What is missing in the thing's row or cannot be read, as its columns are called."""

    async def add_relation(self, relation: Relation) -> None:
        """Store a person's support or follow once; at once where it is there. Raises NotStored."""

    async def renew_support(self, support: Support) -> None:
        """Give the support that is there the moment of this one. Raises NotStored."""

    async def versions(self, thing: Proposal | SolutionCard) -> Sequence[CardVersion] | None:
        """How the thing's row stood from version to version, the oldest first; None where nobody can tell."""

    async def remove_relation(self, relation: Relation) -> None:
        """Remove it, every row of it, also where we know of none. Raises NotStored."""

    @property
    def council_remarks(self) -> Remarks:
        """The remarks for the council only: of the closed site, so never shown to anybody else."""

    async def add_remark(self, remark: Remark) -> Remark:
        """Store a remark once per key; the stored one. Raises NotStored."""

    async def change_remark(self, changed: Remark) -> Remark:
        """Write its text if nobody was faster; the one that stands. Raises NotStored."""

    @property
    def council_revision(self) -> int:
        """Grows with every change of what the council sees and nobody else."""

    def records(self, kind: type[R]) -> Records[R]:
        """The records of one kind, as last seen; those of the closed site are shown with care."""

    async def add_record(self, record: R) -> R:
        """Store a record once per key; the one that counts, which may be another's. Raises NotStored."""

    async def change_record(self, changed: R) -> R:
        """Write it if nobody was faster. Raises ChangedRecord, NotStored."""

    async def remove_record(self, record: Record) -> None:
        """Remove it; one that is gone is as good. Raises NotStored."""

    def contact(self, object_id: str) -> Contact | None:
        """Where the person can be reached, or None."""

    async def keep_contact(self, contact: Contact) -> None:
        """Remember where a person can be reached. Raises NotStored."""

    async def forget_contact(self, object_id: str) -> None:
        """Forget it again: the person has removed the app. Raises NotStored."""


class Messenger(Protocol):
    """Tell a person something, in Teams."""

    async def tell(self, object_id: str, news: News) -> None:
        """Take the news over for delivery; returns at once, and never fails for the person's sake.

        Raises NotStored for news that follow from a notice, where they cannot be kept now: the notice,
        which is then not done, brings them again.
        """

    async def tell_secretaries(self, news: News) -> None:
        """The same, for whoever are the council's secretaries when it is delivered."""

    async def tell_council(self, news: News) -> None:
        """The same, for whoever is on the council when it is delivered."""
