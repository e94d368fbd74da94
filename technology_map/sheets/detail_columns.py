"""The columns of rows that belong to proposals and cards: to which, their fields, who wrote them."""

from collections.abc import Mapping
from types import MappingProxyType

from technology_map.cards import fields
from technology_map.details.details import DetailKind
from technology_map.details.kinds import KINDS
from technology_map.sheets.columns import Column, Kind, of_field

BELONGS_TO = "detail_of"
"""The column with the number of the proposal or the solution card."""


def detail_columns(kind: DetailKind) -> tuple[Column, ...]:
    """The columns of one kind, out of its declaration, in every file."""
    return (
        Column(BELONGS_TO, Kind.CARD_NAME, needed=True),
        Column("detail_title", Kind.LINE, told=True),
        Column("detail_area", Kind.LINE, told=True),
        *(_of_field(kind, field) for field in kind.fields),
        Column("detail_by", Kind.PERSON, told=True),
        Column("detail_at", Kind.MOMENT, told=True),
    )


def _of_field(kind: DetailKind, field: fields.Field) -> Column:
    plain = of_field(field)
    return Column(
        plain.field,
        plain.kind,
        plain.limit,
        plain.words,
        needed=plain.needed,
        of=field,
        called=f"detail.{kind.code}.{field.name}",
    )


DETAIL_COLUMNS: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {one.code: detail_columns(one) for one in KINDS}
)
"""By the code of the kind."""
