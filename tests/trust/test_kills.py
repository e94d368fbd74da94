"""Killed in the middle of anything, a server that rises goes on: all of it once, or nothing, and then once.

The short form: five points, for a start of a process takes seconds. Two hundred: `make soak`.
"""

from pathlib import Path

from tests.provisioned import provisioned
from tests.trust.cells import lesson
from tests.trust.kills import killed_at, points
from tests.trust.operations import OPERATIONS
from tests.trust.place import served

POINTS, KINDS = 5, 5


async def test_killed_at_five_points_nothing_is_lost_and_nothing_is_there_twice(tmp_path: Path) -> None:
    async with provisioned(tmp_path) as tenant, served(tenant, tmp_path / "scenes") as place:
        some = OPERATIONS[:: len(OPERATIONS) // KINDS]
        lessons = {one: await lesson(place, one) for one in some}
        killed = await killed_at(place, tmp_path / "killed", points(lessons, 1, POINTS), lessons)
    assert killed.wrong == []
    assert len(killed.events) == POINTS
