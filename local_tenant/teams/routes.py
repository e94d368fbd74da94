"""All routes of the little Teams."""

from aiohttp import web

from local_tenant.teams.chat.chat import Teams
from local_tenant.teams.chat.connector import add_connector
from local_tenant.teams.client_api import add_client_api
from local_tenant.teams.colleague_api import add_colleague_api
from local_tenant.teams.control import add_control
from local_tenant.teams.pages import add_pages
from local_tenant.teams.places.catalogue import add_catalogue
from local_tenant.teams.places.directory import add_directory
from local_tenant.teams.places.notifications import add_notifications
from local_tenant.teams.places.roster import members_page
from local_tenant.teams.places.tabs_api import add_visiting_api


def routes(teams: Teams) -> web.RouteTableDef:
    """The Bot Connector, the chat page with its interface, Graph's part of Teams, and the switches."""
    table = web.RouteTableDef()
    add_connector(table, teams)
    add_visiting_api(table, teams)
    add_client_api(table, teams)
    add_colleague_api(table, teams)
    add_notifications(table, teams)
    add_directory(table, teams.entra)
    add_catalogue(table, teams.entra, teams.catalogue)
    add_pages(table, teams)
    teams.files.add_to(table)
    add_control(table, teams)

    @table.get("/v1.0/teams/{team_id}/members")
    async def members(request: web.Request) -> web.Response:
        return members_page(teams.entra, teams.roster, teams.visiting.has, request)

    return table
