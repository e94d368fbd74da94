"""The message extension as people use it in a chat with a colleague: search, share, make a proposal."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from local_tenant.people import Person
from local_tenant.people import person as person_of
from local_tenant.teams.chat import activities, answers
from local_tenant.teams.chat.chat import Teams
from local_tenant.teams.chat.chats import Who
from local_tenant.teams.chat.message import ADAPTIVE_CARD, BotAnswer, Failure, Json, Outcome
from local_tenant.teams.colleagues import Said, conversation_id, payload

PREVIEWS = ("application/vnd.microsoft.card.hero", "application/vnd.microsoft.card.thumbnail")
PAGE = 25
PATIENCE = 5.0  # seconds for a search, platform.md 4.4


class NotOffered(LookupError):  # noqa: N818 - what the person finds, not a fault
    """The manifest has no such command there."""


@dataclass(slots=True)
class Search:
    """What a search led to: results (`card` to share, `title` and `text` to see), or a sentence."""

    status: int
    results: list[Json] = field(default_factory=list)
    text: str = ""
    failure: Failure | None = None
    body: Any = None


async def searches(
    teams: Teams, who: Who, other: Who, text: str = "", *, command: str = "find", skip: int = 0
) -> Search:
    """The person searches from the box in the chat with `other`; without a text: the first run."""
    offered = _command(teams, command, "query", "compose")
    name = offered["parameters"][0]["name"]
    if not text and not offered["initialRun"]:
        return Search(200)
    asked = {"name": name, "value": text} if text else {"name": "initialRun", "value": "true"}
    value = {"commandId": command, "parameters": [asked], "queryOptions": {"skip": skip, "count": PAGE}}
    try:
        async with asyncio.timeout(PATIENCE):
            answer = await _invoked(teams, who, other, "composeExtension/query", value)
    except TimeoutError:
        answer = BotAnswer(0, error=f"no answer within {PATIENCE:g} seconds")
    return _search(answer, teams.conversation(who).language)


async def opens_form(
    teams: Teams, who: Who, other: Who, command: str = "newProposal", message_id: str = ""
) -> Outcome:
    """The person picks an action: of a message where there is a `message_id`, else of the box."""
    context = "message" if message_id else "compose"
    _command(teams, command, "action", context)
    value: Json = {"commandId": command, "commandContext": context, "context": {"theme": "default"}}
    if message_id:
        said = teams.colleagues.message(_person(who), _person(other), message_id)
        value["messagePayload"] = payload(said)
    answer = await _invoked(teams, who, other, "composeExtension/fetchTask", value)
    return answers.dialog_outcome(answer, teams.conversation(who).language)


async def sends_form(
    teams: Teams,
    who: Who,
    other: Who,
    data: Json,
    *,
    command: str = "newProposal",
    context: str = "compose",
) -> Outcome:
    """The person sends the dialog; `data` has the inputs in it."""
    _command(teams, command, "action", context)
    value = {"commandId": command, "commandContext": context, "data": data, "context": {"theme": "default"}}
    answer = await _invoked(teams, who, other, "composeExtension/submitAction", value)
    return answers.dialog_outcome(answer, teams.conversation(who).language)


def shares(teams: Teams, who: Who, other: Who, card: Json, text: str = "") -> Said:
    """The person sends a found card to the colleague."""
    return teams.colleagues.says(_person(who), _person(other), text, [card])


async def _invoked(teams: Teams, who: Who, other: Who, name: str, value: Json) -> BotAnswer:
    """One invoke: in a conversation that is not the bot's, from somebody who has the app."""
    await teams.installs(who)
    activity = activities.invoke(teams.conversation(who), teams.service_url, name, value)
    activity["conversation"]["id"] = conversation_id(_person(who), _person(other))
    activity["channelData"] |= {"source": {"name": "compose"}}
    return await teams.line.send(activity)


def _person(who: Who) -> Person:
    return person_of(who) if isinstance(who, str) else who


def _command(teams: Teams, command: str, kind: str, context: str) -> Json:
    for one in teams.package.extension("da"):
        if (one["id"], one["type"]) == (command, kind) and context in one["context"]:
            return one
    raise NotOffered(f"no {kind} {command!r} at {context}")


def _search(answer: BotAnswer, language: str) -> Search:
    """Reads the answer as Teams does; a card without a hero or thumbnail for a preview is no result."""
    found = Search(answer.status, body=answer.body)
    body = answer.body if answer.ok and isinstance(answer.body, dict) else {}
    given = body.get("composeExtension")
    inner = given if isinstance(given, dict) else {}
    if inner.get("type") == "message" and isinstance(inner.get("text"), str):
        found.text = inner["text"]
    elif inner.get("type") == "result" and inner.get("attachmentLayout") in ("list", "grid"):
        results = [_result(one) for one in inner.get("attachments") or []]
        if None in results or len(results) > PAGE:
            found.failure = answers.failure(answer, language, "an attachment is no result")
        found.results = [one for one in results if one is not None]
    else:
        found.failure = answers.failure(answer, language)
    return found


def _result(one: Any) -> Json | None:
    preview = one.get("preview") if isinstance(one, dict) else None
    content = preview.get("content") if isinstance(preview, dict) else None
    fits = (
        isinstance(preview, dict)
        and isinstance(content, dict)
        and one.get("contentType") == ADAPTIVE_CARD
        and preview.get("contentType") in PREVIEWS
        and isinstance(one.get("content"), dict)
    )
    if not fits or content is None:
        return None
    texts = {name: str(content.get(name) or "") for name in ("title", "subtitle", "text")}
    return {"card": one["content"], **texts}
