"""What a step is: it looks in the tenant, says what it would do, does it, and is looked at again."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from teams_app.installing.ground import READING, Ground


class Stand(StrEnum):
    """How a step stands, as it was found in the tenant."""

    DONE = "done"
    OURS = "ours"
    """It can be done by Graph, or on this machine."""
    YOURS = "yours"
    """Only another tool can do it: the commands say how."""
    LATER = "later"
    """It needs what an earlier step makes."""
    UNSEEN = "unseen"
    """It cannot be seen with the rights for reading."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a step stands; `says` are keys below `install.` with their blanks, `commands` lines for a shell."""

    stand: Stand
    says: Sequence[tuple[str, Mapping[str, str]]] = ()
    commands: Sequence[str] = ()


DONE, LATER = Look(Stand.DONE), Look(Stand.LATER)


class Asker(Protocol):
    """Asks the administrator."""

    def ask(self, name: str) -> str:
        """The answer to the question `install.ask.⟨name⟩`. Raises Stopped."""


@dataclass(frozen=True, slots=True)
class Step(ABC):
    """A step's name, the scopes it looks and acts with, and the role (`install.role.⟨role⟩`) it takes."""

    name: str
    role: str = "none"
    looks_with: tuple[str, ...] = READING
    acts_with: tuple[str, ...] = ()

    @abstractmethod
    async def look(self, at: Ground) -> Look:
        """How it stands. Raises GraphFailure."""

    async def act(self, at: Ground, asker: Asker) -> None:  # noqa: B027 - not every step has this
        """Do what can be done from here; safe to repeat. Raises GraphFailure, Stopped."""

    async def learn(self, at: Ground, asker: Asker) -> None:  # noqa: B027 - not every step has this
        """The administrator says that it was done elsewhere: find out, or ask for, what is needed of it."""
