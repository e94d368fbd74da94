"""The lists of the action plan: goals, the council's until they are adopted, and adopted versions."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed, written
from technology_map.plan.plans import PlanGoal, PlanVersion
from technology_map.words.terms import TermList

PLAN_GOALS = RecordList(
    PlanGoal,
    "PlanGoals",
    "Handleplanens mål",
    Site.CLOSED,
    (
        keyed("GoalKey"),
        written("text", "Goal", "Mål"),
        RecordColumn("area", Column("ForArea", "Fagområde", Kind.CHOICE, TermList.AREA)),
        RecordColumn(
            "responsible",
            Column("ResponsibleFor", "Ansvarlig", holds=Holds.WORDS),
            start="",
            said=True,
        ),
        RecordColumn("due", Column("GoalDue", "Senest", Kind.DATE)),
        RecordColumn("guidepost", Column("Guidepost", "Pejlemærke: kode", holds=Holds.NOBODY), start=""),
        RecordColumn("author_name", Column("AuthorName", "Skrevet af", holds=Holds.NAME), start=""),
        RecordColumn("written_at", Column("WrittenAt", "Skrevet den", Kind.MOMENT)),
    ),
    lambda _: "Mål",
)

PLAN_VERSIONS = RecordList(
    PlanVersion,
    "PlanVersions",
    "Handleplaner",
    Site.OPEN,
    (
        keyed("PlanKey"),
        RecordColumn("adopted_on", Column("AdoptedOn", "Vedtaget den", Kind.DATE, indexed=True), needed=True),
        RecordColumn("meeting", Column("AdoptedIn", "Vedtaget på møde", holds=Holds.WORDS), start=""),
        written("note", "PlanNote", "Bemærkning"),
        written("text", "PlanText", "Planen"),
        RecordColumn("adopted_by", Column("AdoptedBy", "Skrevet ind af", holds=Holds.NAME), start=""),
        RecordColumn(
            "content",
            Column("PlanContent", "Planen, til maskiner", Kind.NOTE, holds=Holds.WORDS),
            start="",
        ),
    ),
    lambda one: f"Handleplan {one.adopted_on.isoformat()}",
)
