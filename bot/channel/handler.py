"""botbuilder's hooks: what came in goes to the front, and its reply to where the client shows it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext

from bot.adaptive_cards.actions import CARD_VERSION
from bot.adaptive_cards.elements import weight
from bot.adaptive_cards.menus import notice_card
from bot.adaptive_cards.plain import Card
from bot.adaptive_cards.submit_actions import in_dialog
from bot.channel import dialogs
from bot.channel.activities import IncomingActivity, files_in, pictures_in
from bot.channel.adapter import for_client, incoming_activity, replace_card, send_card
from bot.channel.connector import Undelivered
from bot.channel.dialogs import asked_in_dialog, dialog_answer
from bot.channel.invoke_responses import card_answer
from bot.channel.presses import Presses
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


class TeamsActivityHandler(ActivityHandler):
    """Each kind of activity, passed on to the front."""

    def __init__(self, front: Front, contacts: ContactBook, any_chat: extension.Extension) -> None:
        super().__init__()
        self._front = front
        self._contacts = contacts
        self._any_chat = any_chat
        self._presses = Presses()
        self._going: set[asyncio.Task[None]] = set()

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Words, or a press on an Action.Submit: a phone's, or an old client's."""
        incoming = incoming_activity(turn_context)
        value = incoming.raw.get("value")
        if isinstance(value, dict) and value:
            message = str(incoming.raw.get("replyToId") or "")
            with self._presses.once(incoming.address.conversation, message, value) as press:
                if press.first:
                    reply = await self._guarded(incoming, value)
                    shown = await self._said(turn_context, reply, message)
                    press.failed = bool(reply.note) or not shown
            return
        said = incoming.raw.get("text")
        text = said if isinstance(said, str) else ""
        if sent := files_in(incoming.raw):
            asked = {"v": CARD_VERSION, "verb": "files", "files": sent, "text": text}
            await self._said(turn_context, await self._guarded(incoming, asked))
        elif pictures_in(incoming.raw) and not text.strip():
            note = Reply(note=texts(incoming.language)("bot.files.pasted"))
            await self._said(turn_context, note)
        else:
            await self._said(turn_context, await self._guarded(incoming, text))

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
        if reply.beside and not await send_card(turn_context, reply.beside):
            sentence = texts(incoming.language)("bot.teams_away")
        pressed = isinstance(value, dict) and value.get("trigger") != "automatic"
        message = str(incoming.raw.get("replyToId") or "")
        if incoming.by_submit and pressed:
            await self._shown_all_the_same(turn_context, reply, message)
        elif reply.card and reply.lasting and message:
            await replace_card(turn_context, message, reply.card)
        self._begin(turn_context, reply)
        card = for_client(incoming, reply.card) if reply.card is not None else None
        return InvokeResponse(status=200, body=card_answer(reply, card, sentence))

    async def _shown_all_the_same(self, context: TurnContext, reply: Reply, message: str) -> None:
        """The answer also by the connector: the phone takes that of a card it should not have had."""
        if reply.card is not None and message:
            await replace_card(context, message, reply.card)
        elif reply.note:
            await send_card(context, notice_card(texts(incoming_activity(context).language), reply.note))

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
        data = asked_in_dialog(incoming)
        try:
            reply = await self._front.in_dialog(incoming, data)
        except Exception as error:  # noqa: BLE001 - the last resort of a turn, logged by its kind
            log.error("turn_failed", error=type(error).__name__)
            return InvokeResponse(status=500)
        if reply.behind is not None and reply.message:
            await replace_card(turn_context, reply.message, reply.behind)
        if reply.dialog:
            return InvokeResponse(status=200, body=_form(reply, data))
        if reply.card is None and reply.beside is None:
            return InvokeResponse(status=200, body=dialog_answer(reply))
        if await self._said(turn_context, reply, str(data.get("message") or "")):
            return InvokeResponse(status=200)
        away = Reply(note=texts(incoming.language)("bot.dialog.done"))
        return InvokeResponse(status=200, body=dialog_answer(away))

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

    async def _said(self, context: TurnContext, reply: Reply, instead_of: str = "") -> bool:
        """Show the reply in the chat; whether Teams took it."""
        card = reply.beside or reply.card
        if reply.note:
            card = notice_card(texts(incoming_activity(context).language), reply.note)
        if card is None:
            return True
        in_place = reply.card is not None and instead_of
        if in_place and await replace_card(context, instead_of, card):
            self._begin(context, reply, instead_of)
            return True
        message = await send_card(context, card)
        self._begin(context, reply, message)
        return bool(message)

    def _begin(self, context: TurnContext, reply: Reply, message: str = "") -> None:
        """Work that goes on when the turn is over; its card takes the place of the message's.

        Without a message it comes below: the answer to a press may reach Teams after our update.
        """
        if reply.later is not None:
            task = asyncio.create_task(self._later(context, reply.later, message))
            self._going.add(task)
            task.add_done_callback(self._going.discard)

    async def _later(self, context: TurnContext, work: Callable[[], Awaitable[Card]], message: str) -> None:
        try:
            card = await work()
        except Exception as error:  # noqa: BLE001 - the last resort of a turn, logged by its kind
            log.error("turn_failed", error=type(error).__name__)
            t = texts(incoming_activity(context).language)
            card = notice_card(t, t("bot.failed"))
        if not message or not await replace_card(context, message, card):
            await send_card(context, card)

    async def settled(self) -> None:
        """Wait for the work that goes on."""
        await asyncio.gather(*self._going, return_exceptions=True)


def _form(reply: Reply, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form in the dialog. One that is to stand in place knows the message it was opened from."""
    message = "" if reply.card is None else str(data.get("message") or "")
    form = reply.card or reply.beside or {}
    return dialog_answer(reply, in_dialog(form, reply.dialog, message))


INVOKES: dict[str, Callable[[TeamsActivityHandler, TurnContext], Awaitable[InvokeResponse]]] = {
    CARD_ACTION: TeamsActivityHandler.card_action,
    dialogs.FETCH: TeamsActivityHandler.in_dialog,
    dialogs.SUBMIT: TeamsActivityHandler.in_dialog,
    extension.QUERY: TeamsActivityHandler.in_any_chat,
    extension.FETCH: TeamsActivityHandler.in_any_chat,
    extension.SUBMIT: TeamsActivityHandler.in_any_chat,
}
"""What waits for an answer, by the name Teams calls it (platform.md 4.4); anything else is a 501."""
