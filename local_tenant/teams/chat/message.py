"""What stands in a chat, what an action led to, and what was said to the bot."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
MESSAGE_ANSWER = "application/vnd.microsoft.activity.message"
FAILED = {
    "da": "Der opstod en fejl. Prøv igen.",
    "en": "Something went wrong. Please try again.",
}

Json = dict[str, Any]


@dataclass(slots=True)
class Failure:
    """Why the bot's answer could not be used: the sentence Teams shows, and what really happened.

    `status` is the HTTP status, 0 for none (no connection, or no answer within the time limit).
    """

    sentence: str
    status: int
    detail: str


@dataclass(slots=True)
class Message:
    """A message in a chat, as its person sees it. `at` is UTC in ISO 8601.

    `cards` are shown now (an action's answer may have replaced one); `activity` is what was sent.
    """

    id: str
    author: Literal["person", "bot"]
    at: str
    text: str = ""
    cards: list[Json] = field(default_factory=list)
    suggestions: list[Json] = field(default_factory=list)
    layout: str = "list"
    edited: bool = False
    deleted: bool = False
    note: str = ""
    failure: Failure | None = None
    activity: Json = field(default_factory=dict)

    @property
    def card(self) -> Json:
        """The first card. LookupError where there is none."""
        if not self.cards:
            raise LookupError(f"message {self.id} has no card: {self.text!r}")
        return self.cards[0]

    def json(self) -> Json:
        """The message for the chat page and for the store."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Json) -> "Message":
        """The message that `json` wrote."""
        failure = kept.get("failure")
        return cls(**{**kept, "failure": Failure(**failure) if failure else None})


def take_content(message: Message, activity: Json) -> None:
    """Puts the content of a bot's activity into a message, new or edited."""
    attachments = activity.get("attachments") or []
    message.activity = activity
    message.text = str(activity.get("text") or "")
    message.layout = str(activity.get("attachmentLayout") or "list")
    message.cards = [
        one["content"]
        for one in attachments
        if one.get("contentType") == ADAPTIVE_CARD and isinstance(one.get("content"), dict)
    ]
    message.suggestions = list((activity.get("suggestedActions") or {}).get("actions") or [])
    message.note, message.failure = "", None


@dataclass(slots=True)
class BotAnswer:
    """The bot's answer to one activity; status 0 where there was none, `error` says why."""

    status: int
    body: Any = None
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether it is a 2xx."""
        return 200 <= self.status < 300


@dataclass(slots=True)
class Turn:
    """One activity sent to the bot, its answer, and how long that took in seconds."""

    activity: Json
    answer: BotAnswer
    seconds: float


@dataclass(slots=True)
class Outcome:
    """What an action led to: a new card, a text, a dialog, messages, or a failure."""

    status: int
    body: Any = None
    card: Json | None = None
    text: str = ""
    dialog: Json | None = None
    failure: Failure | None = None
    replies: list[Message] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the person saw no failure."""
        return self.failure is None

    def json(self) -> Json:
        """The outcome for the chat page."""
        return asdict(self)
