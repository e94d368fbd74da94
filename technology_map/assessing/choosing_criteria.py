"""The council's criteria, changed by the secretary: a new version, never the old one."""

import hashlib
import json
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
from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.last_word import add_once
from technology_map.people.people import Caller
from technology_map.people.rights import require_secretary
from technology_map.ports import Store
from technology_map.texts import COPENHAGEN
from technology_map.validation.refusals import Refused


@dataclass(frozen=True, slots=True)
class ChoosingCriteria:
    """The service. A version counts when all its rows are there; sent again it is the same version."""

    store: Store
    now: Callable[[], datetime]
    intentions: Intentions = NOTHING_KEPT

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
        made = _made(name, forms)
        if not made:
            raise Refused("no_criteria")
        if len(made) > MOST:
            raise Refused("too_many_criteria", most=MOST)
        if sum_of(made) != WHOLE:
            raise Refused("weights_not_whole", sum=sum_of(made))
        if current(rows, today).name != base:
            raise Refused("criteria_changed")
        said = {"criteria": name, "base": base, "day": today.isoformat()}
        said |= {str(place): form.model_dump_json() for place, form in enumerate(forms, start=1)}
        async with self.intentions.kept("criteria", name, **said) as begun:
            dated = [replace(one, valid_from=today) for one in made]
            await begun.each(dated, lambda one: add_once(self.store, one))
        return named(self.store.records(Criterion), name) or _whole(name, today, made)

    async def go_on(self, said: Said) -> bool:
        """Keep the rest of a version that was begun, unless another has come since."""
        name, day = said["criteria"], date.fromisoformat(said["day"])
        forms = [_form(said[place]) for place in said if place.isdigit()]
        rows = self.store.records(Criterion)
        if current(rows, self.now().astimezone(COPENHAGEN).date()).name not in (said["base"], name):
            return True
        first, *rest = _made(name, forms)
        if rows.get(first.key) is None:
            return False
        for one in rest:
            await add_once(self.store, replace(one, valid_from=day))
        return True


def _form(text: str) -> CriterionForm:
    """As it was checked when it came."""
    return CriterionForm.model_construct(**json.loads(text))


def _made(version: str, forms: Sequence[CriterionForm]) -> list[Criterion]:
    """Those without weight first: the version counts from when the weights make up the whole."""
    found = [_criterion(version, place, form) for place, form in enumerate(forms, start=1) if form.name_da]
    return sorted(found, key=lambda one: one.weight > 0)


def _whole(name: str, day: date, made: Sequence[Criterion]) -> Criteria:
    return Criteria(name, day, tuple(sorted(made, key=lambda one: one.place)))


def _criterion(version: str, place: int, form: CriterionForm) -> Criterion:
    code = form.code or f"c_{version[:6]}_{place}"
    said = form.model_dump(exclude={"code", "not_cpr"})
    return Criterion(key=criterion_key(version, code), criteria=version, code=code, place=place, **said)
