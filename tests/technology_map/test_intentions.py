"""When an intention is kept, when it goes, and who goes on with it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sharepoint_lists.waiting.sqlite_rows import SqliteRows
from technology_map.intentions import NOTHING_KEPT, KeptIntentions, Said
from technology_map.ports import NotStored
from technology_map.validation.refusals import Refused

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Instance:
    """An instance whose clock stands still until it is told the time."""

    def __init__(self, folder: Path, name: str = "one") -> None:
        self.time = NOON
        self.done: list[str] = []
        self.first_part = True
        self.away: Exception | None = None
        self.rows = SqliteRows(folder / "begun.sqlite", name)
        self.intentions = KeptIntentions(self.rows, name, lambda: self.time)
        self.intentions.goes_on(asked=self.go_on)

    async def go_on(self, said: Said) -> bool:
        """The rest, where the first part stands."""
        if self.away is not None:
            raise self.away
        if self.first_part:
            self.done.append(said["word"])
        return self.first_part

    async def begins(self, failure: Exception | None = None, *, left: bool = False) -> None:
        """A deed, and how it ends."""
        async with self.intentions.kept("asked", "key", word="drone") as begun:
            if failure is not None:
                raise failure
            if left:
                begun.leave()

    async def round(self, grace: float = 90) -> None:
        """What the sweeper does now and then."""
        await self.intentions.go_on(timedelta(seconds=grace))


@pytest.fixture
def one(tmp_path: Path) -> Instance:
    return Instance(tmp_path)


async def test_what_is_done_is_not_gone_on_with(one: Instance) -> None:
    await one.begins()
    await one.round(0)
    assert one.done == []


async def test_what_certainly_was_not_done_is_not_gone_on_with(one: Instance) -> None:
    with pytest.raises(Refused):
        await one.begins(Refused("not_stored"))
    await one.round(0)
    assert one.done == []


@pytest.mark.parametrize("failure", [Refused("not_stored", doubt=True), RuntimeError("ended")])
async def test_what_may_have_been_done_is_gone_on_with_once(one: Instance, failure: Exception) -> None:
    with pytest.raises(type(failure)):
        await one.begins(failure)
    await one.round()
    await one.round()
    assert one.done == ["drone"]


async def test_a_later_try_that_is_refused_does_not_drop_what_an_earlier_one_left(one: Instance) -> None:
    with pytest.raises(Refused):
        await one.begins(Refused("not_stored", doubt=True))
    with pytest.raises(Refused):
        await one.begins(Refused("not_stored"))
    await one.round()
    assert one.done == ["drone"]


async def test_the_rest_is_left_only_where_it_is_gone_on_with(one: Instance) -> None:
    async with one.intentions.kept("asked", "key", word="drone") as begun:
        with begun.rest():
            raise NotStored("away")
    await one.round()
    assert one.done == ["drone"]
    async with NOTHING_KEPT.kept("asked", "key", word="drone") as begun:
        with pytest.raises(NotStored), begun.rest():
            raise NotStored("away")


async def test_where_it_cannot_be_done_now_it_is_tried_again(one: Instance) -> None:
    await one.begins(left=True)
    for failure in (NotStored("away"), Refused("changed"), RuntimeError("broken")):
        one.away = failure
        await one.round()
    one.away = None
    await one.round()
    assert one.done == ["drone"]


async def test_another_instance_waits_for_the_first_and_then_goes_on(one: Instance, tmp_path: Path) -> None:
    await one.begins(left=True)
    other = Instance(tmp_path, "two")
    await other.round()
    assert other.done == []
    other.time += timedelta(seconds=91)
    await other.round()
    await one.round()
    assert (other.done, one.done) == (["drone"], [])


async def test_what_never_comes_is_dropped_after_a_day(one: Instance) -> None:
    one.first_part = False
    await one.begins(left=True)
    await one.round()
    assert len(await one.rows.rows()) == 1
    one.time += timedelta(days=1, seconds=1)
    await one.round()
    assert await one.rows.rows() == []


async def test_where_the_keeper_is_away_it_is_held_in_memory(tmp_path: Path) -> None:
    (tmp_path / "begun.sqlite").mkdir()
    one = Instance(tmp_path)
    await one.begins(left=True)
    await one.round()
    assert one.done == ["drone"]
    await one.round()
    assert one.done == ["drone"]
