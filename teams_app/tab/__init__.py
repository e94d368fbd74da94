"""The tab: the face that people meet as pages inside Teams."""

from teams_app.tab.import_runs import import_runs
from teams_app.tab.routes import PART_PREFIX, SHELL_PATHS, SHELL_PREFIXES, routes
from teams_app.tab.tickets import Tickets
from teams_app.tab.uploads import UPLOAD_TYPE
from teams_app.tab.visits import CALLER, Tab, TabSettings

__all__ = [
    "CALLER",
    "PART_PREFIX",
    "SHELL_PATHS",
    "SHELL_PREFIXES",
    "UPLOAD_TYPE",
    "Tab",
    "TabSettings",
    "Tickets",
    "import_runs",
    "routes",
]
