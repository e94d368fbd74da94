"""Random schedules: several people do several things while several things go wrong; a seed says which."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from local_tenant.faults import Fault
from tests.sharepoint_lists.test_faults import FAULTS, ON_THE_LINE
from tests.trust import truth
from tests.trust.cells import hurried, lesson, staged
from tests.trust.checker import Event, Verdict, always_true, check
from tests.trust.faults import BELLS, CHATS, Cell, lists_of, writes_of
from tests.trust.operation import Answer, Operation, Values, act
from tests.trust.place import Place
from tests.trust.traces import Trace

Lessons = dict[Operation, list[Trace]]
"""What each operation leaves where nothing goes wrong: learned when it is needed first."""
MOST_FAULTS = 4
READS = r"/v1\.0/sites/.*/(items|drive)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a schedule came to."""

    seed: int
    events: Sequence[Event]
    verdict: Verdict

    @property
    def told(self) -> dict[str, int]:
        """How many acts were told what."""
        said = [one.answer.told for one in self.events]
        return {one: said.count(one) for one in ("ok", "waits", "refused", "unknown")}


def chosen(random_: random.Random, operations: Sequence[Operation], most: int) -> list[Operation]:
    """Some operations; of those that change what is there once, each at most once."""
    picked = random_.choices(operations, k=random_.randint(2, most))
    seen, found = set[Operation](), []
    for one in picked:
        if not one.alone or not any(other.alone for other in seen):
            found.append(one)
        seen.add(one)
    return found


def planned(random_: random.Random, place: Place, expected: Sequence[Trace]) -> list[Fault]:
    """What goes wrong: at writes of these traces, at reads, at the line to Teams; a few times each."""
    found = []
    for _ in range(random_.randint(1, MOST_FAULTS)):
        if random_.random() < 0.25:
            name = random_.choice(sorted(FAULTS.keys() - {"stall before", "stall after", "slow answer"}))
            made = replace(FAULTS[name]("GET", READS), everywhere=name not in ON_THE_LINE)
        else:
            write = random_.choice(writes_of(expected))
            cells = [Cell(write, name) for name in FAULTS]
            made = random_.choice([one for one in cells if not one.meaningless]).planned(place.tenant)
        found.append(replace(made, nth=random_.randint(1, 3), times=random_.choice((1, 1, 2, 4))))
    return found


async def played(place: Place, seed: int, among: Sequence[Operation], lessons: Lessons, most: int) -> Outcome:
    """One schedule from its seed, with everything that is wrong afterwards."""
    random_ = random.Random(seed)  # noqa: S311 - to be played again
    operations = chosen(random_, among, most)
    for one in operations:
        if one not in lessons:
            lessons[one] = await lesson(place, one)
    scenes = [await staged(place, one) for one in operations]
    await place.settles()
    before = truth.now(place.tenant)
    expected = [trace for one in operations for trace in lessons[one]]
    faults = [place.tenant.faults.add(one) for one in planned(random_, place, expected)]
    if random_.random() < 0.2:
        place.tenant.sharepoint.delta.expire()
    hurried(place, *faults)
    answers = await _acted(random_, place, operations, scenes)
    await place.settles()
    lost = any(one.seen >= one.nth and one.path in (CHATS, BELLS) for one in faults)
    await place.rests(lists_of(expected))
    events = [
        Event(one, values, answer, lessons[one])
        for one, values, answer in zip(operations, scenes, answers, strict=True)
    ]
    found = check(events, truth.changes(place.tenant, before), answers_lost=lost)
    wrong = [*found.wrong, *always_true(place.tenant)]
    if wrong:
        wrong.append(f"the faults were {faults}")
    return Outcome(seed, events, Verdict([f"SEED={seed}: {one}" for one in wrong], found.told_again))


async def _acted(
    random_: random.Random, place: Place, operations: Sequence[Operation], scenes: Sequence[Values]
) -> list[Answer]:
    """Everybody acts: some at the same time, some one after the other; each person one thing at a time."""
    turns: dict[str, asyncio.Lock] = {one.who: asyncio.Lock() for one in operations}
    at_once = asyncio.Semaphore(random_.randint(1, 3))

    async def one_act(one: Operation, values: Values) -> Answer:
        async with turns[one.who], at_once:
            return await act(place, one, values)

    return list(await asyncio.gather(*map(one_act, operations, scenes)))
