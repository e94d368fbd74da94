"""The file of an export: a zip with a manifest, a file of lines for each list, and the attachments.

It holds cells as SharePoint gives them: so it says the same as the lists, whatever the code makes of them.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1
_MANIFEST, _FILES = "manifest.json", "files.jsonl"
_LARGEST_ENTRY = 2 * 1024**3
"""Bytes of one entry, unpacked: what claims more is none of ours."""


class NoArchive(Exception):  # noqa: N818 - an answer, not an error
    """The file is none of ours, of a later format, or damaged; `why` is its code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class CopiedRow:
    """A row: its number, its cells in our columns, and what else stood in columns that are not ours."""

    id: int
    cells: Mapping[str, Any]
    other: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """An attachment; `at` is its entry in the zip."""

    thing: str
    name: str
    size: int
    at: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export is: its format, when it was made, how many rows of each list, and the checks.

    `chain` are the faults of the decision log, `F-0042 nr. 3 changed`. `secret_mark` differs when the secret
    does that seals drafts, assessments, placements and worries; it tells nothing of it.
    """

    made: str
    sites: tuple[str, str]
    rows: Mapping[str, int]
    sums: Mapping[str, str]
    files: int
    chain: tuple[str, ...]
    secret_mark: str
    format: int = FORMAT


class ArchiveWriter:
    """Writes an archive, entry by entry. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self._sums: dict[str, str] = {}
        self._rows: dict[str, int] = {}
        self._files: list[CopiedFile] = []

    def list(self, name: str, rows: Iterable[CopiedRow]) -> None:
        """A list's rows, in the order of their numbers."""
        there = sorted(rows, key=lambda one: one.id)
        self._rows[name] = len(there)
        self._lines(f"lists/{name}.jsonl", map(asdict, there))

    def file(self, thing: str, name: str, pieces: Iterable[bytes]) -> None:
        """An attachment, packed as it comes."""
        at, size, digest = f"files/{len(self._files) + 1:06d}", 0, hashlib.sha256()
        with self._zip.open(at, "w") as opened:
            for piece in pieces:
                opened.write(piece)
                digest.update(piece)
                size += len(piece)
        self._files.append(CopiedFile(thing, name, size, at, digest.hexdigest()))

    def close(self, made: str, sites: tuple[str, str], chain: Iterable[str], secret_mark: str) -> Manifest:
        """The manifest, last: a file without one was cut short."""
        self._lines(_FILES, map(asdict, self._files))
        manifest = Manifest(made, sites, self._rows, self._sums, len(self._files), tuple(chain), secret_mark)
        self._zip.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=2))
        self._zip.close()
        return manifest

    def _lines(self, entry: str, rows: Iterable[Mapping[str, Any]]) -> None:
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows).encode(
            "utf-8", "surrogatepass"
        )
        self._sums[entry] = hashlib.sha256(text).hexdigest()
        self._zip.writestr(entry, text)


class Archive:
    """An archive that is read. Raises NoArchive, at once where anything is missing or changed."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            said = json.loads(self._zip.read(_MANIFEST))
            if said.get("format") != FORMAT:
                raise NoArchive("format")
            said |= {"sites": tuple(said["sites"]), "chain": tuple(said["chain"])}
            self.manifest = Manifest(**said)
            self._texts = {entry: self._checked(entry, sha) for entry, sha in self.manifest.sums.items()}
            self.files = tuple(CopiedFile(**one) for one in self._read(_FILES))
        except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError):
            raise NoArchive("unreadable") from None

    def rows(self, name: str) -> list[CopiedRow]:
        """A list's rows by number; none where the list is not in the file."""
        entry = f"lists/{name}.jsonl"
        try:
            return [CopiedRow(**one) for one in self._read(entry)] if entry in self._texts else []
        except (TypeError, ValueError):
            raise NoArchive("unreadable") from None

    @property
    def lists(self) -> frozenset[str]:
        """The names of the lists in it."""
        return frozenset(self.manifest.rows)

    def pieces(self, one: CopiedFile, size: int) -> Iterator[bytes]:
        """An attachment in pieces of so many bytes, the last shorter."""
        try:
            with self._zip.open(one.at) as opened:
                while piece := opened.read(size):
                    yield piece
        except (OSError, zipfile.BadZipFile, KeyError):
            raise NoArchive("unreadable") from None

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def _checked(self, entry: str, sha: str) -> bytes:
        if self._zip.getinfo(entry).file_size > _LARGEST_ENTRY:
            raise NoArchive("unreadable")
        text = self._zip.read(entry)
        if hashlib.sha256(text).hexdigest() != sha:
            raise NoArchive("changed")
        return text

    def _read(self, entry: str) -> Iterator[dict[str, Any]]:
        return map(json.loads, self._texts[entry].decode("utf-8", "surrogatepass").splitlines())
