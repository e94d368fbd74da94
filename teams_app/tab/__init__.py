"""The tab: the face that people meet as pages inside Teams."""

from teams_app.tab.request_context import CALLER, Tab, TabSettings
from teams_app.tab.routes import PART_PREFIX, SHELL_PATHS, SHELL_PREFIXES, routes
from teams_app.tab.sealing import Sealer
from teams_app.tab.sheets.download_tickets import Tickets
from teams_app.tab.sheets.import_runs import import_runs
from teams_app.tab.sheets.uploads import UPLOAD_TYPE

__all__ = [
    "CALLER",
    "PART_PREFIX",
    "SHELL_PATHS",
    "SHELL_PREFIXES",
    "UPLOAD_TYPE",
    "Sealer",
    "Tab",
    "TabSettings",
    "Tickets",
    "import_runs",
    "routes",
]
