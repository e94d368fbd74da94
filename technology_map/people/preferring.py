"""Choosing how one wants to be told."""

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from technology_map.last_word import keep_last
from technology_map.people.people import Caller
from technology_map.people.preferences import HOURS, FollowedNews, Preference, preference_of
from technology_map.people.rights import require_writer
from technology_map.ports import Store
from technology_map.validation.forms import Typed

Hour = Annotated[int, Field(ge=0, lt=HOURS)]


class PreferenceForm(Typed):
    """What is sent."""

    followed: FollowedNews
    quiet_from: Hour = 0
    quiet_to: Hour = 0


@dataclass(frozen=True, slots=True)
class Preferring:
    """The service. Who chooses last is right: it is one person's own."""

    store: Store

    def choice(self, caller: Caller) -> Preference:
        """What the caller has chosen."""
        return preference_of(self.store.records(Preference), caller.person.object_id)

    async def choose(self, caller: Caller, form: PreferenceForm) -> Preference:
        """Keep a choice. Raises Refused: `guest`, `not_kept`."""
        require_writer(caller)
        there = self.choice(caller)
        return await keep_last(
            self.store,
            replace(there, followed=form.followed, quiet_from=form.quiet_from, quiet_to=form.quiet_to),
        )
