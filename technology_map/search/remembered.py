"""Answers that were worked out, kept as long as what they were worked out from stands."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Remembered:
    """Answers by what was asked, each with the state that it was worked out in: the `kept` last asked for."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._answers: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()

    def answer(self, asked: Hashable, state: int, work: Callable[[], Answer]) -> Answer:
        """The answer in this state, worked out unless it was."""
        before, found = self._answers.get(asked, (-1, None))
        if before != state:
            found = work()
            self._answers[asked] = (state, found)
        self._answers.move_to_end(asked)
        while len(self._answers) > self._kept:
            self._answers.popitem(last=False)
        made: Answer = found
        return made
