"""What this machine keeps of people: submissions that wait for SharePoint, and news that wait to be told.

Both files belong to one instance. A command that runs elsewhere finds none, and says so.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from bot.news.outgoing_messages import OutgoingMessages
from sharepoint_lists.mapping.naming import Sought, hits, replaced
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.schema.lists import LISTS
from sharepoint_lists.writing.outbox import Outbox, Waiting

OUTBOX, LETTERS = "outbox.sqlite", "letters.sqlite"
TABLES: dict[str, dict[str, Holds]] = {
    "waiting": {
        "key": Holds.KEY,
        "list": Holds.NOBODY,
        "code": Holds.NOBODY,
        "cells": Holds.WORDS,
        "state": Holds.NOBODY,
        "attempts": Holds.NOBODY,
        "since": Holds.NOBODY,
    },
    "probe": {"mark": Holds.NOBODY},
    "letter": {
        "id": Holds.NOBODY,
        "person": Holds.ID,
        "kind": Holds.NOBODY,
        "news": Holds.WORDS,
        "attempts": Holds.NOBODY,
        "due": Holds.NOBODY,
    },
    "told": {"person": Holds.ID, "kind": Holds.NOBODY, "news": Holds.WORDS, "at": Holds.NOBODY},
}
"""What of a person each column of the two files can hold."""


@dataclass(frozen=True, slots=True)
class LocalHit:
    """Where the person stands on this machine: which file, which receipt or kind of news, what it says."""

    file: str
    what: str
    text: str


class LocalRows:
    """The two files in the folder of the app's data. Raises OSError, sqlite3.Error, NoOutbox."""

    def __init__(self, folder: Path) -> None:
        self._outbox, self._letters = folder / OUTBOX, folder / LETTERS

    @property
    def there(self) -> bool:
        """Whether an instance keeps its data on this machine."""
        return self._outbox.exists() or self._letters.exists()

    async def found(self, who: Sought) -> list[LocalHit]:
        """Everything that names the person."""
        waiting = [
            LocalHit(OUTBOX, one.code, hit.text)
            for one in await self._waiting()
            for hit in hits(_list_of(one), one.cells, who)
        ]
        kept = await self._messages.of_person(who.object_id) if self._letters.exists() else []
        return [*waiting, *(LocalHit(LETTERS, kind, news) for kind, news in kept)]

    async def forget(self, who: Sought) -> int:
        """Take the person out; how many submissions still carry the id in their key.

        The key stays, by which a submission is told from one that was stored already: it is in SharePoint
        in a moment, and the next run finds it there.
        """
        waiting = 0
        for one in await self._waiting():
            now = replaced(_list_of(one), one.cells, who)
            key = _list_of(one).key.name
            waiting += key in now
            now.pop(key, None)
            if now:
                await Outbox(self._outbox).rewrite(replace(one, cells={**one.cells, **now}))
        if self._letters.exists():
            await self._messages.forget_person(who.object_id, who.stand_in)
        return waiting

    @property
    def _messages(self) -> OutgoingMessages:
        return OutgoingMessages(self._letters)

    async def _waiting(self) -> list[Waiting]:
        return await Outbox(self._outbox).everything() if self._outbox.exists() else []


def _list_of(one: Waiting) -> List:
    return next(of for of in LISTS if of.name == one.list)
