"""SharePoint's pages: the start page, the sites, their lists and items."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from aiohttp import web
from jinja2 import Environment, FileSystemLoader

from local_tenant.people import PEOPLE, Person, person
from local_tenant.sharepoint.access import may_read
from local_tenant.sharepoint.drives.files import LIBRARY, ROOT
from local_tenant.sharepoint.errors import GraphError
from local_tenant.sharepoint.pages import display
from local_tenant.sharepoint.pages.list_page import list_page
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.sites import SITES, Site, site_at
from local_tenant.sharepoint.service import SharePoint

HERE = Path(__file__).parent
DEFAULT_PERSON = "mette"
STYLE = "/_layouts/sharepoint.css"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def routes(sharepoint: SharePoint) -> web.RouteTableDef:
    """All pages; who looks is said by `?as=` and a person's key."""
    table, pages = web.RouteTableDef(), Pages(sharepoint)
    lists = "/sites/{site}/Lists/{list}"
    table.get("/")(pages.start)
    table.get(STYLE)(pages.style)
    table.get("/sites/{site}")(pages.show_site)
    table.get("/sites/{site}/")(pages.show_site)
    table.get(lists)(pages.show_list)
    table.get(f"{lists}/")(pages.show_list)
    table.get(f"{lists}/AllItems.aspx")(pages.show_list)
    table.get(f"{lists}/DispForm.aspx")(pages.show_item)
    table.get(rf"{lists}/{{item:\d+}}_.000")(pages.item_file)
    table.get("/sites/{site}/{list}")(pages.show_library)
    table.get("/sites/{site}/{list}/{folder}")(pages.show_library)
    return table


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks at which site, for every template."""

    who: Person
    site: Site | None
    lists: tuple[List, ...] = ()
    home: List | None = None
    query: tuple[tuple[str, str], ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody one can look as."""
        return PEOPLE

    def to(self, site: Site, home: List | None = None, page: str = "", **query: object) -> str:
        """A link that keeps who is looking."""
        path = f"/sites/{site.key}"
        if home is not None:
            library = home.template == LIBRARY
            path += f"{'' if library else '/Lists'}/{quote(home.name)}{page and '/'}{page}"
        said = {key: value for key, value in query.items() if value not in ("", None)}
        if self.who.key != DEFAULT_PERSON:
            said["as"] = self.who.key
        return f"{path}?{urlencode(said)}" if said else path


class Pages:
    """The pages' handlers."""

    def __init__(self, sharepoint: SharePoint) -> None:
        self._sharepoint = sharepoint
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    async def start(self, request: web.Request) -> web.Response:
        return self._page("start.html", Look(_who(request), None), sites=SITES)

    async def style(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(HERE / "sharepoint.css", headers={"Cache-Control": "no-cache"})

    async def show_site(self, request: web.Request) -> web.Response:
        look = self._look(request)
        if isinstance(look, web.Response):
            return look
        rows = self._sharepoint.items.rows
        now = "FROM rows r WHERE r.list = :list AND r.until IS NULL AND r.deleted = 0"
        counts = {one.id: rows.count(now, {"list": one.number}) for one in look.lists}
        for one in look.lists:
            if one.template == LIBRARY:
                counts[one.id] = self._sharepoint.files.item(one, ROOT).children
        return self._page("site.html", look, counts=counts)

    async def show_list(self, request: web.Request) -> web.Response:
        look = self._look(request)
        if isinstance(look, web.Response):
            return look
        home = _home(look)
        shown = list_page(
            self._sharepoint,
            home,
            look.who,
            words=request.query.get("q", "").strip(),
            view_id=request.query.get("viewid", ""),
            page=_number(request.query.get("page", "1")),
        )
        return self._page("list.html", look, shown=shown, nonce=secrets.token_urlsafe(16))

    async def show_library(self, request: web.Request) -> web.Response:
        look = self._look(request)
        if isinstance(look, web.Response):
            return look
        home, files = _home(look), self._sharepoint.files
        name = request.match_info.get("folder", "")
        try:
            folder = files.at_path(home, name) if name else files.item(home, ROOT)
        except GraphError:
            return self._lost(look)
        if home.template != LIBRARY or not folder.folder:
            return self._lost(look)
        rows = [(one, self._sharepoint.links.download(one, "")) for one in files.children(folder)]
        return self._page("library.html", look, folder=folder, rows=rows)

    async def show_item(self, request: web.Request) -> web.Response:
        look = self._look(request)
        if isinstance(look, web.Response):
            return look
        home, number = _home(look), _number(request.query.get("ID", ""))
        row = self._sharepoint.items.rows.item(home, number)
        if row is None:
            return self._lost(look)
        values = row.values()
        return self._page(
            "item.html",
            look,
            number=number,
            title=values.get("Title") or "(Uden titel)",
            cells=display.cells(self._sharepoint, row, values, display.form_columns(home)),
            versions=display.history(self._sharepoint, home, number),
        )

    async def item_file(self, request: web.Request) -> web.Response:
        """The address that Graph gives as an item's webUrl."""
        names = request.match_info
        path = f"/sites/{names['site']}/Lists/{quote(names['list'])}/DispForm.aspx"
        raise web.HTTPFound(f"{path}?{urlencode({**request.query, 'ID': names['item']})}")

    def _look(self, request: web.Request) -> Look | web.Response:
        """Who looks at what; or the page that says no."""
        who = _who(request)
        try:
            site = site_at(f"sites/{request.match_info['site']}")
        except GraphError:
            return self._lost(Look(who, None))
        query = tuple((key, value) for key, value in request.query.items() if key != "as")
        if not may_read(who, site):
            return self._page("denied.html", Look(who, site, query=query), status=403)
        lists = tuple(self._sharepoint.lists.of(site, hidden=False))
        look = Look(who, site, lists, query=query)
        if "list" not in request.match_info:
            return look
        try:
            home = self._sharepoint.lists.find(site, request.match_info["list"])
        except GraphError:
            return self._lost(look)
        return Look(who, site, lists, home, query)

    def _lost(self, look: Look) -> web.Response:
        return self._page("lost.html", look, status=404)

    def _page(self, template: str, look: Look, status: int = 200, **about: Any) -> web.Response:
        text = self._templates.get_template(template).render(look=look, style=STYLE, **about)
        headers = dict(HEADERS)
        if nonce := about.get("nonce"):
            policy = headers["Content-Security-Policy"]
            headers["Content-Security-Policy"] = policy.replace(
                "style-src 'self'", f"style-src 'self' 'nonce-{nonce}'"
            )
        return web.Response(text=text, status=status, content_type="text/html", headers=headers)


def _who(request: web.Request) -> Person:
    try:
        return person(request.query.get("as", DEFAULT_PERSON))
    except KeyError:
        return person(DEFAULT_PERSON)


def _home(look: Look) -> List:
    if look.home is None:
        raise web.HTTPNotFound
    return look.home


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
