"""The list of how benefits were followed up; the benefits themselves are declared with the other details."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed, written
from technology_map.benefits.follow_ups import FollowUp, FollowUpState
from technology_map.words.values import Light

FOLLOW_UPS = RecordList(
    FollowUp,
    "FollowUps",
    "Gevinstopfølgning",
    Site.OPEN,
    (
        keyed("FollowUpKey"),
        RecordColumn("due", Column("DueOn", "Opfølgning den", Kind.DATE, indexed=True)),
        RecordColumn(
            "state", Column("State", "Svar", Kind.CHOICE, FollowUpState), start=FollowUpState.ANSWERED
        ),
        RecordColumn("realised", Column("Realised", "Opnået", Kind.DECIMAL)),
        RecordColumn("light", Column("TrafficLight", "Vurdering", Kind.CHOICE, Light)),
        written("comment", "Comment", "Kommentar"),
        RecordColumn("source", Column("Source", "Kilde", holds=Holds.WORDS), start="", said=True),
        RecordColumn("next_on", Column("NextOn", "Næste opfølgning", Kind.DATE)),
        RecordColumn("to_name", Column("HandedTo", "Givet videre til", holds=Holds.NAME), start=""),
        RecordColumn("answered_by", Column("AnsweredBy", "Svaret af", holds=Holds.NAME), start=""),
        RecordColumn("answered_at", Column("AnsweredAt", "Svaret den", Kind.MOMENT)),
        RecordColumn(
            "benefit",
            Column("BenefitKey", "Gevinst: nøgle", indexed=True, holds=Holds.NOBODY),
            needed=True,
        ),
    ),
    lambda _: "Gevinstopfølgning",
)
