"""Every fault of the line, at every moment of every write: stored once, or honestly not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from local_tenant.faults import Fault
from sharepoint_lists.graph.throttling import OPEN_SECONDS
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.ports import Changed, NotStored, Receipt
from tests.sharepoint_lists.municipality import Municipality, card, move, proposal, submitted
from tests.sweeps import swept

HOURS = 36_000.0
FAULTS: dict[str, Callable[[str, str], Fault]] = {
    "throttle": lambda m, p: Fault("throttle", m, p, retry_after=1),
    "throttle long": lambda m, p: Fault("throttle", m, p, retry_after=200),
    "throttle by date": lambda m, p: Fault("throttle", m, p, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"),
    "throttle garbage": lambda m, p: Fault("throttle", m, p, retry_after="soon"),
    "throttle silent": lambda m, p: Fault("throttle", m, p, retry_after=None),
    "500 before": lambda m, p: Fault("before", m, p, status=500),
    "503 before": lambda m, p: Fault("before", m, p),
    "507 before": lambda m, p: Fault("before", m, p, status=507),
    "504 after": lambda m, p: Fault("after", m, p),
    "500 after": lambda m, p: Fault("after", m, p, status=500),
    "502 html before": lambda m, p: Fault("html", m, p, when="before"),
    "502 html after": lambda m, p: Fault("html", m, p, when="after"),
    "200 html after": lambda m, p: Fault("html", m, p, when="after", status=200),
    "stall before": lambda m, p: Fault("stall", m, p, seconds=HOURS, when="before"),
    "stall after": lambda m, p: Fault("stall", m, p, seconds=HOURS, when="after"),
    "reset before": lambda m, p: Fault("cut", m, p, when="before"),
    "reset in the answer": lambda m, p: Fault("cut", m, p, when="middle"),
    "reset after": lambda m, p: Fault("cut", m, p, when="after"),
    "half an answer": lambda m, p: Fault("truncate", m, p),
    "slow answer": lambda m, p: Fault("slow", m, p, seconds=HOURS),
    "401 once": lambda m, p: Fault("before", m, p, status=401),
    "403": lambda m, p: Fault("before", m, p, status=403),
    "409 before": lambda m, p: Fault("before", m, p, status=409),
    "409 after": lambda m, p: Fault("after", m, p, status=409),
}
ON_THE_LINE = {"half an answer", "slow answer", "reset in the answer"}
"""Faults that a part of a batch cannot have: it has no line of its own."""
every_fault = pytest.mark.parametrize("fault", swept([*FAULTS], 10))
every_count = pytest.mark.parametrize("times", swept([1, 2, None]))
once_or_always = pytest.mark.parametrize("times", swept([1, None]))


def plan(town: Municipality, fault: str, method: str, path: str, times: int | None = 1) -> None:
    town.tenant.faults.add(replace(FAULTS[fault](method, path), times=times))


def quiet_again(town: Municipality) -> None:
    """The faults are over, and so are the pauses that they led to."""
    town.tenant.faults.clear()
    town.tenant.clock.advance(max(OPEN_SECONDS, 300.0) + 1)


@every_count
@every_fault
async def test_a_submission_is_stored_once_or_waits(
    town: Municipality, fault: str, times: int | None
) -> None:
    async with town.instance() as first:
        plan(town, fault, "POST", r"/items$", times)
        given = proposal()
        answer = await first.store.add_proposal(given)
        if isinstance(answer, Proposal):
            assert len(town.rows("Proposals")) == 1
        quiet_again(town)
        repeated = await first.store.add_proposal(given)
        assert isinstance(answer, Receipt) is isinstance(repeated, Receipt)
        assert first.drain is not None
        await first.drain.run()
        assert [row["SubmissionKey"] for row in town.rows("Proposals")] == [given.submission_key]
        found = first.store.overview.proposals.by_key(given.submission_key)
        assert found is not None
        assert replace(found, number=0, version="") == given
        assert [told[0] for told in town.told] == ([answer] if isinstance(answer, Receipt) else [])
        assert await first.drain.run() == 0


@every_fault
async def test_without_an_outbox_a_submission_is_stored_or_not(town: Municipality, fault: str) -> None:
    async with town.instance(keeps=False) as first:
        plan(town, fault, "POST", r"/items$", None if fault.endswith("before") else 1)
        given = card()
        try:
            answer = await first.store.add_solution_card(given)
        except NotStored:
            assert town.rows("SolutionCards") == []
        else:
            assert isinstance(answer, SolutionCard)
            assert len(town.rows("SolutionCards")) == 1
        quiet_again(town)
        assert isinstance(await first.store.add_solution_card(given), SolutionCard)
        assert len(town.rows("SolutionCards")) == 1


@once_or_always
@every_fault
async def test_an_edit_is_written_or_is_not(town: Municipality, fault: str, times: int | None) -> None:
    async with town.instance() as first:
        stored = await submitted(first)
        plan(town, fault, "PATCH", r"/fields$", times)
        wanted = replace(stored, title="Nyt navn", area=None)
        try:
            edited = await first.store.change_proposal(wanted)
        except (NotStored, Changed):
            quiet_again(town)
            await first.store.catch_up()
            (row,) = town.rows("Proposals")
            seen = first.store.overview.proposals.get(stored.number)
            assert seen is not None
            assert row["Title"] == seen.title
        else:
            assert (edited.title, edited.area) == ("Nyt navn", None)
            (row,) = town.rows("Proposals")
            assert row["Title"] == "Nyt navn"
            assert row["etag"] == edited.version


@pytest.mark.parametrize("half", ["POST", "PATCH"])
@once_or_always
@every_fault
async def test_a_decision_is_made_whole_or_not_at_all(
    town: Municipality, fault: str, times: int | None, half: str
) -> None:
    async with town.instance() as first:
        stored = await submitted(first)
        plan(town, fault, half, r"/items$" if half == "POST" else r"/fields$", times)
        decision, moved = move(first, stored)
        try:
            after = await first.store.decide(decision, moved)
        except NotStored:
            assert half == "POST"
        else:
            assert after.status is Status.ASSESSMENT
            assert len(town.rows("Decisions")) == 1
        quiet_again(town)
        await first.store.catch_up()
        await first.reconciler.run(grace=0)
        rows = town.rows("Decisions")
        assert len(rows) <= 1
        status = "Under vurdering" if rows else "Indsendt"
        assert [row["Status"] for row in town.rows("Proposals")] == [status]
        current = first.store.overview.proposals.get(1)
        assert current is not None
        if not rows:
            decision, moved = move(first, current)
        assert (await first.store.decide(decision, moved)).status is Status.ASSESSMENT
        assert len(town.rows("Decisions")) == 1


@pytest.mark.parametrize("times", swept([1, 2]))
@pytest.mark.parametrize(
    ("inner", "fault"),
    [(False, fault) for fault in FAULTS] + [(True, fault) for fault in FAULTS if fault not in ON_THE_LINE],
)
async def test_an_import_stores_each_row_once(
    town: Municipality, fault: str, times: int, inner: bool
) -> None:
    given = [card(f"Løsning {number}") for number in range(25)]
    async with town.instance() as first:
        planned = FAULTS[fault]("POST", r"/items$" if inner else r"/\$batch$")
        town.tenant.faults.add(replace(planned, times=times, inner=inner))
        stored = [one async for part in first.store.import_cards(given) for one in part]
        kept = {row["SubmissionKey"] for row in town.rows("SolutionCards")}
        assert len(kept) == len(town.rows("SolutionCards"))
        for wanted, one in zip(given, stored, strict=True):
            assert isinstance(one, SolutionCard) is (wanted.submission_key in kept)
        quiet_again(town)
        again = [one async for part in first.store.import_cards(given) for one in part]
        assert [one.title for one in again if isinstance(one, SolutionCard)] == [c.title for c in given]
    assert len(town.rows("SolutionCards")) == 25


async def test_nobody_calls_while_graph_asks_for_a_pause(town: Municipality) -> None:
    async with town.instance() as first:
        plan(town, "throttle", "POST", r"/items$", 3)
        await submitted(first)
        assert town.tenant.counts.too_early == 0
        plan(town, "throttle long", "POST", r"/items$")
        assert isinstance(await first.store.add_proposal(proposal()), Receipt)
        before = town.tenant.counts.total
        assert isinstance(await first.store.add_proposal(proposal()), Receipt)
        assert town.tenant.counts.total == before
        assert town.tenant.counts.too_early == 0


async def test_after_five_failures_graph_is_left_alone_for_half_a_minute(town: Municipality) -> None:
    async with town.instance() as first:
        town.tenant.faults.add(Fault("before", times=None))
        for _ in range(4):
            assert isinstance(await first.store.add_proposal(proposal()), Receipt)
        calls = town.tenant.counts.total
        assert isinstance(await first.store.add_proposal(proposal()), Receipt)
        assert town.tenant.counts.total == calls
        assert first.drain is not None
        assert await first.drain.run() == 0
        quiet_again(town)
        assert await first.drain.run() == 5
        assert len(town.rows("Proposals")) == 5


async def test_an_hour_without_sharepoint_loses_nothing(town: Municipality) -> None:
    async with town.instance() as first:
        await submitted(first)
        read_at = first.store.overview.read_at
        town.tenant.faults.add(Fault("cut", times=None))
        given = [proposal(f"Forslag {number}") for number in range(12)]
        for one in given:
            assert isinstance(await first.store.add_proposal(one), Receipt)
            town.tenant.clock.advance(300)
        assert len(first.store.overview.proposals) == 1
        assert first.store.overview.read_at == read_at
        quiet_again(town)
        assert first.drain is not None
        assert await first.drain.run() == 12
    assert [row["Title"] for row in town.rows("Proposals")][1:] == [one.title for one in given]


async def test_an_instance_that_starts_without_graph_takes_submissions(town: Municipality) -> None:
    town.tenant.faults.add(Fault("before", path=r"^/v1\.0", times=None))
    async with town.instance() as first:
        assert first.store.overview.read_at is None
        assert isinstance(await first.store.add_proposal(proposal()), Receipt)
        quiet_again(town)
        await first.store.catch_up()
        assert first.drain is not None
        assert await first.drain.run() == 1
        assert len(first.store.overview.proposals) == 1
