"""What has been asked of the tenant: round trips by route, requests inside batches, units."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Counts:
    """Counters since the last `reset`.

    `total` counts Graph's HTTP round trips, a `$batch` as one; `by_route` splits them by method and
    route template; `inner` counts the requests inside batches the same way; `roster` counts calls
    under /v1.0/teams, `feed` those under /v1.0/users and `directory` those for applications, service
    principals and the catalogue of Teams, by method, none of which is in `total`; `units` are
    resource units (platform.md 1.7); `throttled` counts 429 answers; `too_early` counts calls made
    before a Retry-After had passed.
    """

    total: int = 0
    by_route: Counter[str] = field(default_factory=Counter)
    inner: Counter[str] = field(default_factory=Counter)
    directory: Counter[str] = field(default_factory=Counter)
    roster: int = 0
    feed: int = 0
    units: int = 0
    throttled: int = 0
    too_early: int = 0
    faults: int = 0

    @property
    def writes(self) -> int:
        """Requests that could have changed something: all but GET, of a `$batch` those inside it."""
        routes = self.by_route + self.directory + self.inner
        del routes["POST /$batch"]
        return sum(count for route, count in routes.items() if not route.startswith("GET"))

    def reset(self) -> None:
        """Sets every counter to zero."""
        self.total = self.roster = self.feed = self.units = 0
        self.throttled = self.too_early = self.faults = 0
        self.by_route.clear()
        self.inner.clear()
        self.directory.clear()

    def as_json(self) -> dict[str, Any]:
        """The counters as plain JSON, for /control/counts."""
        return {
            "total": self.total,
            "by_route": dict(self.by_route),
            "inner": dict(self.inner),
            "directory": dict(self.directory),
            "roster": self.roster,
            "feed": self.feed,
            "units": self.units,
            "throttled": self.throttled,
            "too_early": self.too_early,
            "faults": self.faults,
        }
