"""What a person is told in the activity feed of Teams, and the two things that takes from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Notification:
    """One line of the feed, sent to one person.

    `activity_type` and the names of `parameters` are those of the Teams manifest, whose template
    holds the sentence; `address` is the deep link it opens. A notification with the `chain` of an
    earlier one takes its place, so that sending one twice does no harm.
    """

    activity_type: str
    topic: str
    address: str
    preview: str
    chain: int
    parameters: Mapping[str, str] = field(default_factory=dict)


class NotNotified(Exception):  # noqa: N818 - an answer, not an error
    """Teams did not take it; `for_good`: it will not take it later either. `status` 0: no answer."""

    def __init__(self, status: int, *, for_good: bool) -> None:
        super().__init__(str(status))
        self.status = status
        self.for_good = for_good


class ActivityFeed(Protocol):
    """The bell of Teams."""

    async def notify(self, object_id: str, notification: Notification) -> None:
        """Put it into a person's feed. Raises NotNotified."""


class Secretariat(Protocol):
    """Who the council's secretaries are."""

    async def secretaries(self) -> Sequence[str]:
        """Their object ids as they are now. Raises NotNotified where that cannot be told."""

    async def council(self) -> Sequence[str]:
        """The same of everybody on the council."""
