"""Resource units and throttling, per app and minute (platform.md 1.7)."""

import math
from dataclasses import dataclass, field

from local_tenant.clock import Clock
from local_tenant.counts import Counts
from local_tenant.sharepoint.errors import GraphError

WARN_FROM = 0.8  # of the limit; from there on answers carry RateLimit headers


@dataclass(slots=True)
class Units:
    """The budget of the running minute. `per_minute` None lifts the limit."""

    clock: Clock
    counts: Counts
    per_minute: int | None = 1250
    _spent: int = 0
    _until: float = field(default=0.0)

    def charge(self, cost: int) -> dict[str, str]:
        """Charges `cost` units; returns the headers to send. GraphError 429 past the limit.

        Throttled requests count too, as SharePoint's do.
        """
        now = self.clock.now()
        if now >= self._until:
            self._spent, self._until = 0, now + 60
        self._spent += cost
        self.counts.units += cost
        if self.per_minute is None or self._spent < self.per_minute * WARN_FROM:
            return {}
        reset = max(1, math.ceil(self._until - now))
        headers = {
            "RateLimit-Limit": str(self.per_minute),
            "RateLimit-Remaining": str(max(0, self.per_minute - self._spent)),
            "RateLimit-Reset": str(reset),
        }
        if self._spent > self.per_minute:
            raise GraphError(
                429,
                "activityLimitReached",
                "The request has been throttled",
                inner="throttledRequest",
                headers=headers | {"Retry-After": str(reset)},
            )
        return headers

    def renew(self) -> None:
        """Starts a fresh minute."""
        self._spent, self._until = 0, 0.0
