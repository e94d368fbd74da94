"""What people do when nothing goes wrong, and how many requests it costs."""

from dataclasses import replace

import pytest

from sharepoint_lists.schema import lists
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.people.people import Contact, Language
from technology_map.ports import Changed, ChangedCard, NotStored
from tests.sharepoint_lists.municipality import CLOSED, Municipality, card, move, one, proposal, submitted


async def test_mette_submits_a_proposal_with_one_request(town: Municipality) -> None:
    async with town.instance() as first:
        given = proposal()
        stored = await submitted(first, given)
        assert town.tenant.counts.total == 1
        assert replace(stored, number=0, version="") == given
        assert stored.name == "F-0001"
        assert first.store.overview.proposals.get(1) is stored
        assert await first.store.add_proposal(given) is stored
        assert town.tenant.counts.total == 1
    (row,) = town.rows("Proposals")
    assert row["Status"] == "Indsendt"
    assert row["Area"] == "Sundhed"


async def test_the_board_opens_without_a_request(town: Municipality) -> None:
    async with town.instance() as first:
        await submitted(first)
    async with town.instance() as second:
        assert [found.number for found in second.store.overview.proposals] == [1]
        assert second.store.overview.read_at is not None
        assert town.tenant.counts.total == 0


async def test_hanne_decides_with_two_requests(town: Municipality) -> None:
    async with town.instance() as first:
        stored = await submitted(first)
        town.tenant.counts.reset()
        decision, moved = move(first, stored)
        after = await first.store.decide(decision, moved)
        assert town.tenant.counts.total == 2
        assert replace(after, version="") == replace(moved, version="")
        assert await first.store.decide(decision, moved) == after
        assert town.tenant.counts.total == 2
        assert first.store.overview.log.faults(1) == []
    (row,) = town.rows("Decisions")
    assert row["DecisionKey"] == "F-0001|1"
    assert [one["Status"] for one in town.rows("Proposals")] == ["Under vurdering"]


async def test_mette_edits_and_somebody_elses_edit_is_shown(town: Municipality) -> None:
    async with town.instance() as first, town.instance("second") as second:
        stored = await submitted(first)
        await second.store.catch_up()
        edited = await first.store.change_proposal(replace(stored, title="Nyt navn"))
        assert edited.title == "Nyt navn"
        with pytest.raises(Changed) as changed:
            await second.store.change_proposal(replace(stored, title="Et andet navn"))
        assert changed.value.current is not None
        assert changed.value.current.title == "Nyt navn"
        with pytest.raises(Changed):
            await first.store.change_proposal(replace(stored, title="Igen"))


async def test_an_edit_of_other_fields_is_no_conflict(town: Municipality) -> None:
    async with town.instance() as first, town.instance("second") as second:
        stored = await submitted(first)
        await second.store.catch_up()
        await first.store.change_proposal(replace(stored, title="Nyt navn"))
        both = await second.store.change_proposal(replace(stored, problem="Et andet problem"))
        assert (both.title, both.problem) == ("Nyt navn", "Et andet problem")


async def test_a_card_is_edited_and_what_is_emptied_is_empty(town: Municipality) -> None:
    async with town.instance() as first, town.instance("second") as second:
        stored = await first.store.add_solution_card(card(vendor="Støv A/S"))
        assert isinstance(stored, SolutionCard)
        await second.store.catch_up()
        edited = await first.store.change_solution_card(
            replace(stored, vendor="", area=None, other_purposes=())
        )
        assert (edited.vendor, edited.area, edited.other_purposes) == ("", None, ())
        with pytest.raises(ChangedCard):
            await second.store.change_solution_card(replace(stored, vendor="Andre"))


async def test_jonas_imports_rows_twenty_a_request_and_a_second_time_none(town: Municipality) -> None:
    given = [card(f"Løsning {number}") for number in range(45)]
    async with town.instance() as first:
        stored = [one async for part in first.store.import_cards(given) for one in part]
        assert town.tenant.counts.by_route["POST /$batch"] == 3
        assert town.tenant.counts.total == 3
        assert [one.title for one in stored if isinstance(one, SolutionCard)] == [c.title for c in given]
        again = [one async for part in first.store.import_cards(given) for one in part]
        assert again == stored
        assert town.tenant.counts.total == 3
    assert len(town.rows("SolutionCards")) == 45


async def test_a_row_that_sharepoint_refuses_is_told_in_its_place(town: Municipality) -> None:
    given = [card("Først"), card("For lang", vendor="x" * 300), card("Sidst")]
    async with town.instance() as first:
        stored = [one async for part in first.store.import_cards(given) for one in part]
        assert [isinstance(one, NotStored) for one in stored] == [False, True, False]


async def test_a_contact_is_kept_in_the_closed_site_and_forgotten(town: Municipality) -> None:
    contact = Contact(one("mette"), Language.DANISH, '{"conversation": "a:1"}')
    async with town.instance() as first, town.instance("second") as second:
        await first.store.keep_contact(contact)
        await first.store.keep_contact(contact)
        assert town.tenant.counts.total == 1
        newer = replace(contact, reference='{"conversation": "a:2"}')
        await second.store.keep_contact(newer)
        await first.store.catch_up()
        assert first.store.contact(one("mette").object_id) == newer
        assert len(town.rows("Contacts", CLOSED)) == 1
        await first.store.forget_contact(one("mette").object_id)
        await second.store.catch_up()
        assert second.store.contact(one("mette").object_id) is None
    assert town.rows("Contacts", CLOSED) == []


async def test_what_another_instance_did_is_seen_after_catching_up(town: Municipality) -> None:
    async with town.instance() as first, town.instance("second") as second:
        stored = await submitted(first)
        await first.store.decide(*move(first, stored))
        before = second.store.overview.revision
        await second.store.replica.catch_up()
        seen = second.store.overview.proposals.get(1)
        assert seen is not None
        assert seen.status is Status.ASSESSMENT
        assert second.store.overview.revision > before
        revision = second.store.overview.revision
        await second.store.replica.catch_up((lists.PROPOSALS, lists.DECISIONS))
        assert second.store.overview.revision == revision
