"""`kill -9` of a server that is a process of its own, at a call that the little tenant counts to."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from local_tenant.faults import Fault
from tests.stories.app_process import Process, process_in
from tests.town import Town
from tests.trust import truth
from tests.trust.cells import staged
from tests.trust.checker import Event, Verdict, always_true, check
from tests.trust.faults import TOLD, Write, writes_of
from tests.trust.operation import Answer, Operation, Values, act
from tests.trust.place import Place
from tests.trust.traces import Trace

LESSONS = Mapping[Operation, list[Trace]]
NEVER = 100_000.0
PATIENCE = 40.0
"""Seconds in which everything has followed after a start; a loaded machine takes its time."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where the process is killed: at the first such call of an act, before its work or after it."""

    operation: Operation
    write: Write
    when: Literal["before", "after"]

    def __str__(self) -> str:
        return f"{self.operation}, killed {self.when} {self.write}"

    @property
    def message_out(self) -> bool:
        """Whether Teams has a message of which the process could not note that it was sent."""
        return self.write.where in TOLD and self.when == "after"


def points(lessons: LESSONS, seed: int, count: int) -> list[Point]:
    """So many points, chosen by a seed among all there are."""
    every = [
        Point(one, write, when)
        for one, expected in lessons.items()
        for write in writes_of(expected)
        for when in ("before", "after")
    ]
    return random.Random(seed).choices(every, k=count)  # noqa: S311 - to be played again


@dataclass(slots=True)
class Killed:
    """What came of the kills: the acts, what was told, what is wrong."""

    events: list[Event]
    wrong: list[str]
    told_again: int = 0


async def killed_at(place: Place, folder: Path, where: Sequence[Point], lessons: LESSONS) -> Killed:
    """Every scene is built first; then the process acts, dies at its point, rises, and acts again."""
    scenes = [await staged(place, one.operation) for one in where]
    result = Killed([], [])
    async with AsyncExitStack() as stack:
        process = await stack.enter_async_context(process_in(place.tenant, folder))
        for point, values in zip(where, scenes, strict=True):
            before = truth.now(place.tenant)
            answer = await _dies_in(place, process, point, values)
            process = await stack.enter_async_context(process_in(place.tenant, folder))
            event = Event(point.operation, values, answer, lessons[point.operation])
            verdict = await _when_quiet(place, process, event, before, lost=point.message_out)
            wrong, told_again = verdict.wrong, verdict.told_again
            if not point.operation.adds:
                again = await _pressed_again(place, process, point, event, before)
                wrong, told_again = [*wrong, *again.wrong], max(told_again, again.told_again)
            result.events.append(event)
            result.wrong += [f"{point}: {one}" for one in wrong]
            result.told_again += told_again
    result.wrong += always_true(place.tenant)
    return result


async def _pressed_again(
    place: Place, process: Process, point: Point, event: Event, before: truth.Moment
) -> Verdict:
    """The same once more: refused, or done, and then it is there once."""
    again = await act(_at(place, process), point.operation, event.values)
    if again.told == "ok":
        done = replace(event, answer=again)
        return await _when_quiet(place, process, done, before, lost=point.message_out)
    return Verdict([] if again.told == "refused" else [f"pressed again: {again.told} {again.text[:200]}"])


def _at(place: Place, process: Process) -> Place:
    """The same town, where people reach the process."""
    place.tenant.teams.line.app_url = str(process.http.base_url).rstrip("/")
    return Place(Town(place.tenant, place.server, process.http), place.clock)


async def _dies_in(place: Place, process: Process, point: Point, values: Values) -> Answer:
    """The act, and the end of the process at the point, or after an answer that says it is not done."""
    tenant = place.tenant
    stall = Fault("stall", point.write.method, point.write.path(tenant), seconds=NEVER, when=point.when)
    tenant.faults.add(stall)
    acting = asyncio.create_task(act(_at(place, process), point.operation, values))
    try:
        await _until(process, lambda: bool(stall.seen) or (not stall.seen and _over(acting)))
        if point.write.where not in TOLD:
            await _told(process)
    finally:
        await process.dies()
        tenant.faults.clear()
        place.tenant.teams.line.app_url = place.server.url
    return await acting


async def _told(process: Process) -> None:
    """What is on its way to Teams has arrived, and the process knows: else it would be sent again."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while (await process.http.get("/readyz")).json()["outgoing"] != "0":
                continue


def _over(acting: asyncio.Task[Answer]) -> bool:
    return acting.done() and acting.result().told == "refused"


async def _until(process: Process, true: Callable[[], bool]) -> None:
    """Returns when it is true, or after a while: after as many looks at the server as that takes."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not true():
                await process.http.get("/readyz")
    except TimeoutError:
        return


async def _when_quiet(
    place: Place, process: Process, event: Event, before: truth.Moment, *, lost: bool
) -> Verdict:
    """The verdict when all has followed; the last one, where something never does."""
    verdict = Verdict(["nothing was looked at"])

    def right() -> bool:
        nonlocal verdict
        verdict = check([event], truth.changes(place.tenant, before), answers_lost=lost)
        return not verdict.wrong

    await _until(process, right)
    return verdict
