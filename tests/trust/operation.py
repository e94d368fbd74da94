"""What an operation is: who does what, on which scene, over HTTP or in the chat; and what it must leave."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from html import unescape
from typing import Any, Literal

import httpx

from teams_app.tab.rendering import STATUS
from technology_map.people.people import Language
from technology_map.texts import texts
from tests.bot.chatting import words
from tests.trust.place import Place

Values = dict[str, str]
Scene = Callable[[Place, Values], Awaitable[None]]
Told = Literal["ok", "waits", "refused", "unknown"]
BINARY = "application/octet-stream"
WHOLE, FIELD = "whole:", "field:"
"""Before a value: it is sent as a number. Before a name that a scene filled in: it is sent as that field."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody was told: done, taken and waiting, not done, or nothing at all."""

    told: Told
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Operation:
    """One thing that a person can do.

    What it must leave stands in `effects`.

    `name`: `POST` and an address of the tab, `press` and a verb of the bot, `extend` and a command of
    the message extension, or `file` and the words beside one. `sent` has blanks for what the scene filled in.
    `alone`: it changes what is there once for the whole town, so that one of it fits into a schedule.
    `file`: an uploaded file in place of JSON; `sent` then goes into the query. `shows` tells variants apart.
    `adds`: done once more it is one more, as a file that is sent again.
    """

    name: str
    who: str
    scene: Scene
    sent: Mapping[str, Any] = field(default_factory=dict)
    file: str | bytes = ""
    alone: bool = False
    shows: str = ""
    adds: bool = False

    def __str__(self) -> str:
        return f"{self.who}: {self.name}" + (f" {self.shows}" if self.shows else "")


def filled(value: Any, values: Mapping[str, str]) -> Any:
    """The value with its blanks filled in."""
    if isinstance(value, Mapping):
        return {name.format_map(values): filled(one, values) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [filled(one, values) for one in value]
    if not isinstance(value, str):
        return value
    text = value.removeprefix(WHOLE).format_map(values)
    return int(text) if value.startswith(WHOLE) else text


async def act(place: Place, one: Operation, values: Values) -> Answer:
    """The person does it: what they are told."""
    manner, _, what = one.name.partition(" ")
    if manner == "POST":
        return await _sends(place, one, what, values)
    if manner == "press":
        return await _presses(place, one, what, values)
    if manner == "file":
        return await _sends_file(place, one, what, values)
    return await _extends(place, one, what, values)


async def _sends(place: Place, one: Operation, address: str, values: Values) -> Answer:
    path = f"/tab/part/{address.format_map(values)}"
    headers, sent = place.at.headers(one.who), filled(one.sent, values)
    try:
        if one.file:
            content = one.file if isinstance(one.file, bytes) else filled(one.file, values).encode()
            typed = {**headers, "Content-Type": BINARY}
            query = {"seen": sha256(content).hexdigest(), **sent}
            answer = await place.at.http.post(path, headers=typed, content=content, params=query)
        else:
            sent |= {name.removeprefix(FIELD): values[name] for name in values if name.startswith(FIELD)}
            answer = await place.at.http.post(path, headers=headers, json=sent)
    except httpx.HTTPError as error:
        return Answer("unknown", type(error).__name__)
    if address.endswith("/piece") and answer.status_code == 503:
        return Answer("unknown", answer.text)  # the page asks how far it came, and goes on from there
    return of_page(answer)


def of_page(answer: httpx.Response) -> Answer:
    """What a page of the tab says happened."""
    shown = unescape(answer.text)
    if in_doubt(shown):
        return Answer("unknown", shown)
    if waits(shown):
        return Answer("waits", shown)
    if answer.status_code != 200:
        return Answer("refused", f"{answer.status_code} {answer.text}")
    if any(sentence in shown for sentence in _refusals()):
        return Answer("refused", shown)
    return Answer("ok", shown)


async def _presses(place: Place, one: Operation, verb: str, values: Values) -> Answer:
    data = {"v": 1, "verb": verb, **filled(one.sent, values)}
    action = {"type": "Action.Execute", "verb": verb, "data": data}
    outcome = await place.tenant.teams.executes(one.who, "no-message", action)
    shown = [outcome.text, words(outcome.card or {}), *(words(said.card) for said in outcome.replies)]
    return of_turn(outcome.status, "\n".join(shown))


async def _sends_file(place: Place, one: Operation, beside: str, values: Values) -> Answer:
    """What the bot says when it has carried the file: it takes its first answer's place."""
    assert isinstance(one.file, bytes)
    teams = place.tenant.teams
    outcome = await teams.sends_file(one.who, "seng.png", one.file, beside.format_map(values))
    if not outcome.ok or not outcome.replies:
        return Answer("unknown", str(outcome.failure))
    said = outcome.replies[-1]
    with suppress(TimeoutError):
        said = await teams.arrives(one.who, lambda each: each.id == said.id and each.edited, 60.0)
    return of_turn(200, words(said.card))


async def _extends(place: Place, one: Operation, command: str, values: Values) -> Answer:
    value = {"commandId": command, "data": {"v": 1, **filled(one.sent, values)}}
    answer = await place.tenant.teams.invokes(one.who, "composeExtension/submitAction", value)
    return of_turn(answer.status, json.dumps(answer.body, ensure_ascii=False))


def of_turn(status: int, shown: str) -> Answer:
    """What the chat says happened."""
    if not 200 <= status < 300:
        return Answer("unknown", f"{status} {shown}")
    if not shown.strip():
        return Answer("unknown", "nothing was said")
    if in_doubt(shown):
        return Answer("unknown", shown)
    if any(sentence in shown for sentence in _refusals()):
        return Answer("refused", shown)
    return Answer("waits" if waits(shown) else "ok", shown)


def waits(shown: str) -> bool:
    """Whether it says that it is kept until SharePoint answers, or goes on by itself."""
    return any(one in shown for one in (_RECEIPT, texts(Language.DANISH)("refusal.publishing_goes_on")))


_RECEIPT = "kvittering"
_UNSETTLED = (
    "SharePoint tog ikke imod",
    "Importen er i gang",
    "Vi ved ikke, om SharePoint gemte",
    "Hører du intet inden for ti minutter",
)
"""What a page says of an import of which some was not taken, or that is not over yet."""


def in_doubt(shown: str) -> bool:
    """Whether it says that nobody knows whether it was stored, or that not all of it was, or is yet."""
    return any(one in shown for one in (texts(Language.DANISH)("refusal.in_doubt"), *_UNSETTLED))


@cache
def _refusals() -> list[str]:
    """What the sentences hold that say that nothing was done: the longest piece without a blank."""
    said = texts(Language.DANISH).sentences
    found = [said[f"refusal.{code}"] for code in STATUS if f"refusal.{code}" in said]
    return [max(re.split(r"\{\w+\}", one), key=len) for one in found]
