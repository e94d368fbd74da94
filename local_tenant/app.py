"""The little tenant: Entra, SharePoint and Teams behind one port."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from local_tenant import control
from local_tenant.clock import Clock
from local_tenant.counts import Counts
from local_tenant.entra import Entra
from local_tenant.entra.directory_routes import routes as directory_routes
from local_tenant.entra.routes import routes as entra_routes
from local_tenant.faults import Faults
from local_tenant.line import Line
from local_tenant.sharepoint import SharePoint
from local_tenant.sharepoint.drives.links import routes as file_routes
from local_tenant.sharepoint.graph.operations import Graph
from local_tenant.sharepoint.graph.routes import routes as graph_routes
from local_tenant.sharepoint.pages.rest import routes as rest_routes
from local_tenant.sharepoint.pages.site_pages import routes as page_routes
from local_tenant.teams import Teams
from local_tenant.teams.routes import routes as teams_routes

LARGEST_BODY = 8 * 1024 * 1024  # bytes; a batch may hold 20 long texts


class LittleTenant:
    """A Microsoft 365 tenant with two sites, eleven people and a chat.

    `entra`, `sharepoint`, `teams`, `faults`, `counts` and `clock` are there to be poked by tests.
    """

    def __init__(
        self,
        data: Path | None,
        *,
        app_url: str = "http://localhost:3978",
        units_per_minute: int | None = 1250,
        council_has_app: bool = True,
        bare: bool = False,
    ) -> None:
        """State is kept in the folder `data`; None keeps it in memory. `app_url` is our app's.

        `units_per_minute` is the budget of resource units (platform.md 1.7); None lifts it.
        `council_has_app`: in a new tenant, whether the council's team has been given our app.
        `bare`: nobody has installed anything: no registration, no right on a site, no app in Teams.
        """
        self.clock, self.counts, self.faults = Clock(), Counts(), Faults()
        self.entra = Entra(data)
        self.sharepoint = SharePoint(data, self.clock, self.counts, self.faults)
        self.sharepoint.units.per_minute = units_per_minute
        self.teams = Teams(self.entra, app_url, data, council_has_app=council_has_app and not bare)
        self.entra.behaviour = self.sharepoint.behaviour
        self.entra.directory.held = self.sharepoint.grants.held = bare
        self.url = ""

    def application(self) -> web.Application:
        """The aiohttp application; `running` serves it."""
        graph = Graph(self.sharepoint)
        line = Line(self.clock, self.counts, self.faults, graph.template)
        made = web.Application(
            middlewares=[control.loopback_only, line.middleware()], client_max_size=LARGEST_BODY
        )
        for table in (
            entra_routes(self.entra),
            teams_routes(self.teams),
            control.routes(self),
            rest_routes(self.sharepoint, self.entra),
            page_routes(self.sharepoint),
            file_routes(self.sharepoint.files, self.sharepoint.uploads, self.sharepoint.links),
            directory_routes(self.entra),
            graph_routes(graph, self.entra),
        ):
            made.add_routes(table)
        return made

    @contextlib.asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator["LittleTenant"]:
        """Serves on 127.0.0.1 (0: any free port) until the block ends; sets `url`."""
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", port, backlog=512)
            await site.start()
            self.url = self.entra.url = f"http://localhost:{runner.addresses[0][1]}"
            yield self
        finally:
            await runner.cleanup()
            self.sharepoint.close()
            self.teams.close()
