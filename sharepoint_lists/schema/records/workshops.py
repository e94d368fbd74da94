"""The lists of workshops: the workshop and what was agreed on the open site, placements on the closed."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed, written
from technology_map.method.workshops import Placement, Workshop, WorkshopCard, WorkshopState

_WORKSHOP = Column("WorkshopKey", "Workshop: nøgle", indexed=True, holds=Holds.NOBODY)
_CARD = Column("OfCard", "Løsningskort", indexed=True, holds=Holds.NOBODY)

WORKSHOPS = RecordList(
    Workshop,
    "Workshops",
    "Workshops",
    Site.OPEN,
    (
        keyed("WorkshopKey"),
        RecordColumn("title", Column("About", "Hvad den handler om", holds=Holds.WORDS), start="", said=True),
        RecordColumn("day", Column("WorkshopDay", "Dag", Kind.DATE, indexed=True), needed=True),
        RecordColumn(
            "state", Column("State", "Tilstand", Kind.CHOICE, WorkshopState), start=WorkshopState.PREPARED
        ),
        RecordColumn("leader_name", Column("Leader", "Leder", holds=Holds.NAME, whose="LeaderId"), start=""),
        RecordColumn("cards", Column("Cards", "Løsningskort", Kind.LINES, holds=Holds.NOBODY), start=()),
        RecordColumn("turn", Column("Turn", "Kortet på skærmen", holds=Holds.NOBODY), start=""),
        RecordColumn("paused_at", Column("PausedAt", "Pause siden", Kind.MOMENT)),
        RecordColumn("ended_at", Column("EndedAt", "Sluttet", Kind.MOMENT)),
        RecordColumn("leader_id", Column("LeaderId", "Leders id", holds=Holds.ID), start=""),
    ),
    lambda one: one.title,
    lively=True,
)

WORKSHOP_CARDS = RecordList(
    WorkshopCard,
    "WorkshopCards",
    "Talt igennem på workshops",
    Site.OPEN,
    (
        keyed("TalkKey"),
        RecordColumn("card", _CARD, needed=True),
        RecordColumn("placed", Column("Placed", "Har placeret", Kind.NUMBER), start=0),
        RecordColumn("said", Column("Spread", "Fordeling", Kind.NOTE, holds=Holds.NOBODY), start=""),
        RecordColumn(
            "reasons",
            Column("Reasons", "Begrundelser", Kind.LINES, holds=Holds.WORDS),
            start=(),
            said=True,
        ),
        RecordColumn("agreed_on", Column("AgreedOn", "Aftalt formål", holds=Holds.NOBODY), start=""),
        written("reason", "Reason", "Begrundelse"),
        written("tasks", "Tasks", "Opgaver, der falder væk"),
        written("skills", "Skills", "Nye kompetencer"),
        written("ethics", "Ethics", "Etiske bemærkninger"),
        RecordColumn("agreed_at", Column("AgreedAt", "Aftalt", Kind.MOMENT)),
        RecordColumn("workshop", _WORKSHOP, needed=True),
        RecordColumn("before", Column("BeforeCode", "Formål før: kode", holds=Holds.NOBODY), start=""),
        RecordColumn("purpose", Column("AgreedCode", "Aftalt formål: kode", holds=Holds.NOBODY), start=""),
        RecordColumn(
            "spread",
            Column("SpreadCodes", "Fordeling: koder", Kind.LINES, holds=Holds.NOBODY),
            start=(),
        ),
    ),
    lambda one: one.card,
    lively=True,
)

PLACEMENTS = RecordList(
    Placement,
    "Placements",
    "Placeringer",
    Site.CLOSED,
    (
        keyed("PlacementKey"),
        RecordColumn("workshop", _WORKSHOP, needed=True),
        RecordColumn("card", _CARD, needed=True),
        RecordColumn("sealed", Column("Sealed", "Forseglet", Kind.NOTE, holds=Holds.SEALED), start=""),
    ),
    lambda _: "Placering",
    in_workshop=True,
)
