"""More hand in at a time than SharePoint allows: all have an answer within a second, and nothing is lost."""

from uuid import uuid4

from local_tenant.faults import Fault
from sharepoint_lists.graph.throttling import Spending
from technology_map.cards.proposals import Proposal
from technology_map.ports import NotStored, Receipt
from tests.sharepoint_lists.municipality import Municipality, proposal

ALLOWED = Spending(units_per_minute=60)
"""Thirty proposals at once, two units each; then one more in two seconds."""
MOST = 1.0
"""Seconds until somebody is told that it is stored, or that it waits."""
POST = "POST /sites/{site-id}/lists/{list-id}/items"


async def test_who_hands_in_while_the_budget_is_spent_has_a_receipt_at_once(town: Municipality) -> None:
    async with town.instance(spending=ALLOWED) as first:
        town.tenant.clock.advance(600)
        answers = []
        for number in range(60):
            before = town.clock.passed()
            answers.append(await first.store.add_proposal(proposal(f"Forslag {number}")))
            assert town.clock.passed() - before <= MOST
        assert {type(one) for one in answers} == {Proposal, Receipt}
        assert first.drain is not None
        town.tenant.counts.reset()
        while await first.drain.run():
            town.tenant.clock.advance(60)
        waited = sum(type(one) is Receipt for one in answers)
        assert town.tenant.counts.by_route == {POST: waited}, "what was never sent was looked for"
        assert sorted(row["Title"] for row in town.rows("Proposals")) == sorted(
            f"Forslag {number}" for number in range(60)
        )


async def test_what_was_sent_once_from_the_outbox_is_looked_for_and_there_once(town: Municipality) -> None:
    async with town.instance(spending=ALLOWED) as first:
        town.tenant.clock.advance(600)
        while isinstance(await first.store.add_proposal(proposal(uuid4().hex)), Proposal):
            pass
        assert first.drain is not None
        town.tenant.clock.advance(600)
        before = len(town.rows("Proposals"))
        town.tenant.faults.add(Fault("after", "POST", r"/items$"))
        town.tenant.faults.add(Fault("before", "GET", r"/items$", times=None))
        assert await first.drain.run() == 0
        town.tenant.clock.advance(600)
        town.tenant.faults.clear()
        town.tenant.counts.reset()
        assert await first.drain.run() == 1
        assert POST not in town.tenant.counts.by_route, "it was sent once more, without a look"
        assert len(town.rows("Proposals")) == before + 1
    assert len(town.told) == 1


async def test_a_press_while_it_is_being_stored_is_answered_at_once(town: Municipality) -> None:
    async with town.instance(spending=ALLOWED) as first:
        town.tenant.clock.advance(600)
        given = proposal(uuid4().hex)
        while isinstance(await first.store.add_proposal(given), Proposal):
            given = proposal(uuid4().hex)
        again: list[Proposal | Receipt] = []

        async def press() -> None:
            again.append(await first.store.add_proposal(given))

        town.while_telling = press
        town.tenant.clock.advance(600)
        assert first.drain is not None
        assert await first.drain.run() == 1
        assert [type(one) for one in again] == [Proposal]


async def test_without_an_outbox_it_waits_for_its_turn(town: Municipality) -> None:
    async with town.instance(keeps=False, spending=ALLOWED) as first:
        town.tenant.clock.advance(600)
        for number in range(35):
            try:
                assert isinstance(await first.store.add_proposal(proposal(f"Forslag {number}")), Proposal)
            except NotStored:
                raise AssertionError(number) from None


async def test_a_pause_that_graph_asks_for_is_waited_for(town: Municipality) -> None:
    async with town.instance() as first:
        first.graph.hold(2.0)
        before = town.clock.passed()
        assert isinstance(await first.store.add_proposal(proposal()), Proposal)
        assert town.clock.passed() - before >= 2.0
