"""A bare caller of Graph for the stories: a token, a base address, raw JSON."""

from typing import Any

import httpx

from local_tenant.app import LittleTenant
from local_tenant.entra import GRAPH

Json = dict[str, Any]
COLUMNS: list[Json] = [
    {"name": "Key", "text": {"maxLength": 255}, "indexed": True, "enforceUniqueValues": True},
    {"name": "Problem", "text": {"allowMultipleLines": True, "textType": "plain"}},
    {
        "name": "Status",
        "choice": {"allowTextEntry": False, "choices": ["Ny", "Åben", "Lukket"]},
        "indexed": True,
        "defaultValue": {"value": "Ny"},
    },
    {"name": "Tags", "choice": {"choices": ["A", "B"], "displayAs": "checkBoxes"}},
    {"name": "Score", "number": {"minimum": 0, "maximum": 10}, "indexed": True},
    {"name": "At", "dateTime": {"format": "dateTime"}, "indexed": True},
    {"name": "IsOpen", "boolean": {}},
    {"name": "Owner", "personOrGroup": {}},
    {"name": "Link", "hyperlinkOrPicture": {"isPicture": False}},
]


class Caller:
    """Calls Graph with one token; `at` is the list it has made."""

    def __init__(self, tenant: LittleTenant, token: str | None) -> None:
        self.tenant = tenant
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.http = httpx.AsyncClient(base_url=f"{tenant.url}/v1.0", headers=headers, timeout=20)
        self.site = self.at = ""

    async def call(self, method: str, path: str, body: Any = None, /, **more: Any) -> httpx.Response:
        """Any request; `body` goes as JSON."""
        url = path if path.startswith("http") else path.lstrip("/")
        return await self.http.request(method, url, json=body, **more)

    async def get(self, path: str, **params: Any) -> Json:
        """The JSON of a GET that must work."""
        answer = await self.call("GET", path, params=params or None)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def find_site(self, name: str = "teknologikort") -> str:
        """The id of a site, by its path."""
        self.site = f"/sites/{(await self.get(f'/sites/localhost:/sites/{name}'))['id']}"
        return self.site

    async def make_list(self, name: str = "Ideer", columns: list[Json] | None = None) -> Json:
        """Makes a list; from now on `at` is its address."""
        site = self.site or await self.find_site()
        body = {"displayName": name, "columns": COLUMNS if columns is None else columns}
        answer = await self.call("POST", f"{site}/lists", body)
        assert answer.status_code == 201, answer.text
        made: Json = answer.json()
        self.at = f"{site}/lists/{made['id']}"
        return made

    async def add(self, **fields: Any) -> Json:
        """A new item that must be taken."""
        answer = await self.call("POST", f"{self.at}/items", {"fields": fields})
        assert answer.status_code == 201, answer.text
        made: Json = answer.json()
        return made

    async def refused(self, **fields: Any) -> tuple[int, str, str]:
        """Status, code and message of a new item that must not be taken."""
        return error(await self.call("POST", f"{self.at}/items", {"fields": fields}))

    async def found(self, condition: str, prefer: str = "", **params: Any) -> list[str]:
        """The ids a filter finds."""
        headers = {"Prefer": prefer} if prefer else {}
        params = {"$filter": condition, **params}
        answer = await self.call("GET", f"{self.at}/items", params=params, headers=headers)
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["value"]]

    async def pages(self, path: str, **params: Any) -> list[Json]:
        """All pages of a collection, links followed as they are."""
        pages = [await self.get(path, **params)]
        while "@odata.nextLink" in pages[-1]:
            pages.append(await self.get(pages[-1]["@odata.nextLink"]))
        return pages

    async def batch(self, *requests: Json) -> dict[str, Json]:
        """A batch's responses by id."""
        answer = await self.call("POST", "/$batch", {"requests": list(requests)})
        assert answer.status_code == 200, answer.text
        return {one["id"]: one for one in answer.json()["responses"]}


def app(tenant: LittleTenant) -> Caller:
    """The app itself."""
    return Caller(tenant, tenant.entra.token_for_app(GRAPH))


def as_person(tenant: LittleTenant, key: str) -> Caller:
    """A person through the app."""
    token = tenant.entra.token_for_person(key, audience=GRAPH, scope="Sites.Read.All User.Read")
    return Caller(tenant, token)


def error(answer: httpx.Response) -> tuple[int, str, str]:
    """Status, code and message of an error, whose form is checked."""
    said = answer.json()["error"]
    assert {"date", "request-id", "client-request-id"} <= said["innerError"].keys()
    return answer.status_code, said["code"], said["message"]
