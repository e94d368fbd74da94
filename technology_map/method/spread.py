"""What all placements of a card come to: counts, and reasons without a name or an order."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from technology_map.method.workshops import FEWEST


@dataclass(frozen=True, slots=True)
class Choice:
    """Where somebody places a card: the code of a purpose, empty for "I can't tell"; and why."""

    purpose: str = ""
    reason: str = ""

    def written(self) -> str:
        """As one text, to seal."""
        return json.dumps({"purpose": self.purpose, "reason": self.reason}, ensure_ascii=False)


def read_choice(written: str) -> Choice:
    """The choice of a text. ValueError where it says none."""
    try:
        said = json.loads(written)
        return Choice(str(said["purpose"]), str(said["reason"]))
    except (KeyError, TypeError) as wrong:
        raise ValueError("no choice") from wrong


@dataclass(frozen=True, slots=True)
class Spread:
    """How many placed a card, and where: `counts` and `reasons` are empty with fewer than four."""

    placed: int
    counts: dict[str, int]
    reasons: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """The counts, the most first."""
        in_order = sorted(self.counts.items(), key=lambda one: (-one[1], one[0]))
        return tuple(f"{code}: {count}" for code, count in in_order)


def spread(choices: Sequence[Choice]) -> Spread:
    """The spread of these; in whatever order they come, it is the same."""
    if len(choices) < FEWEST:
        return Spread(len(choices), {}, ())
    counts = Counter(one.purpose for one in choices)
    return Spread(len(choices), dict(counts), tuple(sorted({one.reason for one in choices} - {""})))
