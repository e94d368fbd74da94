"""Who is there no more: asked of Graph once in a while, not at each view of a page."""

from local_tenant.entra import GRAPH
from local_tenant.faults import Fault
from local_tenant.people import person
from local_tenant.teams.places.directory import RIGHT
from sharepoint_lists.people.directory import REMEMBERED
from tests.sharepoint_lists.municipality import Municipality

ALL = [person(who).object_id for who in ("mette", "jonas", "hanne")]


async def test_what_was_looked_up_holds_for_a_while(town: Municipality) -> None:
    entra, counts = town.tenant.entra, town.tenant.counts
    entra.app_roles[GRAPH] = (*entra.app_roles[GRAPH], RIGHT)
    entra.left.add("mette")
    async with town.instance() as opened:
        for _ in range(2):
            assert await opened.directory.gone(ALL[:2]) == frozenset(ALL[:1])
        assert counts.feed == 1
        assert await opened.directory.gone(ALL) == frozenset(ALL[:1])
        assert counts.feed == 2, "of those who are known nobody is asked"
        entra.left.add("jonas")
        await town.clock.sleep(REMEMBERED + 1)
        assert await opened.directory.gone(ALL) == frozenset(ALL[:2])
        assert counts.feed == 3


async def test_what_could_not_be_looked_up_is_asked_again(town: Municipality) -> None:
    entra = town.tenant.entra
    entra.app_roles[GRAPH] = (*entra.app_roles[GRAPH], RIGHT)
    entra.left.add("mette")
    async with town.instance() as opened:
        town.tenant.faults.add(Fault("before", path=r"^/v1\.0/users", status=403, times=1))
        assert await opened.directory.gone(ALL) is None
        assert await opened.directory.gone(ALL) == frozenset(ALL[:1])
