"""What the pages of workshops show: the list, the form, and one workshop at each of its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import segno

from teams_app.tab.cards.proposal_view import deep_link
from teams_app.tab.method.placing_view import PlacingView, TalkView, placing_view, talk_view
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, word
from technology_map.cards.solution_cards import SolutionCard
from technology_map.method.leading import MOST_CARDS, may_lead, may_start
from technology_map.method.workshops import Workshop, WorkshopState
from technology_map.people.people import Role
from technology_map.words.terms import TermList

MOST_OFFERED = 100
"""Cards of an area that the form offers; further ones are found by choosing another area."""


@dataclass(frozen=True, slots=True)
class WorkshopLine:
    """One workshop in the list."""

    number: int
    title: str
    about: str
    state: str


@dataclass(frozen=True, slots=True)
class WorkshopsPage:
    """Every workshop, the newest first."""

    going: tuple[WorkshopLine, ...]
    ended: tuple[WorkshopLine, ...]
    may_start: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A card that can be chosen for a workshop; `about` says where it stands now."""

    name: str
    title: str
    about: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WorkshopFormPage:
    """The form of a new workshop."""

    filled: Filled
    areas: tuple[Option, ...]
    area: str
    cards: tuple[Offered, ...]
    most: int = MOST_CARDS


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card of the workshop: `state` says how far it is for whoever reads."""

    number: int
    name: str
    title: str
    state: str
    here: bool


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code: how many modules it has on each side, its quiet zone too, and the path of the dark ones."""

    size: int
    path: str


@dataclass(frozen=True, slots=True)
class WorkshopPage:
    """One workshop. Where it is not the step for it, `placing` and `talk` are None."""

    number: int
    name: str
    title: str
    about: str
    state: str
    phase: str
    paused: str
    leads: bool
    place: str
    live: str
    link: str
    qr: QrCode | None
    cards: tuple[CardLine, ...]
    placing: PlacingView | None = None
    talk: TalkView | None = None


def workshops_page(context: RequestContext) -> WorkshopsPage:
    """The list."""
    every = sorted(context.tab.store.records(Workshop), key=lambda one: (one.day, one.row), reverse=True)
    lines = [(one.state is WorkshopState.AGREED, _line(context, one)) for one in every]
    return WorkshopsPage(
        tuple(line for ended, line in lines if not ended),
        tuple(line for ended, line in lines if ended),
        may_start(context.caller),
    )


def _line(context: RequestContext, one: Workshop) -> WorkshopLine:
    t = context.t
    about = f"{t.day(one.day)} · {t.many('workshop.cards', len(one.cards))}"
    return WorkshopLine(one.row, one.title, about, word(t, WorkshopState, one.state))


def workshop_form(context: RequestContext, filled: Filled) -> WorkshopFormPage:
    """The form: the cards of one area at a time, those that nobody has placed first."""
    t, overview = context.t, context.overview
    allowed = None if context.caller.role is Role.SECRETARY else context.caller.areas
    by_area: dict[str, list[SolutionCard]] = {}
    for card in overview.solution_cards:
        if card.area and (allowed is None or card.area in allowed):
            by_area.setdefault(card.area, []).append(card)
    chosen = set(filled.value("cards").split(","))
    asked = context.request.query.get("area") or filled.value("area")
    area = asked if asked in by_area else next(iter(sorted(by_area)), "")
    offered = [one for one in context.words.offered(TermList.AREA) if one.code in by_area]
    found = sorted(by_area.get(area, ()), key=lambda one: (one.purpose is not None, one.number))
    return WorkshopFormPage(
        filled,
        tuple(Option(one.code, word(t, TermList.AREA, one.code), one.code == area) for one in offered),
        area,
        tuple(_offered(context, one, chosen) for one in found[:MOST_OFFERED]),
    )


def _offered(context: RequestContext, one: SolutionCard, chosen: set[str]) -> Offered:
    stands = word(context.t, TermList.PURPOSE, one.purpose) or context.t("workshop.no_purpose")
    return Offered(one.name, one.title, f"{one.name} · {stands}", one.name in chosen)


def workshop_page(
    context: RequestContext, workshop: Workshop, *, card: str = "", filled: Filled | None = None
) -> WorkshopPage:
    """The workshop as the caller sees it now; while people place, `card` is the one asked for."""
    t, leading, caller = context.t, context.tab.leading, context.caller
    cards, is_leader = leading.cards(workshop), may_lead(caller, workshop)
    placing = placing_view(context, workshop, cards, card, filled) if workshop.placing else None
    talk = talk_view(context, workshop, cards, filled) if workshop.state is WorkshopState.SHOWN else None
    here = placing.name if placing else workshop.turn if talk else ""
    link = deep_link(context, workshop.name)
    place = f"workshops/{workshop.row}"
    asked = f"?card={card}" if card and placing else ""
    invites = is_leader and workshop.state in (WorkshopState.PREPARED, WorkshopState.SILENT)
    return WorkshopPage(
        number=workshop.row,
        name=workshop.name,
        title=workshop.title,
        about=t("workshop.about", day=t.day(workshop.day), leader=workshop.leader_name),
        state=word(t, WorkshopState, workshop.state),
        phase=workshop.state.value,
        paused=t("workshop.paused", day=t.day(workshop.paused_at.date())) if workshop.paused_at else "",
        leads=is_leader,
        place=place,
        live=f"{place}/live{asked}",
        link=link if invites else "",
        qr=qr_code(link) if invites else None,
        cards=_card_lines(context, workshop, cards, here, leads=is_leader),
        placing=placing,
        talk=talk,
    )


def _card_lines(
    context: RequestContext, workshop: Workshop, cards: Sequence[SolutionCard], here: str, *, leads: bool
) -> tuple[CardLine, ...]:
    return tuple(
        CardLine(one.number, one.name, one.title, _state_of(context, workshop, one, leads), one.name == here)
        for one in cards
    )


def _state_of(context: RequestContext, workshop: Workshop, card: SolutionCard, leads: bool) -> str:
    """While people place: the leader sees how many have, everybody whether they have themselves."""
    t, leading = context.t, context.tab.leading
    if workshop.state is WorkshopState.SILENT:
        mine = leading.placing.mine(context.caller, workshop, card.name)
        own = t("workshop.placed_by_you") if mine else t("workshop.not_placed_by_you")
        count = leading.placing.how_many(workshop, card.name)
        return f"{own} · {t.many('workshop.placed', count)}" if leads else own
    talk = leading.talk(workshop, card.name)
    if talk is None or talk.agreed_at is None:
        return t("workshop.not_agreed") if workshop.state is not WorkshopState.PREPARED else ""
    return t("workshop.agreed_on", purpose=word(t, TermList.PURPOSE, talk.purpose))


@lru_cache(maxsize=64)
def qr_code(link: str) -> QrCode:
    """The link as a picture that a phone can read."""
    rows = list(segno.make(link, error="l").matrix_iter(border=2))
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module]
    return QrCode(len(rows), "".join(dark))
