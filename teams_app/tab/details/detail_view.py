"""The panel of a thing's rows: what is there, and one form at a time."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from teams_app.tab.benefits.benefit_view import freed_sentence
from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.cards.step_marks import thing_path
from teams_app.tab.drawn_field import DrawnField, drawn_field
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, word
from technology_map.benefits.benefits import BENEFITS, Benefit, freed_time
from technology_map.cards.facts import raw_value, value_words
from technology_map.cards.fields import Kind
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import ENDED
from technology_map.details.detailing import may_add, may_change
from technology_map.details.details import Detail, DetailKind, Thing
from technology_map.details.kinds import kinds_of
from technology_map.method.offers import areas_for, offers_for
from technology_map.method.reuses import REUSES, Reuse, ReuseResult
from technology_map.method.synergy import SynergyGroup, group_of
from technology_map.words.terms import TermList

WRITTEN = (Kind.TEXT,)


@dataclass(frozen=True, slots=True)
class DetailForm:
    """The form that is open. `row` is 0 for a new one; `address` is where it is sent."""

    row: int
    address: str
    heading: str
    fields: tuple[DrawnField, ...]
    filled: Filled
    submission_key: str
    version: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DetailLine:
    """One row. `texts` are what people wrote, `facts` the rest; the addresses are empty for who may not."""

    row: int
    heading: str
    facts: tuple[Fact, ...]
    texts: tuple[Fact, ...]
    by: str
    edit: str
    remove: str
    page: str


@dataclass(frozen=True, slots=True)
class DetailSection:
    """The rows of one kind."""

    code: str
    heading: str
    lead: str
    none: str
    lines: tuple[DetailLine, ...]
    add: str
    opens: str
    form: DetailForm | None


@dataclass(frozen=True, slots=True)
class Undo:
    """A row that was removed just now: what is sent to have it back."""

    code: str
    address: str
    key: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """The proposals that the council treats together with this one, and why."""

    title: str
    why: str
    others: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """What others have that may solve this problem, or who has the problem that this solves."""

    heading: str
    lead: str
    found: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class DetailPanel:
    """Every kind of rows that the thing can have. `undo` brings back what was removed last."""

    address: str
    name: str
    sections: tuple[DetailSection, ...]
    undo: Undo | None
    group: Group | None
    offers: Offers | None


@dataclass(frozen=True, slots=True)
class Back:
    """The form that is open: a new row (0) or a number, with what was typed where something was wrong."""

    code: str = ""
    row: int = 0
    filled: Filled | None = None
    key: str = ""
    undo: Undo | None = None


def detail_panel(context: RequestContext, thing: Thing, back: Back | None = None) -> DetailPanel:
    """The panel as the caller may see it."""
    path, back = thing_path(thing), back or Back()
    sections = tuple(_section(context, thing, kind, path, back) for kind in kinds_of(thing))
    group, found = _group(context, thing), _offers(context, thing)
    return DetailPanel(f"{path}/details", thing.name, sections, back.undo, group, found)


def _group(context: RequestContext, thing: Thing) -> Group | None:
    group = group_of(context.tab.store.records(SynergyGroup), thing.name)
    if group is None:
        return None
    others = (one for one in context.tab.grouping.members(group) if one.name != thing.name)
    facts = tuple(Fact(one.name, one.title, f"proposals/{one.number}") for one in others)
    return Group(group.title, group.why, facts)


def _offers(context: RequestContext, thing: Thing) -> Offers | None:
    """Where the same problem and its solution meet across the areas; nothing for what has ended."""
    t, overview, reuses = context.t, context.overview, context.tab.store.records(Reuse)
    if isinstance(thing, Proposal):
        cards = offers_for(overview, reuses, thing) if thing.status not in ENDED else ()
        found = tuple(
            Fact(f"{one.name} · {word(t, TermList.AREA, one.area)}", one.title, f"solutions/{one.number}")
            for one in cards
        )
        return Offers(t("offers.cards"), t("offers.cards_lead"), found) if found else None
    found = tuple(
        Fact(f"{one.name} · {word(t, TermList.AREA, area)}", one.title, f"proposals/{one.number}")
        for area, one in areas_for(overview, reuses, thing).items()
    )
    return Offers(t("offers.areas"), t("offers.areas_lead"), found) if found else None


def _section(context: RequestContext, thing: Thing, kind: DetailKind, path: str, back: Back) -> DetailSection:
    t, address = context.t, f"{path}/details/{kind.code}"
    there = context.tab.detailing.listed(kind, thing)
    may = may_add(context.caller, kind, thing)
    opened = back.code == kind.code
    form = _form(context, thing, kind, address, back) if opened else None
    return DetailSection(
        code=kind.code,
        heading=t(f"detail.{kind.code}.heading"),
        lead=t(f"detail.{kind.code}.lead"),
        none=t(f"detail.{kind.code}.none"),
        lines=(
            *(
                _line(context, thing, kind, one, path)
                for one in there
                if not (opened and one.row == back.row)
            ),
            *(_line(context, source, kind, one, "") for source, one in _carried(context, thing, kind)),
        ),
        add=t(f"detail.{kind.code}.add") if may and not (opened and not back.row) else "",
        opens=f"{path}/details?open={kind.code}",
        form=form,
    )


def _carried(context: RequestContext, thing: Thing, kind: DetailKind) -> Iterator[tuple[Thing, Detail]]:
    """The benefits that a solution was expected to bring when it was a proposal: they follow it."""
    if kind is not BENEFITS or isinstance(thing, Proposal) or not thing.from_proposal:
        return
    source = context.overview.proposals.get(thing.from_proposal)
    if source is not None:
        for one in context.tab.detailing.listed(kind, source):
            yield source, one


def _line(context: RequestContext, thing: Thing, kind: DetailKind, one: Detail, path: str) -> DetailLine:
    """A row; without a `path` it is changed where it belongs."""
    t, values = context.t, kind.values(one)
    said = [
        (field, Fact(t(f"detail.{kind.code}.{field.name}"), words))
        for field in kind.fields[1:]
        if (words := value_words(t, field, values[field.name]))
    ]
    may = bool(path) and may_change(context.caller, thing, one)
    day = t.moment(one.written_at) if one.written_at else ""
    return DetailLine(
        row=one.row,
        heading=value_words(t, kind.first, values[kind.first.name]) or t("tab.fact.none"),
        facts=(
            *(fact for field, fact in said if field.kind not in WRITTEN),
            *_worked_out(context, one),
        ),
        texts=tuple(fact for field, fact in said if field.kind in WRITTEN),
        by=t("detail.by", name=one.author_name, day=day) if one.author_name else "",
        edit=f"{path}/details?open={kind.code}&row={one.row}" if may else "",
        remove=f"{path}/details/{kind.code}/{one.row}/remove" if may else "",
        page=f"benefits/{one.row}" if kind is BENEFITS else "",
    )


def _worked_out(context: RequestContext, one: Detail) -> tuple[Fact, ...]:
    """What follows from a row: freed time as it came about, and when the benefit is asked about next."""
    if not isinstance(one, Benefit):
        return ()
    t, freed = context.t, freed_time(one)
    due = context.tab.following_up.due(one)
    found = (
        Fact(t("benefits.freed_label"), freed_sentence(t, freed) if freed else ""),
        Fact(t("benefits.due_label"), t.day(due) if due else ""),
    )
    return tuple(fact for fact in found if fact.value)


def _form(context: RequestContext, thing: Thing, kind: DetailKind, address: str, back: Back) -> DetailForm:
    """The open form: as it was typed, as the row stands, or as a new row begins."""
    t = context.t
    there = context.tab.detailing.found(kind, thing, back.row) if back.row else None
    begun = raw_values(kind, there) if there else _beginning(context, kind)
    filled = back.filled or Filled(values=begun)
    prefix = f"detail.{kind.code}"
    return DetailForm(
        row=back.row,
        address=f"{address}/{back.row}" if back.row else address,
        heading=t("detail.edit") if back.row else t(f"{prefix}.add"),
        fields=tuple(
            drawn_field(context, one, filled, t(f"{prefix}.{one.name}"), t(f"{prefix}.{one.name}.help"))
            for one in kind.fields
        ),
        filled=filled,
        submission_key=back.key or secrets.token_urlsafe(18),
        version=filled.value("version") or (there.version if there else ""),
        people=tuple((one, one.removesuffix("_id")) for one in kind.hidden),
    )


def raw_values(kind: DetailKind, there: Detail) -> dict[str, str]:
    """What stands in a row, as a form holds it."""
    return {name: raw_value(value) for name, value in kind.values(there).items()}


def _beginning(context: RequestContext, kind: DetailKind) -> Mapping[str, Any]:
    """What a new row begins with: who starts a reuse is its contact, for their own area, today."""
    if kind is not REUSES:
        return {}
    return {
        "by_area": context.overview.area_of(context.caller.person.object_id) or "",
        "contact": context.caller.person.name,
        "since": context.today.isoformat(),
        "result": ReuseResult.UNDER_WAY.value,
    }
