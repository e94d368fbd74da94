"""Who asks: a person, and where the person stands towards the council (domain.md 1)."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A person's place towards the council, read from the council team's roster and nowhere else."""

    EMPLOYEE = "employee"
    MEMBER = "member"
    SECRETARY = "secretary"


class Language(StrEnum):
    """A language the catalogues are complete in."""

    DANISH = "da"
    ENGLISH = "en"

    @classmethod
    def from_locale(cls, locale: str | None) -> "Language":
        """The language of a locale such as `en-GB`; Danish where it is none of ours."""
        return cls.ENGLISH if (locale or "").lower().startswith("en") else cls.DANISH


@dataclass(frozen=True, slots=True)
class Person:
    """An Entra object id and the display name as it was when we met the person."""

    object_id: str
    name: str


FORGOTTEN = "forgotten-"
"""How the id begins that stands for somebody who was forgotten: it is nobody's in the directory."""


def is_forgotten(object_id: str) -> bool:
    """Whether an id stands for somebody who was forgotten: nobody is told anything under it."""
    return object_id.startswith(FORGOTTEN)


@dataclass(frozen=True, slots=True)
class Caller:
    """A verified person who asks for something. Only the roof makes one, from a checked token.

    `areas` are the codes of the areas that the person is an editor of.
    """

    person: Person
    role: Role = Role.EMPLOYEE
    language: Language = Language.DANISH
    guest: bool = False
    areas: frozenset[str] = frozenset()

    @property
    def on_council(self) -> bool:
        """Whether the person is on the council team's roster."""
        return self.role is not Role.EMPLOYEE


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a person can be reached in Teams. `reference` is the messenger's own text, opaque here."""

    person: Person
    language: Language
    reference: str
