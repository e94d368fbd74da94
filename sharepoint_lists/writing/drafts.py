"""Drafts in the closed site: one sealed row a person and form, asked for when a form is opened.

They are not in the replica: each is one person's, and read a few times in its life.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import structlog

from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import GraphFailure, Json
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.cells import UnreadableRow, written_moment
from sharepoint_lists.mapping.rows import row_number, row_version
from sharepoint_lists.mapping.sealed_drafts import Seal, draft_key
from sharepoint_lists.schema import columns, lists
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.doubt import not_stored
from sharepoint_lists.writing.writer import Conflict, query_of
from technology_map.cards.drafts import Draft, DraftChanged, DraftForm
from technology_map.ports import NotStored

log = structlog.get_logger(__name__)


class Drafts:
    """Implements `technology_map.cards.drafts.DraftStore` for one instance."""

    def __init__(self, components: Components, key: bytes) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._words = components.replica
        self._keyed_locks = components.locks
        self._addresses = components.addresses
        self._seal = Seal(key)
        self._going: set[asyncio.Task[None]] = set()

    async def draft(self, person: str, form: DraftForm) -> Draft | None:
        """As the port says: one GET. Raises NotStored."""
        found = await self._found(draft_key(person, form))
        return self._opened(found) if found else None

    async def drafts(self, person: str) -> list[Draft]:
        """As the port says: one GET. Raises NotStored."""
        query = query_of(columns.DRAFT_PERSON_ID, person)
        opened = [self._opened(item) for item in await self._read(query)]
        return [one for one in opened if one is not None and one.person == person]

    async def keep_draft(self, draft: Draft) -> Draft:
        """As the port says: one POST, or a GET and one PATCH. Raises DraftChanged, NotStored."""
        key = draft_key(draft.person, draft.form)
        async with self._keyed_locks.of(f"draft {key}"):
            there = await self._found(key) if draft.version else None
            if there is None:
                return await self._added(draft)
            return await self._written_over(draft, there)

    async def forget_draft(self, person: str, form: DraftForm) -> None:
        """As the port says: a GET and a DELETE for each row there is. Raises NotStored."""
        await self._forget(person, form, self._graph.for_person())

    async def _forget(self, person: str, form: DraftForm, deadline: Deadline) -> None:
        key = draft_key(person, form)
        async with self._keyed_locks.of(f"draft {key}"):
            try:
                for item in await self._writer.look_up_all(lists.DRAFTS, key, deadline):
                    version = row_version(item) if deadline.in_background else ""
                    with suppress(Conflict):  # it was written anew meanwhile, and stays
                        await self._writer.remove(lists.DRAFTS, row_number(item), version, deadline)
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("draft_not_removed", reason=type(failure).__name__)
                raise not_stored("draft", failure) from None

    def forget_draft_soon(self, person: str, form: DraftForm) -> None:
        """As the port says. What fails now is hidden by its submission key, and goes when it is old."""

        async def forget() -> None:
            with suppress(NotStored):
                await self._forget(person, form, self._graph.in_background(self._graph.patience.person))

        task = asyncio.create_task(forget())
        self._going.add(task)
        task.add_done_callback(self._going.discard)

    async def settled(self) -> None:
        """Wait for what `forget_draft_soon` began."""
        await asyncio.gather(*self._going, return_exceptions=True)

    async def forget_older_than(self, moment: datetime) -> int:
        """Remove the drafts last written before; how many. Raises GraphFailure, NotProvisioned."""
        deadline = self._graph.in_background()
        items = await self._addresses.items(lists.DRAFTS, deadline)
        before = f"fields/{columns.WRITTEN_AT.name}%20lt%20'{written_moment(moment)}'"
        old: list[int] = []
        async for page in pages(self._graph, f"{items}?$expand=fields&$filter={before}", deadline):
            old += [row_number(item) for item in page.rows]
        for number in old:
            await self._writer.remove(lists.DRAFTS, number, "", self._graph.in_background())
        return len(old)

    async def _added(self, draft: Draft) -> Draft:
        sealed = self._seal.sealed(draft)
        try:
            item = await self._writer.create(row_mapping.DRAFT, sealed, self._graph.for_person())
        except (GraphFailure, NotProvisioned) as failure:
            log.warning("draft_not_kept", reason=type(failure).__name__)
            raise not_stored("draft", failure) from None
        stored = self._opened(item)
        if stored is None:
            return await self._written_over(draft, item)
        if dict(stored.values) != dict(draft.values):
            raise DraftChanged(stored)
        return stored

    async def _written_over(self, draft: Draft, item: Json) -> Draft:
        """Write over a row; over one that nobody can open, whatever its version."""
        there = self._opened(item)
        version = row_version(item)
        if there is not None and dict(there.values) == dict(draft.values):
            return there
        if there is not None and version != draft.version:
            raise DraftChanged(there)
        words = self._words.words
        cells = row_mapping.DRAFT.cells(self._seal.sealed(draft), words)
        deadline = self._graph.for_person()
        try:
            changed = await self._writer.change(row_mapping.DRAFT, row_number(item), cells, version, deadline)
        except Conflict as conflict:
            current = self._opened(conflict.item) if conflict.item else None
            raise DraftChanged(current) from None
        except (GraphFailure, NotProvisioned) as failure:
            log.warning("draft_not_kept", reason=type(failure).__name__)
            raise not_stored("draft", failure) from None
        return self._opened(changed) or draft

    async def _found(self, key: str) -> Json | None:
        found = await self._read(query_of(lists.DRAFTS.key, key))
        return min(found, key=row_number, default=None)

    async def _read(self, query: str) -> Sequence[Json]:
        deadline = self._graph.for_person()
        found: list[Json] = []
        try:
            items = await self._addresses.items(lists.DRAFTS, deadline)
            async for page in pages(self._graph, items + query, deadline):
                found += page.rows
        except (GraphFailure, NotProvisioned) as failure:
            log.warning("draft_not_read", reason=type(failure).__name__)
            raise not_stored("draft", failure) from None
        return found

    def _opened(self, item: Json) -> Draft | None:
        try:
            read = row_mapping.DRAFT.read(
                row_number(item), row_version(item), item.get("fields") or {}, self._words.words
            )
        except UnreadableRow:
            return None
        return self._seal.opened(read.thing)
