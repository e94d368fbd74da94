"""The port for what stands in a list and nobody reads there: assessments, placements, worries."""

from typing import Protocol


class Seals(Protocol):
    """Seals a text, and computes a code that nobody else can compute. `context` says where a text belongs."""

    def seal(self, context: str, text: str) -> str:
        """The sealed text."""

    def unseal(self, context: str, sealed: str) -> str | None:
        """The text; None where it was sealed elsewhere or changed."""

    def code(self, text: str) -> str:
        """The same code for the same text, on every instance."""
