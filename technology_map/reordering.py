"""Putting a list in another order, row by row: where each goes, and what of that is left to do."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reordering:
    """The place from which and the place to which things move, by their keys."""

    places: Mapping[str, tuple[int, int]]

    @classmethod
    def between(cls, before: Mapping[str, int], after: Mapping[str, int]) -> "Reordering":
        """From their places before to those after; `after` names all of `before`."""
        return cls({key: (place, after[key]) for key, place in before.items() if after[key] != place})

    @classmethod
    def read(cls, said: Mapping[str, str]) -> "Reordering":
        """From `said`."""
        both = {key: text.split() for key, text in said.items()}
        return cls({key: (int(before), int(after)) for key, (before, after) in both.items()})

    @property
    def said(self) -> dict[str, str]:
        """The same as texts."""
        return {key: f"{before} {after}" for key, (before, after) in self.places.items()}

    @property
    def key(self) -> str:
        """Differs when it does."""
        return str(sorted(self.said.items()))

    def moves(self, now: Mapping[str, int]) -> dict[str, int]:
        """The new places of what is not where it is to be, of what is there `now`."""
        return {key: after for key, (_, after) in self.places.items() if key in now and now[key] != after}

    def left(self, now: Mapping[str, int]) -> dict[str, int] | None:
        """What is left to move: None where nothing has moved yet, nothing where another has moved them."""
        if any(now.get(key) not in both for key, both in self.places.items()):
            return {}
        moves = self.moves(now)
        return moves if len(moves) < len(self.places) else None
