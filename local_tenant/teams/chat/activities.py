"""The activities Teams sends to a bot, field by field as on the wire (platform.md 4.4)."""

import html
import uuid
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from local_tenant.people import APP_ID, Person
from local_tenant.teams.chat.message import Json
from local_tenant.teams.chat.store import Conversation

ZONE = "Europe/Copenhagen"
BOT_ID = f"28:{APP_ID}"


def user_id(person: Person) -> str:
    """A person's id in Teams (MRI) as the bot sees it."""
    return f"29:{person.object_id}"


def now() -> str:
    """The time in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def message(conversation: Conversation, service_url: str, message_id: str, text: str) -> Json:
    """What the person wrote."""
    written = html.escape(text, quote=False).replace("\n", "<br>")
    return {
        **_common(conversation, service_url, message_id),
        "type": "message",
        "text": text,
        "textFormat": "plain",
        "attachments": [{"contentType": "text/html", "content": f"<p>{written}</p>"}],
    }


FILE = "application/vnd.microsoft.teams.file.download.info"


def with_file(activity: Json, name: str, address: str) -> Json:
    """The message with a file, which Teams has stored: the bot is told where it can be fetched."""
    told = {
        "contentType": FILE,
        "contentUrl": address,
        "name": name,
        "content": {
            "downloadUrl": address,
            "uniqueId": str(uuid.uuid4()),
            "fileType": name.rpartition(".")[2],
        },
    }
    return {**activity, "attachments": [told, *activity["attachments"]]}


def submit(conversation: Conversation, service_url: str, reply_to: str, value: Any, text: str = "") -> Json:
    """An Action.Submit: a message with a value; it has a text only for messageBack."""
    activity = {
        **_common(conversation, service_url, f"f:{uuid.uuid4()}"),
        "type": "message",
        "replyToId": reply_to,
        "value": value,
    }
    if text:
        activity |= {"text": text, "textFormat": "plain"}
    return _from_card(activity, reply_to)


def invoke(conversation: Conversation, service_url: str, name: str, value: Any, reply_to: str = "") -> Json:
    """A request that waits for an answer: a card action, a dialog, a search."""
    activity = {
        **_common(conversation, service_url, f"f:{uuid.uuid4()}"),
        "type": "invoke",
        "name": name,
        "value": value,
    }
    return _from_card(activity | {"replyToId": reply_to}, reply_to) if reply_to else activity


def conversation_update(conversation: Conversation, service_url: str) -> Json:
    """The bot is added to a personal chat.

    Only the bot is named: the leanest form a bot has to live with.
    """
    return {
        **_common(conversation, service_url, f"f:{uuid.uuid4()}"),
        "type": "conversationUpdate",
        "membersAdded": [{"id": BOT_ID}],
    }


def installation_update(conversation: Conversation, service_url: str, action: str) -> Json:
    """The person installed (`add`) or uninstalled (`remove`) the app."""
    return {
        **_common(conversation, service_url, f"f:{uuid.uuid4()}"),
        "type": "installationUpdate",
        "action": action,
    }


def _common(conversation: Conversation, service_url: str, activity_id: str) -> Json:
    person = conversation.person
    here = datetime.now(ZoneInfo(ZONE)).isoformat(timespec="milliseconds")
    return {
        "id": activity_id,
        "timestamp": now(),
        "localTimestamp": here,
        "localTimezone": ZONE,
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {
            "id": user_id(person),
            "name": person.name,
            "aadObjectId": person.object_id,
        },
        "conversation": {
            "conversationType": "personal",
            "tenantId": person.tenant_id,
            "id": conversation.id,
        },
        "recipient": {"id": BOT_ID, "name": "Teknologikort"},
        "locale": conversation.language,
        "entities": [_client(conversation)],
        "channelData": {"tenant": {"id": person.tenant_id}},
    }


def _client(conversation: Conversation) -> Json:
    language = conversation.language
    country = language.partition("-")[2]
    return {
        "type": "clientInfo",
        "locale": language,
        "country": country,
        "platform": conversation.platform,
        "timezone": ZONE,
    }


def _from_card(activity: Json, reply_to: str) -> Json:
    activity["channelData"] |= {
        "source": {"name": "message"},
        "legacy": {"replyToId": reply_to},
    }
    return activity
