"""The secretary's inbox: what each proposal lacks, asked for by one press; several moved at once."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from aiohttp import web

from teams_app.tab.filters import read_count
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Option, refusal_sentence, word
from technology_map.cards.proposals import Proposal
from technology_map.council.gate import unanswered
from technology_map.council.inbox import Incoming, Lack, inbox, waiting_count
from technology_map.council.life_cycle import Status
from technology_map.people.notifications import NotNotified
from technology_map.people.people import Person
from technology_map.people.rights import require_secretary
from technology_map.texts import Texts
from technology_map.validation.refusals import Refusal, Refused

AT_FIRST = 10
AT_ONCE = (Status.ASSESSMENT, Status.READY)
"""Where several can be moved by one press."""


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A proposal of the inbox."""

    number: int
    seq: int
    name: str
    title: str
    about: str
    changed: bool
    lacks: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]
    key: str
    caseworkers: tuple[Option, ...]
    merges: bool


@dataclass(frozen=True, slots=True)
class InboxPage:
    """The inbox; `done` tells what became of the last press, line by line."""

    lines: tuple[InboxLine, ...]
    key: str
    done: tuple[str, ...]
    trouble: str
    more: str
    """The address that shows more, empty where these are all."""
    asked: str


async def page(context: RequestContext) -> web.Response:
    """What waits for the secretary."""
    require_secretary(context.caller)
    return await _drawn(context)


async def live(context: RequestContext) -> web.Response:
    """What is fetched anew when something has changed."""
    require_secretary(context.caller)
    return drawn_page(context, "inbox_live.html", page=await _shown(context))


async def ask(context: RequestContext) -> web.Response:
    """Ask the submitter for what is missing."""
    typed = await context.form()
    seq, key = _count(typed.get("seq")), str(typed.get("action_key", ""))
    try:
        moved = await context.tab.sorting.ask(context.caller, context.number, seq, key)
    except Refused as no:
        return await _refused(context, no)
    return await _drawn(context, toast=context.t("inbox.asked", name=moved.name))


async def hand_to(context: RequestContext) -> web.Response:
    """Let a colleague on the council look after it."""
    typed = await context.form()
    try:
        people = {one.object_id: one for one in await context.tab.planning.people()}
        person = people.get(str(typed.get("person", "")), Person("", ""))
        kept = await context.tab.sorting.hand_to(context.caller, context.number, person)
    except NotNotified:
        return await _refused(context, Refused("not_kept"))
    except Refused as no:
        return await _refused(context, no)
    who, t = kept.caseworker_name, context.t
    toast = t("inbox.handed", name=kept.name, person=who) if who else t("inbox.handed_back", name=kept.name)
    return await _drawn(context, toast=toast)


async def move(context: RequestContext) -> web.Response:
    """Move the marked ones; what could not be moved says why."""
    typed = await context.form()
    end = str(typed.get("end", ""))
    if end not in [one.value for one in AT_ONCE]:
        raise Refused("damaged_form")
    marked = _marked(typed)
    if not marked:
        return await _drawn(context, trouble=context.t("inbox.nothing_marked"), status=422)
    key = str(typed.get("action_key", ""))
    done = await context.tab.sorting.move(context.caller, marked, Status(end), key)
    lines = tuple(_told(context, number, code, Status(end)) for number, code in done.items())
    return await _drawn(context, done=lines)


def _told(context: RequestContext, number: int, code: str, end: Status) -> str:
    t, proposal = context.t, context.overview.proposals.get(number)
    name = proposal.name if proposal else f"F-{number:04d}"
    if not code:
        return t("inbox.moved", name=name, status=word(t, Status, end))
    data: dict[str, Any] = {"name": name, "status": word(t, Status, proposal.status) if proposal else ""}
    return t("inbox.not_moved", name=name, why=refusal_sentence(t, Refusal(code, data=data)))


def _marked(typed: Mapping[str, Any]) -> dict[int, int]:
    """The numbers that are ticked, each with the seq that the page showed: `12:3`."""
    said = typed.get("marked", [])
    found = {}
    for one in said if isinstance(said, list) else [said]:
        number, _, seq = str(one).partition(":")
        if _count(number):
            found[_count(number)] = _count(seq)
    return found


def _count(value: Any) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


async def _refused(context: RequestContext, no: Refused) -> web.Response:
    if no.refusal.code in ("guest", "not_secretary", "council_only", "not_found"):
        raise no
    return await _drawn(
        context, trouble=refusal_sentence(context.t, no.refusal), status=status_of(no.refusal)
    )


async def _drawn(
    context: RequestContext,
    *,
    toast: str = "",
    trouble: str = "",
    done: tuple[str, ...] = (),
    status: int = 200,
) -> web.Response:
    shown = await _shown(context, trouble=trouble, done=done)
    if status != 200:
        return drawn_page(context, "inbox.html", status=status, toast="", page=shown)
    return whole_page(context, "inbox.html", toast=toast, page=shown)


async def _shown(context: RequestContext, *, trouble: str = "", done: tuple[str, ...] = ()) -> InboxPage:
    try:
        people = tuple(await context.tab.planning.people())
    except NotNotified:
        people = ()
    most = read_count(context.request.query, "shown", AT_FIRST)
    lines = []
    for one in inbox(context.overview, most):
        lines.append(_line(context, one, people))
        await asyncio.sleep(0)  # what is like each is looked for: others are served between
    left = waiting_count(context.overview) - len(lines)
    more = f"inbox/live?shown={most + AT_FIRST}" if left > 0 else ""
    place = f"?shown={most}" if most > AT_FIRST else ""
    return InboxPage(tuple(lines), token_urlsafe(16), done, trouble, more, place)


def _line(context: RequestContext, one: Incoming, people: tuple[Person, ...]) -> InboxLine:
    t, proposal = context.t, one.proposal
    about = t("inbox.about", status=word(t, Status, proposal.status), day=t.day(proposal.submitted_at))
    return InboxLine(
        number=proposal.number,
        seq=proposal.seq,
        name=proposal.name,
        title=proposal.title,
        about=f"{about} · {proposal.submitter.name}" if proposal.submitter.name else about,
        changed=one.changed,
        lacks=tuple(_lack(t, proposal, lack) for lack in one.lacks),
        alike=tuple(
            (
                f"{'proposals' if isinstance(each.thing, Proposal) else 'solutions'}/{each.thing.number}",
                f"{each.thing.name} {each.thing.title}",
            )
            for each in one.alike
        ),
        key=token_urlsafe(16),
        caseworkers=tuple(
            Option(each.object_id, each.name, each.object_id == proposal.caseworker_id) for each in people
        ),
        merges=proposal.status is Status.SUBMITTED,
    )


def _lack(t: Texts, proposal: Proposal, lack: Lack) -> str:
    """What is missing; of the answers which."""
    if lack is not Lack.ANSWERS:
        return t(f"inbox.lack.{lack}")
    asked = ", ".join(t(f"ask.{field.name}").rstrip("?") for field in unanswered(proposal))
    return t("inbox.lack.answers", asked=asked)
