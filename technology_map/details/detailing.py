"""Adding, changing and removing the rows of a thing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from technology_map.cards.submitting import submission_key
from technology_map.details.details import Detail, DetailKind, Thing
from technology_map.details.forms import DetailForm, values_of
from technology_map.last_word import add_once, change_seen
from technology_map.people.people import Caller
from technology_map.people.rights import may_correct, require_writer
from technology_map.ports import NotStored, Store
from technology_map.validation.refusals import Refused


def may_add(caller: Caller, kind: DetailKind, thing: Thing) -> bool:
    """Whether the caller may add a row of this kind to a thing."""
    if caller.guest or not isinstance(thing, kind.on):
        return False
    return kind.open_to_all or caller.on_council or may_correct(caller, thing)


def may_change(caller: Caller, thing: Thing, detail: Detail) -> bool:
    """Who wrote it, who may correct the thing, and the council."""
    own = bool(detail.author_id) and caller.person.object_id == detail.author_id
    return not caller.guest and (own or caller.on_council or may_correct(caller, thing))


@dataclass(frozen=True, slots=True)
class Detailing:
    """The service. Each of its calls is safe to repeat."""

    store: Store
    now: Callable[[], datetime]

    def listed(self, kind: DetailKind, thing: Thing) -> list[Detail]:
        """The rows of a thing, in the order in which they were made."""
        return self.store.records(kind.record).about(thing.name)

    def found(self, kind: DetailKind, thing: Thing, row: int) -> Detail:
        """The row of the thing with this number. Raises Refused(`not_found`)."""
        for one in self.listed(kind, thing):
            if one.row == row:
                return one
        raise Refused("not_found")

    async def add(self, caller: Caller, kind: DetailKind, thing: Thing, form: DetailForm) -> Detail:
        """Store a new row once per submission key. Raises Refused: `guest`, `not_yours`, `not_kept`."""
        require_writer(caller)
        if not may_add(caller, kind, thing):
            raise Refused("not_yours", name=thing.name)
        key = hashlib.sha256(submission_key(caller, form.submission_key).encode()).hexdigest()[:24]
        made = kind.record(
            key=f"{kind.code}-{key}",
            thing=thing.name,
            author_id=caller.person.object_id,
            author_name=caller.person.name,
            written_at=self.now(),
            **values_of(kind, form),
        )
        return await add_once(self.store, made)

    async def change(
        self, caller: Caller, kind: DetailKind, thing: Thing, row: int, form: DetailForm
    ) -> Detail:
        """Write a row over what the caller saw.

        Raises Refused: `guest`, `not_found`, `not_yours`, `changed_meanwhile`, `not_kept`.
        """
        there = self._mine(caller, kind, thing, row)
        wanted = replace(there, **values_of(kind, form))
        if wanted == there:
            return there
        if form.version != there.version:
            raise Refused("changed_meanwhile")
        return await change_seen(self.store, wanted)

    async def remove(self, caller: Caller, kind: DetailKind, thing: Thing, row: int) -> Detail:
        """Remove a row; what it was. Raises Refused: `guest`, `not_found`, `not_yours`, `not_kept`."""
        there = self._mine(caller, kind, thing, row)
        try:
            await self.store.remove_record(there)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None
        return there

    def _mine(self, caller: Caller, kind: DetailKind, thing: Thing, row: int) -> Detail:
        require_writer(caller)
        there = self.found(kind, thing, row)
        if not may_change(caller, thing, there):
            raise Refused("not_yours", name=thing.name)
        return there
