"""How fast we may ask: Graph's own "not before", a budget of resource units, a circuit breaker."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from sharepoint_lists.graph.clock import Clock

LONGEST_WAIT = 300.0
"""Seconds that one Retry-After can hold us back: a garbled header must not silence the app."""
DEFAULT_WAIT = 5.0
SHORTEST_WAIT = 0.001
"""Seconds that are worth waiting for: less is what is left by rounding."""
FAILURES_TO_OPEN = 5
OPEN_SECONDS = 30.0
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Spending:
    """The budget: resource units a minute, which may be spent at once after a rest, and two shares of them.

    `most`: what any minute sees at most; by default all of the smallest tenant's 1,250 (platform.md 1.7).
    `kept_for_people`: for people's own calls only.
    """

    units_per_minute: float = 1_000.0
    most: float = 1.25
    kept_for_people: float = 0.1


class Pace:
    """One for the whole app, so that every caller honours what one of them was told."""

    def __init__(self, clock: Clock, spending: Spending) -> None:
        self._clock = clock
        self._spending = spending
        self._units = spending.units_per_minute
        self._filled_at = clock.passed()
        self._spent: deque[tuple[float, float]] = deque()
        self._in_minute = 0.0
        self._not_before = clock.passed()
        self._failures = 0
        self._opened_at: float | None = None
        self._probing = False

    def wait(self, units: float, *, in_background: bool) -> float:
        """Seconds until a call of so many units may go out; 0 for now, and it is then counted."""
        now = self._clock.passed()
        if now < self._not_before:
            return self._not_before - now
        a_minute = self._spending.units_per_minute
        wanted = units + (a_minute * self._spending.kept_for_people if in_background else 0.0)
        pause = max(self._until_filled(wanted, now), self._until_forgotten(wanted, now))
        if pause >= SHORTEST_WAIT:
            return pause
        self._units -= units
        self._spent.append((now, units))
        self._in_minute += units
        return 0.0

    def _until_filled(self, wanted: float, now: float) -> float:
        """Seconds until the budget holds so much, or all that it can."""
        a_minute = self._spending.units_per_minute
        self._units = min(a_minute, self._units + (now - self._filled_at) * a_minute / MINUTE)
        self._filled_at = now
        return (min(wanted, a_minute) - self._units) * MINUTE / a_minute

    def _until_forgotten(self, wanted: float, now: float) -> float:
        """Seconds until so much was spent so long ago that this minute does not see too much."""
        while self._spent and self._spent[0][0] <= now - MINUTE:
            self._in_minute -= self._spent.popleft()[1]
        most = self._spending.units_per_minute * self._spending.most
        over, pause = self._in_minute + min(wanted, most) - most, 0.0
        for at, units in self._spent:
            if over <= 0:
                break
            over, pause = over - units, at + MINUTE - now
        return pause

    @property
    def held(self) -> bool:
        """Whether it is Graph's pause, not our budget, that holds calls back."""
        return self._clock.passed() < self._not_before

    def hold(self, seconds: float) -> None:
        """Graph asked for a pause: nobody calls before it is over."""
        pause = min(max(seconds, 0.0), LONGEST_WAIT)
        self._not_before = max(self._not_before, self._clock.passed() + pause)

    @property
    def open(self) -> bool:
        """Whether the circuit is open: no call goes out, but for one probe after a while."""
        if self._opened_at is None:
            return False
        return self._probing or self._clock.passed() - self._opened_at < OPEN_SECONDS

    @property
    def probing(self) -> bool:
        """Whether the one call is under way that tells whether Graph is back."""
        return self._probing

    def admit(self) -> bool:
        """Whether a call may go out now; with the circuit open, the one probe when it is time."""
        if self.open:
            return False
        self._probing = self._opened_at is not None
        return True

    def succeeded(self) -> None:
        """Graph answered."""
        self._failures, self._opened_at, self._probing = 0, None, False

    def failed(self) -> None:
        """Graph did not answer, or with an error of its own."""
        self._failures += 1
        self._probing = False
        if self._failures >= FAILURES_TO_OPEN:
            self._opened_at = self._clock.passed()

    def abandoned(self) -> None:
        """A call ended without telling anything about Graph: it was cancelled, or had no token."""
        self._probing = False


def asked_pause(headers: dict[str, str], now: datetime) -> float:
    """Seconds to wait by Retry-After (seconds or a date) and RateLimit-Reset, the greater."""
    pauses = [
        _seconds(headers.get("retry-after", ""), now),
        _seconds(headers.get("ratelimit-reset", ""), now),
    ]
    known = [pause for pause in pauses if pause is not None]
    return max(known) if known else DEFAULT_WAIT


def clock_skew(headers: dict[str, str], now: datetime, before: float) -> float:
    """Seconds that `now` is ahead of the Date header; what it was `before` where there is none."""
    try:
        said = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return before
    return (now - said).total_seconds() if said.tzinfo else before


def _seconds(text: str, now: datetime) -> float | None:
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max((moment - now).total_seconds(), 0.0) if moment.tzinfo else None
