"""Laws of the day's news: over a year, with two instances and writes that fail, each line goes out once."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from technology_map.backing.relations import Follow
from technology_map.council.consequences import GRACE
from technology_map.council.life_cycle import Status
from technology_map.council.notices import NoticeState, line_key
from technology_map.people.daily import HOUR, Daily
from technology_map.people.news import Reminded
from technology_map.people.preferences import FollowedNews, Preference
from technology_map.people.reminders import Reminder, latest, reminders
from technology_map.ports import Messenger, Store
from technology_map.texts import COPENHAGEN
from tests.sweeps import examples
from tests.technology_map.council.test_what_follows_laws import (
    FATES,
    Kept,
    Outgoing,
    Rows,
    decision,
    proposal,
)

START = datetime(2026, 3, 3, 8, tzinfo=UTC)
SECRETARIES = ("hanne", "karen")


async def secretaries() -> list[str]:
    return list(SECRETARIES)


class Year:
    """Two instances on the same rows, by one clock that a test moves."""

    def __init__(self, rows: Rows) -> None:
        self.rows, self.now = rows, START
        self.disks = (Outgoing(), Outgoing())

    async def round(self, which: int, *fates: str) -> None:
        """One round of an instance that has just started, while its writes go like this."""
        self.rows.fates = list(fates)
        store, messenger = cast("Store", Kept(self.rows)), cast("Messenger", self.disks[which])
        await Daily(store, messenger, lambda: self.now, str(which), secretaries).round()
        self.rows.fates = []

    async def until_all_is_well(self) -> None:
        """Both go on, and later again: what one that is gone had taken over, the other finishes."""
        for _ in range(2):
            for which in (0, 1):
                await self.round(which)
            self.now += GRACE

    def told(self) -> Counter[str]:
        """How often each line went out: of each, from the disk of whoever has its notice."""
        found: Counter[str] = Counter()
        for which, disk in enumerate(self.disks):
            for person, news in disk.kept:
                assert isinstance(news, Reminded)
                key = line_key(person, news.kind, news.thing, news.day)
                found.update([key] if self.rows.notices[key].taken_by == str(which) else [])
        return found

    @property
    def today(self) -> date:
        return self.now.astimezone(COPENHAGEN).date()


def waiting() -> Rows:
    """One proposal of each sort that somebody is to be reminded of, and one that Jonas hears of daily."""
    rows = Rows()
    step = START.date() + timedelta(days=20)
    for one in (
        proposal(1, "mette", Status.CLARIFICATION),
        replace(proposal(2, "jonas", Status.PARKED), review_date=step),
        replace(proposal(3, "amina", Status.PILOT), next_step="Mål igen.", next_step_due=step),
        replace(proposal(4, "soren", Status.SUBMITTED), caseworker_id="karen"),
        proposal(5, "birgit", Status.REJECTED),
    ):
        rows.overview.put_proposal(one)
    rows.overview.put_decision(decision(1, Status.CLARIFICATION))
    rows.overview.put_decision(decision(5, Status.REJECTED))
    rows.follows.put(Follow("F-0005", "jonas", 1))
    daily: Preference = Preference(key="jonas", followed=FollowedNews.DAILY, row=1)
    Kept(rows).records(Preference).put(daily)
    return rows


steps = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 1), st.lists(st.sampled_from((*FATES, "well")), max_size=6)),
    min_size=3,
    max_size=24,
)


@settings(max_examples=examples(60), deadline=None)
@given(steps=steps)
def test_each_line_goes_out_once_whatever_fails_and_whoever_goes_on(
    steps: list[tuple[int, int, list[str]]],
) -> None:
    async def lived() -> None:
        year = Year(waiting())
        for days, which, fates in steps:
            year.now += timedelta(days=days)
            await year.round(which, *fates)
            await year.until_all_is_well()
            due = reminders(year.rows.overview, SECRETARIES, year.today)
            told = year.told()
            for line in due:
                key = line_key(line.person, line.kind, line.thing, str(line.day))
                assert told[key] == 1, key
                assert year.rows.notices[key].state is NoticeState.DONE
        assert set(year.told().values()) <= {1}

    asyncio.run(lived())


def test_over_a_year_of_mornings_each_person_hears_what_is_theirs() -> None:
    async def lived() -> Counter[tuple[str, str, str]]:
        year = Year(waiting())
        for _ in range(365):
            for hour in (0, 1, 9):
                year.now += timedelta(hours=hour)
                await year.round(year.now.toordinal() % 2)
            year.now = year.now.replace(hour=6) + timedelta(days=1)
        return Counter((key.split("|")[0], key.split("|")[1], key.split("|")[2]) for key in year.told())

    heard = asyncio.run(lived())
    assert heard[("mette", "answer_awaited", "F-0001")] == 1 + (365 - 7) // 14
    assert (
        heard[("hanne", "review", "F-0002")] == heard[("karen", "review", "F-0002")] == 1 + (365 - 20) // 14
    )
    assert heard[("hanne", "step_due", "F-0003")] == 1
    assert heard[("hanne", "step_overdue", "F-0003")] == 1 + (365 - 21) // 14
    assert heard[("karen", "untouched", "F-0004")] == 1 + (365 - 90) // 30
    assert heard[("hanne", "untouched", "F-0004")] == 0, "who has a caseworker is hers alone"
    assert heard[("jonas", "news", "F-0005")] == 1
    assert not [one for one in heard if one[2] == "F-0005" and one[1] != Reminder.NEWS]


def test_nobody_hears_before_the_morning() -> None:
    async def lived() -> Year:
        year = Year(waiting())
        year.now = datetime(2026, 6, 1, HOUR - 3, 59, tzinfo=UTC)
        await year.round(0)
        return year

    assert asyncio.run(lived()).told() == Counter()


@given(first=st.dates(), every=st.integers(1, 400), days=st.integers(-400, 4000))
def test_the_last_day_that_has_come_is_the_last(first: date, every: int, days: int) -> None:
    try:
        today = first + timedelta(days=days)
        found = latest(first, every, today)
    except OverflowError:
        return
    if days < 0:
        assert found is None
        return
    assert found is not None
    assert first <= found <= today
    assert (today - found).days < every
    assert (found - first).days % every == 0
