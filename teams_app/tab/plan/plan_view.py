"""The action plan as it is drawn: lines by area, a time line, how far it is, what is new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from teams_app.tab.benefits.benefit_view import amount_or_unknown
from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.council.waiting import TONES, Tone
from teams_app.tab.filters import SHOWN_LIMIT, read_count
from teams_app.tab.plan.plan_lines import AT_FIRST, CHANGED, STATES, PlanSection, months, more, sections
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sentences import Filled, Option, options, word
from technology_map.benefits.benefits import Benefit
from technology_map.benefits.follow_ups import FollowUp
from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.council.life_cycle import Status
from technology_map.method.competences import Competence, needs
from technology_map.plan.plans import PlanChange, PlanVersion
from technology_map.plan.progress import progress_now
from technology_map.talk.value_questions import QUESTIONS, ValueTopic
from technology_map.texts import COPENHAGEN, Texts
from technology_map.words.terms import TermList

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class ProgressPiece:
    """How many proposals stand at one status, as a piece of a bar. `x` and `width` are per mille."""

    words: str
    count: str
    tone: Tone
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan. `number` is 0 for the draft; `goal` and `adopt` are the council's forms."""

    number: int
    title: str
    about: str
    note: str
    sections: tuple[PlanSection, ...]
    pieces: tuple[ProgressPiece, ...]
    summary: str
    months: tuple[PlanSection, ...]
    months_more: str
    changed: tuple[str, ...]
    changed_more: str
    versions: tuple[Fact, ...]
    benefits: tuple[str, ...]
    competences: tuple[str, ...]
    values: tuple[Fact, ...]
    goal: Filled | None
    goal_row: int
    areas: tuple[Option, ...]
    guideposts: tuple[Option, ...]
    adopt: Filled | None
    meetings: tuple[Option, ...]
    place: str


@dataclass(frozen=True, slots=True)
class PlanForms:
    """What the council's forms hold: as they were typed, or as they begin."""

    goal: Filled
    adopt: Filled
    row: int = 0


def plan_page(
    context: RequestContext, version: PlanVersion | None, forms: PlanForms | None = None
) -> PlanPage:
    """The draft, or a version."""
    t, service = context.t, context.tab.planning_ahead
    plan = service.arranged(version, council=context.caller.on_council)
    council = version is None and context.caller.on_council and not context.caller.guest
    shown = forms if council else None
    chosen = shown.goal.value("area") if shown else ""
    # What was adopted is whole on its page and on paper; a draft may have thousands of lines.
    most = SHOWN_LIMIT if version else read_count(context.request.query, "shown", AT_FIRST)
    dated, dated_more = months(context, plan.dated, most)
    return PlanPage(
        number=version.row if version else 0,
        title=t("plan.version", day=t.day(version.adopted_on)) if version else t("plan.heading"),
        about=_about(t, version, council=council),
        note=version.note if version else "",
        sections=tuple(sections(context, plan.by_area, most, edits=council)),
        pieces=tuple(_pieces(t, plan.progress)),
        summary=t.many("plan.count", len(plan.items)),
        months=dated,
        months_more=dated_more,
        changed=tuple(_changed(context, one) for one in plan.changed[: CHANGED * most]),
        changed_more=more(t, len(plan.changed) - CHANGED * most),
        versions=tuple(_version(t, one) for one in service.versions() if one != version),
        benefits=tuple(benefit_lines(context.tab, t, version)),
        competences=tuple(competence_lines(context.tab, t)) if version is None else (),
        values=tuple(value_facts(context.tab, t)) if version is None else (),
        goal=shown.goal if shown else None,
        goal_row=shown.row if shown else 0,
        areas=tuple(options(t, TermList.AREA, chosen or None)),
        guideposts=tuple(
            Option(one, t(f"ask.{one}"), one == (shown.goal.value("guidepost") if shown else ""))
            for one in GUIDEPOSTS
        ),
        adopt=shown.adopt if shown else None,
        meetings=tuple(Option(str(one.row), f"{one.name} · {t.day(one.day)}") for one in service.meetings()),
        place=f"plan/{version.row}" if version else "plan",
    )


def _about(t: Texts, version: PlanVersion | None, *, council: bool) -> str:
    if version is None:
        return t("plan.lead" if council else "plan.lead_all")
    if version.meeting:
        return t("plan.adopted_in", day=t.day(version.adopted_on), meeting=version.meeting)
    return t("plan.adopted", day=t.day(version.adopted_on))


def _version(t: Texts, one: PlanVersion) -> Fact:
    return Fact(one.meeting, t("plan.version", day=t.day(one.adopted_on)), f"plan/{one.row}")


def _pieces(t: Texts, counts: Mapping[str, int]) -> Iterable[ProgressPiece]:
    total, x = sum(counts.values()) or 1, 0
    for code, count in counts.items():
        width = round(WIDTH * count / total)
        yield ProgressPiece(word(t, Status, Status(code)), t.number(count), TONES[Status(code)], x, width)
        x += width


def _changed(context: RequestContext, one: PlanChange) -> str:
    t = context.t
    if one.before is None and one.now is not None:
        return t("plan.new", title=one.now.title)
    if one.now is None:
        return t("plan.gone", title=one.before.title if one.before else "")
    before = one.before or one.now
    said = [t("plan.otherwise", title=one.now.title)]
    for key, was, now in (
        ("state", _state(t, before.state), _state(t, one.now.state)),
        ("due", before.due, one.now.due),
        ("responsible", before.responsible, one.now.responsible),
    ):
        if was != now:
            said.append(t(f"plan.changed.{key}", before=was or "–", now=now or "–"))
    return " ".join(said)


def _state(t: Texts, code: str) -> str:
    return word(t, Status, Status(code)) if code in STATES else ""


def benefit_lines(tab: Tab, t: Texts, plan: PlanVersion | None) -> Iterable[str]:
    """What was expected of the plan's proposals and what came of it, each unit by itself, as of today."""
    store, today = tab.store, tab.now().astimezone(COPENHAGEN).date()
    found = progress_now(plan, store.overview, store.records(Benefit), store.records(FollowUp), today)
    for one in found.benefits:
        expected, realised = amount_or_unknown(t, one.expected), amount_or_unknown(t, one.realised)
        yield t("plan.benefit", unit=one.unit, expected=expected, realised=realised)


def competence_lines(tab: Tab, t: Texts) -> Iterable[str]:
    """What people have to learn, each competence once."""
    for one in tab.store.records(Competence).derived(needs):
        people = t("competences.people", count=t.number(one.people)) if one.people is not None else ""
        yield f"{one.name}. {t.many('competences.rows', len(one.rows))} {people}".strip()


def value_facts(tab: Tab, t: Texts) -> Iterable[Fact]:
    """What was decided last about each value question."""
    for one in QUESTIONS:
        decided = tab.value_deciding.decided(one)
        heading = word(t, ValueTopic, one.topic)
        yield Fact(heading, decided[0].text if decided else "", f"questions/{one.number}")
