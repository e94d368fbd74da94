"""What people do in their chats with the app's bot, and what it leads to."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

from local_tenant.people import PEOPLE, Person
from local_tenant.teams.chat import activities, answers, cards
from local_tenant.teams.chat.chats import Chats, Who
from local_tenant.teams.chat.message import BotAnswer, Json, Message, Outcome
from local_tenant.teams.chat.store import Conversation

Trigger = Literal["manual", "automatic"]
PEOPLE_DATASET = "graph.microsoft.com/users"


class Teams(Chats):
    """Teams at one address: each method is something a person does there."""

    async def uninstalls(self, who: Who) -> Outcome:
        """The person removes the app; the bot gets installationUpdate remove."""
        chat = self.conversation(who)
        self.store.set_app(chat.id, "uninstalled")
        gone = activities.installation_update(chat, self.service_url, "remove")
        return answers.message_outcome(await self.line.send(gone), chat.language)

    async def opens(self, who: Who) -> list[Message]:
        """The person opens the chat: installs the app the first time, and refreshes the cards."""
        await self.installs(who)
        for message in self.messages(who):
            await self.displays(who, message.id)
        return self.messages(who)

    async def installs(self, who: Who) -> None:
        """The person gets the app, unless it is there: conversationUpdate, installationUpdate."""
        chat = self.conversation(who)
        if chat.app in ("installed", "blocked"):
            return
        self.store.set_app(chat.id, "installed")
        await self.line.send(activities.conversation_update(chat, self.service_url))
        await self.line.send(activities.installation_update(chat, self.service_url, "add"))

    async def says(self, who: Who, text: str) -> Outcome:
        """The person writes; returns when the bot is done. `replies` are its messages."""
        await self.installs(who)
        chat, before = self.conversation(who), self._seen(who)
        message = Message(self.store.new_id(), "person", activities.now(), text)
        message.activity = activities.message(chat, self.service_url, message.id, text)
        self.keep(chat.id, message)
        outcome = answers.message_outcome(await self.line.send(message.activity), chat.language)
        if outcome.failure:
            message.failure = outcome.failure
            self.keep(chat.id, message)
        return self._with_replies(outcome, who, before)

    async def sends_file(self, who: Who, name: str, content: bytes, text: str = "") -> Outcome:
        """The person attaches a file, with or without words. Raises LookupError: the app takes no files."""
        if not self.package.takes_files:
            raise LookupError("the app takes no files: supportsFiles")
        await self.installs(who)
        chat, before = self.conversation(who), self._seen(who)
        message = Message(
            self.store.new_id(), "person", activities.now(), "\n".join(filter(None, (text, name)))
        )
        address = f"{self.entra.url.rstrip('/')}/teams/files/{self.files.keep(name, content)}"
        written = activities.message(chat, self.service_url, message.id, text)
        message.activity = activities.with_file(written, name, address)
        self.keep(chat.id, message)
        outcome = answers.message_outcome(await self.line.send(message.activity), chat.language)
        if outcome.failure:
            message.failure = outcome.failure
            self.keep(chat.id, message)
        return self._with_replies(outcome, who, before)

    async def presses(
        self,
        who: Who,
        message_id: str,
        which: str | int = 0,
        inputs: Json | None = None,
        *,
        checked: bool = True,
    ) -> Outcome:
        """The person fills in `inputs` and presses a button of a message's card.

        `which` is its verb, id, title or number. NotPressable where the renderer would not let
        them; `checked=False` sends it all the same, as a forger would.
        """
        message = self.message(who, message_id)
        pressed = _first(cards.button, message.cards, which)
        data = cards.sent(pressed, inputs or {}, checked=checked)
        action = {**pressed.action, "data": data}
        if action.get("type") == "Action.Execute":
            return await self.executes(who, message_id, action)
        if action.get("type") == "Action.Submit":
            return await self.submits(who, message_id, data)
        raise cards.NotPressable(f"{action.get('type')} does not reach the bot")

    async def executes(self, who: Who, message_id: str, action: Json, trigger: Trigger = "manual") -> Outcome:
        """An Action.Execute whose `data` has its inputs; the answer's card replaces the shown.

        A phone delivers it, and then says that it went wrong, whatever the answer was."""
        chat, before = self.conversation(who), self._seen(who)
        named = {name: action[name] for name in ("id", "title", "verb") if action.get(name)}
        value = {
            "action": {"type": "Action.Execute", **named, "data": action.get("data") or {}},
            "trigger": trigger,
        }
        shown = self.store.message(chat.id, message_id)
        answer = await self._invoke(chat, "adaptiveCard/action", value, message_id)
        outcome = answers.card_outcome(answer, chat.language)
        if self._fails(chat, "execute"):
            outcome = answers.failed_all_the_same(outcome, answer, chat.language)
        message = self.store.message(chat.id, message_id)
        overtaken = trigger == "automatic" and message != shown
        if message and not overtaken:
            if outcome.card:
                message.cards = [outcome.card]
            message.note, message.failure = outcome.text, outcome.failure
            self.keep(chat.id, message)
        return self._with_replies(outcome, who, before)

    async def displays(self, who: Who, message_id: str) -> Outcome | None:
        """A message comes into view: its card's `refresh` is run where it is for this person.

        The card as the bot sent it decides, so an answer with a refresh does not run in circles;
        what the person has pressed meanwhile stays.
        """
        chat = self.conversation(who)
        message = self.store.message(chat.id, message_id)
        if message is None or message.deleted or message.author != "bot":
            return None
        refresh = _refresh(message, activities.user_id(chat.person))
        return await self.executes(who, message_id, refresh, "automatic") if refresh else None

    async def submits(self, who: Who, message_id: str, data: Any) -> Outcome:
        """An Action.Submit whose `data` has its inputs: a message, or what `msteams` asks for."""
        chat, before = self.conversation(who), self._seen(who)
        asked = data.get("msteams") if isinstance(data, dict) else None
        asked = asked if isinstance(asked, dict) else {}
        kind = asked.get("type")
        if kind == "task/fetch":
            answer = await self._invoke(chat, "task/fetch", {"data": data}, message_id)
            outcome = answers.dialog_outcome(answer, chat.language)
            self._note_failure(chat, message_id, outcome)
            return self._with_replies(outcome, who, before)
        if kind == "imBack":
            return await self.says(who, str(asked.get("value", "")))
        text = str(asked.get("text", "")) if kind == "messageBack" else ""
        if kind == "messageBack" and (shown := asked.get("displayText")):
            said = Message(self.store.new_id(), "person", activities.now(), str(shown))
            self.keep(chat.id, said)
        activity = activities.submit(chat, self.service_url, message_id, data, text)
        answer = await self.line.send(activity)
        outcome = answers.message_outcome(answer, chat.language)
        if self._fails(chat, "submit"):
            outcome = answers.failed_all_the_same(outcome, answer, chat.language)
        self._note_failure(chat, message_id, outcome)
        return self._with_replies(outcome, who, before)

    async def submits_dialog(
        self,
        who: Who,
        dialog: Json,
        which: str | int = 0,
        inputs: Json | None = None,
        *,
        checked: bool = True,
    ) -> Outcome:
        """The person fills in a dialog (`Outcome.dialog`) and presses one of its buttons."""
        pressed = cards.button(dialog["card"], which)
        return await self.sends_dialog(who, cards.sent(pressed, inputs or {}, checked=checked))

    async def sends_dialog(self, who: Who, data: Any) -> Outcome:
        """task/submit with what the dialog's card sends."""
        chat, before = self.conversation(who), self._seen(who)
        answer = await self._invoke(chat, "task/submit", {"data": data})
        return self._with_replies(answers.dialog_outcome(answer, chat.language), who, before)

    async def looks_up(
        self, who: Who, message_id: str, dataset: str, text: str, data: Json | None = None
    ) -> list[Json]:
        """The choices that typing `text` offers in an input with `choices.data`.

        Teams itself answers for the people of the tenant; any other dataset is the bot's.
        """
        chat = self.conversation(who)
        if dataset.partition("?")[0] == PEOPLE_DATASET:
            return _people_like(text, chat.person)
        value: Json = {
            "queryText": text,
            "queryOptions": {"skip": 0, "top": 15},
            "dataset": dataset,
        }
        if data:
            value["data"] = data
        return answers.search_results(await self._invoke(chat, "application/search", value, message_id))

    async def invokes(self, who: Who, name: str, value: Any, message_id: str = "") -> BotAnswer:
        """Any other invoke, such as composeExtension/query: the bot's bare answer."""
        return await self._invoke(self.conversation(who), name, value, message_id)

    async def _invoke(self, chat: Conversation, name: str, value: Any, message_id: str = "") -> BotAnswer:
        return await self.line.send(activities.invoke(chat, self.service_url, name, value, message_id))

    def _note_failure(self, chat: Conversation, message_id: str, outcome: Outcome) -> None:
        message = self.store.message(chat.id, message_id)
        if message and (outcome.failure or message.failure):
            message.failure = outcome.failure
            self.keep(chat.id, message)

    def _seen(self, who: Who) -> set[str]:
        return {message.id for message in self.messages(who)}

    def _with_replies(self, outcome: Outcome, who: Who, before: set[str]) -> Outcome:
        outcome.replies = [one for one in self.messages(who) if one.author == "bot" and one.id not in before]
        return outcome


def _first(
    find: Callable[[Json, str | int], cards.Button], shown: Iterable[Json], which: str | int
) -> cards.Button:
    wrong: cards.NotPressable | None = None
    for card in shown:
        try:
            return find(card, which)
        except cards.NotPressable as error:
            wrong = error
    raise wrong or cards.NotPressable("the message has no card")


def _people_like(text: str, asking: Person) -> list[Json]:
    """Members of the tenant whose name or mail has this in it: the value is the Entra object id."""
    wanted = text.casefold()
    return [
        {"title": one.name, "value": one.object_id}
        for one in PEOPLE
        if one.tenant_id == asking.tenant_id
        and one.kind != "guest"
        and (wanted in one.name.casefold() or wanted in one.mail)
    ]


def _refresh(message: Message, user: str) -> Json | None:
    for one in message.activity.get("attachments") or []:
        content = one.get("content")
        refresh = content.get("refresh") if isinstance(content, dict) else None
        if isinstance(refresh, dict) and isinstance(refresh.get("action"), dict):
            people = refresh.get("userIds") or []
            return refresh["action"] if not people or user in people else None
    return None
