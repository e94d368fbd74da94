"""What waits of people: submissions that wait for SharePoint, news that wait to be told, and what was begun.

They lie in three files of one instance, or in the table that all instances share. A command that runs
elsewhere finds no files, and says so.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.news.outgoing_messages import OutgoingMessages
from sharepoint_lists.mapping.naming import Sought, hits, replaced
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.schema.lists import LISTS
from sharepoint_lists.writing.outbox import Outbox, Waiting
from teams_app.waiting import INTENTIONS, LETTERS, OUTBOX, Keepers
from technology_map.waiting_rows import WaitingRow

TABLES: dict[str, dict[str, Holds]] = {
    "waiting_row": {
        "place": Holds.NOBODY,
        "key": Holds.KEY,
        "content": Holds.WORDS,
        "since": Holds.NOBODY,
        "attempts": Holds.NOBODY,
        "due": Holds.NOBODY,
        "taken_by": Holds.NOBODY,
        "taken_until": Holds.NOBODY,
        "version": Holds.NOBODY,
    },
    "kept_before": {"key": Holds.NOBODY, "at": Holds.NOBODY},
    "probe": {"mark": Holds.NOBODY},
}
"""What of a person each column of the two files can hold; `kept_before` has hashes (`row_key`)."""


@dataclass(frozen=True, slots=True)
class LocalHit:
    """Where the person stands on this machine: which file, which receipt or kind of news, what it says."""

    file: str
    what: str
    text: str


class LocalRows:
    """What an installation keeps beside the lists. Raises NotKept.

    `folder` is where an instance has its files; `shared` that the rows lie in a table instead.
    """

    def __init__(self, folder: Path, keepers: Keepers, *, shared: bool = False) -> None:
        self._outbox_there = shared or (folder / OUTBOX).exists()
        self._letters_there = shared or (folder / LETTERS).exists()
        self._intentions = keepers.intentions if shared or (folder / INTENTIONS).exists() else None
        self._outbox, self._messages = Outbox(keepers.submissions), OutgoingMessages(keepers.messages)

    @property
    def there(self) -> bool:
        """Whether an instance keeps its data where we look."""
        return self._outbox_there or self._letters_there

    async def found(self, who: Sought) -> list[LocalHit]:
        """Everything that names the person."""
        waiting = [
            LocalHit(OUTBOX, one.code, hit.text)
            for one in await self._waiting()
            for hit in hits(_list_of(one), one.cells, who)
        ]
        kept = await self._messages.of_person(who.object_id) if self._letters_there else []
        begun = [json.loads(one.content) for one in await self._begun_by(who)]
        return [
            *waiting,
            *(LocalHit(LETTERS, kind, news) for kind, news in kept),
            *(LocalHit(INTENTIONS, said["kind"], json.dumps(said["said"])) for said in begun),
        ]

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
                await self._outbox.rewrite(replace(one, cells={**one.cells, **now}))
        if self._letters_there:
            await self._messages.forget_person(who.object_id, who.stand_in)
        for row in await self._begun_by(who):
            if self._intentions is not None:
                await self._intentions.rewrite(row, _without(row.content.decode(), who).encode())
        return waiting

    async def _begun_by(self, who: Sought) -> list[WaitingRow]:
        """The intentions that name the person."""
        rows = await self._intentions.rows() if self._intentions else []
        return [one for one in rows if who.object_id in one.content.decode()]

    async def _waiting(self) -> list[Waiting]:
        return await self._outbox.everything() if self._outbox_there else []


def _without(content: str, who: Sought) -> str:
    """An intention without the person: neither the id nor their own names, in a form within it either."""
    found = json.loads(content)
    return json.dumps({**found, "said": {name: _said(text, who) for name, text in found["said"].items()}})


def _said(value: Any, who: Sought) -> Any:
    if isinstance(value, dict):
        return {name: _said(one, who) for name, one in value.items()}
    if isinstance(value, list):
        return [_said(one, who) for one in value]
    if not isinstance(value, str):
        return value
    if value.startswith("{"):
        with suppress(ValueError):
            return json.dumps(_said(json.loads(value), who))
    return who.own_names.taken_out(value.replace(who.object_id, who.stand_in), who.word)


def _list_of(one: Waiting) -> List:
    return next(of for of in LISTS if of.name == one.list)
