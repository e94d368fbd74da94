"""What people do with the app in the council's team and meeting: install it, add and change its tabs."""

from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from local_tenant.people import Person
from local_tenant.people import person as person_of
from local_tenant.teams.chat.bot_line import BotLine
from local_tenant.teams.places.package import AppPackage
from local_tenant.teams.places.place_store import PlaceStore, PlaceTab, Setting
from local_tenant.teams.places.places import CHANNEL, PLACES, Place
from local_tenant.teams.places.roster import Roster

LONGEST_NAME = 128
LONGEST_ENTITY = 64


class NotAllowed(Exception):  # noqa: N818 - what Teams says, not an error of ours
    """Teams does not let the person do this. `code`: why, for the client's sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Host(Protocol):
    """What of Teams is asked here, as it is at the moment."""

    roster: Roster
    package: AppPackage
    line: BotLine


class Visiting:
    """The app in the council's team and meeting. People are given as Person, key or object id.

    `begins_installed`: in a new tenant, an owner of the team has added the app before anybody comes.
    """

    def __init__(self, host: Host, data: Path | None, *, begins_installed: bool = True) -> None:
        self._host = host
        self.store = PlaceStore(data)
        owners = [key for key, role in host.roster.items() if role == "owner"]
        if begins_installed and self.store.is_new and owners and CHANNEL.offers(host.package):
            self.installs(owners[0], CHANNEL.key)

    def has(self, permission: str) -> bool:
        """Whether installing the app in the council's team granted it this permission there."""
        installed = self.store.installed(CHANNEL.key)
        return installed is not None and permission in installed.granted

    def role_of(self, who: Person | str) -> str:
        """What the person is in the team, `member` or `owner`; empty for everybody else."""
        return self._host.roster.get(_person(who).key, "")

    def may_install(self, who: Person | str, place: Place) -> bool:
        """Whether the person may: permissions over a team are its owners' to give."""
        role = self.role_of(who)
        return role == "owner" or (role == "member" and not place.grants(self._host.package))

    def installs(self, who: Person | str, key: str) -> None:
        """Somebody adds the app, and consents to what it asks for. Raises NotAllowed."""
        place = self._place(who, key)
        if not place.offers(self._host.package):
            raise NotAllowed("not_offered")
        if not self.may_install(who, place):
            raise NotAllowed("owners_only")
        self.store.install(key, _person(who).key, place.grants(self._host.package))

    def uninstalls(self, who: Person | str, key: str) -> None:
        """Somebody removes the app: its tabs and what it was granted go with it. Raises NotAllowed."""
        place = self._place(who, key)
        if not self.may_install(who, place):
            raise NotAllowed("owners_only")
        self.store.uninstall(key)

    def keeps(self, who: Person | str, key: str, setting: Setting, tab_id: str = "") -> PlaceTab:
        """Somebody saves the page that sets a tab up: a new one, or that of `tab_id`.

        Raises NotAllowed: `not_offered`, `not_installed`, `no_tab`, `fixed`, `bad_tab`.
        """
        place = self._place(who, key)
        if not place.offers(self._host.package):
            raise NotAllowed("not_offered")
        if self.store.installed(key) is None:
            raise NotAllowed("not_installed")
        if tab_id:
            self._tab(key, tab_id)
            if not self._host.package.configurable_tab.get("canUpdateConfiguration", True):
                raise NotAllowed("fixed")
        if not self._fits(setting):
            raise NotAllowed("bad_tab")
        return self.store.keep(key, setting, tab_id)

    def removes(self, who: Person | str, key: str, tab_id: str) -> None:
        """Somebody removes a tab. Raises NotAllowed."""
        self._place(who, key)
        self._tab(key, tab_id)
        self.store.remove(key, tab_id)

    def _place(self, who: Person | str, key: str) -> Place:
        if not self.role_of(who):
            raise NotAllowed("not_invited")
        if key not in PLACES:
            raise NotAllowed("no_place")
        return PLACES[key]

    def _tab(self, key: str, tab_id: str) -> PlaceTab:
        for one in self.store.tabs(key):
            if one.id == tab_id:
                return one
        raise NotAllowed("no_tab")

    def _fits(self, setting: Setting) -> bool:
        """As Teams demands: an id, a name, and pages at the app's own address (validDomains)."""
        ours = urlsplit(self._host.line.app_url).netloc
        pages = (setting.content_url, setting.website_url or setting.content_url)
        named = 0 < len(setting.name) <= LONGEST_NAME and 0 < len(setting.entity_id) <= LONGEST_ENTITY
        return named and all(urlsplit(one).netloc == ours for one in pages)


def _person(who: Person | str) -> Person:
    return person_of(who) if isinstance(who, str) else who
