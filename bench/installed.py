"""The settings that fit a filled tenant, for us and for the process that is measured."""

from pathlib import Path

from local_tenant import people
from teams_app.commands.demo import demo_settings
from teams_app.endpoints import little_tenant
from teams_app.installation import Installation


def installed(url: str, folder: Path, port: int = 0) -> Installation:
    """Without a budget that would make us wait."""
    free = {"graph_units_per_minute": 10_000_000}
    settings = demo_settings(folder, port).model_copy(update=free)
    return Installation(settings, little_tenant(url, people.TENANT_ID), demo=True)
