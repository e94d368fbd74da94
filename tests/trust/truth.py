"""What truly changed in the little tenant since a moment: rows, files, messages, lines under the bell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from local_tenant.app import LittleTenant
from local_tenant.people import PEOPLE
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.lists import LISTS
from tests.bot.chatting import words
from tests.stories.playing import CLOSED_SITE, OPEN_SITE

Kind = Literal["new", "changed", "gone"]
SIGNS: Mapping[Kind, str] = {"new": "+", "changed": "~", "gone": "-"}
KEYS = {one.name: one.key.name for one in LISTS}
"""The column of each list that says which row it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row, file, message or line that came, changed or went. `cells`: what is new in it, and its key."""

    where: str
    kind: Kind
    cells: Mapping[str, str] = field(hash=False)

    @property
    def sign(self) -> str:
        """As the table of operations writes it, such as `+Remarks`."""
        return f"{SIGNS[self.kind]}{self.where}"


@dataclass(frozen=True, slots=True)
class Moment:
    """How far the tenant had come."""

    seq: int
    files: Mapping[str, bytes]
    message: int
    lines: frozenset[str]


def lists_of(tenant: LittleTenant) -> dict[int, str]:
    """The app's lists by the number that the little tenant's rows have for them."""
    return {
        tenant.sharepoint.list_named(OPEN_SITE if one.site is Site.OPEN else CLOSED_SITE, one.name).number: (
            one.name
        )
        for one in LISTS
    }


def now(tenant: LittleTenant) -> Moment:
    """How far the tenant has come."""
    found = tenant.sharepoint.database.connection.execute("SELECT coalesce(max(seq), 0) FROM rows")
    message = int(tenant.teams.store.new_id())
    return Moment(int(found.fetchone()[0]), _files(tenant), message, frozenset(_lines(tenant)))


def changes(tenant: LittleTenant, since: Moment) -> list[Change]:
    """Everything that is otherwise than it was at that moment."""
    rows = _rows(tenant, since.seq)
    files = [
        Change("Attachments", "new" if name not in since.files else "changed", {"name": name})
        for name, content in _files(tenant).items()
        if since.files.get(name) != content
    ]
    gone = [
        Change("Attachments", "gone", {"name": name}) for name in since.files.keys() - _files(tenant).keys()
    ]
    lines = [one for key, one in _lines(tenant).items() if key not in since.lines]
    return [*rows, *files, *gone, *_messages(tenant, since.message), *lines]


def _rows(tenant: LittleTenant, seq: int) -> list[Change]:
    names, found = lists_of(tenant), []
    select = tenant.sharepoint.items.rows.select
    for row in select("FROM rows r WHERE r.seq > :seq AND r.until IS NULL", {"seq": seq}):
        if row.list not in names:
            continue
        same = {"list": row.list, "id": row.id, "seq": seq}
        earlier = select(
            "FROM rows r WHERE r.list = :list AND r.id = :id AND r.seq <= :seq ORDER BY r.seq DESC LIMIT 1",
            same,
        )
        before = earlier[0].values() if earlier and not earlier[0].deleted else None
        after = None if row.deleted else row.values()
        if one := _change(names[row.list], before, after):
            found.append(one)
    return found


def _change(where: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Change | None:
    if before == after:
        return None
    if before is None:
        return Change(where, "new", _plain(after or {}))
    if after is None:
        return Change(where, "gone", _plain(before))
    both = before.keys() | after.keys()
    differing = {name: after.get(name, "") for name in both if before.get(name) != after.get(name)}
    key = KEYS[where]
    return Change(where, "changed", _plain({**differing, key: after.get(key, "")}))


def _plain(cells: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in cells.items() if value not in (None, "")}


def _files(tenant: LittleTenant) -> dict[str, bytes]:
    return tenant.sharepoint.true_files(OPEN_SITE, "Attachments")


def _messages(tenant: LittleTenant, after: int) -> list[Change]:
    """What the bot has written to people since, as it stands in their chats now."""
    return [
        Change(f"chat:{one.key}", "new", {"words": "\n".join(words(card) for card in message.cards)})
        for one in PEOPLE
        for message in tenant.teams.messages(one.key, after)
        if message.author == "bot"
    ]


def _lines(tenant: LittleTenant) -> dict[str, Change]:
    """What stands under everybody's bell."""
    return {
        f"{one.key} {number}": Change(
            f"bell:{one.key}", "new", {"type": line.activity_type, "preview": line.preview}
        )
        for one in PEOPLE
        for number, line in tenant.teams.feed.of(one)
    }
