"""Delivers messages of some kinds, one after the other: at once, later, or never, and never twice."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import structlog

from bot.channel.connector import Undelivered
from bot.news.outgoing_messages import Content, DayNews, OutgoingMessage, OutgoingMessages
from technology_map.council.notices import COUNCIL_REMARK, REMARK, line_key, notice_key
from technology_map.people.news import (
    ClarificationAnswered,
    OnAgenda,
    OtherMerged,
    Remarked,
    Reminded,
    Reworded,
    StatusChanged,
)
from technology_map.people.notifications import NotNotified
from technology_map.waiting_rows import LEASE, PARKED, NotKept

log = structlog.get_logger(__name__)

FIRST_WAIT = 15.0
LONGEST_WAIT = 3600.0
MOST_ATTEMPTS = 8 + 72
"""Eight in the first hour, then one an hour for three days."""
KEPT_PARKED = 30 * 24 * 3600.0
"""Seconds: older news are no news any more."""
LAST_WORDS = 5.0
"""Seconds that the end waits for the message that is on its way."""
LONGEST_SEND = LEASE / 2
"""Seconds for sending one message, so that the lease on it cannot end meanwhile."""


class Sender(Protocol):
    """Who can send messages of these kinds to a person."""

    @property
    def parks(self) -> bool:
        """Whether news wait for who has not got the app."""

    async def send(self, message: OutgoingMessage) -> None:
        """Deliver it. Raises Undelivered or NotNotified."""

    async def refused(self, message: OutgoingMessage) -> None:
        """It can not be delivered on this way."""

    def quiet(self, object_id: str) -> bool:
        """Whether the person wants to hear nothing now."""

    def reaches(self, object_id: str) -> bool:
        """Whether we have met the person there. Whom we never met has not got the app, so far as we know."""


def notices_of(message: OutgoingMessage) -> list[str]:
    """The keys of the notices that say who is to tell it; none for what has no notice."""
    if isinstance(message.news, Reminded):
        return [line_key(message.object_id, message.news.kind, message.news.thing, message.news.day)]
    move = move_of(message.news)
    return [notice_key(*move)] if move else []


def has_notice(news: Content) -> bool:
    """Whether a notice says who is to tell it, and brings it again where nobody has."""
    return isinstance(news, Reminded) or move_of(news) is not None


def move_of(news: Content) -> tuple[int, int] | None:
    """The move that news are of, as proposal and number; None for news of something else."""
    match news:
        case StatusChanged() | ClarificationAnswered() | Reworded() | OnAgenda():
            return news.proposal, news.seq
        case OtherMerged():
            return news.merged, news.seq
        case Remarked():
            return COUNCIL_REMARK if news.council else REMARK, news.row
        case _:
            return None


def _together(message: OutgoingMessage, due: list[OutgoingMessage]) -> list[OutgoingMessage]:
    """What is told with it: all lines of somebody's day."""
    if not isinstance(message.news, Reminded):
        return [message]
    theirs = (one for one in due if one.object_id == message.object_id)
    return [one for one in theirs if isinstance(one.news, Reminded)]


def _as_one(messages: list[OutgoingMessage]) -> OutgoingMessage:
    lines = tuple(one.news for one in messages if isinstance(one.news, Reminded))
    return replace(messages[0], news=DayNews(lines)) if lines else messages[0]


class Delivery:
    """One loop. Two of them do not wait for each other, whatever befalls one.

    Several instances may deliver at once: each takes a lease on a message before it sends it. `owns` says
    whether what a notice of this key is about is this instance's to tell.
    """

    def __init__(
        self,
        outgoing: OutgoingMessages,
        kinds: tuple[type[Content], ...],
        sender: Sender,
        now: Callable[[], datetime],
        owns: Callable[[str], bool],
    ) -> None:
        self._outgoing, self._kinds, self._carrier, self._now = outgoing, kinds, sender, now
        self._owns = owns
        self._awake = asyncio.Event()
        self._turn = asyncio.Lock()
        self._ending = False
        self._sent: set[str] = set()
        self.broken = False
        """Whether the last round ended in a way nobody foresaw."""
        outgoing.wakes(self._awake)

    async def settled(self) -> None:
        """Try every message that is due, now; those too that come of it. Raises NotKept."""
        tried: set[str] = set()
        busy: set[str] = set()
        async with self._turn:
            while due := [one for one in await self._due() if one.row.key not in tried]:
                for message in due:
                    if message.row.key in tried:
                        continue
                    together = _together(message, due)
                    tried.update(one.row.key for one in together)
                    if self._ending:
                        return
                    await self._deliver(together, busy)

    async def end(self) -> None:
        """Let the message that is on its way arrive, for a little; begin none any more."""
        self._ending = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORDS), self._turn:
                return

    async def for_ever(self) -> None:
        """Deliver until cancelled."""
        self._awake.set()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(FIRST_WAIT):
                    await self._awake.wait()
            self._awake.clear()
            self.broken = not await self._round()

    async def _round(self) -> bool:
        """Whether it went as foreseen; no exception ends the loop."""
        try:
            await self.settled()
        except NotKept as error:
            log.error("letters_not_read", error=str(error))
        except Exception as error:  # noqa: BLE001 - nothing may end this loop
            log.error("delivery_broken", error=type(error).__name__)
            return False
        return True

    async def _due(self) -> list[OutgoingMessage]:
        now = self._now().timestamp()
        due: list[OutgoingMessage] = []
        for one in await self._outgoing.waiting():
            if not isinstance(one.news, self._kinds):
                continue
            parked = one.row.due >= PARKED
            if one.row.key in self._sent or (parked and now - (one.row.due - PARKED) > KEPT_PARKED):
                await self._done(one)
            elif one.row.due <= now or (parked and self._reaches(one)):
                due.append(one)
        return [one for one in due if not self._carrier.quiet(one.object_id)]

    def _reaches(self, message: OutgoingMessage) -> bool:
        return self._carrier.reaches(message.object_id)

    async def _deliver(self, messages: list[OutgoingMessage], busy: set[str]) -> None:
        """Deliver what is told as one message. `busy`: to whom another instance is speaking just now."""
        kind = type(messages[0].news).__name__
        mine: list[OutgoingMessage] = []
        try:
            mine += [one for one in [await self._taken(one, busy) for one in messages] if one]
            if not mine:
                return
            async with asyncio.timeout(LONGEST_SEND):
                await self._carrier.send(_as_one(mine))
        except NotKept:
            raise
        except (Undelivered, NotNotified) as failure:
            log.warning("not_told", kind=kind, status=failure.status)
            for one in mine:
                unmet = not self._reaches(one)
                await (self._refused(one, unmet=unmet) if failure.for_good else self._later(one))
            return
        except Exception as error:  # noqa: BLE001 - one message must not keep the others waiting
            log.error("letter_failed", kind=kind, error=type(error).__name__)
            for one in mine or messages:
                await self._later(one)
            return
        self._sent.update(one.row.key for one in mine)
        for one in mine:
            await self._done(one)
        log.info("told", kind=kind)

    async def _done(self, message: OutgoingMessage) -> None:
        """What was sent is not sent again where the row cannot be removed at once."""
        await self._outgoing.done(message)
        self._sent.discard(message.row.key)

    async def _taken(self, message: OutgoingMessage, busy: set[str]) -> OutgoingMessage | None:
        """The message where it is ours to tell; what another instance has taken over is dropped.

        Whoever has a person's older message tells them the newer ones, too: they come in their order.
        """
        keys = notices_of(message)
        if keys and not any(map(self._owns, keys)):
            log.info("told_elsewhere", kind=type(message.news).__name__)
            await self._outgoing.done(message)
            return None
        if message.object_id in busy:
            return None
        taken = await self._outgoing.take(message, self._now().timestamp())
        if taken is None:
            busy.add(message.object_id)
        return taken

    async def _refused(self, message: OutgoingMessage, *, unmet: bool) -> None:
        """Given up; but news for who has not got the app wait until they open it."""
        await self._carrier.refused(message)
        if unmet and self._carrier.parks and not isinstance(message.news, Reminded):
            log.info("parked", kind=type(message.news).__name__)
            await self._outgoing.later(message, self._now().timestamp() + PARKED)
        else:
            await self._outgoing.done(message)

    async def _later(self, message: OutgoingMessage) -> None:
        attempts = message.row.attempts
        if attempts >= MOST_ATTEMPTS:
            log.error("message_given_up", kind=type(message.news).__name__)
            await self._outgoing.done(message)
        else:
            wait = min(FIRST_WAIT * 2 ** min(attempts, 16), LONGEST_WAIT)
            await self._outgoing.later(message, self._now().timestamp() + wait)
