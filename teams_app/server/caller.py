"""Recognises who asks: a checked identity, and where the council's roster puts the person."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from teams_app.server.tokens import Identity
from technology_map.people.people import Caller, Language, Person, Role

RoleOf = Callable[[str], Awaitable[Role]]


@dataclass(frozen=True, slots=True)
class Recognition:
    """Makes the callers of both faces. No token, card or form ever carries a role (domain.md 1)."""

    role_of: RoleOf
    areas_of: Callable[[str], frozenset[str]] = lambda _: frozenset()

    async def in_tab(self, identity: Identity, language: Language) -> Caller:
        """The caller behind a checked tab token."""
        return await self.in_chat(identity.object_id, identity.name, language, guest=identity.guest)

    async def in_chat(self, object_id: str, name: str, language: Language, *, guest: bool) -> Caller:
        """The caller behind a checked activity. A guest is never on the council."""
        role = Role.EMPLOYEE if guest else await self.role_of(object_id)
        areas = frozenset[str]() if guest else self.areas_of(object_id)
        return Caller(Person(object_id, name), role, language, guest, areas)
