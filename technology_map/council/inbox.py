"""The secretary's inbox: what is new or changed, what each proposal lacks, and asking for it by one press."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice

from technology_map.cards.completeness import filled_in
from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.cards.proposals import Proposal
from technology_map.council.deciding import Deciding
from technology_map.council.gate import unanswered
from technology_map.council.life_cycle import Status
from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.overview import Overview
from technology_map.people.news import MadeCaseworker
from technology_map.people.people import Caller, Language, Person
from technology_map.people.rights import require_council, require_secretary
from technology_map.ports import Changed, Messenger, NotStored, Store
from technology_map.search.facet_index import FacetKey
from technology_map.search.similar import Similar, similar
from technology_map.search.wishes import names_only_technology
from technology_map.texts import texts
from technology_map.validation.forms import MoveForm
from technology_map.validation.refusals import Refused

WAITING = (Status.SUBMITTED, Status.ASSESSMENT)
"""Where the secretary has the next move."""
SHORT_PROBLEM = 60
"""Characters: a problem that is told in fewer rarely says who, how often and what happens."""
MOST_AT_ONCE = 50
ATTEMPTS = 3
_FIGURE = re.compile(r"\d")


class Lack(StrEnum):
    """What a proposal lacks before the council can meet it."""

    PROBLEM = "problem"
    FIGURE = "figure"
    ANSWERS = "answers"
    GUIDEPOSTS = "guideposts"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A proposal in the inbox: what it lacks, and what is like it."""

    proposal: Proposal
    lacks: tuple[Lack, ...]
    alike: tuple[Similar, ...]
    changed: bool
    """Whether its text was changed after it was handed in."""


def lacks(overview: Overview, proposal: Proposal) -> Iterator[Lack]:
    """What it lacks, the most important first."""
    only_wished = names_only_technology(overview.vocabulary, proposal.problem)
    if only_wished or len(proposal.problem) < SHORT_PROBLEM:
        yield Lack.PROBLEM
    if not _FIGURE.search(proposal.expected_benefits):
        yield Lack.FIGURE
    if unanswered(proposal):
        yield Lack.ANSWERS
    if not all(filled_in(proposal, name) for name in GUIDEPOSTS):
        yield Lack.GUIDEPOSTS


def waiting_count(overview: Overview) -> int:
    """How many wait for the secretary."""
    return overview.proposals.facets.count(FacetKey(), WAITING)


def inbox(overview: Overview, most: int) -> Iterator[Incoming]:
    """What waits for the secretary, the longest waiting first, at most so many."""
    proposals = overview.proposals
    waits = (
        number for status in WAITING for number in overview.proposals.facets.first_changed(FacetKey(status))
    )
    for one in proposals.these(islice(waits, most)):
        yield Incoming(
            one,
            tuple(lacks(overview, one)),
            similar(overview, one.title, one.problem, but=one.name),
            one.edited_at is not None,
        )


@dataclass(frozen=True, slots=True)
class Sorting:
    """The service. Each of its calls is safe to repeat."""

    store: Store
    deciding: Deciding
    messenger: Messenger
    now: Callable[[], datetime]
    intentions: Intentions = NOTHING_KEPT

    async def ask(self, caller: Caller, number: int, seq: int, key: str) -> Proposal:
        """Ask the submitter for what the proposal lacks: it goes to *Afklaring*, and the chat asks.

        Raises Refused: `not_secretary`, `nothing_lacks`, and as `Deciding.move`.
        """
        require_secretary(caller)
        proposal = self._found(number)
        lacking = tuple(lacks(self.store.overview, proposal))
        if not lacking and proposal.status is not Status.CLARIFICATION:
            raise Refused("nothing_lacks", name=proposal.name)
        danish = texts(Language.DANISH)
        questions = "\n".join(self._question(proposal, one) for one in lacking)
        reason = f"{danish('inbox.question')}\n{questions}"
        form = MoveForm(number=number, seq=seq, action_key=key, end=Status.CLARIFICATION, reason=reason)
        return await self.deciding.move(caller, form)

    async def move(self, caller: Caller, marked: dict[int, int], end: Status, key: str) -> dict[int, str]:
        """Move several at once, each for itself; by number the refusal's code, empty where it went well.

        `marked` is the number and the seq that the page showed. Raises Refused: `not_secretary`.
        """
        require_secretary(caller)
        danish, done = texts(Language.DANISH), {}
        for number, seq in list(marked.items())[:MOST_AT_ONCE]:
            reason = danish(f"inbox.reason.{end.value}")
            form = MoveForm(number=number, seq=seq, action_key=f"{key[:48]}-{number}", end=end, reason=reason)
            try:
                await self.deciding.move(caller, form)
                done[number] = ""
            except Refused as no:
                done[number] = no.refusal.code
        return done

    async def hand_to(self, caller: Caller, number: int, person: Person) -> Proposal:
        """Let somebody of the council look after it; they are told.

        Raises Refused: `guest`, `council_only`, `not_found`, `not_kept`.
        """
        require_council(caller)
        current = self._found(number)
        if current.caseworker_id == person.object_id:
            return current
        told = person.object_id if person.object_id != caller.person.object_id else ""
        said = {"number": str(number), "version": current.version, "person": person.object_id, "told": told}
        async with self.intentions.kept("caseworker", "|".join(said.values()), **said):
            kept = await self._handed_to(number, person)
            await self._tell(said)
        return kept

    async def go_on(self, said: Said) -> bool:
        """Tell whoever was to look after a proposal, where they do now."""
        proposal = self.store.overview.proposals.get(int(said["number"]))
        if proposal is None or proposal.caseworker_id != said["person"]:
            return False
        await self._tell(said)
        return True

    async def _tell(self, said: Said) -> None:
        """The version is the one that was changed: whoever is to look after it is told once."""
        if said["told"]:
            await self.messenger.tell(said["told"], MadeCaseworker(int(said["number"]), said["version"]))

    async def _handed_to(self, number: int, person: Person) -> Proposal:
        """The change stored; made again on what somebody else stored meanwhile."""
        for _ in range(ATTEMPTS):
            current = self._found(number)
            if current.caseworker_id == person.object_id:
                return current
            wanted = replace(current, caseworker_id=person.object_id, caseworker_name=person.name)
            try:
                return await self.store.change_proposal(wanted)
            except Changed:
                continue
            except NotStored as no:
                raise Refused("not_kept", doubt=no.doubt) from None
        raise Refused("not_kept")

    def _found(self, number: int) -> Proposal:
        found = self.store.overview.proposals.get(number)
        if found is None:
            raise Refused("not_found")
        return found

    def _question(self, proposal: Proposal, lack: Lack) -> str:
        """The question as the submitter reads it."""
        danish = texts(Language.DANISH)
        if lack is not Lack.ANSWERS:
            return danish(f"inbox.ask.{lack}")
        asked = ", ".join(danish(f"ask.{field.name}").rstrip("?") for field in unanswered(proposal))
        return danish("inbox.ask.answers", asked=asked)
