"""What the pages of assessing show: the queue, the marks to set, and the spread once it may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled
from technology_map.assessing.assessing import ASSESSED
from technology_map.assessing.assessments import Spread
from technology_map.assessing.criteria import MARKS, Criteria, Criterion
from technology_map.assessing.standing import Standing
from technology_map.meetings.meetings import Meeting, upcoming
from technology_map.texts import Texts
from technology_map.validation.limits import REASON_LIMIT

DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Queued:
    """One line of the queue."""

    number: int
    name: str
    title: str
    state: str
    others: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A member's queue."""

    left: str
    waiting: tuple[Queued, ...]
    done: tuple[Queued, ...]
    done_count: str
    waiting_more: str
    done_more: str


@dataclass(frozen=True, slots=True)
class MarkChoice:
    """One mark, with what it means."""

    mark: int
    means: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion to set a mark for."""

    code: str
    name: str
    weight: str
    choices: tuple[MarkChoice, ...]
    wrong: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """How many gave a mark; `mine`: the reader is among them."""

    mark: int
    count: int
    mine: bool


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """How the marks for one criterion lie, and what it adds to the score."""

    name: str
    weight: str
    dots: tuple[Dots, ...]
    sentence: str
    part: str


@dataclass(frozen=True, slots=True)
class AssessedPage:
    """One proposal to assess, or assessed."""

    number: int
    name: str
    title: str
    place: str
    criteria: str
    asked: tuple[Asked, ...]
    filled: Filled
    how_many: str
    conflict: str
    conflicts: tuple[str, ...]
    possible: bool
    given: str
    stale: str
    again: bool
    score: str
    rows: tuple[SpreadRow, ...]
    comments: tuple[tuple[str, str], ...]
    following: Queued | None
    comment_limit: int = REASON_LIMIT


def queue_page(
    context: RequestContext, waiting: tuple[Sequence[Standing], int], done: tuple[Sequence[Standing], int]
) -> QueuePage:
    """The queue of a member, and what they have done of it: the first of each, and how many there are."""
    t = context.t
    return QueuePage(
        _left(context, waiting[1]),
        tuple(_queued(t, one) for one in waiting[0]),
        tuple(_queued(t, one) for one in done[0]),
        t.many("assess.done", done[1]),
        *(
            t.many("tab.so_many_more", all_ - len(some)) if all_ > len(some) else ""
            for some, all_ in (waiting, done)
        ),
    )


def _left(context: RequestContext, count: int) -> str:
    """How many are left, and by when: the deadline of the next meeting that has one."""
    t = context.t
    if not count:
        return t("assess.nothing_left")
    coming = upcoming(context.tab.store.records(Meeting), context.today)
    deadlines = [one.deadline for one in coming if one.deadline and one.deadline >= context.today]
    told = t.many("assess.left", count)
    return f"{told} {t('assess.before', day=t.day(min(deadlines)))}" if deadlines else told


def _queued(t: Texts, one: Standing) -> Queued:
    state = "assess.state.new"
    if one.conflict is not None:
        state = "assess.state.out"
    elif one.done:
        state = "assess.state.given"
    elif one.mine is not None:
        state = "assess.state.stale" if one.mine.given_at else "assess.state.begun"
    return Queued(one.proposal.number, one.proposal.name, one.proposal.title, t(state), how_many(t, one))


def how_many(t: Texts, one: Standing) -> str:
    """How many of the council have given theirs: that all of it may know."""
    return t("assess.how_many", count=one.count, members=one.members)


def decimal(t: Texts, value: Fraction) -> str:
    """A number such as 3,85, as the language writes it."""
    return t.decimal(value, DECIMALS)


def assessed_page(context: RequestContext, one: Standing, filled: Filled | None = None) -> AssessedPage:
    """The page of one proposal."""
    t, proposal = context.t, one.proposal
    given = one.mine is not None and one.mine.given_at is not None
    again = given and not one.fresh
    queue = context.tab.assessing.queue(context.caller)
    following = next((each for each in queue if each.number != proposal.number), None)
    filled = filled or _filled(one)
    return AssessedPage(
        number=proposal.number,
        name=proposal.name,
        title=proposal.title,
        place=f"assessments/{proposal.number}",
        criteria=_criteria(context, one).name,
        asked=tuple(_asked(t, each, filled) for each in _criteria(context, one).all),
        filled=filled,
        how_many=how_many(t, one),
        conflict=one.conflict.reason if one.conflict else "",
        conflicts=tuple(
            t("assess.conflict.of", person=each.member_name, reason=each.reason) for each in one.conflicts
        ),
        possible=proposal.status in ASSESSED,
        given=t("assess.given_on", moment=t.moment(one.mine.given_at))
        if one.mine and one.mine.given_at
        else "",
        stale=t.many("assess.stale", one.stale) if one.stale and one.open else "",
        again=again,
        score=decimal(t, one.score) if one.score is not None else "",
        rows=tuple(_row(t, one, each) for each in one.spreads),
        comments=tuple(
            (each.assessment.member_name, each.scores.comment) for each in one.given if each.scores.comment
        ),
        following=Queued(following.number, following.name, following.title, "", "") if following else None,
    )


def _criteria(context: RequestContext, one: Standing) -> Criteria:
    """Those that the member's assessment goes by; where it is still to be given, those in use."""
    return one.criteria if one.mine and one.mine.given_at and one.fresh else context.tab.assessing.criteria()


def _filled(one: Standing) -> Filled:
    marks = {f"mark-{code}": str(mark) for code, mark in one.scores.marks.items()}
    return Filled(values={**marks, "comment": one.scores.comment})


def _asked(t: Texts, one: Criterion, filled: Filled) -> Asked:
    chosen = filled.value(f"mark-{one.code}")
    choices = tuple(MarkChoice(mark, one.anchor(mark, t.language), str(mark) == chosen) for mark in MARKS)
    wrong = bool(filled.message) and not chosen
    return Asked(one.code, one.called(t.language), t("assess.weight", weight=one.weight), choices, wrong)


def _row(t: Texts, one: Standing, spread: Spread) -> SpreadRow:
    named = {each.code: each for given in one.given for each in given.criteria.all}[spread.code]
    mine = one.scores.marks.get(spread.code)
    dots = tuple(Dots(mark, spread.marks.count(mark), mark == mine) for mark in MARKS)
    width = spread.width[0]
    sentence = t(f"assess.spread.{'wide' if width >= 3 else 'some' if width >= 2 else 'close'}")
    part = t("assess.part", part=decimal(t, spread.part))
    return SpreadRow(named.called(t.language), t("assess.weight", weight=named.weight), dots, sentence, part)
