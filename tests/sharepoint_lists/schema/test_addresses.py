"""Where lists are is asked once, however many of them are read at the same time."""

from local_tenant.faults import Fault
from tests.sharepoint_lists.municipality import Municipality

LOOK_UP = r"/lists$"


async def test_the_lists_of_each_of_the_two_sites_are_looked_up_once(town: Municipality) -> None:
    counted = Fault("before", path=LOOK_UP, nth=99)
    town.tenant.faults.add(counted)
    async with town.instance() as first:
        assert first.store.replica.loaded
    assert counted.seen == 2


async def test_where_a_look_up_fails_it_is_done_again(town: Municipality) -> None:
    failing = Fault("before", path=LOOK_UP)
    town.tenant.faults.add(failing)
    async with town.instance() as first:
        assert first.store.replica.loaded
    assert failing.seen == 3
