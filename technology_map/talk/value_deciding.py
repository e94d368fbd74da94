"""Writing down what the council has decided about a value question."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from technology_map.cards.submitting import submission_key
from technology_map.last_word import add_once
from technology_map.people.people import Caller
from technology_map.people.rights import require_council
from technology_map.ports import Store
from technology_map.talk.value_questions import ValueDecision, ValueQuestion
from technology_map.validation.forms import Key, Reason, Typed


class ValueDecisionForm(Typed):
    """What was decided, in plain words."""

    text: Reason
    submission_key: Key


@dataclass(frozen=True, slots=True)
class ValueDeciding:
    """The service; the council's alone. Sent again it is the same row."""

    store: Store
    now: Callable[[], datetime]

    def decided(self, about: ValueQuestion) -> list[ValueDecision]:
        """What was decided, the latest first."""
        return self.store.records(ValueDecision).about(about.name)[::-1]

    async def decide(self, caller: Caller, about: ValueQuestion, form: ValueDecisionForm) -> ValueDecision:
        """Store it. Raises Refused: `guest`, `council_only`, `not_kept`."""
        require_council(caller)
        key = hashlib.sha256(submission_key(caller, form.submission_key).encode()).hexdigest()[:24]
        made: ValueDecision = ValueDecision(
            key=f"value-{key}",
            question=about.name,
            text=form.text,
            decided_by=caller.person.name,
            decided_at=self.now(),
        )
        return await add_once(self.store, made)
