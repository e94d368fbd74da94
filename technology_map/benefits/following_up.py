"""Answering for a benefit: realised so much, not yet, or somebody else has it now."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from technology_map.benefits.benefits import Benefit
from technology_map.benefits.follow_ups import FollowUp, FollowUpState, due_of, follow_up_key
from technology_map.cards.step_forms import Amount
from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.last_word import add_once, change_seen
from technology_map.people.people import Caller
from technology_map.people.rights import require_writer
from technology_map.ports import Store
from technology_map.texts import COPENHAGEN
from technology_map.validation.forms import (
    MaybeObjectId,
    PersonName,
    Remark,
    Typed,
    none_for_empty,
    one_line,
)
from technology_map.validation.limits import LINE_LIMIT
from technology_map.validation.refusals import Refused
from technology_map.words.values import Light

ASKED_AGAIN = 30
"""Days after which "not yet" is asked about again, where no day is given."""

Day = Annotated[date | None, BeforeValidator(none_for_empty)]
MaybeLight = Annotated[Light | None, BeforeValidator(none_for_empty)]
Line = Annotated[str, BeforeValidator(one_line), StringConstraints(max_length=LINE_LIMIT)]


class FollowUpForm(Typed):
    """An answer about the benefit's day `due`. `to_id`: who has it now, where it was handed over."""

    due: date
    state: FollowUpState = FollowUpState.ANSWERED
    realised: Amount = None
    source: Line = ""
    comment: Remark = ""
    light: MaybeLight = None
    next_on: Day = None
    to_id: MaybeObjectId = ""
    to_name: PersonName = ""


@dataclass(frozen=True, slots=True)
class FollowingUp:
    """The service. Each of its calls is safe to repeat."""

    store: Store
    now: Callable[[], datetime]
    intentions: Intentions = NOTHING_KEPT

    def found(self, row: int) -> Benefit:
        """The benefit with this row. Raises Refused(`not_found`)."""
        for one in self.store.records(Benefit):
            if one.row == row:
                return one
        raise Refused("not_found")

    def answers(self, benefit: Benefit) -> list[FollowUp]:
        """The history of a benefit, in the order in which it came."""
        return self.store.records(FollowUp).about(benefit.key)

    def due(self, benefit: Benefit) -> date | None:
        """When it is asked about next."""
        return due_of(benefit, self.answers(benefit))

    def may_answer(self, caller: Caller, benefit: Benefit) -> bool:
        """Its owner, who wrote it where nobody in particular owns it, and the council."""
        owner = benefit.owner_id or benefit.author_id
        return not caller.guest and (caller.on_council or caller.person.object_id == owner)

    async def answer(self, caller: Caller, row: int, form: FollowUpForm) -> Benefit:
        """Store the answer; the benefit as it stands then.

        Raises Refused: `guest`, `not_found`, `not_owner`, `answered_already`, `invalid_fields`, `not_kept`,
        `changed_meanwhile`.
        """
        require_writer(caller)
        benefit = self.found(row)
        if not self.may_answer(caller, benefit):
            raise Refused("not_owner")
        self._require(form)
        if form.state is FollowUpState.HANDED_OVER:
            return await self._hand_over(caller, benefit, form)
        there = self.store.records(FollowUp).get(follow_up_key(benefit.key, form.due))
        if there is None and self.due(benefit) != form.due:
            raise Refused("answered_already")
        kept = await add_once(self.store, self._made(caller, benefit, form))
        if (kept.realised, kept.state, kept.comment) != (form.realised, form.state, form.comment):
            raise Refused("answered_already")
        return benefit

    def _require(self, form: FollowUpForm) -> None:
        """Raises Refused(`invalid_fields`)."""
        lacking: dict[str, str] = {}
        if form.state is FollowUpState.HANDED_OVER and not form.to_name:
            lacking["to_name"] = "missing"
        if form.state is FollowUpState.ANSWERED and form.realised is None and not form.comment:
            lacking["realised"] = "missing"
        if form.state is FollowUpState.ANSWERED and form.light is None:
            lacking["light"] = "missing"
        if form.next_on and form.next_on <= max(form.due, self._today()):
            lacking["next_on"] = "step_past"
        if lacking:
            raise Refused("invalid_fields", fields=lacking)

    def _made(self, caller: Caller, benefit: Benefit, form: FollowUpForm) -> FollowUp:
        again = form.next_on
        if form.state is FollowUpState.NOT_YET and again is None:
            again = max(form.due, self._today()) + timedelta(days=ASKED_AGAIN)
        return FollowUp(
            key=follow_up_key(benefit.key, form.due),
            benefit=benefit.key,
            due=form.due,
            state=form.state,
            realised=form.realised if form.state is FollowUpState.ANSWERED else None,
            source=form.source,
            comment=form.comment,
            light=form.light if form.state is FollowUpState.ANSWERED else None,
            next_on=again,
            answered_by=caller.person.name,
            answered_at=self.now(),
        )

    async def _hand_over(self, caller: Caller, benefit: Benefit, form: FollowUpForm) -> Benefit:
        """The row that tells it, then the benefit, which follows."""
        told: FollowUp = FollowUp(
            key=f"{follow_up_key(benefit.key, form.due)}-{form.to_id or form.to_name}"[:200],
            benefit=benefit.key,
            due=form.due,
            state=FollowUpState.HANDED_OVER,
            comment=form.comment,
            to_name=form.to_name,
            answered_by=caller.person.name,
            answered_at=self.now(),
        )
        said = {"told": told.key, "benefit": benefit.key, "name": form.to_name, "id": form.to_id}
        said |= {"from": benefit.owner_id, "from_name": benefit.owner}
        async with self.intentions.kept("handed_over", told.key, **said) as begun:
            await add_once(self.store, told)
            given = replace(benefit, owner=form.to_name, owner_id=form.to_id)
            with begun.rest():
                given = benefit if given == benefit else await change_seen(self.store, given)
        return given

    async def go_on(self, said: Said) -> bool:
        """Give the benefit to whom the row says that it was handed over to, unless it went elsewhere."""
        benefit = self.store.records(Benefit).get(said["benefit"])
        if self.store.records(FollowUp).get(said["told"]) is None:
            return False
        if benefit and (benefit.owner_id, benefit.owner) == (said["from"], said["from_name"]):
            await change_seen(self.store, replace(benefit, owner=said["name"], owner_id=said["id"]))
        return True

    def _today(self) -> date:
        return self.now().astimezone(COPENHAGEN).date()
