"""The list of what a quarter has room for."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed
from technology_map.assessing.value import Capacity

CAPACITIES = RecordList(
    Capacity,
    "Capacity",
    "Rådets kapacitet",
    Site.OPEN,
    (
        keyed("CapacityKey"),
        RecordColumn("hours", Column("Hours", "Timer i kvartalet", Kind.NUMBER), start=0),
        RecordColumn("cost", Column("Cost", "Kroner i kvartalet", Kind.NUMBER), start=0),
    ),
    lambda _: "Kapacitet i kvartalet",
)
