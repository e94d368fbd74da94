"""Teams' rate limits per bot and conversation (platform.md 4.4): send, create, read members."""

import time
from collections import defaultdict, deque
from collections.abc import Callable

Windows = tuple[tuple[int, float], ...]  # calls per seconds

SEND: Windows = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
MEMBERS: Windows = ((14, 1.0), (120, 30.0))
BY_OPERATION = {"send": SEND, "update": SEND, "delete": SEND, "create": SEND, "members": MEMBERS}


class Limits:
    """Counts calls when `on`; off by default, so that quick tests are not throttled by accident."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self.on = False
        self._clock = clock
        self._calls: dict[tuple[str, str], deque[float]] = defaultdict(lambda: deque(maxlen=1800))

    def retry_after(self, operation: str, conversation: str) -> int | None:
        """Counts a call. Seconds to wait where it is one too many, else None."""
        if not self.on:
            return None
        windows = BY_OPERATION[operation]
        kind = "members" if operation == "members" else "send"
        calls, now = self._calls[kind, conversation], self._clock()
        for most, seconds in windows:
            if sum(1 for at in calls if at > now - seconds) >= most:
                return max(1, round(seconds))
        calls.append(now)
        return None
