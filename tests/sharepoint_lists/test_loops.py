"""Each loop of an open store goes on when Graph answers nonsense, and works again when it makes sense."""

import asyncio
from collections.abc import Callable
from functools import partial

from local_tenant.faults import Fault
from local_tenant.people import COUNCIL_TEAM_ID
from sharepoint_lists import Intervals
from tests.sharepoint_lists.municipality import OPEN, Municipality

LOOPS = {"lively", "calm", "index", "words", "outbox", "drafts", "roster"}
ROUNDS = 60
"""Nonsense answers: more than ten for each loop."""
NONSENSE = ({"value": 7}, {"value": [{"id": "1", "fields": 3}, 4]}, {"value": None, "@odata.deltaLink": 5})


def running() -> set[str]:
    """The store's loops that have not ended."""
    names = (one.get_name() for one in asyncio.all_tasks() if not one.done())
    return {name.removeprefix("store ") for name in names if name.startswith("store ")}


async def comes_true(town: Municipality, what: Callable[[], bool]) -> None:
    """Returns when it is so: the loops run meanwhile, by the tenant's clock, and need not be waited for."""
    async with asyncio.timeout(20):
        while not what():
            await town.clock.sleep(0.1)


def played(town: Municipality, enough: int) -> bool:
    """Whether there was enough nonsense."""
    return town.tenant.counts.faults > enough


async def test_no_loop_ends_whatever_graph_says(town: Municipality) -> None:
    every = Intervals(lively=1, calm=1, roster=1, outbox=1, words=1, drafts=1)
    async with town.instance(
        loops=True, intervals=every, council_team_id=COUNCIL_TEAM_ID, draft_key=b"k" * 32
    ) as opened:
        assert running() == LOOPS
        for body in NONSENSE:
            fault = Fault("before", path=r"^/v1\.0", status=200, body=body, times=None)
            town.tenant.faults.add(fault)
            enough = town.tenant.counts.faults + ROUNDS
            await comes_true(town, partial(played, town, enough))
            assert running() == LOOPS
            town.tenant.faults.clear()
            await comes_true(town, lambda: not opened.loops.broken)
        assert running() == LOOPS
        made = {"Title": "Lavet bagefter", "SubmissionKey": "made-after", "SubmitterName": "Mette"}
        moment = {"SubmittedAt": "2026-03-02T11:00:00Z", "ChangedAt": "2026-03-02T11:00:00Z"}
        row = {**made, **moment, "Status": "Indsendt", "SubmitterId": "x"}
        number = await town.tenant.sharepoint.create_as(None, OPEN, "Proposals", row)
        await comes_true(town, lambda: opened.store.overview.proposals.get(number) is not None)
