"""The list of what the council promises: how long a proposal stands in a status at most."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed
from technology_map.council.pipeline import Promise
from technology_map.people.people import Language
from technology_map.texts import texts

PROMISES = RecordList(
    Promise,
    "Promises",
    "Rådets løfter",
    Site.OPEN,
    (
        keyed("PromiseKey"),
        RecordColumn("days", Column("Days", "Dage", Kind.NUMBER), needed=True),
    ),
    lambda one: texts(Language.DANISH)(f"status.{one.key}"),
)
