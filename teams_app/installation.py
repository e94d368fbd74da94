"""Which installation a command works on: the environment's, or the demo that is running here."""

import json
from dataclasses import dataclass
from pathlib import Path

from teams_app.endpoints import Endpoints, little_tenant, microsoft
from teams_app.settings import BadSettings, Settings, read_settings

DEMO_FOLDER = Path(".data/demo")
_NOTE = "running.json"


@dataclass(frozen=True, slots=True)
class Installation:
    """Settings and the addresses they go with; `demo` where it is the little tenant."""

    settings: Settings
    endpoints: Endpoints
    demo: bool = False


def from_environment() -> Installation:
    """The installation that the environment names, at Microsoft's addresses. Raises BadSettings."""
    settings = read_settings()
    return Installation(settings, microsoft(settings.tenant_id))


def note_running(folder: Path, settings: Settings, tenant_url: str) -> Path:
    """Leave word of a running demo, so that `teknologikort import` finds it. The demo removes it."""
    folder.mkdir(parents=True, exist_ok=True)
    said = settings.model_dump(mode="json") | {"client_secret": settings.client_secret.get_secret_value()}
    note = folder / _NOTE
    note.touch(mode=0o600)
    note.write_text(json.dumps({"url": tenant_url, "settings": said}), encoding="utf-8")
    return note


def chosen(folder: Path) -> Installation:
    """The environment's installation; where nothing of it is set, the demo that is running here.

    Raises BadSettings: for a half-set environment, too, never falls back to the demo.
    """
    try:
        return from_environment()
    except BadSettings as bad:
        note = folder / _NOTE
        required = [name for name, field in Settings.model_fields.items() if field.is_required()]
        if len(bad.names) < len(required) or not note.exists():
            raise
        said = json.loads(note.read_text(encoding="utf-8"))
        settings = Settings.model_validate(said["settings"])
        return Installation(settings, little_tenant(said["url"], settings.tenant_id), demo=True)
