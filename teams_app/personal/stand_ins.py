"""Who stands in for whom, while people are being forgotten: on disk until it is done, then gone for good.

An id is made up by chance, so nobody can compute back whose it was. That a run which was cut short goes on
with the same id, and still knows the names that other rows don't tell any more, is what the file is for.
"""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from technology_map.people.people import FORGOTTEN

_FILE = "forgetting.json"
_SIGNS = 8


@dataclass(slots=True)
class StandIn:
    """The id that stands in for a person, and the names they are known to have had."""

    object_id: str
    names: set[str] = field(default_factory=set)


class StandIns:
    """The file, in the folder of the app's own data. Its methods raise OSError."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE
        self._known = self._read()

    def of(self, object_id: str) -> StandIn:
        """The stand-in of a person; made now where there is none."""
        return self._known.setdefault(object_id, StandIn(FORGOTTEN + secrets.token_hex(_SIGNS)))

    def learn(self, object_id: str, names: Iterable[str]) -> None:
        """Remember names until all is done."""
        self.of(object_id).names.update(names)

    def keep(self) -> None:
        """Put it on disk: before the first row is changed."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        said = {one: [kept.object_id, sorted(kept.names)] for one, kept in self._known.items()}
        fresh = self._file.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
            json.dump(said, opened)
            opened.flush()
            os.fsync(opened.fileno())
        fresh.replace(self._file)

    def over(self) -> None:
        """All is done: nothing tells any more who stands in for whom."""
        self._known.clear()
        self._file.unlink(missing_ok=True)

    def _read(self) -> dict[str, StandIn]:
        try:
            said = json.loads(self._file.read_text("utf-8"))
            return {str(one): StandIn(str(kept[0]), set(map(str, kept[1]))) for one, kept in said.items()}
        except (FileNotFoundError, ValueError, LookupError, TypeError, AttributeError):
            return {}
