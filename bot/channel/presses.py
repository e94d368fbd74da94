"""A press that comes twice does one thing: a phone shows nothing while it waits, so people press again."""

import hashlib
import json
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

AGAIN_AFTER = 3.0
"""Seconds after the answer from which the same press is meant anew."""
KEPT = 2_000


@dataclass(slots=True)
class Press:
    """One press. It may be pressed again at once, unless the `first` says it has not `failed`."""

    first: bool
    failed: bool = True


class Presses:
    """The presses of this instance that are under way, and those just answered.

    Other instances need not know: what is written has a key, and only what is shown could come twice.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._answered: OrderedDict[bytes, float] = OrderedDict()

    @contextmanager
    def once(self, conversation: str, message: str, value: Mapping[str, Any]) -> Iterator[Press]:
        """The press of this data on this message's card; where it is not the first, nothing is to be done."""
        said = json.dumps([conversation, message, value], sort_keys=True)
        press = hashlib.sha256(said.encode()).digest()
        if self._clock() < self._answered.get(press, float("-inf")):
            yield Press(first=False)
            return
        self._answered[press] = float("inf")
        self._answered.move_to_end(press)
        while len(self._answered) > KEPT:
            self._answered.popitem(last=False)
        now = Press(first=True)
        try:
            yield now
        finally:
            if now.failed:
                self._answered.pop(press, None)
            else:
                self._answered[press] = self._clock() + AGAIN_AFTER
