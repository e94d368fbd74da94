"""The list of cards from elsewhere: beside the municipality's own, never among them."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed, written
from technology_map.elsewhere.cards import CardFromElsewhere
from technology_map.words.values import Phase, Transferability

ELSEWHERE = RecordList(
    CardFromElsewhere,
    "CardsFromElsewhere",
    "Kort fra andre steder",
    Site.OPEN,
    (
        keyed("ElsewhereKey"),
        RecordColumn("title", Column("About", "Løsning", holds=Holds.WORDS), start="", said=True),
        RecordColumn("origin", Column("Origin", "Kommer fra", indexed=True, holds=Holds.WORDS), start=""),
        written("challenges", "Challenges", "Problem"),
        written("background", "Background", "Løsningen"),
        written("effect", "Effect", "Effekt"),
        written("consequences", "Consequences", "Konsekvenser"),
        RecordColumn("area", Column("TheirArea", "Deres fagområde", holds=Holds.NOBODY), start=""),
        RecordColumn("purpose", Column("TheirPurpose", "Deres formål", holds=Holds.NOBODY), start=""),
        RecordColumn(
            "technologies",
            Column("TheirTechnologies", "Teknologier", Kind.LINES, holds=Holds.WORDS),
            start=(),
        ),
        RecordColumn("phase", Column("TheirPhase", "Fase", Kind.CHOICE, Phase)),
        RecordColumn(
            "transferability", Column("Transferability", "Overførbarhed", Kind.CHOICE, Transferability)
        ),
        written("transfer_notes", "TransferNotes", "Hvad skal tilpasses"),
        RecordColumn("exported_on", Column("ExportedOn", "Skrevet den", Kind.DATE)),
        RecordColumn("taken_in_at", Column("TakenInAt", "Hentet den", Kind.MOMENT)),
        RecordColumn("number", Column("TheirNumber", "Deres nummer", holds=Holds.NOBODY), start=""),
    ),
    lambda one: one.title,
)
