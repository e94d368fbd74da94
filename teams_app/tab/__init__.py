"""The tab: the face that people meet as pages inside Teams."""

from teams_app.tab.routes import PART_PREFIX, SHELL_PATHS, SHELL_PREFIXES, routes
from teams_app.tab.visits import CALLER, Tab, TabSettings

__all__ = ["CALLER", "PART_PREFIX", "SHELL_PATHS", "SHELL_PREFIXES", "Tab", "TabSettings", "routes"]
