"""Files that somebody sends in the chat: where they belong, and that they have come there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.adaptive_cards.actions import button
from bot.adaptive_cards.elements import box, card, choice_input, heading, said, told
from bot.adaptive_cards.plain import Card, Element
from bot.adaptive_cards.wording import refusal_sentence
from bot.request_context import Asked, Reply, Services
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.files.attachments import Thing
from technology_map.people.rights import may_correct, require_corrector
from technology_map.search.finding import by_name
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused

MOST = 2
"""Files of one message: a card holds their addresses twice, and may weigh 25 KB."""
OFFERED = 8
"""Things to choose from."""
LONGEST_ADDRESS = 1_800
_NAME = re.compile(r"\b[FL]\s*-?\s*\d{1,9}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ChatFile:
    """A file as Teams tells of it: its name, and where it can be fetched for a few minutes."""

    name: str
    address: str


async def files(services: Services, asked: Asked) -> Reply:
    """Files came in: put on what the message names, else the question where they belong."""
    sent = list(_files(asked))
    if not sent:
        raise Refused("damaged_form")
    if found := _NAME.search(asked.text("text")):
        return _attached(services, asked, _named(services, found[0]), sent)
    own = _own(services, asked)
    if not own:
        return Reply(beside=nowhere_card(asked.texts))
    return Reply(beside=choice_card(asked.texts, own, sent, left=_left(asked)))


async def attach(services: Services, asked: Asked) -> Reply:
    """What was chosen for them."""
    return _attached(services, asked, _named(services, asked.text("name")), list(_files(asked)))


def _attached(services: Services, asked: Asked, thing: Thing, sent: list[ChatFile]) -> Reply:
    """At once that they are on their way, and later how it went. Raises Refused: `not_yours`."""
    require_corrector(asked.caller, thing)
    if not sent:
        raise Refused("damaged_form")
    going = asked.texts("bot.files.going", name=thing.name)
    return Reply(card=card(asked.texts, [said(going)]), later=partial(_taken, services, asked, thing, sent))


async def _taken(services: Services, asked: Asked, thing: Thing, sent: list[ChatFile]) -> Card:
    """Take the files in, one after the other: the card that says which."""
    done: list[str] = []
    refused: list[Element] = []
    if _left(asked):
        refused.append(said(asked.texts("bot.files.left", most=str(MOST))))
    for one in sent:
        try:
            done.append((await services.attaching.fetch(asked.caller, thing, one.name, one.address)).name)
        except Refused as no:
            sentence = refusal_sentence(asked.texts, no.refusal)
            refused.append(box("warning", [said(one.name[:200], bold=True), said(sentence)]))
    return done_card(asked.texts, thing, done, refused)


def done_card(texts: Texts, thing: Thing, done: list[str], refused: list[Element]) -> Card:
    """Which files lie on the thing now, and what is told of the others."""
    body: list[Element] = []
    if done:
        title = texts("bot.files.done", name=thing.name)
        body.append(box("good", [said(title, bold=True), *(said(name, spacing="Small") for name in done)]))
    return card(
        texts, [*body, *refused], [button(texts("bot.button.open", name=thing.name), "open", name=thing.name)]
    )


def choice_card(texts: Texts, own: list[Thing], sent: list[ChatFile], *, left: bool = False) -> Card:
    """Where the files belong: one of the person's own things."""
    names = ", ".join(one.name for one in sent)
    body = [
        heading(texts("bot.files.title"), size="Medium"),
        said(names, bold=True),
        *([said(texts("bot.files.left", most=str(MOST)))] if left else []),
        *(told(one.name, f" {one.title}") for one in own),
        choice_input(
            "name",
            texts("bot.files.which"),
            [(one.name, one.name) for one in own],
            missing=texts("bot.files.missing"),
            hint=texts("bot.files.hint"),
        ),
    ]
    data: list[dict[str, str]] = [{"file": one.name, "address": one.address} for one in sent]
    press = button(texts("bot.files.attach"), "attach", primary=True, sends_inputs=True, files=data)
    return card(texts, body, [press])


def nowhere_card(texts: Texts) -> Card:
    """There is nothing yet that a file could lie on."""
    body = [said(texts("bot.files.nowhere"))]
    return card(texts, body, [button(texts("bot.button.new_proposal"), "new_proposal", primary=True)])


def _own(services: Services, asked: Asked) -> list[Thing]:
    """What the person may put files on: their own, the latest first."""
    overview, person = services.overview, asked.caller.person.object_id
    things: list[Thing] = [*overview.proposals.of_person(person), *overview.solution_cards.of_person(person)]
    mine = [one for one in things if may_correct(asked.caller, one)]
    return sorted(mine, key=lambda one: one.changed_at, reverse=True)[:OFFERED]


def _named(services: Services, name: str) -> Thing:
    found = by_name(services.overview, name)
    if not isinstance(found, Proposal | SolutionCard):
        raise Refused("not_found")
    return found


def _left(asked: Asked) -> bool:
    """Whether there were more files than are taken at a time."""
    given: Any = asked.data.get("files")
    return isinstance(given, list) and len(given) > MOST


def _files(asked: Asked) -> Iterator[ChatFile]:
    """The files in the data, as far as they are any."""
    given: Any = asked.data.get("files")
    for one in given[:MOST] if isinstance(given, list) else []:
        name, address = (one.get("file"), one.get("address")) if isinstance(one, dict) else (None, None)
        if isinstance(name, str) and isinstance(address, str) and 0 < len(address) <= LONGEST_ADDRESS:
            yield ChatFile(name[:400], address)
