"""The next step: what happens next with a proposal, and when; set by the council, read by everyone."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from technology_map.cards.proposals import Proposal
from technology_map.council.forms import NextStepForm
from technology_map.council.life_cycle import ENDED
from technology_map.people.people import Caller
from technology_map.people.rights import require_council
from technology_map.ports import Changed, NotStored, Store
from technology_map.texts import COPENHAGEN
from technology_map.validation.refusals import Refused

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The service that keeps them: one changed row each time."""

    store: Store
    now: Callable[[], datetime]

    async def set(self, caller: Caller, form: NextStepForm) -> Proposal:
        """Write the next step and its day; the proposal now.

        Raises Refused: `guest`, `council_only`, `not_found`, `step_ended`, `invalid_fields`,
        `step_changed` (with `current`: somebody else was faster), `not_stored`.
        """
        require_council(caller)
        for _ in range(ATTEMPTS):
            current = self._current(form.number)
            wanted = self._wanted(current, form)
            if (wanted.next_step, wanted.next_step_due) == (current.next_step, current.next_step_due):
                return current
            if form.seen != mark(current):
                await self._require_seen(form)
                continue
            try:
                return await self.store.change_proposal(wanted)
            except Changed:
                continue
            except NotStored as no:
                raise Refused("not_stored", doubt=no.doubt) from None
        raise Refused("not_stored")

    def _current(self, number: int) -> Proposal:
        found = self.store.overview.proposals.get(number)
        if found is None:
            raise Refused("not_found")
        if found.status in ENDED:
            raise Refused("step_ended", name=found.name)
        return found

    def _wanted(self, current: Proposal, form: NextStepForm) -> Proposal:
        if form.next_step_due and not form.next_step:
            raise Refused("invalid_fields", fields={"next_step": "step_missing"})
        is_new = form.next_step_due != current.next_step_due
        if form.next_step_due and is_new and form.next_step_due < self._today():
            raise Refused("invalid_fields", fields={"next_step_due": "step_past"})
        return replace(current, next_step=form.next_step, next_step_due=form.next_step_due)

    async def _require_seen(self, form: NextStepForm) -> None:
        """The form may have been drawn by an instance that knows more: look again before saying no."""
        await self.store.look_again()
        current = self._current(form.number)
        if form.seen != mark(current):
            raise Refused("step_changed", name=current.name, current=current)

    def _today(self) -> date:
        return self.now().astimezone(COPENHAGEN).date()


def mark(proposal: Proposal) -> str:
    """A short text that differs when the next step does."""
    text = f"{proposal.next_step}|{proposal.next_step_due or ''}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
