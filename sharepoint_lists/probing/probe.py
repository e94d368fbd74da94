"""A probe asks the tenant one thing; its answer is one of a few words, the assumed one first.

So a file of answers can hold nothing of the tenant: no id, no name, no address, no text of anybody's.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sharepoint_lists.probing.scratch import Scratch

UNKNOWN, OTHER = "unknown", "other"
"""It could not be found out; it is something that nobody thought of."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was assumed and what was found, of one question (`probe.⟨name⟩`)."""

    name: str
    assumed: str
    found: str

    @property
    def differs(self) -> bool:
        """Whether it was found to be otherwise."""
        return self.found not in (self.assumed, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Probe:
    """One question, and how it is asked."""

    name: str
    words: tuple[str, ...]
    ask: Callable[[Scratch], Awaitable[str]]

    def found(self, said: str) -> Found:
        """With the answer; a word that is not known is OTHER."""
        return found(self.name, self.words, said)


def found(name: str, words: tuple[str, ...], said: str) -> Found:
    """The answer to a question; a word that is not among its words is OTHER."""
    return Found(name, words[0], said if said in (*words, UNKNOWN) else OTHER)
