"""The lists of the rows that belong to a proposal or a solution card, out of their declarations."""

from sharepoint_lists.schema.columns import Column, Kind, titled
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed
from technology_map.benefits.benefits import BENEFITS
from technology_map.cards import fields
from technology_map.details.details import DetailKind
from technology_map.method.competences import COMPETENCES
from technology_map.method.involvement import INVOLVEMENTS
from technology_map.method.reuses import REUSES

_WRITTEN = (fields.Kind.TEXT, fields.Kind.LINE)


def _name(field: str) -> str:
    return "".join(word.capitalize() for word in field.split("_"))


def _list(kind: DetailKind, name: str, called: str) -> RecordList:
    asked = tuple(
        RecordColumn(
            one.name,
            titled(one, f"detail.{kind.code}.{one.name}"),
            start=one.empty,
            said=one.kind in _WRITTEN,
        )
        for one in kind.fields
    )
    return RecordList(
        kind.record,
        name,
        called,
        Site.OPEN,
        (
            keyed("DetailKey"),
            RecordColumn(
                "thing",
                Column("OfThing", "Forslag eller løsningskort", indexed=True, holds=Holds.NOBODY),
                needed=True,
            ),
            *asked,
            *(
                RecordColumn(one, Column(_name(one), "Ansvarliges id", holds=Holds.ID), start="")
                for one in kind.hidden
            ),
            RecordColumn(
                "author_name",
                Column("AuthorName", "Skrevet af", holds=Holds.NAME, whose="AuthorId"),
                start="",
            ),
            RecordColumn("written_at", Column("WrittenAt", "Skrevet den", Kind.MOMENT)),
            RecordColumn(
                "author_id",
                Column("AuthorId", "Skrevet af: id", indexed=True, holds=Holds.ID),
                start="",
            ),
        ),
        lambda one: one.thing,
    )


REUSE_LIST = _list(REUSES, "Reuses", "Genbrug")
INVOLVEMENT_LIST = _list(INVOLVEMENTS, "Involvements", "Inddragelse")
BENEFIT_LIST = _list(BENEFITS, "Benefits", "Gevinster")
COMPETENCE_LIST = _list(COMPETENCES, "Competences", "Kompetencebehov")
