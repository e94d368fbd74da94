"""The day's news: one message a person and day, with what is due and what happened to what they follow.

Each line has a notice of its own, so that it goes out once whichever instance sends it. What was sent
stands there; what is to be sent is worked out anew.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import structlog

from technology_map.assessing.assessing import Assessing
from technology_map.benefits.benefits import Benefit
from technology_map.benefits.follow_ups import FollowUp, overdue
from technology_map.cards.confirming import Confirmation, to_confirm
from technology_map.council.consequences import GRACE
from technology_map.council.notices import Notice, NoticeState
from technology_map.meetings.meetings import AgendaItem, Meeting
from technology_map.people.news import Reminded
from technology_map.people.notifications import NotNotified
from technology_map.people.people import is_forgotten
from technology_map.people.preferences import FollowedNews, Preference
from technology_map.people.reminders import (
    Line,
    Reminder,
    assessments_due,
    benefits_due,
    cards_due,
    reminders,
)
from technology_map.people.responsibility import responsible_for
from technology_map.ports import Messenger, NotStored, Store
from technology_map.records import Records
from technology_map.search.finding import by_name
from technology_map.texts import COPENHAGEN

log = structlog.get_logger(__name__)

HOUR = 8
"""When the day's news go out, in Copenhagen."""
MOST = 20
"""Lines for one person and day: the rest come on the next."""
KEPT = 7
"""Days for which news are still told that nobody could send."""


class Daily:
    """Tells the day's news for one instance, beside the others."""

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        now: Callable[[], datetime],
        instance: str,
        secretaries: Callable[[], Awaitable[Sequence[str]]],
        *,
        assessing: Assessing | None = None,
    ) -> None:
        self._store, self._messenger, self._now = store, messenger, now
        self._instance, self._secretaries = instance, secretaries
        self._assessing = assessing
        self._over: tuple[object, ...] = ()

    async def round(self) -> None:
        """Tell what nobody has told yet. What fails is tried again in the next round."""
        local = self._now().astimezone(COPENHAGEN)
        if local.hour < HOUR or self._store.notices is None:
            return
        today = local.date()
        state = (today, self._store.overview, self._store.overview.revision, self._store.council_revision)
        if state == self._over:
            return
        try:
            found = reminders(self._store.overview, await self._secretaries(), today)
            asked = [*self._benefits(today), *self._cards(today), *await self._to_assess(today)]
            lines = [*found, *asked, *self._news(today)]
        except NotNotified:
            return
        if await self._tell(lines, today):
            self._over = state

    async def _tell(self, lines: list[Line], today: date) -> bool:
        """Whether everything is told, so far as it is ours."""
        told: defaultdict[str, int] = defaultdict(int)
        waiting: defaultdict[str, list[Line]] = defaultdict(list)
        for line in dict.fromkeys(one for one in lines if not is_forgotten(one.person)):
            notice = (self._store.notices or {}).get(_notice(line).key)
            if notice is None or notice.state is not NoticeState.DONE:
                waiting[line.person].append(line)
            elif notice.taken_at.astimezone(COPENHAGEN).date() == today:
                told[line.person] += 1
        whole = True
        for person, theirs in waiting.items():
            room = max(MOST - told[person], 0)
            try:
                whole &= await self._tell_one(person, theirs[:room])
            except NotStored:
                whole = False
                log.warning("day_news_wait")
        return whole

    async def _tell_one(self, person: str, lines: list[Line]) -> bool:
        """Whether all of it is done. Raises NotStored."""
        found = [await self._taken(_notice(line)) for line in lines]
        mine = [one for one in found if self._is_mine(one)]
        for one in mine:
            await self._messenger.tell(person, Reminded(one.kind, one.thing, str(one.day)))
            await self._store.change_notice(replace(one, state=NoticeState.DONE))
        return len(mine) == len([one for one in found if one.state is not NoticeState.DONE])

    async def _taken(self, notice: Notice) -> Notice:
        """The notice that counts; taken over from an instance that is gone."""
        now = self._now()
        there = await self._store.take_notice(replace(notice, taken_by=self._instance, taken_at=now))
        gone = there.taken_by != self._instance and now - there.taken_at >= GRACE
        if there.state is NoticeState.TAKEN and gone:
            return await self._store.change_notice(replace(there, taken_by=self._instance, taken_at=now))
        return there

    def _is_mine(self, notice: Notice) -> bool:
        return notice.state is NoticeState.TAKEN and notice.taken_by == self._instance

    @property
    def _choices(self) -> Records[Preference]:
        return self._store.records(Preference)

    def _benefits(self, today: date) -> Iterator[Line]:
        """Who is to say what came of a benefit."""
        waiting = overdue(self._store.records(Benefit), self._store.records(FollowUp), today)
        return benefits_due(((one.owner_id or one.author_id, one.row, due) for one, due in waiting), today)

    def _cards(self, today: date) -> Iterator[Line]:
        """Who is asked whether a card still holds."""
        found = to_confirm(self._store.overview.solution_cards, self._store.records(Confirmation), today)
        return cards_due(((responsible_for(one).object_id, one.name, due) for one, due in found), today)

    async def _to_assess(self, today: date) -> list[Line]:
        """Who is to assess what before the next meetings. Raises NotNotified."""
        assessing = self._assessing
        if assessing is None:
            return []
        members = await assessing.council()
        items = self._store.records(AgendaItem)
        return list(
            assessments_due(
                self._store.records(Meeting),
                lambda meeting: [one.proposal for one in items.about(meeting.key)],
                lambda number: assessing.left(number, members),
                today,
            )
        )

    def _news(self, today: date) -> Iterator[Line]:
        """What happened to what somebody follows who wants to hear of it once a day."""
        overview = self._store.overview
        for choice in self._choices:
            if choice.followed is not FollowedNews.DAILY:
                continue
            backed = overview.supports.of_person(choice.key)
            for thing in dict.fromkeys([*self._store.follows.of_person(choice.key), *backed]):
                for day in self._days(thing, today):
                    yield Line(choice.key, Reminder.NEWS, thing, day)

    def _days(self, thing: str, today: date) -> Iterator[date]:
        """The days on which news of a thing are told: of what came since the morning before."""
        found = by_name(self._store.overview, thing)
        if found is None:
            return
        moments = (
            [row.decided_at for row in self._store.overview.log.of(found.number)] if thing[0] == "F" else []
        )
        if found.edited_at and thing[0] == "L":
            moments.append(found.edited_at)
        days = {_told_on(moment) for moment in moments}
        yield from sorted(day for day in days if today - timedelta(days=KEPT) < day <= today)


def _told_on(moment: datetime) -> date:
    """The morning that comes next."""
    local = moment.astimezone(COPENHAGEN)
    return local.date() + timedelta(days=1 if local.time() >= time(HOUR) else 0)


def _notice(line: Line) -> Notice:
    far = datetime.min.replace(tzinfo=COPENHAGEN)
    return Notice(0, 0, "", far, person=line.person, kind=line.kind.value, thing=line.thing, day=line.day)
