"""A thing's attachments as they are drawn."""

from dataclasses import dataclass

from teams_app.tab.request_context import RequestContext
from teams_app.tab.sheets.download_tickets import Order
from teams_app.tab.sheets.downloads import FILES, PICTURE
from technology_map.cards.proposals import Proposal
from technology_map.files.attachments import Thing
from technology_map.files.file_store import Attachment
from technology_map.files.kinds import KINDS, MEGABYTES
from technology_map.people.rights import may_correct
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused


@dataclass(frozen=True, slots=True)
class File:
    """One attachment. `picture` is the address of a small picture; `kind` the end of its name."""

    id: str
    name: str
    kind: str
    told: str
    picture: str


@dataclass(frozen=True, slots=True)
class Attachments:
    """The list; `away` where it cannot be read now; `accept` and `limit` where the caller may add."""

    address: str
    files: list[File]
    away: bool
    may_add: bool
    accept: str
    megabytes: int


async def attachments_view(context: RequestContext, thing: Thing) -> Attachments:
    """The list for this caller."""
    away = False
    try:
        found = await context.tab.attaching.of(thing)
    except Refused:
        found, away = [], True
    kind = "proposals" if isinstance(thing, Proposal) else "solutions"
    return Attachments(
        address=f"{kind}/{thing.number}/attachments",
        files=[_file(context, one) for one in found],
        away=away,
        may_add=may_correct(context.caller, thing),
        accept=",".join(KINDS),
        megabytes=MEGABYTES,
    )


def _file(context: RequestContext, one: Attachment) -> File:
    t = context.t
    told = t("files.told", size=size_word(t, one.size), day=t.day(one.added_at))
    kind = one.name.rpartition(".")[2].lower()
    return File(one.id, one.name, kind, told, _picture(context, one) if one.picture else "")


def _picture(context: RequestContext, one: Attachment) -> str:
    person, language = context.caller.person.object_id, context.caller.language.value
    return FILES + context.tab.tickets.issue(Order(PICTURE, "", one.id, language, person))


def size_word(t: Texts, size: int) -> str:
    """A size as people read it: whole kilobytes, or megabytes."""
    if size < 1024 * 1024:
        return t("files.kilobytes", number=t.number(max(1, round(size / 1024))))
    return t("files.megabytes", number=t.number(round(size / (1024 * 1024))))
