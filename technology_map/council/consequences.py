"""What follows from a move, worked out from the log: the card, the news. Each once, by any instance.

A move's notice is taken by whoever works on it, by a unique key, and marked when all is done. A crash
leaves a move without a notice, or with one that is not done: another round, here or elsewhere, goes on.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from technology_map.backing.relations import Follow, Support, former_supports
from technology_map.cards.proposals import Proposal, proposal_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import Status
from technology_map.council.notices import (
    BEGINNING,
    COUNCIL_REMARK,
    REMARK,
    Notice,
    NoticeState,
    notice_key,
    rewording_seq,
)
from technology_map.council.telling import Council, Telling
from technology_map.ports import Messenger, NotStored, Store
from technology_map.texts import COPENHAGEN

log = structlog.get_logger(__name__)

GRACE = timedelta(seconds=90)
"""So long others leave a move to the instance that made it, or that has taken its notice."""
WINDOW = timedelta(days=14)
"""Moves that are older are left in peace."""
SILENT = ("import.", "seed.")
"""How the keys of proposals begin that came from elsewhere, with moves that nobody is told of."""
SILENT_MOVES = ("import.", "seed-")
Clock = Callable[[], datetime]
Move = tuple[int, int]
"""The proposal and the number of its move; REMARK or COUNCIL_REMARK and the row of a remark."""


def ours(store: Store, instance: str) -> Callable[[str], bool]:
    """Whether what a notice of this key is about is this instance's to tell: not where another has it."""

    def owned(key: str) -> bool:
        notice = (store.notices or {}).get(key)
        return notice is None or notice.taken_by == instance

    return owned


def anybodys(_key: str) -> bool:
    """The same where every instance sees the news that wait: each once, whoever made or delivers them."""
    return True


class Consequences:
    """The consequences that this instance brings about. `instance` tells it from the others, for good."""

    def __init__(
        self, store: Store, messenger: Messenger, now: Clock, instance: str, council: Council
    ) -> None:
        self._store, self._now, self._instance = store, now, instance
        self._telling = Telling(store, messenger, council)
        self._failed: set[Move] = set()
        self._missing: dict[Move, datetime] = {}
        self._makers: dict[Move, str] = {}

    async def left(self, grace: timedelta = GRACE) -> list[Move]:
        """The moves that were left undone, here or by an instance that is gone for longer than `grace`."""
        since = await self._since()
        if since is None:
            return []
        cutoff = max(since, self._now() - WINDOW)
        return [move for move in self._moves(cutoff) if self._is_left(move, grace)]

    async def follow(self, move: Move, grace: timedelta = GRACE, *, maker: str = "") -> None:
        """Bring about what follows from a move, unless it is done or another's; `maker` need not be told.

        What fails is found by `left` again, and its maker is remembered.
        """
        maker = self._makers.setdefault(move, maker) or maker
        try:
            notice = await self._taken(move, grace)
            if notice is not None:
                await self._bring_about(move, maker)
                await self._store.change_notice(replace(notice, state=NoticeState.DONE))
        except NotStored:
            self._failed.add(move)
            log.warning("consequences_wait", proposal=move[0], seq=move[1])
            return
        self._failed.discard(move)
        self._makers.pop(move, None)

    async def _since(self) -> datetime | None:
        """Since when moves have notices: the first instance ever says so, once. None while nobody knows."""
        if self._store.notices is None:
            return None
        known = self._store.notices.get(notice_key(BEGINNING, 0))
        if known is not None:
            return known.taken_at
        first = Notice(BEGINNING, 0, self._instance, self._now(), NoticeState.DONE)
        try:
            return (await self._store.take_notice(first)).taken_at
        except NotStored:
            return None

    def _moves(self, cutoff: datetime) -> Iterator[Move]:
        """Every move since then that somebody may want to know of."""
        overview = self._store.overview
        for one in list(overview.proposals):
            if one.changed_at < cutoff:
                continue
            if (one.reworded_at or cutoff) > cutoff and former_supports(overview.supports, one):
                yield one.number, rewording_seq(one)
            elsewhere = one.submission_key.startswith(SILENT)
            for row in overview.log.of(one.number):
                told_of = not (elsewhere and row.action_key.startswith(SILENT_MOVES))
                if row.decided_at >= cutoff and told_of:
                    yield one.number, row.seq
        for remark in overview.remarks.since(cutoff):
            yield REMARK, remark.row
        for remark in self._store.council_remarks.since(cutoff):
            yield COUNCIL_REMARK, remark.row

    def _is_left(self, move: Move, grace: timedelta) -> bool:
        notice = (self._store.notices or {}).get(notice_key(*move))
        if notice is not None and notice.state is NoticeState.DONE:
            self._missing.pop(move, None)
            return False
        if move in self._failed or (notice is not None and notice.taken_by == self._instance):
            return True
        since = notice.taken_at if notice else self._missing.setdefault(move, self._now())
        return self._now() - since >= grace

    async def _taken(self, move: Move, grace: timedelta) -> Notice | None:
        """The move's notice where it is ours to go on with. Raises NotStored."""
        await self._since()
        now = self._now()
        notice = await self._store.take_notice(Notice(*move, self._instance, now))
        if notice.state is NoticeState.DONE:
            return None
        if notice.taken_by != self._instance:
            if now - notice.taken_at < grace:
                return None
            notice = await self._store.change_notice(replace(notice, taken_by=self._instance, taken_at=now))
        over = notice.state is NoticeState.DONE or notice.taken_by != self._instance
        return None if over else notice

    async def _bring_about(self, move: Move, maker: str) -> None:
        """Everything that follows; each part may be done twice and is there once. Raises NotStored."""
        number, seq = move
        if number in (REMARK, COUNCIL_REMARK):
            await self._telling.of_remark(seq, council=number == COUNCIL_REMARK)
            return
        if seq < BEGINNING:
            await self._telling.of_rewording(number, seq, maker)
            return
        proposal = self._store.overview.proposals.get(number)
        row = next((one for one in self._store.overview.log.of(number) if one.seq == seq), None)
        if proposal is None or row is None:
            return
        if proposal.seq < seq:
            raise NotStored("the status lags its log")
        if row.end is Status.IN_OPERATION:
            await keep_as_solution(self._store, proposal, self._now())
        into = self._lives_on_in(row)
        if into is not None:
            await self._carry_over(proposal, into)
        await self._telling.of_move(proposal, row, maker)
        if into is not None:
            await self._telling.of_merging(proposal, into, row, maker)

    def _lives_on_in(self, row: Decision) -> Proposal | None:
        """The proposal that a merged one lives on in."""
        number = proposal_number(row.leads_to) if row.end is Status.MERGED else None
        return self._store.overview.proposals.get(number) if number else None

    async def _carry_over(self, merged: Proposal, into: Proposal) -> None:
        """Who stood behind the one stands behind the other, once each; its people follow the other."""
        hand_in = {into.submitter.object_id, *into.co_submitter_ids}
        for one in self._store.overview.supports.of_thing(merged.name):
            if one.object_id not in hand_in:
                await self._store.add_relation(Support(into.number, one.person, one.given_at))
        for person in dict.fromkeys(filter(None, self._telling.followers(merged))):
            if person not in hand_in:
                await self._store.add_relation(Follow(into.name, person))


async def keep_as_solution(store: Store, proposal: Proposal, moment: datetime) -> None:
    """The solution card that a proposal in operation becomes (domain.md 3); once, by its key.

    What it leads to nobody knows yet: what was expected stays with the proposal.

    Raises NotStored.
    """
    await store.add_solution_card(
        SolutionCard(
            title=proposal.title,
            challenges=proposal.problem,
            background=proposal.solution,
            area=proposal.area,
            department=proposal.department,
            purpose=proposal.purpose,
            other_purposes=proposal.other_purposes,
            beneficiaries=proposal.beneficiaries,
            technologies=proposal.technologies,
            consequences=proposal.consequences,
            submitter=proposal.submitter,
            submission_key=f"from-{proposal.name}",
            submitted_at=moment,
            changed_at=moment,
            in_operation_since=moment.astimezone(COPENHAGEN).date(),
            from_proposal=proposal.number,
        )
    )
