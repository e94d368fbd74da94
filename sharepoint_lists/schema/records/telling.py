"""The list of how people want to be told."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed
from technology_map.people.preferences import FollowedNews, Preference

PREFERENCES = RecordList(
    Preference,
    "Preferences",
    "Besked om nyt",
    Site.CLOSED,
    (
        keyed("PreferenceKey"),
        RecordColumn(
            "followed",
            Column("Followed", "Nyt om det, man følger", Kind.CHOICE, FollowedNews),
            start=FollowedNews.AT_ONCE,
        ),
        RecordColumn("quiet_from", Column("QuietFrom", "Stille fra kl.", Kind.NUMBER), start=0),
        RecordColumn("quiet_to", Column("QuietTo", "Stille til kl.", Kind.NUMBER), start=0),
    ),
    lambda _: "Besked om nyt",
)
