"""Many lists are asked in few round trips; what a batch does not bring is asked for by itself."""

from dataclasses import replace

import pytest

from local_tenant.faults import Fault
from sharepoint_lists.graph.batches import MOST
from sharepoint_lists.graph.responses import NotDone
from sharepoint_lists.replica.list_reader import FEW_ROWS, PAGE_ROWS
from sharepoint_lists.replica.replica import LIVELY
from sharepoint_lists.schema import lists
from tests.sharepoint_lists.municipality import OPEN, Municipality, proposal, submitted
from tests.sharepoint_lists.test_faults import FAULTS, ON_THE_LINE, quiet_again

BY_ITSELF = "GET /sites/{site-id}/lists/{list-id}/items/delta"


def asked_by_itself(town: Municipality) -> int:
    """How many pages of changes were asked for outside batches."""
    return town.tenant.counts.by_route[BY_ITSELF]


def batches_of(count: int) -> int:
    return -(-count // MOST)


async def test_a_start_and_a_round_ask_for_twenty_lists_at_a_time(town: Municipality) -> None:
    async with town.instance("before") as before:
        await submitted(before)
        town.tenant.counts.reset()
        await before.store.replica.load()
        words = len(lists.TERMS)
        everything = batches_of(words) + batches_of(len(lists.REPLICATED) - words)
        assert town.tenant.counts.by_route == {"POST /$batch": everything}
        assert town.tenant.counts.inner == {BY_ITSELF: len(lists.REPLICATED)}
        town.tenant.counts.reset()
        await before.store.replica.catch_up()
        assert town.tenant.counts.by_route == {"POST /$batch": batches_of(len(LIVELY))}
        assert len(before.store.overview.proposals) == 1


async def test_a_list_with_many_rows_is_read_in_big_pages(town: Municipality) -> None:
    made = {"SubmitterId": "x", "SubmitterName": "Mette", "Status": "Indsendt"}
    moments = {"SubmittedAt": "2026-03-02T11:00:00Z", "ChangedAt": "2026-03-02T11:00:00Z"}
    many = FEW_ROWS + 1
    for number in range(many):
        row = {**made, **moments, "Title": f"Forslag {number}", "SubmissionKey": f"key-{number}"}
        await town.tenant.sharepoint.create_as(None, OPEN, "Proposals", row)
    town.tenant.counts.reset()
    async with town.instance() as opened:
        assert len(opened.store.overview.proposals) == many
        await opened.store.replica.load()
        assert asked_by_itself(town) == 1, "one page for all of them, and none for any other list"
        assert many < PAGE_ROWS


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - ON_THE_LINE))
@pytest.mark.parametrize("inner", [True, False], ids=["of a part", "of the whole"])
async def test_whatever_befalls_a_batch_the_news_comes(
    town: Municipality, fault: str, *, inner: bool
) -> None:
    async with town.instance("first") as first, town.instance("second") as second:
        await submitted(second, proposal("Et forslag fra den anden"))
        asked = FAULTS[fault]("GET", "/delta") if inner else FAULTS[fault]("POST", r"/\$batch")
        planned = town.tenant.faults.add(replace(asked, inner=inner, times=None))
        if fault == "throttle long":
            with pytest.raises(NotDone):
                await first.store.replica.catch_up()
            assert asked_by_itself(town) == 0, "nobody asks before the pause is over"
            quiet_again(town)
        await first.store.replica.catch_up()
        assert planned.seen
        assert [one.title for one in first.store.overview.proposals] == ["Et forslag fra den anden"]
        quiet_again(town)


@pytest.mark.parametrize("body", ["<p>", {"value": 7}, {"value": None, "@odata.deltaLink": 5}, [1]])
async def test_a_part_that_is_no_page_is_asked_for_again(town: Municipality, body: object) -> None:
    async with town.instance("first") as first, town.instance("second") as second:
        await submitted(second)
        fault = Fault("before", "GET", "/delta", status=200, body=body, inner=True, times=None)
        town.tenant.faults.add(fault)
        await first.store.replica.catch_up()
        assert len(first.store.overview.proposals) == 1
        assert asked_by_itself(town) == len(LIVELY)
