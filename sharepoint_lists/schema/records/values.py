"""The lists of what the house stands for: its guideline, and its answers to the value questions."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed, written
from technology_map.council.guideline import Guideline
from technology_map.talk.value_questions import ValueDecision

GUIDELINES = RecordList(
    Guideline,
    "Guidelines",
    "Dataetisk retningslinje",
    Site.OPEN,
    (
        keyed("GuidelineKey"),
        written("text", "GuidelineText", "Det skal alle vide"),
        RecordColumn(
            "link",
            Column("GuidelineLink", "Hele retningslinjen", Kind.NOTE, holds=Holds.WORDS),
            start="",
        ),
    ),
    lambda _: "Dataetisk retningslinje",
)

VALUE_DECISIONS = RecordList(
    ValueDecision,
    "ValueDecisions",
    "Beslutninger om værdispørgsmål",
    Site.OPEN,
    (
        keyed("ValueDecisionKey"),
        RecordColumn(
            "question",
            Column("OfQuestion", "Værdispørgsmål", indexed=True, holds=Holds.NOBODY),
            needed=True,
        ),
        written("text", "DecisionText", "Besluttet"),
        RecordColumn("decided_by", Column("DecidedBy", "Skrevet af", holds=Holds.NAME), start=""),
        RecordColumn("decided_at", Column("DecidedAt", "Besluttet den", Kind.MOMENT)),
    ),
    lambda one: one.question,
)
