"""Where botbuilder is a guest: its turn pipeline and handler, with our connector at the far end.

Its CloudAdapter answers 500 to every card action and checks tokens loosely (platform.md 5, 11), so
the token is checked by the roof and the activity is sent by `bot.channel.connector`.
"""

from collections.abc import Awaitable, Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, cast

import structlog
from botbuilder.core import ActivityHandler, BotAdapter, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes, Attachment, ConversationReference, ResourceResponse

from bot.adaptive_cards.elements import CARD_VERSION, Card, weight
from bot.adaptive_cards.menus import notice_card
from bot.channel import dialogs
from bot.channel.activities import IncomingActivity
from bot.channel.connector import IN_A_TURN, Connector, Undelivered
from bot.channel.dialogs import asked_in_dialog, dialog_answer
from bot.channel.invoke_responses import ADAPTIVE_CARD, card_answer
from bot.dispatch import Front
from bot.people.contacts import ContactBook
from bot.request_context import Reply
from bot.search import extension
from technology_map.texts import texts

log = structlog.get_logger(__name__)

WELCOME = {"v": CARD_VERSION, "verb": "welcome"}
CARD_ACTION = "adaptiveCard/action"
HEAVIEST = 80 * 1024
"""Bytes of a card that Teams is sure to take (platform.md 4.4)."""

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

    async def process(self, incoming: IncomingActivity, handler: "TeamsActivityHandler") -> Answer:
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


class TeamsActivityHandler(ActivityHandler):
    """botbuilder's hooks, each passed on to the front."""

    def __init__(self, front: Front, contacts: ContactBook, any_chat: extension.Extension) -> None:
        super().__init__()
        self._front = front
        self._contacts = contacts
        self._any_chat = any_chat

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Words, or the data of an old client's button."""
        incoming = incoming_activity(turn_context)
        value = incoming.raw.get("value")
        if isinstance(value, dict) and value:
            reply = await self._guarded(incoming, value)
            await self._said(turn_context, reply, str(incoming.raw.get("replyToId") or ""))
            return
        text = incoming.raw.get("text")
        reply = await self._guarded(incoming, text if isinstance(text, str) else "")
        await self._said(turn_context, reply)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Something that waits for an answer, by its name."""
        answered = INVOKES.get(str(incoming_activity(turn_context).raw.get("name")))
        return await answered(self, turn_context) if answered else InvokeResponse(status=501)

    async def card_action(self, turn_context: TurnContext) -> InvokeResponse:
        """A card's button, or a card that wants its present state."""
        incoming = incoming_activity(turn_context)
        value = incoming.raw.get("value")
        action = value.get("action") if isinstance(value, dict) else None
        data = action.get("data") if isinstance(action, dict) else None
        reply = await self._guarded(incoming, data if isinstance(data, dict) else {})
        sentence = texts(incoming.language)("bot.below")
        if reply.beside and not await self._sent(turn_context, reply.beside):
            sentence = texts(incoming.language)("bot.teams_away")
        if reply.card and reply.lasting and incoming.raw.get("replyToId"):
            await self._replaced(turn_context, str(incoming.raw["replyToId"]), reply.card)
        return InvokeResponse(status=200, body=card_answer(reply, sentence))

    async def in_any_chat(self, turn_context: TurnContext) -> InvokeResponse:
        """The message extension: a search, a form to draw, or a form handed in."""
        return InvokeResponse(status=200, body=await self._any_chat.answer(incoming_activity(turn_context)))

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        """Somebody has the app now: say welcome. A newer version of it is no reason to."""
        if incoming_activity(turn_context).raw.get("action") == "add":
            await self._said(turn_context, await self._guarded(incoming_activity(turn_context), WELCOME))

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        """Somebody removed the app, and not only its older version: forget where they were."""
        if incoming_activity(turn_context).raw.get("action") == "remove":
            self._contacts.left(incoming_activity(turn_context).object_id)

    async def in_dialog(self, turn_context: TurnContext) -> InvokeResponse:
        """A dialog is opened or sent. Where we fail it stays as it is, with everything typed in it."""
        incoming = incoming_activity(turn_context)
        try:
            reply = await self._front.in_dialog(incoming, asked_in_dialog(incoming))
        except Exception as error:  # noqa: BLE001 - the last resort of a turn, logged by its kind
            log.error("turn_failed", error=type(error).__name__)
            return InvokeResponse(status=500)
        if reply.behind is not None and reply.message:
            await self._replaced(turn_context, reply.message, reply.behind)
        return InvokeResponse(status=200, body=dialog_answer(reply))

    async def _guarded(self, incoming: IncomingActivity, said: str | Mapping[str, Any]) -> Reply:
        """The reply; where we fail, a sentence. What was typed stays, as the card is left alone."""
        try:
            if isinstance(said, str):
                return await self._front.says(incoming, said)
            reply = await self._front.presses(incoming, said)
            heavy = reply.card is not None and weight(reply.card) > HEAVIEST
            return Reply(note=texts(incoming.language)("bot.too_heavy")) if heavy else reply
        except Undelivered:
            return Reply(note=texts(incoming.language)("bot.teams_away"))
        except Exception as error:  # noqa: BLE001 - the last resort of a turn, logged by its kind
            log.error("turn_failed", error=type(error).__name__)
            return Reply(note=texts(incoming.language)("bot.failed"))

    async def _said(self, context: TurnContext, reply: Reply, instead_of: str = "") -> None:
        card = reply.beside or reply.card
        if reply.note:
            card = notice_card(texts(incoming_activity(context).language), reply.note)
        if card is None:
            return
        in_place = reply.card is not None and instead_of
        if not (in_place and await self._replaced(context, instead_of, card)):
            await self._sent(context, card)

    async def _sent(self, context: TurnContext, card: Card) -> bool:
        try:
            await context.send_activity(_card_activity(card))
        except Undelivered as undelivered:
            log.warning("reply_not_sent", status=undelivered.status)
            return False
        return True

    async def _replaced(self, context: TurnContext, message: str, card: Card) -> bool:
        try:
            activity = _card_activity(card)
            activity.id = message
            await context.update_activity(activity)
        except Undelivered as undelivered:
            log.warning("reply_not_sent", status=undelivered.status)
            return False
        return True


INVOKES: dict[str, Callable[[TeamsActivityHandler, TurnContext], Awaitable[InvokeResponse]]] = {
    CARD_ACTION: TeamsActivityHandler.card_action,
    dialogs.FETCH: TeamsActivityHandler.in_dialog,
    dialogs.SUBMIT: TeamsActivityHandler.in_dialog,
    extension.QUERY: TeamsActivityHandler.in_any_chat,
    extension.FETCH: TeamsActivityHandler.in_any_chat,
    extension.SUBMIT: TeamsActivityHandler.in_any_chat,
}
"""What waits for an answer, by the name Teams calls it (platform.md 4.4); anything else is a 501."""


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
