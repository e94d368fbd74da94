"""The council's criteria, changed by the secretary: a new version, never the old one."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from technology_map.assessing.criteria import (
    MOST,
    WHOLE,
    Criteria,
    Criterion,
    criterion_key,
    current,
    named,
    sum_of,
)
from technology_map.assessing.forms import CriterionForm
from technology_map.cards.submitting import submission_key
from technology_map.people.people import Caller
from technology_map.people.rights import require_secretary
from technology_map.ports import NotStored, Store
from technology_map.texts import COPENHAGEN
from technology_map.validation.refusals import Refused


@dataclass(frozen=True, slots=True)
class ChoosingCriteria:
    """The service. A version counts when all its rows are there; sent again it is the same version."""

    store: Store
    now: Callable[[], datetime]

    async def choose(self, caller: Caller, base: str, key: str, forms: Sequence[CriterionForm]) -> Criteria:
        """Keep a version that is used from today on.

        Raises Refused: `guest`, `not_secretary`, `weights_not_whole` (with their `sum`), `no_criteria`,
        `too_many_criteria`, `criteria_changed` (somebody else was faster than from `base`), `not_kept`.
        """
        require_secretary(caller)
        rows = self.store.records(Criterion)
        today = self.now().astimezone(COPENHAGEN).date()
        name = hashlib.sha256(submission_key(caller, key).encode()).hexdigest()[:16]
        if there := named(rows, name):
            return there
        made = [_criterion(name, place, form) for place, form in enumerate(forms, start=1) if form.name_da]
        if not made:
            raise Refused("no_criteria")
        if len(made) > MOST:
            raise Refused("too_many_criteria", most=MOST)
        if sum_of(made) != WHOLE:
            raise Refused("weights_not_whole", sum=sum_of(made))
        if current(rows, today).name != base:
            raise Refused("criteria_changed")
        try:
            for one in made:
                await self.store.add_record(_from(one, today))
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None
        return named(self.store.records(Criterion), name) or Criteria(name, today, tuple(made))


def _from(one: Criterion, today: date) -> Criterion:
    return replace(one, valid_from=today)


def _criterion(version: str, place: int, form: CriterionForm) -> Criterion:
    code = form.code or f"c_{version[:6]}_{place}"
    said = form.model_dump(exclude={"code", "not_cpr"})
    return Criterion(key=criterion_key(version, code), criteria=version, code=code, place=place, **said)
