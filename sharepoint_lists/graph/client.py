"""The Graph client: asks within a deadline, at the pace Graph allows, and repeats what is harmless."""

import asyncio
from dataclasses import dataclass
from typing import Literal

import orjson
import structlog

from sharepoint_lists.graph.clock import Clock, Deadline
from sharepoint_lists.graph.observing import GraphCall, Observe, kind_of, outcome_of, unobserved
from sharepoint_lists.graph.responses import Answer, GraphFailure, Json, NotDone, Unanswered, settled
from sharepoint_lists.graph.throttling import Pace, Spending, asked_pause, clock_skew
from sharepoint_lists.graph.transport import Wire

log = structlog.get_logger(__name__)

Method = Literal["GET", "POST", "PATCH", "DELETE"]
UNITS = {"GET": 2.0, "POST": 2.0, "PATCH": 2.0, "DELETE": 2.0}
LANE = 4
"""Calls at a time in each of the two lanes: people's own, and those nobody waits for."""
READ_ATTEMPTS = 5
THROTTLED_ATTEMPTS = 5
"""A query over a big list can answer 429 for ever (platform.md 1.4): then we stop."""
_PAUSES = (0.2, 0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for one answer, for all a person waits for, and for what nobody waits for."""

    answer: float = 8.0
    person: float = 8.0
    background: float = 60.0


class Graph:
    """Microsoft Graph for one app registration. Raises only the failures of `answers`."""

    def __init__(
        self,
        wire: Wire,
        clock: Clock,
        patience: Patience,
        spending: Spending,
        observe: Observe = unobserved,
    ) -> None:
        self._wire = wire
        self._observe = observe
        self._pace = Pace(clock, spending)
        self._people_lane = asyncio.Semaphore(LANE)
        self._background_lane = asyncio.Semaphore(LANE)
        self._probe_over = asyncio.Event()
        self.clock = clock
        self.patience = patience
        self.answered_at: float | None = None
        """When Graph last answered, no error of its own and no refusal to talk to us; the clock's seconds."""
        self.skew = 0.0
        """Seconds that our clock is ahead of Graph's (its Date header)."""

    def for_person(self, *, held_back: float | None = None) -> Deadline:
        """The deadline of something a person waits for.

        `held_back`: seconds that our own budget may hold it back before it is given up; None for all of them.
        """
        return Deadline(self.clock, self.patience.person, held_back)

    def in_background(self, seconds: float | None = None) -> Deadline:
        """The deadline of something nobody waits for: it leaves a share of the budget to people.

        `seconds`: at most, where somebody may come to wait for what it holds.
        """
        longest = self.patience.background if seconds is None else seconds
        return Deadline(self.clock, longest, in_background=True)

    def path_of(self, address: str) -> str:
        """An address as a batch wants it, a path behind the base; empty where it is not of this base."""
        return self._wire.path_of(address)

    def is_own(self, address: str) -> bool:
        """Whether an address that Graph gave us once is still one that we would ask."""
        return self._wire.own_address(address)

    def hold(self, seconds: float) -> None:
        """A part of a batch was throttled: nobody calls before the pause it asked for is over."""
        self._pace.hold(seconds)

    async def read(
        self,
        address: str,
        deadline: Deadline,
        *,
        units: float = 2.0,
        attempts: int = READ_ATTEMPTS,
    ) -> Json:
        """The JSON at an address. Repeated while the deadline allows, up to so many times."""
        for attempt in range(attempts):
            try:
                answer = await self.call("GET", address, deadline, units=units)
                return settled(answer).json()
            except (NotDone, Unanswered):
                pause = _PAUSES[min(attempt, len(_PAUSES) - 1)]
                if attempt == attempts - 1 or deadline.left <= pause or self._pace.open:
                    raise
                await self.clock.sleep(pause)
        raise Unanswered("not read")

    async def call(
        self,
        method: Method,
        address: str,
        deadline: Deadline,
        *,
        body: Json | None = None,
        if_match: str | None = None,
        units: float = 2.0,
        wait: float | None = None,
    ) -> Answer:
        """The answer to one request, whatever its status but 429; only a 429 is repeated.

        `wait` bounds the seconds for the answer. Raises NotDone or Unanswered.
        """
        content = orjson.dumps(body) if body is not None else None
        headers = {"If-Match": if_match} if if_match else {}
        if content is not None:
            headers["Content-Type"] = "application/json"
        lane = self._background_lane if deadline.in_background else self._people_lane
        for _ in range(THROTTLED_ATTEMPTS):
            await self._turn(deadline, units)
            async with lane:
                longest = min(self.patience.answer if wait is None else wait, deadline.left)
                answer = await self._watched(method, address, content, headers, longest=longest, units=units)
            if answer.status != 429:
                return answer
        raise NotDone("throttled again and again")

    async def _turn(self, deadline: Deadline, units: float) -> None:
        """Wait until we may call. Raises NotDone where that is past the deadline."""
        while pause := self._pace.wait(units, in_background=deadline.in_background):
            if pause >= deadline.left or not (self._pace.held or deadline.holds(pause)):
                raise NotDone("held back")
            await self.clock.sleep(pause)

    async def _watched(
        self,
        method: str,
        address: str,
        content: bytes | None,
        headers: dict[str, str],
        *,
        longest: float,
        units: float,
    ) -> Answer:
        began, outcome = self.clock.passed(), "unanswered"
        try:
            answer = await self._timed(method, address, content, headers, longest)
            outcome = outcome_of(answer.status)
            return answer
        except NotDone:
            outcome, units = "not_sent", 0.0
            raise
        finally:
            taken = self.clock.passed() - began
            self._observe(GraphCall(kind_of(method, address), outcome, taken, units))

    async def _timed(
        self,
        method: str,
        address: str,
        content: bytes | None,
        headers: dict[str, str],
        longest: float,
    ) -> Answer:
        if longest <= 0:
            raise NotDone("out of time")
        await self._admitted(longest)
        try:
            async with asyncio.timeout(longest):
                answer = await self._wire.send(method, address, content, headers, longest)
        except TimeoutError:
            self._pace.failed()
            raise Unanswered("no answer in time") from None
        except GraphFailure:
            self._pace.failed()
            raise
        except asyncio.CancelledError:
            self._pace.abandoned()
            raise
        else:
            self._note(method, answer)
            return answer
        finally:
            if not self._pace.probing:
                self._probe_over.set()

    async def _admitted(self, longest: float) -> None:
        """Wait for the outcome of a probe that is under way. Raises NotDone: the circuit is open."""
        while not self._pace.admit():
            if not self._pace.probing:
                raise NotDone("the circuit is open")
            try:
                await asyncio.wait_for(self._probe_over.wait(), longest)
            except TimeoutError:
                raise NotDone("the circuit is open") from None
        if self._pace.probing:
            self._probe_over.clear()

    def _note(self, method: str, answer: Answer) -> None:
        paused = answer.status == 429 or (answer.status == 503 and "retry-after" in answer.headers)
        if paused:
            pause = asked_pause(dict(answer.headers), self.clock.now())
            self._pace.hold(pause)
            log.warning("graph_throttled", method=method, status=answer.status, seconds=pause)
        if answer.status >= 500:
            self._pace.failed()
            log.warning("graph_failed", method=method, status=answer.status)
        else:
            self._pace.succeeded()
            if answer.status not in (401, 403):
                self.answered_at = self.clock.passed()
        self.skew = clock_skew(dict(answer.headers), self.clock.now(), self.skew)
