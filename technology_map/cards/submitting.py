"""Handing in: proposals and solution cards, and the submitter's own changes to them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from technology_map.backing.relations import former_supports
from technology_map.cards.answers import with_values
from technology_map.cards.card_news import ROUNDED_OFF, CardNews
from technology_map.cards.field_table import Step
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.step_forms import StepForm, values_of
from technology_map.cards.wording import edited, reworded
from technology_map.council.life_cycle import Status
from technology_map.council.notices import Begin, nobody_hears, rewording_seq
from technology_map.intentions import NOTHING_KEPT, Intentions
from technology_map.people.people import Caller, Person
from technology_map.people.rights import hands_in, require_card_editor, require_editor, require_writer
from technology_map.ports import Changed, ChangedCard, Messenger, NotStored, Receipt, Store
from technology_map.search.finding import by_name
from technology_map.validation.forms import ProposalEdit, QuickProposal, QuickSolutionCard, SolutionCardEdit
from technology_map.validation.refusals import Refused

Clock = Callable[[], datetime]
QUIET = timedelta(days=1)
"""Who follows a solution card is told of its first change, and then left in peace for so long."""


@dataclass(frozen=True, slots=True)
class Submitting:
    """The service that takes things in. Each of its calls is safe to repeat."""

    store: Store
    now: Clock
    messenger: Messenger
    begin: Begin = nobody_hears
    """Hears of each rewording of what somebody backs: the proposal, `rewording_seq`, and who it was."""
    intentions: Intentions = NOTHING_KEPT
    _told: dict[int, datetime] = field(default_factory=dict)

    @property
    def news(self) -> CardNews:
        """Who is told of what is taken in."""
        return CardNews(self.store, self.now, self.messenger)

    async def propose(self, caller: Caller, form: QuickProposal) -> Proposal | Receipt:
        """Store a proposal and tell the secretaries. Raises Refused: `guest`, `not_stored`."""
        require_writer(caller)
        moment = self.now()
        proposal = Proposal(
            title=form.title,
            problem=form.problem,
            solution=form.solution,
            expected_benefits=form.expected_benefits,
            area=form.area,
            purpose=form.purpose,
            submitter=Person(form.for_id, form.for_name) if form.for_name else caller.person,
            responsible_id=caller.person.object_id if form.for_name else "",
            responsible_name=caller.person.name if form.for_name else "",
            submission_key=submission_key(caller, form.submission_key),
            submitted_at=moment,
            changed_at=moment,
        )
        told = form.for_id if form.for_id != caller.person.object_id else ""
        key = proposal.submission_key
        async with self.intentions.kept("handed_in", key, key=key, told=told) as begun:
            try:
                stored = await self.store.add_proposal(proposal)
            except NotStored as no:
                raise Refused("not_stored", doubt=no.doubt) from None
            if isinstance(stored, Receipt):
                begun.leave()
            elif abs(stored.submitted_at - moment) < ROUNDED_OFF:
                await self.news.of_proposal(stored, told)
        return stored

    async def share(self, caller: Caller, form: QuickSolutionCard) -> SolutionCard | Receipt:
        """Store a solution card. Raises Refused: `guest`, `not_stored`."""
        require_writer(caller)
        moment = self.now()
        card = SolutionCard(
            title=form.title,
            challenges=form.challenges,
            background=form.background,
            area=form.area,
            submitter=caller.person,
            submission_key=submission_key(caller, form.submission_key),
            submitted_at=moment,
            changed_at=moment,
        )
        try:
            return await self.store.add_solution_card(card)
        except NotStored as no:
            raise Refused("not_stored", doubt=no.doubt) from None

    async def edit_proposal(self, caller: Caller, form: ProposalEdit) -> Proposal:
        """Change one's own proposal.

        Raises Refused: `guest`, `not_found`, `not_yours`, `decided_already`, `changed` (somebody
        was faster), `not_stored`.
        """
        current = self._own_proposal(caller, form.number)
        return await self._change_proposal(caller, _edited_proposal(current, form), current, form)

    async def edit_solution_card(self, caller: Caller, form: SolutionCardEdit) -> SolutionCard:
        """Change one's own solution card. Raises Refused as `edit_proposal`."""
        current = self._own_card(caller, form.number)
        wanted = replace(
            current,
            title=form.title,
            challenges=form.challenges,
            background=form.background,
            area=form.area,
        )
        return await self._change_card(caller, wanted, current, form)

    async def fill_in_proposal(
        self, caller: Caller, step: Step, form: StepForm, left: Collection[str] = ()
    ) -> Proposal:
        """Save one step of one's own proposal; the fields in `left` stay as they are.

        Raises Refused as `edit_proposal`, and `invalid_fields` where a link leads nowhere.
        """
        current = self._own_proposal(caller, form.number)
        values = self._values(current, step, form, left)
        return await self._change_proposal(caller, with_values(current, values), current, form)

    async def fill_in_solution_card(
        self, caller: Caller, step: Step, form: StepForm, left: Collection[str] = ()
    ) -> SolutionCard:
        """Save one step of one's own solution card. Raises Refused as `fill_in_proposal`."""
        current = self._own_card(caller, form.number)
        values = self._values(current, step, form, left)
        return await self._change_card(caller, with_values(current, values), current, form)

    def _own_proposal(self, caller: Caller, number: int) -> Proposal:
        current = self.store.overview.proposals.get(number)
        if current is None:
            raise Refused("not_found")
        require_editor(caller, current)
        return current

    def _own_card(self, caller: Caller, number: int) -> SolutionCard:
        current = self.store.overview.solution_cards.get(number)
        if current is None:
            raise Refused("not_found")
        require_card_editor(caller, current)
        return current

    def _values(
        self, current: Proposal | SolutionCard, step: Step, form: StepForm, left: Collection[str]
    ) -> dict[str, Any]:
        """What the step says, with the links looked up and no purpose chosen twice."""
        values = {name: value for name, value in values_of(step, form).items() if name not in left}
        if "other_purposes" in values:
            others = values["other_purposes"]
            values["other_purposes"] = tuple(one for one in others if one != values.get("purpose"))
        overview = self.store.overview
        for name in values.get("links", ()):
            if name == current.name:
                raise Refused("invalid_fields", fields={"links": "link_to_itself"})
            if by_name(overview, name) is None:
                raise Refused("invalid_fields", fields={"links": "link_missing"})
        return values

    async def _change_proposal(
        self, caller: Caller, wanted: Proposal, current: Proposal, form: ProposalEdit | StepForm
    ) -> Proposal:
        if wanted == current:
            return current
        _require_current(current, form)
        moment, why = self.now(), _why(caller, current, form)
        wanted = reworded(edited(wanted, caller.person.name, moment, why), current, moment)
        try:
            kept = await self.store.change_proposal(wanted)
        except Changed as changed:
            raise Refused("changed", name=current.name, current=changed.current) from None
        except NotStored as no:
            raise Refused("not_stored", doubt=no.doubt) from None
        if former_supports(self.store.overview.supports, kept) and kept.reworded_at != current.reworded_at:
            self.begin(kept.number, rewording_seq(kept), caller.person.object_id)
        return kept

    async def _change_card(
        self, caller: Caller, wanted: SolutionCard, current: SolutionCard, form: SolutionCardEdit | StepForm
    ) -> SolutionCard:
        if wanted == current:
            return current
        _require_current(current, form)
        wanted = edited(wanted, caller.person.name, self.now(), _why(caller, current, form))
        said = {"number": str(current.number), "version": current.version, "editor": caller.person.object_id}
        last = self._told.get(current.number)
        if not self.store.follows.people(current.name) or (last and self.now() - last < QUIET):
            return await self._stored_card(wanted, current)
        async with self.intentions.kept("mended", f"{current.name}|{current.version}", **said):
            kept = await self._stored_card(wanted, current)
            self._told[kept.number] = self.now()
            await self.news.of_card(kept, caller.person.object_id)
        return kept

    async def _stored_card(self, wanted: SolutionCard, current: SolutionCard) -> SolutionCard:
        try:
            return await self.store.change_solution_card(wanted)
        except ChangedCard as changed:
            raise Refused("changed", name=current.name, current=changed.current) from None
        except NotStored as no:
            raise Refused("not_stored", doubt=no.doubt) from None


def submission_key(caller: Caller, minted: str) -> str:
    """The key a submission is stored under: nobody can take up another person's key."""
    return f"{caller.person.object_id[:36]}.{minted}"


def edit_restarts_assessment(proposal: Proposal) -> bool:
    """Whether an edit now makes the assessments given so far stale (domain.md 3)."""
    return proposal.status is Status.ASSESSMENT


def _require_current(
    current: Proposal | SolutionCard, form: ProposalEdit | SolutionCardEdit | StepForm
) -> None:
    """Raises Refused(`changed`) where the form was drawn from another version."""
    if form.version != current.version:
        raise Refused("changed", name=current.name, current=current)


def _why(
    caller: Caller, thing: Proposal | SolutionCard, form: ProposalEdit | SolutionCardEdit | StepForm
) -> str:
    """Why a text of others is corrected; nothing for one's own. Raises Refused(`invalid_fields`)."""
    if hands_in(caller, thing):
        return ""
    if not form.why:
        raise Refused("invalid_fields", fields={"why": "why_missing"})
    return form.why


def _edited_proposal(current: Proposal, form: ProposalEdit) -> Proposal:
    return replace(
        current,
        title=form.title,
        problem=form.problem,
        solution=form.solution,
        expected_benefits=form.expected_benefits,
        area=form.area,
        purpose=form.purpose,
    )
