"""How a person wants to be told: of what they follow, and when not (domain.md 5, Preference)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from technology_map.records import Record, Records
from technology_map.texts import COPENHAGEN

HOURS = 24


class FollowedNews(StrEnum):
    """When a person hears of what they follow or back."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference(Record):
    """One person's choice; the key is the object id. Between two hours the chat is silent.

    `quiet_from` and `quiet_to` are whole hours in Copenhagen; the same twice means never.
    """

    followed: FollowedNews = FollowedNews.AT_ONCE
    quiet_from: int = 0
    quiet_to: int = 0

    def quiet(self, hour: int) -> bool:
        """Whether the person wants to hear nothing in this hour."""
        start, end = self.quiet_from % HOURS, self.quiet_to % HOURS
        return start <= hour < end if start <= end else hour >= start or hour < end


def preference_of(preferences: Records[Preference], object_id: str) -> Preference:
    """What somebody has chosen, or what holds for who has chosen nothing."""
    return preferences.get(object_id) or Preference(key=object_id)


def is_quiet(preferences: Records[Preference], object_id: str, moment: datetime) -> bool:
    """Whether somebody wants to hear nothing at this moment."""
    return preference_of(preferences, object_id).quiet(moment.astimezone(COPENHAGEN).hour)
