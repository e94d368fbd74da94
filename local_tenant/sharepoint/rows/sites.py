"""The tenant's two SharePoint sites."""

from dataclasses import dataclass
from typing import Any

from local_tenant.sharepoint.errors import not_found

HOST = "localhost"
BORN = "2026-01-05T08:00:00Z"


@dataclass(frozen=True, slots=True)
class Site:
    """A site; `open` to every employee, or for the council only."""

    key: str  # the last part of its address
    display_name: str
    description: str
    collection_id: str
    web_id: str
    open: bool

    @property
    def id(self) -> str:
        """Graph's composite id: host, site collection, web."""
        return f"{HOST},{self.collection_id},{self.web_id}"

    def web_url(self, root: str) -> str:
        """The site's page, for a browser; `root` is the tenant's base address."""
        return f"{root}/sites/{self.key}"

    def as_json(self, root: str) -> dict[str, Any]:
        """Graph's `site`."""
        return {
            "createdDateTime": BORN,
            "description": self.description,
            "id": self.id,
            "lastModifiedDateTime": BORN,
            "name": self.key,
            "webUrl": self.web_url(root),
            "displayName": self.display_name,
            "root": {},
            "siteCollection": {"hostname": HOST},
        }


SITES: tuple[Site, ...] = (
    Site(
        "teknologikort",
        "Teknologikort",
        "Det digitale statusbillede og forslag, åbent for alle medarbejdere.",
        "5b1f0c4e-7a3d-4f7b-9a51-1c0d3e5f7a01",
        "c2a9e6d0-4b8f-4e1a-8d37-6f5b2a1c9e02",
        open=True,
    ),
    Site(
        "teknologikort-raad",
        "Teknologikort – rådet",
        "It-porteføljerådets eget område.",
        "8d4e2b6a-3c5f-4a9d-b7e1-0f9c8d7e6b03",
        "e7f1a3c5-9d2b-4c6e-a8f0-2b4d6c8e0a04",
        open=False,
    ),
)


ROOT = Site(
    "",
    "Bakkeby",
    "Kommunens egen forside.",
    "1f0a2c3d-5e6b-4c7d-8e9f-0a1b2c3d4e05",
    "2a1b3c4d-6f7e-4d8c-9f0e-1b2c3d4e5f06",
    open=True,
)
"""The tenant's root site, which tells the host of SharePoint; nobody's app may write there."""


def site_at(path: str) -> Site:
    """The site whose server-relative path is `path` (sites/name). GraphError 404."""
    for site in SITES:
        if path.strip("/").lower() == f"sites/{site.key}":
            return site
    raise not_found("Requested site could not be found")


def site_with_id(asked: str) -> Site:
    """The site with this composite id, or site collection id. GraphError 404."""
    wanted = asked.lower()
    if wanted == "root":
        return ROOT
    for site in SITES:
        if wanted in (site.id, site.collection_id, f"{HOST},{site.collection_id}"):
            return site
    raise not_found("Requested site could not be found")
