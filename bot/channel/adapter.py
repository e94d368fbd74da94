"""Where botbuilder is a guest: its turn pipeline, with our connector at the far end.

Its CloudAdapter answers 500 to every card action and checks tokens loosely (platform.md 5, 11), so
the token is checked by the roof and the activity is sent by `bot.channel.connector`.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, cast

import structlog
from botbuilder.core import ActivityHandler, BotAdapter, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes, Attachment, ConversationReference, ResourceResponse

from bot.adaptive_cards.plain import Card
from bot.adaptive_cards.submit_actions import by_submit
from bot.channel.activities import IncomingActivity
from bot.channel.connector import IN_A_TURN, Connector, Undelivered
from bot.channel.invoke_responses import ADAPTIVE_CARD
from bot.verbs import FORMS

log = structlog.get_logger(__name__)

_ARRIVAL, _ANSWER = "incoming", "answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """The HTTP answer to an activity: a status, and for an invoke a body."""

    status: int
    body: Mapping[str, Any] | None = None


class _CardActivity(Activity):
    """A message with a card that nobody changes any more: botbuilder need not copy every element."""

    def __deepcopy__(self, _: dict[int, Any]) -> "_CardActivity":
        return copy(self)


class TeamsAdapter(BotAdapter):
    """Runs one turn; what the turn sends goes out by the connector."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self._connector = connector

    async def process(self, incoming: IncomingActivity, handler: ActivityHandler) -> Answer:
        """Run the turn and give the HTTP answer."""
        context = TurnContext(self, _activity(incoming))
        context.turn_state[_ARRIVAL] = incoming
        await self.run_pipeline(context, handler.on_turn)
        found = context.turn_state.get(_ANSWER)
        if isinstance(found, InvokeResponse):
            return Answer(int(found.status), cast("Mapping[str, Any] | None", found.body))
        return Answer(501 if incoming.raw["type"] == ActivityTypes.invoke else 201)

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Send; the answer to an invoke is kept for the HTTP answer instead."""
        sent = []
        for activity in activities:
            if activity.type == ActivityTypes.invoke_response:
                context.turn_state[_ANSWER] = activity.value
                continue
            to = incoming_activity(context).address
            message = await self._connector.send(to, _wire(activity), within=IN_A_TURN)
            sent.append(ResourceResponse(id=message))
        return sent

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Put a message of ours in place of another."""
        await self._connector.replace(incoming_activity(context).address, activity.id, _wire(activity))

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """We never take back what we said."""
        raise Undelivered(405)


def incoming_activity(context: TurnContext) -> IncomingActivity:
    """The checked activity that a turn is about."""
    found = context.turn_state[_ARRIVAL]
    assert isinstance(found, IncomingActivity)  # noqa: S101 - put there by `process`
    return found


def _activity(incoming: IncomingActivity) -> Activity:
    """The part of the activity that botbuilder's pipeline asks for."""
    raw = incoming.raw
    return Activity(
        type=raw["type"],
        id=str(raw.get("id") or ""),
        channel_id=str(raw.get("channelId") or ""),
        service_url=incoming.address.service_url,
        name=str(raw.get("name") or ""),
        action=str(raw.get("action") or ""),
        reply_to_id=str(raw.get("replyToId") or ""),
    )


def for_client(incoming: IncomingActivity, card: Card) -> Card:
    """The card as the client that the activity came from can carry it."""
    return by_submit(card, FORMS) if incoming.by_submit else card


async def send_card(context: TurnContext, card: Card) -> str:
    """Send a card below: its message's id, empty where Teams did not take it."""
    try:
        sent = await context.send_activity(_card_activity(for_client(incoming_activity(context), card)))
    except Undelivered as undelivered:
        log.warning("reply_not_sent", status=undelivered.status)
        return ""
    return str(sent.id) if sent and sent.id else ""


async def replace_card(context: TurnContext, message: str, card: Card) -> bool:
    """Put a card in place of the one in a message; whether Teams took it."""
    try:
        activity = _card_activity(for_client(incoming_activity(context), card))
        activity.id = message
        await context.update_activity(activity)
    except Undelivered as undelivered:
        log.warning("reply_not_sent", status=undelivered.status)
        return False
    return True


def _card_activity(card: Card) -> Activity:
    return _CardActivity(
        type=ActivityTypes.message,
        attachments=[Attachment(content_type=ADAPTIVE_CARD, content=card)],
    )


def _wire(activity: Activity) -> dict[str, Any]:
    """The activity as the channel service wants it."""
    found: dict[str, Any] = {"type": ActivityTypes(activity.type).value}
    if activity.text:
        found["text"] = activity.text
    if activity.attachments:
        found["attachments"] = [
            {"contentType": one.content_type, "content": one.content} for one in activity.attachments
        ]
    return found
