"""The list of worries, on the closed site: nothing in it tells what one says, on what, or whose it is."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed
from technology_map.talk.worries import Worry

WORRIES = RecordList(
    Worry,
    "Worries",
    "Bekymringer",
    Site.CLOSED,
    (
        keyed("WorryKey"),
        RecordColumn("day", Column("WrittenOn", "Dag", Kind.DATE), needed=True),
        RecordColumn("released_on", Column("ReleasedOn", "Vises fra", Kind.DATE)),
        RecordColumn("sealed", Column("Sealed", "Forseglet", Kind.NOTE, holds=Holds.SEALED), start=""),
    ),
    lambda _: "Bekymring",
    unseen=True,
)
