"""No loop of the store ends by an exception, foreseen or not; and what is broken is known."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from sharepoint_lists.graph.responses import Unanswered
from sharepoint_lists.polling import Loops


class CountedClock:
    """A clock that need not be waited for."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> datetime:
        """Some moment."""
        return datetime(2026, 3, 2, tzinfo=UTC)

    def passed(self) -> float:
        """What was slept so far."""
        return sum(self.slept)

    async def sleep(self, seconds: float) -> None:
        """Give the others their turn."""
        self.slept.append(seconds)
        await asyncio.sleep(0)


class Work:
    """Raises what it is told, one after the other; then says that it has come to the end."""

    def __init__(self, *failures: Exception) -> None:
        self.left = list(failures)
        self.seen: list[set[str]] = []
        self.ended = asyncio.Event()

    def of(self, loops: Loops) -> Callable[[], Awaitable[None]]:
        """The work, which notes what is broken each time it begins."""

        async def do() -> None:
            self.seen.append(set(loops.broken))
            if self.left:
                raise self.left.pop(0)
            if len(self.seen) > 1:
                self.ended.set()

        return do


@pytest.mark.parametrize("failure", [KeyError("id"), ValueError("x"), ZeroDivisionError(), RecursionError()])
async def test_a_round_that_ends_as_nobody_foresaw_is_followed_by_others(failure: Exception) -> None:
    loops, work = Loops(CountedClock()), Work(failure, Unanswered("away"))
    task = asyncio.create_task(loops.poll("lively", work.of(loops), 2.5))
    await work.ended.wait()
    task.cancel()
    assert work.seen[:3] == [set(), {"lively"}, set()]


async def test_work_that_is_done_at_once_is_done_before_anybody_waits() -> None:
    clock, work = CountedClock(), Work(KeyError("id"))
    loops = Loops(clock)
    task = asyncio.create_task(loops.poll("roster", work.of(loops), 45, at_once=True))
    await work.ended.wait()
    task.cancel()
    assert work.seen == [set(), {"roster"}]
    assert clock.slept[0] == 45
