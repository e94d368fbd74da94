"""Who is on the council is what the team in Teams says, and for a minute at most."""

from local_tenant.faults import Fault
from technology_map.people.people import Role
from tests.sharepoint_lists.municipality import Municipality, one


async def test_members_and_owners_stand_where_the_team_says(town: Municipality) -> None:
    async with town.instance() as first:
        roles = {key: await first.roster.role_of(one(key).object_id) for key in ("mette", "karen")}
        assert roles == {"mette": Role.EMPLOYEE, "karen": Role.MEMBER}
        assert await first.roster.role_of(one("hanne").object_id.upper()) is Role.SECRETARY
        assert await first.roster.role_of("") is Role.EMPLOYEE
        assert town.tenant.counts.roster == 1


async def test_who_leaves_the_council_has_left_it_within_a_minute(town: Municipality) -> None:
    async with town.instance() as first:
        assert await first.roster.role_of(one("karen").object_id) is Role.MEMBER
        del town.tenant.teams.roster["karen"]
        town.tenant.clock.advance(61)
        assert await first.roster.role_of(one("karen").object_id) is Role.EMPLOYEE


async def test_a_roster_that_cannot_be_read_makes_nobody_a_member(town: Municipality) -> None:
    async with town.instance() as first:
        assert await first.roster.role_of(one("karen").object_id) is Role.MEMBER
        town.tenant.faults.add(Fault("before", path="/members", times=None))
        town.tenant.clock.advance(30)
        await first.roster.refresh()
        assert await first.roster.role_of(one("karen").object_id) is Role.MEMBER
        town.tenant.clock.advance(31)
        assert await first.roster.role_of(one("karen").object_id) is Role.EMPLOYEE
        assert await first.roster.role_of(one("hanne").object_id) is Role.EMPLOYEE
