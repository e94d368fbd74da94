"""The list of proposals that the council treats as one."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed, written
from technology_map.method.synergy import SynergyGroup

SYNERGY_GROUPS = RecordList(
    SynergyGroup,
    "SynergyGroups",
    "Behandles samlet",
    Site.OPEN,
    (
        keyed("GroupKey"),
        RecordColumn(
            "title",
            Column("About", "Hvad de har til fælles", holds=Holds.WORDS),
            start="",
            said=True,
        ),
        written("why", "Why", "Hvorfor samlet"),
        RecordColumn("proposals", Column("Proposals", "Forslag", Kind.LINES, holds=Holds.NOBODY), start=()),
        RecordColumn("author_name", Column("AuthorName", "Samlet af", holds=Holds.NAME), start=""),
        RecordColumn("made_at", Column("MadeAt", "Samlet den", Kind.MOMENT)),
    ),
    lambda one: one.title,
)
