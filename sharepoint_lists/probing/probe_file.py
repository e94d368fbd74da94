"""The file to send back: questions and words, and nothing of the tenant."""

import json
from collections.abc import Iterable
from pathlib import Path

from sharepoint_lists.probing.probe import Found

VERSION = 1


def write_file(file: Path, answers: Iterable[Found]) -> None:
    """Write the answers. The same answers give the same bytes. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    said = {"probe_file": VERSION, "answers": {one.name: one.found for one in answers}}
    file.write_text(json.dumps(said, indent=2, sort_keys=True) + "\n", encoding="utf-8")
