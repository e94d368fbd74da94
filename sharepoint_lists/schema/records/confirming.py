"""The list of when somebody last said that a solution card still holds."""

from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.records.record_lists import RecordColumn, RecordList, keyed
from technology_map.cards.confirming import Confirmation

CONFIRMATIONS = RecordList(
    Confirmation,
    "Confirmations",
    "Bekræftede løsningskort",
    Site.OPEN,
    (
        keyed("ConfirmationKey"),
        RecordColumn(
            "card",
            Column("ConfirmedCard", "Løsningskort", indexed=True, holds=Holds.NOBODY),
            needed=True,
        ),
        RecordColumn("confirmed_at", Column("ConfirmedAt", "Bekræftet den", Kind.MOMENT), needed=True),
        RecordColumn("confirmed_by", Column("ConfirmedBy", "Bekræftet af", holds=Holds.NAME), start=""),
    ),
    lambda one: one.card,
)
