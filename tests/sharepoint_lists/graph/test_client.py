"""The Graph client: its pace, its tokens, and whom it talks to."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_tenant.faults import Fault
from sharepoint_lists.administering import open_graph
from sharepoint_lists.graph.clock import SystemClock
from sharepoint_lists.graph.credentials import LoopbackCredential
from sharepoint_lists.graph.responses import Declined, NotDone, Unanswered
from sharepoint_lists.graph.throttling import (
    DEFAULT_WAIT,
    LONGEST_WAIT,
    Pace,
    Spending,
    asked_pause,
    clock_skew,
)
from sharepoint_lists.mapping.rows import version_number
from sharepoint_lists.schema.columns import SUBMISSION_KEY
from sharepoint_lists.writing.writer import query_of
from technology_map.ports import Receipt
from tests.sharepoint_lists.municipality import Municipality, proposal, submitted

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ALLOWED = 1_250
"""Units a minute that SharePoint gives an app of the smallest tenant (platform.md 1.7)."""


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def now(self) -> datetime:
        return NOW

    def passed(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "31"}, 31.0),
        ({"retry-after": "1", "ratelimit-reset": "40"}, 40.0),
        ({"retry-after": "Mon, 02 Mar 2026 12:00:30 GMT"}, 30.0),
        ({"retry-after": "Mon, 02 Mar 2026 11:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, DEFAULT_WAIT),
        ({"retry-after": "-5"}, DEFAULT_WAIT),
        ({}, DEFAULT_WAIT),
    ],
)
def test_a_pause_is_read_as_seconds_or_as_a_date(headers: dict[str, str], seconds: float) -> None:
    assert asked_pause(headers, NOW) == seconds


@pytest.mark.parametrize(("said", "ahead"), [(-90, 90.0), (600, -600.0), (0, 0.0)])
def test_how_far_the_clock_is_off_is_read_from_what_graph_says_the_time_is(said: int, ahead: float) -> None:
    told = format_datetime(NOW + timedelta(seconds=said), usegmt=True)
    assert clock_skew({"date": told}, NOW, 5.0) == ahead
    for nonsense in ({}, {"date": ""}, {"date": "now"}, {"date": "Tue, 03 Nov 2026 10:00:00"}):
        assert clock_skew(nonsense, NOW, 5.0) == 5.0


def test_a_pause_holds_everybody_and_is_capped() -> None:
    clock = HandClock()
    pace = Pace(clock, Spending())
    pace.hold(1_000_000)
    assert pace.wait(2, in_background=False) == LONGEST_WAIT
    clock.at = LONGEST_WAIT
    assert pace.wait(2, in_background=True) == 0


def test_a_minutes_units_are_spent_at_once_and_a_tenth_is_kept_for_people() -> None:
    clock = HandClock()
    pace = Pace(clock, Spending(units_per_minute=600))
    assert [pace.wait(100, in_background=True) for _ in range(5)] == [0] * 5
    assert pace.wait(100, in_background=True) == pytest.approx(6)
    assert pace.wait(100, in_background=False) == 0
    clock.at = 15
    assert pace.wait(100, in_background=False) == 0
    clock.at = 25
    assert pace.wait(100, in_background=False) == pytest.approx(35), "this minute has seen 700 of 750"
    clock.at = 120
    assert pace.wait(540, in_background=True) == 0


LARGEST = 40
"""Units of the largest call: twenty writes in a batch."""
calls = st.lists(st.tuples(st.floats(0, 20), st.integers(1, LARGEST), st.booleans()), max_size=400)


@given(calls, st.integers(50, 1_000))
def test_no_minute_sees_more_than_sharepoint_allows(asked: list[tuple[float, int, bool]], share: int) -> None:
    """However small an instance's share is."""
    clock, spent = HandClock(), list[tuple[float, int]]()
    pace = Pace(clock, Spending(units_per_minute=share))
    for pause, units, in_background in asked:
        clock.at += pause / 20
        if pace.wait(units, in_background=in_background) == 0:
            spent.append((clock.at, units))
    for began, _ in spent:
        in_a_minute = sum(units for at, units in spent if began <= at < began + 59.99)
        assert in_a_minute <= ALLOWED * share / 1_000


@given(calls, st.integers(50, 1_000))
def test_whoever_waits_as_told_has_a_turn(asked: list[tuple[float, int, bool]], share: int) -> None:
    clock = HandClock()
    pace = Pace(clock, Spending(units_per_minute=share))
    for _, units, in_background in asked:
        for _ in range(4):
            pause = pace.wait(units, in_background=in_background)
            clock.at += pause
            if pause == 0:
                break
        else:
            raise AssertionError(clock.at)


def test_an_open_circuit_lets_one_probe_through() -> None:
    clock = HandClock()
    pace = Pace(clock, Spending())
    for _ in range(5):
        assert pace.admit()
        pace.failed()
    assert not pace.admit()
    clock.at = 30
    assert pace.admit()
    assert not pace.admit()
    pace.failed()
    assert not pace.admit()
    clock.at = 60
    assert pace.admit()
    pace.succeeded()
    assert pace.admit()


def test_a_filter_is_one_comparison_with_the_literal_given() -> None:
    query = query_of(SUBMISSION_KEY, "x' or fields/Status eq 'Pilot")
    assert query.endswith(
        "fields/SubmissionKey%20eq%20%27x%27%27%20or%20fields%2FStatus%20eq%20%27%27Pilot%27"
    )


@pytest.mark.parametrize(
    ("text", "number"), [('"{a},13"', 13), ('"a,0"', 0), ("", 0), ('"x"', 0), ("W/1", 0)]
)
def test_versions_are_counted(text: str, number: int) -> None:
    assert version_number(text) == number


async def test_a_key_with_an_apostrophe_is_found_again(town: Municipality) -> None:
    async with town.instance() as first:
        town.tenant.faults.add(Fault("after", "POST", r"/items$"))
        await submitted(first, proposal(submission_key="o'brien & søn + 100% #1"))
    assert len(town.rows("Proposals")) == 1


async def test_an_expired_token_is_renewed_once(town: Municipality) -> None:
    async with town.instance() as first:
        town.tenant.faults.add(Fault("before", "POST", r"/items$", status=401))
        await submitted(first)
        assert town.tenant.counts.total == 2


async def test_without_a_token_nothing_is_sent(town: Municipality) -> None:
    wrong = LoopbackCredential(f"{town.tenant.url}/entra/token", "nobody", "nothing")
    town.tenant.counts.reset()
    async with open_graph(town.settings, wrong, town.clock) as graph:
        with pytest.raises(NotDone):
            await graph.call("GET", "/sites/localhost:/sites/teknologikort", graph.for_person())
    assert town.tenant.counts.total == 0
    with pytest.raises(ValueError, match="this machine"):
        LoopbackCredential("https://login.example/token", "a", "b")


async def test_the_token_goes_to_graph_and_to_nobody_else(town: Municipality) -> None:
    async with open_graph(town.settings, town.credential(), town.clock) as graph:
        other = town.tenant.url.replace("localhost", "127.0.0.1")
        with pytest.raises(NotDone):
            await graph.call("GET", f"{other}/v1.0/sites/root", graph.for_person())
        with pytest.raises(Declined):
            await graph.read("/sites/nowhere", graph.for_person())


async def test_a_read_that_fails_is_repeated_and_one_that_never_ends_is_not(town: Municipality) -> None:
    address = "/sites/localhost:/sites/teknologikort"
    async with open_graph(town.settings, town.credential(), town.clock) as graph:
        town.tenant.faults.add(Fault("cut", "GET", when="middle", times=2))
        assert (await graph.read(address, graph.for_person()))["id"]
        town.tenant.faults.clear()
        town.tenant.faults.add(Fault("throttle", "GET", times=None, retry_after=1))
        town.tenant.counts.reset()
        with pytest.raises(NotDone):
            await graph.read(address, graph.for_person())
        assert town.tenant.counts.total < 10
        assert town.tenant.counts.too_early == 0


async def test_at_most_four_calls_of_a_kind_are_under_way(town: Municipality) -> None:
    async with open_graph(town.settings, town.credential(), town.clock) as graph:
        town.tenant.faults.add(Fault("stall", "GET", seconds=36_000, times=None))
        calls = [
            graph.call("GET", "/sites/localhost:/sites/teknologikort", graph.for_person(), wait=0.1)
            for _ in range(8)
        ]
        answers = await asyncio.gather(*calls, return_exceptions=True)
        kinds = [type(one) for one in answers]
        assert kinds.count(Unanswered) >= 5
        assert set(kinds) <= {Unanswered, NotDone}


async def test_the_machines_clock_runs() -> None:
    clock = SystemClock()
    before = clock.passed()
    await clock.sleep(0)
    assert clock.passed() >= before
    assert clock.now().tzinfo is UTC


async def test_the_loops_read_and_drain_by_themselves(town: Municipality) -> None:
    async with town.instance() as other, town.instance("looping", loops=True) as looping:
        stored = await submitted(other)
        town.tenant.faults.add(Fault("before", "POST", r"/items$", status=403))
        assert isinstance(await looping.store.add_proposal(proposal()), Receipt)
        await asyncio.wait_for(town.news.wait(), 20)
        async with asyncio.timeout(20):
            while looping.store.overview.proposals.get(stored.number) is None:
                await town.clock.sleep(0)
        assert looping.store.overview.proposals.get(stored.number) == stored
        assert len(looping.store.overview.proposals) == 2
