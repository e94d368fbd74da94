"""Where people can be reached, in the closed site: one row a person, kept up to date."""

from sharepoint_lists.graph.responses import GraphFailure, Json
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.rows import row_number, row_version
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.doubt import not_stored
from sharepoint_lists.writing.writer import Conflict
from technology_map.people.people import Contact


class Contacts:
    """Keeps and forgets contacts. Who comes last is right: a contact has no versions to mind."""

    def __init__(self, components: Components) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica
        self._keyed_locks = components.locks

    async def keep(self, contact: Contact) -> None:
        """Remember where a person can be reached. Raises NotStored."""
        key = row_mapping.key_of(contact)
        async with self._keyed_locks.of(f"contact {key}"):
            if self._replica.copy.contacts.get(key) == row_mapping.CONTACT.stored(
                contact, self._replica.words
            ):
                return
            deadline = self._graph.for_person()
            try:
                item = await self._writer.create(
                    row_mapping.CONTACT,
                    contact,
                    deadline,
                    look_first=self._replica.copy.contact_row(key) is not None,
                )
                cells = row_mapping.CONTACT.cells(contact, self._replica.words)
                if not row_mapping.CONTACT.says(item, cells, self._replica.words):
                    number, version = row_number(item), row_version(item)
                    item = await self._writer.change(row_mapping.CONTACT, number, cells, version, deadline)
                self._replica.take(lists.CONTACTS, item)
            except Conflict as conflict:
                self._take_theirs(conflict.item)
            except (GraphFailure, NotProvisioned) as failure:
                raise not_stored("contact", failure) from None

    async def forget(self, object_id: str) -> None:
        """Forget where a person can be reached. Raises NotStored."""
        async with self._keyed_locks.of(f"contact {object_id}"):
            deadline = self._graph.for_person()
            try:
                item = await self._writer.look_up(lists.CONTACTS, object_id, deadline)
                if item is not None:
                    await self._writer.remove(lists.CONTACTS, row_number(item), "", deadline)
                    self._replica.forget(lists.CONTACTS, row_number(item))
                self._replica.copy.contacts.pop(object_id, None)
            except (GraphFailure, NotProvisioned) as failure:
                raise not_stored("contact", failure) from None

    def _take_theirs(self, item: Json | None) -> None:
        """Another instance was faster with the same person, who speaks to one of us at a time."""
        if item is not None:
            self._replica.take(lists.CONTACTS, item)
