"""The message extension: find and share in any chat, and hand in a proposal from there."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from bot.adaptive_cards.actions import CARD_VERSION
from bot.adaptive_cards.lists import SEARCH_LIMIT, Thing
from bot.adaptive_cards.wording import refusal_sentence
from bot.card_data import form_key
from bot.cards.form_cards import NOT_CPR, PROPOSAL_FIELDS, Filled, proposal_dialog
from bot.cards.submitting import says_something_else
from bot.channel.activities import ANYWHERE, IncomingActivity, Json
from bot.channel.connector import Undelivered
from bot.dispatch import Front
from bot.method.workshops import invitation_card
from bot.request_context import Asked, Services, new_key
from bot.search.extension_responses import closing, dialog, instead_of_results, results
from bot.search.message_text import problem_of
from bot.search.shared_card import invitation_preview, preview, shared_card
from technology_map.cards.proposals import proposal_number
from technology_map.method.workshops import Workshop, invited_to
from technology_map.people.rights import require_reader, require_writer
from technology_map.ports import Receipt
from technology_map.search.finding import latest, search
from technology_map.search.narrowing import found_in, narrowed
from technology_map.texts import Texts, texts
from technology_map.validation.forms import QuickProposal, read_form
from technology_map.validation.refusals import Refused

log = structlog.get_logger(__name__)

QUERY, FETCH, SUBMIT = f"{ANYWHERE}query", f"{ANYWHERE}fetchTask", f"{ANYWHERE}submitAction"
RECOGNISED_WITHIN = 4.0
"""Seconds to find out who somebody is: Teams gives a search five (platform.md 4.4)."""
PAGE = 25
"""Results that Teams takes at a time."""

Work = Callable[[Services, Asked], Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Task:
    """What one invoke of one command does. `writes`: not for guests, whatever the settings."""

    work: Work
    writes: bool = False


async def find(services: Services, asked: Asked) -> Json:
    """What was searched for; at first the person's own things and then the newest."""
    skip, limit = _page(asked.data.get("queryOptions"))
    text = _parameter(asked.data.get("parameters"), "text").strip()[:SEARCH_LIMIT]
    narrow = narrowed(text, asked.texts, services.overview, asked.caller.person.object_id)
    if narrow.narrows:
        found = list(found_in(services.overview, narrow, limit=limit, skip=skip).things)
    elif text:
        found = _searched(services, text, skip, limit)
    else:
        found = list(latest(services.overview, asked.caller.person.object_id, limit=limit, skip=skip))
    invited = [] if skip else invited_to(services.store.records(Workshop), text)
    if not found and not invited and not skip:
        return instead_of_results(asked.texts("extension.nothing" if text else "extension.empty"))
    said = asked.texts
    app = services.teams_app_id
    invitations = [(invitation_card(said, one, app), invitation_preview(said, one)) for one in invited]
    return results([*invitations, *((shared_card(said, one, app), preview(said, one)) for one in found)])


async def new_proposal(services: Services, asked: Asked) -> Json:
    """An empty quick proposal."""
    return _form(asked.texts, new_key(), Filled())


async def message_to_proposal(services: Services, asked: Asked) -> Json:
    """A quick proposal whose problem is what a message says."""
    said = asked.texts
    problem = problem_of(asked.data.get("messagePayload"), services.today, said("extension.removed"))
    notes = [said("extension.form.message" if problem.text else "extension.form.no_text")]
    if problem.without_cpr:
        notes.append(said("extension.form.without_cpr"))
    if problem.shortened:
        notes.append(said("extension.form.shortened"))
    return _form(said, new_key(), Filled({"problem": problem.text}), notes=tuple(notes))


async def hand_in(services: Services, asked: Asked) -> Json:
    """Take in the proposal. What was typed comes back with a "no"."""
    values = asked.typed(*PROPOSAL_FIELDS, NOT_CPR)
    raw = dict.fromkeys(PROPOSAL_FIELDS, "") | values | {"submission_key": asked.form_key}
    try:
        if asked.data.get("v") != CARD_VERSION:
            raise Refused("damaged_form")
        stored = await services.submitting.propose(
            asked.caller, read_form(QuickProposal, raw, services.today, services.overview.vocabulary)
        )
    except Refused as no:
        key = new_key() if no.refusal.code == "damaged_form" else asked.form_key
        return _form(asked.texts, key, Filled(values, no.refusal))
    if isinstance(stored, Receipt):
        return closing(asked.texts("extension.queued", code=stored.code))
    if says_something_else(stored, values):
        notice = asked.texts("extension.sent_before", name=stored.name)
        return _form(asked.texts, new_key(), Filled(values), notice=notice)
    return closing(asked.texts("extension.stored", name=stored.name))


TASKS: dict[tuple[str, str], Task] = {
    (QUERY, "find"): Task(find),
    (FETCH, "newProposal"): Task(new_proposal, writes=True),
    (FETCH, "messageToProposal"): Task(message_to_proposal, writes=True),
    (SUBMIT, "newProposal"): Task(hand_in, writes=True),
    (SUBMIT, "messageToProposal"): Task(hand_in, writes=True),
}
"""By the invoke's name and the command's id in the Teams manifest."""


@dataclass(frozen=True, slots=True)
class Extension:
    """Answers the invokes of a message extension, whatever goes wrong."""

    front: Front

    async def answer(self, incoming: IncomingActivity) -> Json:
        """The body of the answer."""
        name, said = str(incoming.raw.get("name")), texts(incoming.language)
        value = _part(incoming.raw.get("value"))
        data = _part(value.get("data")) if name == SUBMIT else value
        try:
            return await self._worked(incoming, TASKS.get((name, str(value.get("commandId")))), data)
        except Refused as no:
            log.info("refused", code=no.refusal.code)
            sentence = refusal_sentence(said, no.refusal)
            return instead_of_results(sentence) if name == QUERY else closing(sentence)
        except Undelivered:
            sentence = said("extension.unknown")
        except Exception as error:  # noqa: BLE001 - the last resort of a turn, logged by its kind
            log.error("turn_failed", error=type(error).__name__)
            sentence = said("bot.failed")
        return _failed(name, said, data, sentence)

    async def _worked(self, incoming: IncomingActivity, task: Task | None, data: Mapping[str, Any]) -> Json:
        asked, services = await self._asked(incoming, data), self.front.services
        require_reader(asked.caller, guests_may_read=services.guests_may_read)
        if task is None:
            raise Refused("damaged_form")
        if task.writes:
            require_writer(asked.caller)
        log.info("verb", action=task.work.__name__)
        return await task.work(services, asked)

    async def _asked(self, incoming: IncomingActivity, data: Mapping[str, Any]) -> Asked:
        """The data with whoever sent it. Raises Undelivered, in good time for Teams' five seconds."""
        try:
            async with asyncio.timeout(RECOGNISED_WITHIN):
                return await self.front.asked(incoming, data)
        except TimeoutError:
            raise Undelivered(0) from None


def _failed(name: str, said: Texts, data: Mapping[str, Any], sentence: str) -> Json:
    """A sentence; over a form that was sent, so that what was typed stays."""
    if name == QUERY:
        return instead_of_results(sentence)
    if name == FETCH:
        return closing(sentence)
    values = {one: text for one in (*PROPOSAL_FIELDS, NOT_CPR) if isinstance(text := data.get(one), str)}
    return _form(said, form_key(data) or new_key(), Filled(values), notice=sentence)


def _form(said: Texts, key: str, filled: Filled, *, notes: tuple[str, ...] = (), notice: str = "") -> Json:
    shown = notes or (said("extension.form.text"),)
    card = proposal_dialog(said, key, filled, notes=shown, notice=notice)
    return dialog(said("bot.proposal_form.title"), card)


def _searched(services: Services, text: str, skip: int, limit: int) -> list[Thing]:
    """A page of what was found; a bare number names a proposal and a solution card, which come first."""
    number = proposal_number(text) if text.isdigit() else None
    both = (
        (services.overview.proposals.get(number), services.overview.solution_cards.get(number))
        if number
        else ()
    )
    named = [one for one in both if one is not None]
    rest = search(services.overview, text, limit=skip + limit)
    names = {one.name for one in named}
    return [*named, *(one for one in rest.things if one.name not in names)][skip : skip + limit]


def _page(options: Any) -> tuple[int, int]:
    """How many results to leave out, and how many to give: at most 25 of them."""
    skip, count = (_number(_part(options).get(name)) for name in ("skip", "count"))
    return skip, min(count or PAGE, PAGE)


def _number(value: Any) -> int:
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100_000
    return int(value) if fits else 0


def _parameter(parameters: Any, name: str) -> str:
    """The text of one parameter of a search."""
    for one in parameters if isinstance(parameters, list) else []:
        if isinstance(one, dict) and one.get("name") == name and isinstance(one.get("value"), str):
            return str(one["value"])
    return ""


def _part(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
