"""The lists of assessing: criteria on the open site, assessments and conflicts on the closed one."""

from sharepoint_lists.schema.columns import PROPOSAL, Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed, written
from technology_map.assessing.assessments import Assessment, Conflict
from technology_map.assessing.criteria import Criterion

CRITERIA = RecordList(
    Criterion,
    "Criteria",
    "Kriterier",
    Site.OPEN,
    (
        keyed("CriterionKey"),
        RecordColumn("weight", Column("Weight", "Vægt i procent", Kind.NUMBER), needed=True),
        RecordColumn("valid_from", Column("ValidFrom", "Gælder fra", Kind.DATE)),
        written("low_da", "LowDa", "1 betyder"),
        written("mid_da", "MidDa", "3 betyder"),
        written("high_da", "HighDa", "5 betyder"),
        RecordColumn("name_da", Column("CriterionDa", "Kriterium", holds=Holds.WORDS), start="", said=True),
        RecordColumn(
            "name_en",
            Column("CriterionEn", "Kriterium på engelsk", holds=Holds.WORDS),
            start="",
            said=True,
        ),
        written("low_en", "LowEn", "1 betyder, på engelsk"),
        written("mid_en", "MidEn", "3 betyder, på engelsk"),
        written("high_en", "HighEn", "5 betyder, på engelsk"),
        RecordColumn("place", Column("Place", "Plads", Kind.NUMBER), start=0),
        RecordColumn("criteria", Column("CriteriaVersion", "Udgave", holds=Holds.NOBODY), needed=True),
        RecordColumn("code", Column("CriterionCode", "Kode", holds=Holds.NOBODY), needed=True),
    ),
    lambda one: one.name_da,
)

ASSESSMENTS = RecordList(
    Assessment,
    "Assessments",
    "Vurderinger",
    Site.CLOSED,
    (
        keyed("AssessmentKey"),
        RecordColumn("proposal", PROPOSAL, needed=True),
        RecordColumn(
            "member_name",
            Column("MemberName", "Medlem", holds=Holds.NAME, whose="MemberId"),
            start="",
        ),
        RecordColumn("given_at", Column("GivenAt", "Afgivet den", Kind.MOMENT)),
        RecordColumn("changed_at", Column("AssessedAt", "Senest ændret", Kind.MOMENT), needed=True),
        RecordColumn(
            "criteria",
            Column("CriteriaVersion", "Efter kriterier", holds=Holds.NOBODY),
            needed=True,
        ),
        RecordColumn(
            "text",
            Column("TextHash", "Forslagets tekst, kontrolsum", holds=Holds.NOBODY),
            start="",
        ),
        RecordColumn(
            "sealed",
            Column("Sealed", "Karakterer og kommentar, forseglet", Kind.NOTE, holds=Holds.SEALED),
            needed=True,
        ),
        RecordColumn(
            "member_id",
            Column("MemberId", "Medlem: id", indexed=True, holds=Holds.ID),
            needed=True,
        ),
    ),
    lambda one: f"{one.about} {one.member_name}",
    in_meeting=True,
)

CONFLICTS = RecordList(
    Conflict,
    "Conflicts",
    "Inhabilitet",
    Site.CLOSED,
    (
        keyed("ConflictKey"),
        RecordColumn("proposal", PROPOSAL, needed=True),
        RecordColumn(
            "member_name",
            Column("MemberName", "Medlem", holds=Holds.NAME, whose="MemberId"),
            start="",
        ),
        written("reason", "ConflictReason", "Hvorfor"),
        RecordColumn("declared_at", Column("DeclaredAt", "Oplyst den", Kind.MOMENT), needed=True),
        RecordColumn(
            "member_id",
            Column("MemberId", "Medlem: id", indexed=True, holds=Holds.ID),
            needed=True,
        ),
    ),
    lambda one: f"{one.about} {one.member_name}",
    in_meeting=True,
)
