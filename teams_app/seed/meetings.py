"""The seed's meetings: one to come with an agenda, one that was held; twice adds nothing."""

import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import resources

from pydantic import BaseModel, ConfigDict

from technology_map.cards.proposals import proposal_number
from technology_map.meetings.meetings import AgendaItem, Meeting, MeetingState, item_key
from technology_map.people.people import Person
from technology_map.ports import Store
from technology_map.texts import COPENHAGEN


class SeedMeeting(BaseModel):
    """A meeting so many days from today, with these proposals by their keys; `minutes` were published."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    in_days: int
    starts: str
    place: str
    chair: str
    deadline_in_days: int | None = None
    agenda: tuple[str, ...] = ()
    minutes: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def seed_meetings() -> list[SeedMeeting]:
    """The meetings, in the file's order."""
    text = resources.files("teams_app.seed").joinpath("meetings.toml").read_text("utf-8")
    return [SeedMeeting(**one) for one in tomllib.loads(text)["meeting"]]


async def plant_meetings(
    store: Store, people: Callable[[str], Person], names: Callable[[str], str], now: datetime
) -> None:
    """Store them. `names` gives the number of the proposal with a key. Raises NotStored."""
    today = now.astimezone(COPENHAGEN).date()
    for seed in seed_meetings():
        chair = people(seed.chair)
        deadline = seed.deadline_in_days
        meeting: Meeting = Meeting(
            key=f"seed-{seed.key}",
            day=today + timedelta(days=seed.in_days),
            starts=seed.starts,
            place=seed.place,
            chair_id=chair.object_id,
            chair_name=chair.name,
            deadline=today + timedelta(days=deadline) if deadline is not None else None,
            state=MeetingState.PUBLISHED if seed.minutes else MeetingState.PLANNED,
            minutes=seed.minutes,
            present_names=tuple(people(one).name for one in seed.present),
            absent_names=tuple(people(one).name for one in seed.absent),
            published_at=now + timedelta(days=seed.in_days) if seed.minutes else None,
        )
        kept = await store.add_record(meeting)
        for place, key in enumerate(seed.agenda, start=1):
            number = proposal_number(names(key)) or 0
            item: AgendaItem = AgendaItem(
                key=item_key(kept.key, number), meeting=kept.key, proposal=number, place=place
            )
            await store.add_record(item)
