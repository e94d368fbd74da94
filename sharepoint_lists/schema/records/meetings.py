"""The lists of meetings: the meeting and its agenda on the open site, what is written in it on the closed."""

from sharepoint_lists.schema.columns import (
    LEADS_TO,
    NEXT_STEP,
    PROPOSAL,
    REVIEW_DATE,
    Column,
    Kind,
)
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed, written
from technology_map.council.life_cycle import Status
from technology_map.meetings.meetings import (
    DEFAULT_MINUTES,
    DEFAULT_START,
    AgendaItem,
    DraftDecision,
    ItemState,
    Meeting,
    MeetingNotes,
    MeetingState,
)

DAY = Column("MeetingDay", "Dag", Kind.DATE, indexed=True)
_MEETING = Column("MeetingKey", "Møde: nøgle", indexed=True, holds=Holds.NOBODY)

MEETINGS = RecordList(
    Meeting,
    "Meetings",
    "Møder",
    Site.OPEN,
    (
        keyed("MeetingKey"),
        RecordColumn("day", DAY, needed=True),
        RecordColumn("starts", Column("Starts", "Begynder kl.", holds=Holds.NOBODY), start=DEFAULT_START),
        RecordColumn("place", Column("MeetingPlace", "Sted", holds=Holds.WORDS), start="", said=True),
        RecordColumn(
            "state", Column("State", "Tilstand", Kind.CHOICE, MeetingState), start=MeetingState.PLANNED
        ),
        RecordColumn("chair_name", Column("Chair", "Ordstyrer", holds=Holds.NAME, whose="ChairId"), start=""),
        RecordColumn("deadline", Column("Deadline", "Vurderinger senest", Kind.DATE)),
        written("minutes", "Minutes", "Referat"),
        RecordColumn("present_names", Column("Present", "Til stede", Kind.LINES, holds=Holds.NAME), start=()),
        RecordColumn("absent_names", Column("Absent", "Fraværende", Kind.LINES, holds=Holds.NAME), start=()),
        RecordColumn("published_at", Column("PublishedAt", "Offentliggjort", Kind.MOMENT)),
        RecordColumn("chair_id", Column("ChairId", "Ordstyrers id", holds=Holds.ID), start=""),
    ),
    lambda one: f"Rådsmøde {one.day:%d-%m-%Y}",
    lively=True,
)

AGENDA_ITEMS = RecordList(
    AgendaItem,
    "AgendaItems",
    "Dagsorden",
    Site.OPEN,
    (
        keyed("ItemKey"),
        RecordColumn("proposal", PROPOSAL, needed=True),
        RecordColumn("place", Column("Place", "Plads", Kind.NUMBER), start=0),
        RecordColumn("minutes", Column("ItemMinutes", "Minutter", Kind.NUMBER), start=DEFAULT_MINUTES),
        RecordColumn("meeting", _MEETING, needed=True),
    ),
    lambda one: f"F-{one.proposal:04d}",
    lively=True,
)

DRAFT_DECISIONS = RecordList(
    DraftDecision,
    "DraftDecisions",
    "Beslutninger, der venter",
    Site.CLOSED,
    (
        keyed("DraftKey"),
        RecordColumn("proposal", PROPOSAL, needed=True),
        RecordColumn(
            "state", Column("ItemState", "Tilstand", Kind.CHOICE, ItemState), start=ItemState.WAITING
        ),
        RecordColumn("end", Column("ToStatus", "Til status", Kind.CHOICE, Status)),
        written("reason", "Reason", "Begrundelse"),
        RecordColumn("review_date", REVIEW_DATE),
        RecordColumn("leads_to", LEADS_TO, start=""),
        RecordColumn("doer", Column("Doer", "Hvem gør det", holds=Holds.WORDS), start="", said=True),
        RecordColumn("next_step", NEXT_STEP, start="", said=True),
        RecordColumn("next_step_due", Column("StepDue", "Næste skridt senest", Kind.DATE)),
        written("cover", "Cover", "Forklæde"),
        RecordColumn("seq", Column("Seq", "Beslutning nr.", Kind.NUMBER), start=0),
        RecordColumn("meeting", _MEETING, needed=True),
    ),
    lambda one: f"F-{one.proposal:04d}",
    in_meeting=True,
)

MEETING_NOTES = RecordList(
    MeetingNotes,
    "MeetingNotes",
    "Mødets gang",
    Site.CLOSED,
    (
        keyed("NotesKey"),
        RecordColumn("item", Column("Item", "Forslag nr. på skærmen", Kind.NUMBER), start=0),
        RecordColumn("item_since", Column("ItemSince", "Siden", Kind.MOMENT)),
        RecordColumn(
            "present_names",
            Column("Present", "Til stede", Kind.LINES, holds=Holds.NAME, whose="PresentIds"),
            start=(),
        ),
        RecordColumn("absent_names", Column("Absent", "Fraværende", Kind.LINES, holds=Holds.NAME), start=()),
        written("minutes", "Minutes", "Referat, rettet"),
        RecordColumn("publishing", Column("Publishing", "Offentliggøres fra", Kind.MOMENT)),
        RecordColumn(
            "present_ids",
            Column("PresentIds", "Til stede: id", Kind.LINES, holds=Holds.ID),
            start=(),
        ),
    ),
    lambda _: "Mødets gang",
    in_meeting=True,
)
