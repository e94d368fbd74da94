"""Where botbuilder is a guest: its turn pipeline and handler, with our connector at the far end.

Its CloudAdapter answers 500 to every card action and checks tokens loosely (platform.md 5, 11), so
the token is checked by the roof and the activity is sent by `bot.connector`.
"""

from collections.abc import Awaitable, Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, cast

import structlog
from botbuilder.core import ActivityHandler, BotAdapter, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes, Attachment, ConversationReference, ResourceResponse

from bot import dialogs, extension
from bot.arrivals import Arrival
from bot.card_answers import ADAPTIVE_CARD, card_answer
from bot.cards.elements import CARD_VERSION, Card, weight
from bot.cards.menus import notice_card
from bot.connector import IN_A_TURN, Connector, Undelivered
from bot.contacts import ContactBook
from bot.desk import Reply
from bot.dialogs import asked_in_dialog, dialog_answer
from bot.turns import Front
from technology_map.texts import texts

log = structlog.get_logger(__name__)

WELCOME = {"v": CARD_VERSION, "verb": "welcome"}
CARD_ACTION = "adaptiveCard/action"
HEAVIEST = 80 * 1024
"""Bytes of a card that Teams is sure to take (platform.md 4.4)."""

_ARRIVAL, _ANSWER = "arrival", "answer"


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

    async def process(self, arrival: Arrival, handler: "TeamsTurns") -> Answer:
        """Run the turn and give the HTTP answer."""
        context = TurnContext(self, _activity(arrival))
        context.turn_state[_ARRIVAL] = arrival
        await self.run_pipeline(context, handler.on_turn)
        found = context.turn_state.get(_ANSWER)
        if isinstance(found, InvokeResponse):
            return Answer(int(found.status), cast("Mapping[str, Any] | None", found.body))
        return Answer(501 if arrival.raw["type"] == ActivityTypes.invoke else 201)

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Send; the answer to an invoke is kept for the HTTP answer instead."""
        sent = []
        for activity in activities:
            if activity.type == ActivityTypes.invoke_response:
                context.turn_state[_ANSWER] = activity.value
                continue
            to = arrival_of(context).address
            message = await self._connector.send(to, _wire(activity), within=IN_A_TURN)
            sent.append(ResourceResponse(id=message))
        return sent

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Put a message of ours in place of another."""
        await self._connector.replace(arrival_of(context).address, activity.id, _wire(activity))

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """We never take back what we said."""
        raise Undelivered(405)


class TeamsTurns(ActivityHandler):
    """botbuilder's hooks, each passed on to the front."""

    def __init__(self, front: Front, contacts: ContactBook, any_chat: extension.Extension) -> None:
        super().__init__()
        self._front = front
        self._contacts = contacts
        self._any_chat = any_chat

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Words, or the data of an old client's button."""
        arrival = arrival_of(turn_context)
        value = arrival.raw.get("value")
        if isinstance(value, dict) and value:
            reply = await self._guarded(arrival, value)
            await self._said(turn_context, reply, str(arrival.raw.get("replyToId") or ""))
            return
        text = arrival.raw.get("text")
        reply = await self._guarded(arrival, text if isinstance(text, str) else "")
        await self._said(turn_context, reply)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Something that waits for an answer, by its name."""
        answered = INVOKES.get(str(arrival_of(turn_context).raw.get("name")))
        return await answered(self, turn_context) if answered else InvokeResponse(status=501)

    async def card_action(self, turn_context: TurnContext) -> InvokeResponse:
        """A card's button, or a card that wants its present state."""
        arrival = arrival_of(turn_context)
        value = arrival.raw.get("value")
        action = value.get("action") if isinstance(value, dict) else None
        data = action.get("data") if isinstance(action, dict) else None
        reply = await self._guarded(arrival, data if isinstance(data, dict) else {})
        sentence = texts(arrival.language)("bot.below")
        if reply.beside and not await self._sent(turn_context, reply.beside):
            sentence = texts(arrival.language)("bot.teams_away")
        if reply.card and reply.lasting and arrival.raw.get("replyToId"):
            await self._replaced(turn_context, str(arrival.raw["replyToId"]), reply.card)
        return InvokeResponse(status=200, body=card_answer(reply, sentence))

    async def in_any_chat(self, turn_context: TurnContext) -> InvokeResponse:
        """The message extension: a search, a form to draw, or a form handed in."""
        return InvokeResponse(status=200, body=await self._any_chat.answer(arrival_of(turn_context)))

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        """Somebody has the app now: say welcome. A newer version of it is no reason to."""
        if arrival_of(turn_context).raw.get("action") == "add":
            await self._said(turn_context, await self._guarded(arrival_of(turn_context), WELCOME))

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        """Somebody removed the app, and not only its older version: forget where they were."""
        if arrival_of(turn_context).raw.get("action") == "remove":
            self._contacts.left(arrival_of(turn_context).object_id)

    async def in_dialog(self, turn_context: TurnContext) -> InvokeResponse:
        """A dialog is opened or sent. Where we fail it stays as it is, with everything typed in it."""
        arrival = arrival_of(turn_context)
        try:
            reply = await self._front.in_dialog(arrival, asked_in_dialog(arrival))
        except Exception as error:  # noqa: BLE001 - the last resort of a turn, logged by its kind
            log.error("turn_failed", error=type(error).__name__)
            return InvokeResponse(status=500)
        if reply.behind is not None and reply.message:
            await self._replaced(turn_context, reply.message, reply.behind)
        return InvokeResponse(status=200, body=dialog_answer(reply))

    async def _guarded(self, arrival: Arrival, said: str | Mapping[str, Any]) -> Reply:
        """The reply; where we fail, a sentence. What was typed stays, as the card is left alone."""
        try:
            if isinstance(said, str):
                return await self._front.says(arrival, said)
            reply = await self._front.presses(arrival, said)
            heavy = reply.card is not None and weight(reply.card) > HEAVIEST
            return Reply(note=texts(arrival.language)("bot.too_heavy")) if heavy else reply
        except Undelivered:
            return Reply(note=texts(arrival.language)("bot.teams_away"))
        except Exception as error:  # noqa: BLE001 - the last resort of a turn, logged by its kind
            log.error("turn_failed", error=type(error).__name__)
            return Reply(note=texts(arrival.language)("bot.failed"))

    async def _said(self, context: TurnContext, reply: Reply, instead_of: str = "") -> None:
        card = reply.beside or reply.card
        if reply.note:
            card = notice_card(texts(arrival_of(context).language), reply.note)
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


INVOKES: dict[str, Callable[[TeamsTurns, TurnContext], Awaitable[InvokeResponse]]] = {
    CARD_ACTION: TeamsTurns.card_action,
    dialogs.FETCH: TeamsTurns.in_dialog,
    dialogs.SUBMIT: TeamsTurns.in_dialog,
    extension.QUERY: TeamsTurns.in_any_chat,
    extension.FETCH: TeamsTurns.in_any_chat,
    extension.SUBMIT: TeamsTurns.in_any_chat,
}
"""What waits for an answer, by the name Teams calls it (platform.md 4.4); anything else is a 501."""


def arrival_of(context: TurnContext) -> Arrival:
    """The checked arrival that a turn is about."""
    found = context.turn_state[_ARRIVAL]
    assert isinstance(found, Arrival)  # noqa: S101 - put there by `process`
    return found


def _activity(arrival: Arrival) -> Activity:
    """The part of the activity that botbuilder's pipeline asks for."""
    raw = arrival.raw
    return Activity(
        type=raw["type"],
        id=str(raw.get("id") or ""),
        channel_id=str(raw.get("channelId") or ""),
        service_url=arrival.address.service_url,
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
