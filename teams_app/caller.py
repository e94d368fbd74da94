"""Recognises who asks: a checked identity, and where the council's roster puts the person."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from teams_app.entra import Identity
from technology_map.people import Caller, Language, Person, Standing

StandingOf = Callable[[str], Awaitable[Standing]]


@dataclass(frozen=True, slots=True)
class Recognition:
    """Makes the callers of both faces. No token, card or form ever carries a role (domain.md 1)."""

    standing_of: StandingOf

    async def in_tab(self, identity: Identity, language: Language) -> Caller:
        """The caller behind a checked tab token."""
        return await self.in_chat(identity.object_id, identity.name, language, guest=identity.guest)

    async def in_chat(self, object_id: str, name: str, language: Language, *, guest: bool) -> Caller:
        """The caller behind a checked activity. A guest is never on the council."""
        standing = Standing.EMPLOYEE if guest else await self.standing_of(object_id)
        return Caller(Person(object_id, name), standing, language, guest)
