"""Rows made by hand in SharePoint: taken in as cards, or left where they are, one PATCH each."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import structlog

from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.cells import storable, write, written_moment
from sharepoint_lists.mapping.column_mapping import LEFT
from sharepoint_lists.mapping.rows import Cells, RowMapping, row_version
from sharepoint_lists.schema import columns
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.doubt import not_stored
from sharepoint_lists.writing.writer import Conflict
from technology_map.cards.handmade import HandmadeKind, HandmadeRow
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.people.people import Person
from technology_map.ports import NotStored
from technology_map.validation.cpr import masked
from technology_map.validation.refusals import Refused

log = structlog.get_logger(__name__)

MAPPINGS: Mapping[HandmadeKind, RowMapping[Any]] = {
    HandmadeKind.PROPOSAL: row_mapping.PROPOSAL,
    HandmadeKind.SOLUTION_CARD: row_mapping.SOLUTION_CARD,
}


class Handmade:
    """Knows and writes them for one instance."""

    def __init__(self, components: Components) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica

    def rows(self) -> list[HandmadeRow]:
        """Those that nobody has decided on, the oldest first."""
        found = [
            _row(kind, number, item)
            for kind, mapping in MAPPINGS.items()
            for number, item in self._replica.copy.intake(mapping.list).handmade.items()
        ]
        return sorted(found, key=lambda row: (row.made_at, row.kind, row.number))

    async def take_in(self, row: HandmadeRow) -> Proposal | SolutionCard:
        """As the port says."""
        cells: Cells = {
            columns.SUBMISSION_KEY.name: f"taken-in-{row.kind}-{row.number}",
            columns.SUBMITTER_ID.name: row.made_by.object_id,
            columns.SUBMITTER_NAME.name: storable(row.made_by.name),
            columns.SUBMITTED_AT.name: written_moment(row.made_at),
            columns.CHANGED_AT.name: written_moment(self._graph.clock.now()),
        }
        if row.kind is HandmadeKind.PROPOSAL:
            cells |= write(columns.STATUS, Status.SUBMITTED, self._replica.words)
        if not row.title:
            cells[columns.TITLE.name] = "–"
        taken: Proposal | SolutionCard | None = await self._write(row, cells)
        if taken is None:
            raise NotStored("unreadable")
        return taken

    async def leave(self, row: HandmadeRow) -> None:
        """As the port says."""
        await self._write(row, {columns.SUBMISSION_KEY.name: f"{LEFT}{row.kind}-{row.number}"})

    async def _write(self, row: HandmadeRow, cells: Cells) -> Any:
        mapping, deadline = MAPPINGS[row.kind], self._graph.for_person()
        try:
            item = await self._writer.change(mapping, row.number, cells, row.version, deadline)
        except Conflict as conflict:
            if conflict.item is None:
                self._replica.forget(mapping.list, row.number)
                raise Refused("row_changed") from None
            stands = self._replica.take(mapping.list, conflict.item)
            if _key(conflict.item) != cells[columns.SUBMISSION_KEY.name]:
                raise Refused("row_changed") from None
            return stands  # another instance took it in, or left it, just so
        except (GraphFailure, NotProvisioned) as failure:
            log.warning("handmade_not_written", list=mapping.list.name, reason=type(failure).__name__)
            raise not_stored("handmade", failure) from None
        return self._replica.take(mapping.list, item)


def _key(item: Mapping[str, Any]) -> str:
    return str((item.get("fields") or {}).get(columns.SUBMISSION_KEY.name) or "")


def _row(kind: HandmadeKind, number: int, item: Mapping[str, Any]) -> HandmadeRow:
    made_by = (item.get("createdBy") or {}).get("user") or {}
    created = str(item.get("createdDateTime") or "")
    return HandmadeRow(
        kind=kind,
        number=number,
        title=masked(str((item.get("fields") or {}).get(columns.TITLE.name) or "")),
        made_by=Person(str(made_by.get("id") or ""), str(made_by.get("displayName") or "")),
        made_at=datetime.fromisoformat(created) if created else datetime(1970, 1, 1, tzinfo=UTC),
        version=row_version(item),
    )
