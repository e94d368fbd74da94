"""The remarks on a thing as they are drawn, and the questions that wait for an answer."""

from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_urlsafe

from teams_app.tab.cards.step_marks import thing_path
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, word
from technology_map.talk.remarking import merged_into
from technology_map.talk.remarks import Remark, RemarkKind, Thread
from technology_map.talk.value_questions import Talked, ValueQuestion, ValueTopic, talked_of
from technology_map.talk.worries import is_of_worry
from technology_map.texts import Texts
from technology_map.validation.limits import REASON_LIMIT

Thing = Talked


@dataclass(frozen=True, slots=True)
class RemarkView:
    """One remark. `editable`: the caller may change it now; `own`: what is written below adds to it."""

    key: str
    author: str
    text: str
    kind: str
    tone: str
    written: str
    stamp: str
    edited: str
    mentions: str
    editable: bool
    version: str


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread with the form below it; `form_key` makes what is sent one."""

    first: RemarkView
    rest: list[RemarkView]
    own: bool
    waits: str
    council: bool
    moved: str
    form_key: str
    filled: Filled


@dataclass(frozen=True, slots=True)
class TalkView:
    """Everything said about a thing, and the form for more."""

    address: str
    threads: list[ThreadView]
    council: list[ThreadView]
    kinds: list[Option]
    may_write: bool
    on_council: bool
    form_key: str
    filled: Filled
    limit: int = REASON_LIMIT
    open: str = ""
    editing: str = ""
    edited: Filled = field(default_factory=Filled)


@dataclass(frozen=True, slots=True)
class Back:
    """What was typed into a form that comes back: `where` is `new`, or the key of a remark."""

    where: str = ""
    filled: Filled = field(default_factory=Filled)
    key: str = ""
    editing: bool = False


def path_of(thing: Talked) -> str:
    """Where the page of what is talked about is."""
    if isinstance(thing, ValueQuestion):
        return f"questions/{thing.number}"
    return thing_path(thing)


def title_of(t: Texts, thing: Talked) -> str:
    """What it is called."""
    return word(t, ValueTopic, thing.topic) if isinstance(thing, ValueQuestion) else thing.title


def talk_view(context: RequestContext, thing: Thing, back: Back | None = None) -> TalkView:
    """The talk about a thing for this caller."""
    t, caller = context.t, context.caller
    given = back or Back()
    names = [thing.name, *merged_into(context.overview, thing)]
    every = [one for name in names for one in context.overview.remarks.threads(name)]
    public = [one for one in every if not is_of_worry(one.first.parent)]
    theirs = context.tab.store.council_remarks
    closed = [one for name in names for one in theirs.threads(name)] if caller.on_council else []
    new = given.where == "new"
    chosen = given.filled.value("kind") if new else ""
    return TalkView(
        address=f"{path_of(thing)}/remarks",
        threads=[_thread(context, one, given, thing.name) for one in public],
        council=[_thread(context, one, given, thing.name) for one in closed],
        kinds=[Option(one.value, t(f"remark_kind.{one.value}"), one.value == chosen) for one in RemarkKind],
        may_write=not caller.guest,
        on_council=caller.on_council,
        form_key=(given.key if new else "") or token_urlsafe(16),
        filled=given.filled if new else Filled(),
        open="" if new or given.editing else given.where,
        editing=given.where if given.editing else "",
        edited=given.filled if given.editing else Filled(),
    )


def _thread(context: RequestContext, thread: Thread, back: Back, name: str) -> ThreadView:
    t, mine = context.t, context.caller.person.object_id
    here = back.where == thread.first.key and not back.editing
    waits = waited(context, thread.first.written_at) if thread.waits else ""
    return ThreadView(
        first=_remark(context, thread.first),
        rest=[_remark(context, one) for one in thread.rest],
        own=thread.first.author.object_id == mine,
        waits=t("talk.waits", age=waits) if waits else "",
        council=thread.first.council,
        moved=t("talk.moved", name=thread.first.thing) if thread.first.thing != name else "",
        form_key=(back.key if here else "") or token_urlsafe(16),
        filled=back.filled if here else Filled(),
    )


def _remark(context: RequestContext, one: Remark) -> RemarkView:
    t = context.t
    return RemarkView(
        key=one.key,
        author=one.author.name or t("handmade.somebody"),
        text=one.text,
        kind=t(f"remark_kind.{one.kind}") if one.kind else t(f"thread_place.{one.place}"),
        tone=one.kind.value if one.kind else "answer",
        written=t.moment(one.written_at),
        stamp=one.written_at.isoformat(timespec="seconds"),
        edited=t("talk.edited", when=t.moment(one.edited_at)) if one.edited_at else "",
        mentions=t("talk.mentions", names=", ".join(one.mention_names)) if one.mention_names else "",
        editable=one.editable_by(context.caller.person.object_id, context.tab.now()),
        version=one.version,
    )


def waited(context: RequestContext, since: datetime) -> str:
    """For how long: whole days, or less than one."""
    days = (context.tab.now() - since).days
    return context.t.many("talk.days", days) if days else context.t("talk.today")


@dataclass(frozen=True, slots=True)
class WaitingQuestion:
    """A question that nobody has answered, for the council."""

    thing: str
    title: str
    address: str
    text: str
    told: str


def waiting_questions(context: RequestContext, most: int) -> list[WaitingQuestion]:
    """What stands unanswered and for how long, the oldest first; nothing for who is not on the council."""
    if not context.caller.on_council:
        return []
    found: list[WaitingQuestion] = []
    for thread in [*context.overview.remarks.waiting(), *context.tab.store.council_remarks.waiting()]:
        thing, first = talked_of(context.overview, thread.first.thing), thread.first
        if thing is not None and len(found) < most:
            age = waited(context, first.written_at)
            title = title_of(context.t, thing)
            told = context.t("talk.waiting_since", person=first.author.name, age=age)
            found.append(WaitingQuestion(thing.name, title, path_of(thing), first.text, told))
    return found
