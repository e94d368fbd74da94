"""Faults on a schedule: which request goes wrong, at which time, and how."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

Kind = Literal["throttle", "before", "after", "stall", "cut", "html", "truncate", "slow"]
When = Literal["before", "middle", "after"]
STATUS: dict[str, int] = {"throttle": 429, "before": 503, "after": 504, "html": 502}


@dataclass(slots=True)
class Fault:
    """One planned fault. It fires on the `nth` matching request and the `times` - 1 after it.

    method: the HTTP method, or "*". path: a regular expression searched in the decoded path
    (without query), such as r"/items$". times: None means for ever. inner: counts and hits
    requests inside a $batch instead of whole HTTP requests; everywhere: the one and the other.

    kind:
      throttle  429 and Retry-After (`retry_after`: seconds, an HTTP date, or None to leave it out)
      before    `status` (503) is sent and nothing is done
      after     the work is done, then `status` (504) is sent
      html      the same with an HTML body (502), `when` = before | after
      stall     no answer for `seconds`, `when` = before | after the work; then the true answer
      cut       the connection is reset, `when` = before | middle (of the answer) | after the work
      truncate  the work is done; half of the JSON is sent as if it were all
      slow      the work is done; the answer trickles out over `seconds`
    """

    kind: Kind
    method: str = "*"
    path: str = ""
    nth: int = 1
    times: int | None = 1
    status: int | None = None
    retry_after: int | float | str | None = 1
    seconds: float = 0.0
    when: When = "before"
    body: Any = None
    code: str | None = None
    inner: bool = False
    everywhere: bool = False
    seen: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        """Raises ValueError for a plan that could never come true."""
        if self.kind not in get_args(Kind) or self.when not in get_args(When):
            raise ValueError(f"no such fault: {self.kind} {self.when}")
        if self.nth < 1 or (self.times is not None and self.times < 1):
            raise ValueError("nth and times count from 1")
        if (self.inner or self.everywhere) and self.kind in ("truncate", "slow"):
            raise ValueError(f"{self.kind} hits a whole answer, not one inside a batch")
        re.compile(self.path)
        self.status = self.status or STATUS.get(self.kind)

    def concerns(self, *, inner: bool) -> bool:
        """Whether it is about requests inside a batch, or those by themselves."""
        return self.everywhere or self.inner == inner

    def meets(self, method: str, path: str) -> bool:
        """Whether it is this request's turn; counts the request if it matches."""
        if self.method not in ("*", method) or not re.search(self.path, path):
            return False
        self.seen += 1
        return self.seen >= self.nth and not self.spent_before(self.seen)

    def spent_before(self, turn: int) -> bool:
        """Whether the fault had fired for the last time before the matching request `turn`."""
        return self.times is not None and turn >= self.nth + self.times

    @property
    def writes_first(self) -> bool:
        """Whether the request's work is done before things go wrong."""
        if self.kind in ("throttle", "before"):
            return False
        return self.kind in ("after", "truncate", "slow") or self.when != "before"


class Faults:
    """The schedule. The first planned fault that a request meets is the one it gets."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Plans a fault; returns it, so that a test can look at `seen`."""
        self._planned.append(fault)
        return fault

    def clear(self) -> None:
        """Forgets all planned faults."""
        self._planned.clear()

    def next_for(self, method: str, path: str, *, inner: bool = False) -> Fault | None:
        """The fault this request gets, if any. Every matching fault counts the request."""
        met = [one for one in self._planned if one.concerns(inner=inner) and one.meets(method, path)]
        return met[0] if met else None

    def as_json(self) -> list[dict[str, Any]]:
        """The schedule as plain JSON, for /control/faults."""
        return [asdict(one) for one in self._planned]
