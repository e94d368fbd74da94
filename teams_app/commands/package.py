"""The Teams app package: the files of manifest/, filled with the installation's settings, as one zip."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from teams_app.settings import BadSettings

FOLDER = Path(__file__).resolve().parents[2] / "manifest"
_BLANK = re.compile(r"\$\{\{(\w+)\}\}")
_WHEN = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


def package(settings: Mapping[str, str], folder: Path = FOLDER) -> bytes:
    """The zip that an administrator uploads, the same bytes for the same files and settings.

    `settings`: values by the name of the variable. Raises BadSettings with the names of the
    variables that the manifest asks for and `settings` does not have. Layout and required files:
    the manifest schema 1.30 (manifest.json, two icons and the language files at the root).
    """
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    asked = set(_BLANK.findall(json.dumps(manifest)))
    if missing := sorted(asked - settings.keys()):
        raise BadSettings(missing)
    said = json.dumps(_filled(manifest, settings), ensure_ascii=False, indent=2) + "\n"
    files = {"manifest.json": said.encode()}
    files |= {name: (folder / name).read_bytes() for name in _named(manifest)}
    return _zipped(files)


def _filled(part: Any, settings: Mapping[str, str]) -> Any:
    """The part with every ${{NAME}} in its texts replaced; a value is never read as JSON."""
    if isinstance(part, dict):
        return {name: _filled(inner, settings) for name, inner in part.items()}
    if isinstance(part, list):
        return [_filled(inner, settings) for inner in part]
    return _BLANK.sub(lambda blank: settings[blank[1]], part) if isinstance(part, str) else part


def _named(manifest: dict[str, Any]) -> list[str]:
    """The other files that belong to the package: nothing comes along that the manifest does not name."""
    languages = manifest.get("localizationInfo", {}).get("additionalLanguages", [])
    return [*manifest["icons"].values(), *(one["file"] for one in languages)]


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Stored, not compressed, and dated alike, so that the bytes depend on the files alone."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.create_system, entry.external_attr = 3, _READABLE
            archive.writestr(entry, data)
    return written.getvalue()
