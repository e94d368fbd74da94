"""A request and its answer inside Graph, whether it came alone or in a batch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from multidict import CIMultiDict

from local_tenant.sharepoint.access import Caller
from local_tenant.sharepoint.errors import bad


@dataclass(slots=True)
class Ask:
    """A request: decoded path segments after /v1.0, query options without their `$`."""

    method: str
    segments: list[str]
    query: dict[str, str]
    headers: Mapping[str, str]
    body: Any
    caller: Caller
    base: str  # e.g. http://localhost:3979/v1.0
    raw_path: str  # as sent, after /v1.0: what links repeat

    def body_object(self) -> dict[str, Any]:
        """The body as a JSON object; GraphError 400 where it is none."""
        if not isinstance(self.body, dict):
            raise bad("Empty Payload. JSON content expected.")
        return self.body

    def prefers(self, word: str) -> bool:
        """Whether the Prefer header holds `word`."""
        said = self.headers.get("Prefer", "")
        return word.lower() in {part.partition("=")[0].strip().lower() for part in said.split(",")}


@dataclass(slots=True)
class Reply:
    """An answer: a JSON value (None for no body) and headers."""

    status: int = 200
    body: Any = None
    headers: CIMultiDict[str] = field(default_factory=CIMultiDict)
