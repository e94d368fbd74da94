"""Nobody has the tab open: the lists are read seldom, and often again as soon as somebody comes."""

from sharepoint_lists.demand import IDLE_AFTER, SELDOM, Demand
from tests.sharepoint_lists.test_polling import CountedClock
from tests.town import Town

EVERY = 2.5


class Reading:
    """A loop's work on a clock that runs with its rounds: how often it was done."""

    def __init__(self) -> None:
        self.clock = CountedClock()
        self.demand = Demand(self.clock)
        self.done = 0
        self._round = self.demand.seldom(self._read, EVERY)

    async def _read(self) -> None:
        self.done += 1

    async def goes_on(self, seconds: float, *, somebody: bool = False) -> int:
        """How often the lists were read in this time; with `somebody` a tab is open."""
        before = self.done
        for _ in range(round(seconds / EVERY)):
            await self.clock.sleep(EVERY)
            if somebody:
                self.demand.note()
            await self._round()
        return self.done - before


async def test_the_lists_are_read_each_round_while_somebody_is_there_and_seldom_while_nobody_is() -> None:
    reading = Reading()
    assert await reading.goes_on(600, somebody=True) == 600 / EVERY
    assert await reading.goes_on(IDLE_AFTER) == IDLE_AFTER / EVERY
    idle = await reading.goes_on(3_600)
    assert idle == 3_600 / (SELDOM * EVERY)


async def test_the_first_round_after_somebody_has_come_reads_at_once() -> None:
    reading = Reading()
    await reading.goes_on(IDLE_AFTER + 3 * EVERY)
    assert await reading.goes_on(EVERY) == 0
    assert await reading.goes_on(EVERY, somebody=True) == 1


async def test_who_opens_the_tab_or_writes_to_the_bot_is_there(bakkeby: Town) -> None:
    clock = CountedClock()
    demand = bakkeby.server.store.demand = Demand(clock)
    for comes in (bakkeby.reads("mette", "board"), bakkeby.tenant.teams.says("mette", "hjælp")):
        await clock.sleep(IDLE_AFTER + 1)
        assert demand.idle
        await comes
        assert not demand.idle
