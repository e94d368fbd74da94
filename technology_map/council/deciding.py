"""Moving a proposal along: the council's decisions and the submitter's own moves."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from technology_map.cards.fields import Field
from technology_map.cards.proposals import Proposal, proposal_number, solution_card_number
from technology_map.council.consequences import keep_as_solution
from technology_map.council.decisions import Decision, outcome_of, sealed
from technology_map.council.gate import require_answers, require_no_red
from technology_map.council.life_cycle import Move, Status
from technology_map.council.notices import Begin, NoticeState, nobody_hears, notice_key
from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.people.news import DecisionLost
from technology_map.people.people import Caller, Language
from technology_map.people.rights import require_move
from technology_map.ports import Changed, Messenger, NotStored, Store
from technology_map.search.similar import in_common
from technology_map.texts import COPENHAGEN, texts
from technology_map.validation.forms import MoveForm
from technology_map.validation.refusals import Refused

Clock = Callable[[], datetime]
MAKERS_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Deciding:
    """The service that moves proposals. A decision never queues; it is confirmed or refused."""

    store: Store
    messenger: Messenger
    now: Clock
    fast_track: bool = False
    begin: Begin = nobody_hears
    """Hears of each move that was made: the proposal, its number, and who made it."""
    intentions: Intentions = NOTHING_KEPT
    _makers: dict[str, str] = field(default_factory=dict)

    async def move(self, caller: Caller, form: MoveForm) -> Proposal:
        """Make the move; what follows from it begins. The same `action_key` again changes nothing.

        Raises Refused: `not_found`, `guest`, `not_on_council`, `move_not_allowed`, `ethics_red`,
        `unanswered`, `nothing_in_common`, `changed` (with `current`, the proposal now),
        `invalid_fields`, `decision_not_stored`.
        """
        current = await self._current(form)
        if made := self.store.overview.log.by_action(current.number, form.action_key):
            self._follow(made, caller)
            return current
        decision = self._prepared(caller, current, form)
        self._remember(decision, caller)
        said = {"number": str(current.number), "action": form.action_key, "maker": caller.person.object_id}
        async with self.intentions.kept("moved", f"{current.number}|{form.action_key}", **said) as begun:
            moved = await self._write(decision, moved_by(current, decision))
            begun.leave()
        if moved.status is Status.IN_OPERATION:
            with contextlib.suppress(NotStored):
                await keep_as_solution(self.store, moved, self.now())
        self._follow(decision, caller)
        return moved

    async def go_on(self, said: Said) -> bool:
        """Let what follows from a move know who made it, until all has followed: the log names nobody."""
        number = int(said["number"])
        row = self.store.overview.log.by_action(number, said["action"])
        if row is None:
            return await self._told_if_lost(number, said)
        notice = (self.store.notices or {}).get(notice_key(number, row.seq))
        if notice is not None and notice.state is NoticeState.DONE:
            return True
        self.begin(number, row.seq, said["maker"])
        return False

    async def check(self, caller: Caller, form: MoveForm) -> None:
        """Whether the move could be made now; nothing is written. Raises Refused as `move`."""
        self._prepared(caller, await self._current(form), form)

    def _prepared(self, caller: Caller, current: Proposal, form: MoveForm) -> Decision:
        if form.seq != current.seq:
            raise Refused("changed", name=current.name, current=current)
        move = require_move(caller, current, form.end, fast_track=self.fast_track)
        require_no_red(current, move)
        lacking = require_answers(current, move, overrule=form.overrule)
        return self._decision(current, move, form, lacking)

    def _follow(self, decision: Decision, caller: Caller) -> None:
        self.begin(decision.proposal, decision.seq, caller.person.object_id)

    async def _current(self, form: MoveForm) -> Proposal:
        """The proposal as its log leaves it: a decision that is being written counts already.

        Read again where the form was drawn by an instance that knows more.
        """
        known = self.store.overview.proposals.get(form.number)
        if known is None or known.seq < form.seq:
            await self.store.look_again()
            known = self.store.overview.proposals.get(form.number)
        if known is None:
            raise Refused("not_found")
        rows = self.store.overview.log.of(form.number)
        return moved_by(known, rows[-1]) if rows and rows[-1].seq > known.seq else known

    async def tell_lost(self, decision: Decision) -> None:
        """Tell whoever made this decision, here and lately, that another came first and stands."""
        maker = self._makers.pop(decision.action_key, None)
        if maker is not None:
            await self.messenger.tell(maker, DecisionLost(decision.proposal, decision.seq))

    async def _told_if_lost(self, number: int, said: Said) -> bool:
        """Tell whoever made a move whose row came second; whether it did."""
        for row in self.store.overview.log.rivals(number):
            if row.action_key == said["action"]:
                await self.messenger.tell(said["maker"], DecisionLost(number, row.seq))
                return True
        return False

    def _remember(self, decision: Decision, caller: Caller) -> None:
        """Who made it: in memory only, for `tell_lost`. The log itself never names a person."""
        self._makers[decision.action_key] = caller.person.object_id
        while len(self._makers) > MAKERS_KEPT:
            del self._makers[next(iter(self._makers))]

    def _decision(
        self, current: Proposal, move: Move, form: MoveForm, lacking: tuple[Field, ...]
    ) -> Decision:
        leads_to = self._leads_to(move, form)
        if move.end is Status.PARKED and form.review_date is None:
            raise Refused("invalid_fields", fields={"review_date": "review_date_missing"})
        if form.review_date and form.review_date <= self.now().astimezone(COPENHAGEN).date():
            raise Refused("invalid_fields", fields={"review_date": "review_date_past"})
        unsealed = Decision(
            proposal=current.number,
            seq=0,
            start=move.start,
            end=move.end,
            reason=_reason(form.reason, lacking),
            decided_at=self.now(),
            decided_as=move.mover,
            action_key=form.action_key,
            outcome=outcome_of(move.end, move.mover, leads_to),
            review_date=form.review_date if move.end is Status.PARKED else None,
            leads_to=leads_to,
        )
        return sealed(unsealed, self.store.overview.log.of(current.number))

    def _leads_to(self, move: Move, form: MoveForm) -> str:
        """The F-… a merged proposal lives on in, or the L-… that a rejected one is referred to."""
        overview = self.store.overview
        if move.end is Status.MERGED:
            number = proposal_number(form.leads_to)
            other = overview.proposals.get(number) if number else None
            if other is None or other.number == form.number:
                raise Refused("invalid_fields", fields={"leads_to": "merge_target_missing"})
            merged = overview.proposals.get(form.number)
            if merged is not None and not form.sure and not in_common(merged, other):
                raise Refused("nothing_in_common", name=merged.name, other=other.name)
            return other.name
        if move.end is Status.REJECTED and form.leads_to:
            number = solution_card_number(form.leads_to)
            card = overview.solution_cards.get(number) if number else None
            if card is None:
                raise Refused("invalid_fields", fields={"leads_to": "solution_card_missing"})
            return card.name
        return ""

    async def _write(self, decision: Decision, moved: Proposal) -> Proposal:
        try:
            return await self.store.decide(decision, moved)
        except Changed as changed:
            raise Refused("changed", name=moved.name, current=changed.current) from None
        except NotStored as no:
            raise Refused("decision_not_stored", doubt=no.doubt) from None


def _reason(written: str, lacking: tuple[Field, ...]) -> str:
    """The public reason; where the council goes on without some answers, it says without which."""
    if not lacking:
        return written
    danish = texts(Language.DANISH)
    asked = ", ".join(danish(f"ask.{field.name}").rstrip("?") for field in lacking)
    return f"{written}\n\n{danish('gate.overruled', asked=asked)}"


def moved_by(current: Proposal, decision: Decision) -> Proposal:
    """The proposal as the decision leaves it."""
    return replace(
        current,
        status=decision.end,
        status_reason=decision.reason,
        review_date=decision.review_date,
        leads_to=decision.leads_to,
        seq=decision.seq,
        changed_at=decision.decided_at,
    )
