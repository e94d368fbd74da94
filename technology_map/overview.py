"""Everything as last seen, in memory: proposals, solution cards, decisions and support, indexed."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from technology_map.backing.relations import Relations, Support
from technology_map.cards.answers import searched_words, term_names
from technology_map.cards.map_index import MapIndex
from technology_map.cards.proposals import Proposal, proposal_number, solution_card_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.dates import due, since
from technology_map.council.decision_log import Log
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import Status
from technology_map.council.ranks import placed
from technology_map.search.backlinks import names_of
from technology_map.search.collection import CardCollection, submitter_ids
from technology_map.search.facet_index import FacetKey, FacetPosition, Matches
from technology_map.search.inverted_index import InvertedIndex, Posted
from technology_map.search.meanings import Meanings
from technology_map.search.remembered import Answer, Remembered
from technology_map.talk.remarks import Remark, Remarks
from technology_map.words.terms import Term, TermList
from technology_map.words.values import Beneficiary, Phase, Transferability
from technology_map.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; what is None or empty does not narrow. `no_area`: what has none.

    `person` is the object id of who has handed it in, alone or with others; `my_area` says that `area`
    is the reader's own, so that an address means each reader's.
    """

    status: Status | None = None
    area: str | None = None
    purpose: str | None = None
    text: str = ""
    no_area: bool = False
    phase: Phase | None = None
    technology: str | None = None
    beneficiary: Beneficiary | None = None
    transferability: Transferability | None = None
    person: str = ""
    my_area: bool = False

    def fits_rest(self, one: Proposal | SolutionCard) -> bool:
        """Whether a thing fits what no facet is kept for: whom it is for, who handed it in, and so on."""
        transferable = one.transferability if isinstance(one, SolutionCard) else None
        return (
            (self.beneficiary is None or self.beneficiary in one.beneficiaries)
            and (self.transferability in (None, transferable))
            and (self.technology is None or self.technology in one.technologies)
            and (not self.person or self.person in submitter_ids(one))
        )

    @property
    def rests(self) -> bool:
        """Whether things have to be looked at one by one."""
        return bool(self.beneficiary or self.transferability or self.person)

    @property
    def facet_key(self) -> FacetKey:
        """The filter but for its text and its technology. Proposals stand in no phase."""
        return FacetKey(self.status, self.area, self.purpose, self.no_area, self.phase)

    def fits_area(self, area: str | None) -> bool:
        """Whether what has this area, or none, is let through."""
        return area is None if self.no_area else self.area in (None, area)


class Overview:
    """Everything that all may see, when it was last read, and a revision that grows with every change."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        meanings = Meanings(self.vocabulary)
        self.log = Log()
        self.supports: Relations[Support] = Relations()
        self.remarks = Remarks()
        self.map = MapIndex(lambda: chain(self.solution_cards, self.proposals))
        self.proposals: CardCollection[Proposal] = CardCollection(
            self._proposal_position, searched_words, term_names, meanings=meanings, on_the_map=self.map
        )
        self.solution_cards: CardCollection[SolutionCard] = CardCollection(
            _card_position,
            searched_words,
            term_names,
            meanings=meanings,
            by_technology=True,
            on_the_map=self.map,
        )
        self._answers = Remembered(1_000)
        self._drawings = Remembered(12)
        self.read_at: datetime | None = None
        self.behind = False
        """Whether this is what was known before a start, and what came since is being read."""
        self.revision = 0

    def put_term(self, one: Term) -> None:
        """Take a word of the municipality's in."""
        self.vocabulary.put(one)
        self.revision += 1

    def drop_term(self, of: TermList, number: int) -> None:
        """Forget a word that is gone from the store."""
        self.vocabulary.drop(of, number)
        self.revision += 1

    def put_proposal(self, one: Proposal) -> None:
        """Take a proposal in."""
        self.proposals.put(one)
        self.revision += 1

    def drop_proposal(self, number: int) -> None:
        """Forget a proposal that is gone from the store."""
        self.proposals.drop(number)
        self.revision += 1

    def put_solution_card(self, one: SolutionCard) -> None:
        """Take a solution card in."""
        self.solution_cards.put(one)
        self.revision += 1

    def drop_solution_card(self, number: int) -> None:
        """Forget a solution card that is gone from the store."""
        self.solution_cards.drop(number)
        self.revision += 1

    def put_decision(self, row: Decision) -> None:
        """Take a row of the decision log in."""
        for proposal in (self.log.put(row), row.proposal):
            self.proposals.refile(proposal)
        self.revision += 1

    def drop_decision(self, row: int) -> None:
        """Forget a row of the decision log that is gone from the store."""
        self.proposals.refile(self.log.drop(row))
        self.revision += 1

    def put_support(self, row: Support) -> None:
        """Take a person's support of a proposal in."""
        self.supports.put(row)
        self.revision += 1

    def drop_support(self, row: int) -> None:
        """Forget a row of support that is gone from the store."""
        self.supports.drop(row)
        self.revision += 1

    def put_remark(self, row: Remark) -> None:
        """Take a public remark in."""
        before = self.remarks.get(row.row)
        self.remarks.put(row)
        for one in filter(None, (before, row)):
            self._touch(one.thing)
        self.revision += 1

    def drop_remark(self, row: int) -> None:
        """Forget a public remark that is gone from the store."""
        gone = self.remarks.get(row)
        self.remarks.drop(row)
        if gone is not None:
            self._touch(gone.thing)
        self.revision += 1

    def proposals_by(self, posted: Callable[[Proposal, "Overview"], Posted]) -> InvertedIndex:
        """The proposals by what a module's function says of each; of all it reads here it hears."""
        return self.proposals.postings(posted, self)

    def cards_by(self, posted: Callable[[SolutionCard, "Overview"], Posted]) -> InvertedIndex:
        """The same for solution cards."""
        return self.solution_cards.postings(posted, self)

    def remembered(
        self, asked: Hashable, work: Callable[[], Answer], *, texts_only: bool = False, beside: int = 0
    ) -> Answer:
        """An answer about all proposals and cards, until one of them changes; with `texts_only` its text.

        `beside`: the revisions, added up, of what else it is worked out from.
        """
        both = (self.proposals, self.solution_cards)
        state = beside + sum(one.text_revision if texts_only else one.revision for one in both)
        return self._answers.answer(asked, state, work)

    def drawn(self, asked: Hashable, work: Callable[[], Answer]) -> Answer:
        """The same for what is large: only the last few are kept, until a card or a word changes."""
        state = self.proposals.revision + self.solution_cards.revision + self.vocabulary.revision
        return self._drawings.answer(asked, state, work)

    def _touch(self, name: str) -> None:
        """Something beside a thing changed that it may be found by."""
        if number := proposal_number(name):
            self.proposals.touch(number)
        if number := solution_card_number(name):
            self.solution_cards.touch(number)

    def file_words(self, at_most: int) -> bool:
        """Make some more of what is there searchable, before anybody asks; whether more waits."""
        more = self.proposals.file_words(at_most)
        return self.solution_cards.file_words(at_most) or more

    def _proposal_position(self, one: Proposal) -> FacetPosition:
        key, arrived = FacetKey(one.status, one.area, one.purpose), since(one, self.log.last(one.number))
        return FacetPosition(key, one.changed_at, arrived, due(one), placed(one.rank))

    def named_by(self, name: str) -> list[Proposal]:
        """The proposals that name this one (F-… or L-…), or live on in it, in the order of their numbers."""
        found = self.proposals_by(names_of).of(name)
        return list(self.proposals.these(one.number for one in found))

    def area_of(self, object_id: str) -> str | None:
        """The area that somebody last handed something in for; None where it is not known."""
        own: list[Proposal | SolutionCard] = [*self.proposals.of_person(object_id)]
        placed_in = [one for one in (*own, *self.solution_cards.of_person(object_id)) if one.area]
        return max(placed_in, key=lambda one: one.submitted_at).area if placed_in else None

    def in_status(self, status: Status) -> list[Proposal]:
        """The proposals that stand there, the longest waiting first."""
        return list(self.filtered_proposals(Filter(status=status)))[::-1]

    def filtered_proposals(self, asked: Filter, among: Collection[Status] | None = None) -> Matches[Proposal]:
        """The proposals that fit, with `among` only those in one of these statuses.

        Best match first where there is a text; else the last changed first where there is a status,
        and the newest first where there is none.
        """
        if asked.rests or asked.technology:
            plain = replace(asked, beneficiary=None, transferability=None, person="", technology=None)
            found = self.filtered_proposals(plain, among)
            return Matches.listed([one for one in found if asked.fits_rest(one)])
        if asked.text.strip():
            return self.proposals.matches(asked.text, asked.facet_key, among)
        facets, facet_key = self.proposals.facets, asked.facet_key
        walk = facets.last_changed if asked.status else facets.newest
        return Matches(facets.count(facet_key, among), lambda: self.proposals.these(walk(facet_key, among)))

    def filtered_solution_cards(self, asked: Filter) -> Matches[SolutionCard]:
        """The solution cards that fit, best match first where there is a text, else newest first."""
        if asked.rests:
            plain = replace(asked, beneficiary=None, transferability=None, person="")
            found = self.filtered_solution_cards(plain)
            return Matches.listed([one for one in found if asked.fits_rest(one)])
        facets = self.solution_cards.facets_with(asked.technology)
        facet_key = asked.facet_key._replace(status=None)
        if asked.text.strip():
            return self.solution_cards.matches(asked.text, facet_key, technology=asked.technology)
        return Matches(facets.count(facet_key), lambda: self.solution_cards.these(facets.newest(facet_key)))


def _card_position(one: SolutionCard) -> FacetPosition:
    key = FacetKey(None, one.area, one.purpose, phase=one.phase)
    return FacetPosition(key, one.changed_at, one.changed_at)
