"""What came in: an activity of Teams, tamed. Whatever does not fit is turned away before any turn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from technology_map.people.people import Language

Json = dict[str, Any]

ANYWHERE = "composeExtension/"
"""What a message extension asks comes from any chat, without the bot being in it (platform.md 4.4)."""

FILE = "application/vnd.microsoft.teams.file.download.info"
"""What an attached file is called (Teams: send and receive files through a bot)."""

OWN_CHAT = "personal"
PHONES = frozenset({"ios", "android"})
"""Clients on which a card's Action.Execute is told to have failed whatever the bot answered

(AdaptiveCards#9315, botbuilder-js#4430)."""
BETWEEN_PEOPLE = "19:"
"""How the id of a chat between people begins, of two as of many; a chat with a bot has another."""


class ActivityRejected(Exception):  # noqa: N818 - an answer, not an error
    """The activity is not for us: another tenant, address or place, or nobody. Answer 403."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is reached: a conversation at Teams' channel service."""

    service_url: str
    conversation: str


@dataclass(frozen=True, slots=True)
class IncomingActivity:
    """One checked activity: who, where, in which language. `raw` is the activity as it came.

    `own_chat`: from the person's own chat with the bot, the only place the person is reached at. What
    a message extension asks never is: the conversation of two colleagues it is used in looks like the
    bot's own, and only the name of the invoke tells (botbuilder-dotnet#3019). `by_submit`: its client
    is a phone, so cards for it have Action.Submit and dialogs instead of Action.Execute.
    """

    raw: Json
    object_id: str
    name: str
    mri: str
    address: Address
    language: Language
    own_chat: bool = True
    by_submit: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """What an activity must fit (trust.md rows 2 and 3). `submit_only`: every client counts as a phone."""

    tenant_id: str
    service_hosts: frozenset[str]
    submit_only: bool = False

    def admit(self, claims: Mapping[str, Any], raw: Json) -> IncomingActivity:
        """The activity. Raises ActivityRejected.

        The service address must be the one the token was signed for, at a host on the list; both
        tenant ids must be ours; the person must have an Entra object id. The bot is in no team and
        no group chat (manifest: its scope is personal), so only a message extension asks from there.
        """
        service_url = _text(raw, "serviceUrl")
        conversation, sender = _part(raw, "conversation"), _part(raw, "from")
        tenant = _part(_part(raw, "channelData"), "tenant")
        fits = (
            service_url
            and service_url == claims.get("serviceurl")
            and self.may_call(service_url)
            and _text(conversation, "tenantId") == self.tenant_id
            and _text(tenant, "id") == self.tenant_id
        )
        object_id = _text(sender, "aadObjectId").lower()
        anywhere = _asked_anywhere(raw)
        own_chat = _is_own_chat(conversation) and not anywhere
        if not own_chat and not anywhere:
            raise ActivityRejected
        if not fits or not object_id or not _text(conversation, "id") or not _text(raw, "type"):
            raise ActivityRejected
        return IncomingActivity(
            raw,
            object_id,
            _text(sender, "name")[:200],
            _text(sender, "id"),
            Address(service_url, _text(conversation, "id")),
            Language.from_locale(_text(raw, "locale")),
            own_chat,
            self.submit_only or _is_phone(raw),
        )

    def may_call(self, service_url: str) -> bool:
        """Whether our own token may be sent to this address."""
        parts = urlsplit(service_url)
        local = parts.scheme == "http" and parts.hostname == "localhost"
        return parts.hostname in self.service_hosts and (parts.scheme == "https" or local)


def files_in(raw: Json) -> list[dict[str, str]]:
    """The files of a message, `{"file", "address"}`: what Teams stores before the bot hears of it."""
    attachments = raw.get("attachments")
    found = []
    for one in attachments if isinstance(attachments, list) else []:
        if isinstance(one, dict) and _text(one, "contentType") == FILE:
            address = _text(_part(one, "content"), "downloadUrl")
            found.append({"file": _text(one, "name"), "address": address})
    return found


def pictures_in(raw: Json) -> bool:
    """Whether a picture was pasted into the message: it lies where only Teams' own API reaches it."""
    attachments = raw.get("attachments")
    given = attachments if isinstance(attachments, list) else []
    return any(isinstance(one, dict) and _text(one, "contentType").startswith("image/") for one in given)


def _is_own_chat(conversation: Mapping[str, Any]) -> bool:
    kind = conversation.get("conversationType", OWN_CHAT)
    crowd = conversation.get("isGroup") is True or _text(conversation, "id").startswith(BETWEEN_PEOPLE)
    return kind == OWN_CHAT and not crowd


def _is_phone(raw: Mapping[str, Any]) -> bool:
    entities = raw.get("entities")
    said = entities if isinstance(entities, list) else []
    clients = [one for one in said if isinstance(one, dict) and _text(one, "type") == "clientInfo"]
    return any(_text(one, "platform").lower() in PHONES for one in clients)


def _asked_anywhere(raw: Mapping[str, Any]) -> bool:
    return _text(raw, "type") == "invoke" and _text(raw, "name").startswith(ANYWHERE)


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _text(part: Mapping[str, Any], name: str) -> str:
    value = part.get(name)
    return value if isinstance(value, str) else ""
