"""Where people are reached in Teams: the contact's reference, written once and when it changes."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

import structlog

from bot.channel.activities import Address, IncomingActivity
from technology_map.people.people import Contact, Person
from technology_map.ports import NotStored, Store

log = structlog.get_logger(__name__)


def address_of(contact: Contact) -> tuple[Address, str]:
    """The conversation and the Teams user id in a contact. ValueError where it holds none."""
    try:
        said = json.loads(contact.reference)
        return Address(str(said["service_url"]), str(said["conversation"])), str(said.get("user", ""))
    except (TypeError, KeyError) as wrong:
        raise ValueError("no reference") from wrong


def has_phone(contact: Contact | None) -> bool:
    """Whether the person has ever written from a phone, and so may read there what we send."""
    try:
        said = json.loads(contact.reference) if contact else {}
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("phone") is True


def contact_of(incoming: IncomingActivity, *, phone: bool = False) -> Contact:
    """The contact of whoever sent this. `phone`: they were seen on one before."""
    said: dict[str, str | bool] = {
        "service_url": incoming.address.service_url,
        "conversation": incoming.address.conversation,
        "user": incoming.mri,
    }
    if phone or incoming.by_submit:
        said["phone"] = True
    reference = json.dumps(said, sort_keys=True)
    return Contact(Person(incoming.object_id, incoming.name), incoming.language, reference)


class ContactBook:
    """Keeps contacts up to date beside the turns: nobody waits for it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._writing: dict[str, Contact] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def met(self, incoming: IncomingActivity) -> None:
        """Somebody wrote: remember where, unless it is known."""
        known = (self._store.contact(incoming.object_id), self._writing.get(incoming.object_id))
        contact = contact_of(incoming, phone=any(map(has_phone, known)))
        if contact in known:
            return
        self._writing[incoming.object_id] = contact
        self._start(self._keep(contact))

    def left(self, object_id: str) -> None:
        """Somebody removed the app."""
        self._start(self._forget(object_id))

    async def settled(self) -> None:
        """Everything begun is written, or given up."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def _keep(self, contact: Contact) -> None:
        try:
            await self._store.keep_contact(contact)
        except NotStored:
            log.warning("contact_not_kept")
        finally:
            self._writing.pop(contact.person.object_id, None)

    async def _forget(self, object_id: str) -> None:
        try:
            await self._store.forget_contact(object_id)
        except NotStored:
            log.warning("contact_not_forgotten")

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
