"""The settings that fit a filled tenant, for us and for the process that is measured."""

from pathlib import Path

from local_tenant import people
from teams_app.commands.demo import demo_settings
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation


def installed(url: str, folder: Path, port: int = 0, units_per_minute: int = 10_000_000) -> Installation:
    """Without a budget that would make us wait, unless one is given."""
    free = {"graph_units_per_minute": units_per_minute}
    settings = demo_settings(folder, port).model_copy(update=free)
    return Installation(settings, little_tenant(url, people.TENANT_ID), demo=True)
