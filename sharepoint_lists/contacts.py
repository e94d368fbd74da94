"""Where people can be reached, in the closed site: one row a person, kept up to date."""

from sharepoint_lists import lists, things
from sharepoint_lists.addresses import NotProvisioned
from sharepoint_lists.answers import GraphFailure, Json
from sharepoint_lists.parts import Parts
from sharepoint_lists.things import row_number, row_version
from sharepoint_lists.writing import Conflict
from technology_map.people import Contact
from technology_map.ports import NotStored


class Contacts:
    """Keeps and forgets contacts. Who comes last is right: a contact has no versions to mind."""

    def __init__(self, parts: Parts) -> None:
        self._graph = parts.graph
        self._writer = parts.writer
        self._replica = parts.replica
        self._turns = parts.turns

    async def keep(self, contact: Contact) -> None:
        """Remember where a person can be reached. Raises NotStored."""
        key = things.key_of(contact)
        async with self._turns.of(f"contact {key}"):
            if self._replica.copy.contacts.get(key) == things.CONTACT.stored(contact):
                return
            deadline = self._graph.for_person()
            try:
                item = await self._writer.create(
                    things.CONTACT,
                    contact,
                    deadline,
                    look_first=self._replica.copy.contact_row(key) is not None,
                )
                cells = things.CONTACT.cells(contact)
                if not things.CONTACT.says(item, cells):
                    number, version = row_number(item), row_version(item)
                    item = await self._writer.change(things.CONTACT, number, cells, version, deadline)
                self._replica.take(lists.CONTACTS, item)
            except Conflict as conflict:
                self._take_theirs(conflict.item)
            except (GraphFailure, NotProvisioned):
                raise NotStored("contact") from None

    async def forget(self, object_id: str) -> None:
        """Forget where a person can be reached. Raises NotStored."""
        async with self._turns.of(f"contact {object_id}"):
            deadline = self._graph.for_person()
            try:
                item = await self._writer.look_up(lists.CONTACTS, object_id, deadline)
                if item is not None:
                    await self._writer.remove(lists.CONTACTS, row_number(item), "", deadline)
                    self._replica.forget(lists.CONTACTS, row_number(item))
                self._replica.copy.contacts.pop(object_id, None)
            except (GraphFailure, NotProvisioned):
                raise NotStored("contact") from None

    def _take_theirs(self, item: Json | None) -> None:
        """Another instance was faster with the same person, who speaks to one of us at a time."""
        if item is not None:
            self._replica.take(lists.CONTACTS, item)
