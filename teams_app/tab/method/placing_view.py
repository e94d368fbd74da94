"""A card as it is placed, and as it is talked about once the spread is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, word
from technology_map.cards.solution_cards import SolutionCard
from technology_map.method.forms import REASON
from technology_map.method.leading import may_lead
from technology_map.method.workshops import FEWEST, Workshop, WorkshopCard
from technology_map.texts import Texts
from technology_map.validation.limits import REASON_LIMIT
from technology_map.words.terms import TermList

WHOLE = 100
UNSURE = "unsure"
"""What the form sends for "I can't tell"."""


@dataclass(frozen=True, slots=True)
class PurposeChoice:
    """A purpose to place a card under; `key` is the digit that chooses it."""

    code: str
    label: str
    key: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class PlacingView:
    """One card to place, the `place`-th of all. `before` and `after` are the names of its neighbours."""

    name: str
    title: str
    told: tuple[tuple[str, str], ...]
    heading: str
    choices: tuple[PurposeChoice, ...]
    unsure: bool
    unsure_key: int
    filled: Filled
    placed: bool
    before: str
    after: str
    left: str
    reason_limit: int = REASON


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the spread."""

    label: str
    count: int
    percent: int
    said: str


@dataclass(frozen=True, slots=True)
class TalkView:
    """A card whose spread is shown. `too_few` says so where there is none to show."""

    number: int
    name: str
    title: str
    told: tuple[tuple[str, str], ...]
    before: str
    bars: tuple[Bar, ...]
    placed: str
    too_few: str
    reasons: tuple[str, ...]
    agreed: str
    outcome: tuple[tuple[str, str], ...]
    filled: Filled
    purposes: tuple[Option, ...]
    after: str
    may_agree: bool
    reason_limit: int = REASON_LIMIT
    short_limit: int = REASON


def told_of(t: Texts, card: SolutionCard) -> tuple[tuple[str, str], ...]:
    """What one needs to know of a card to place it."""
    said = (
        ("sheet.challenges", card.challenges),
        ("sheet.background", card.background),
        ("sheet.effect", card.effect),
    )
    return tuple((t(key), text) for key, text in said if text)


def placing_view(
    context: RequestContext,
    workshop: Workshop,
    cards: Sequence[SolutionCard],
    asked: str,
    filled: Filled | None = None,
) -> PlacingView | None:
    """The card that is asked for, else the first that the caller has not placed, else the last."""
    if not cards:
        return None
    t, placing = context.t, context.tab.leading.placing
    mine = {one.name: placing.mine(context.caller, workshop, one.name) for one in cards}
    names = [one.name for one in cards]
    left = [name for name in names if mine[name] is None]
    name = asked if asked in names else (left or names[-1:])[0]
    place = names.index(name)
    card, choice = cards[place], mine[name]
    stands = {"purpose": choice.purpose or UNSURE, "reason": choice.reason} if choice else {}
    shown = filled or Filled(stands)
    chosen = shown.value("purpose")
    offered = context.words.offered(TermList.PURPOSE)
    return PlacingView(
        name=name,
        title=card.title,
        told=told_of(t, card),
        heading=t("workshop.card_of", place=place + 1, of=len(names)),
        choices=tuple(
            PurposeChoice(
                one.code,
                word(t, TermList.PURPOSE, one.code),
                key,
                chosen == one.code,
            )
            for key, one in enumerate(offered, start=1)
        ),
        unsure=chosen == UNSURE,
        unsure_key=0,
        filled=shown,
        placed=choice is not None,
        before=names[place - 1] if place else "",
        after=names[place + 1] if place + 1 < len(names) else "",
        left=t.many("workshop.left", len(left)) if left else t("workshop.all_placed"),
    )


def bars_of(t: Texts, talk: WorkshopCard) -> tuple[Bar, ...]:
    """The spread, the most first."""
    in_order = sorted(talk.counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        Bar(
            label := word(t, TermList.PURPOSE, code) or t("workshop.unsure"),
            count,
            round(count * WHOLE / talk.placed) if talk.placed else 0,
            t("workshop.bar", what=label, count=count, of=talk.placed),
        )
        for code, count in in_order
    )


def outcome_of(t: Texts, talk: WorkshopCard) -> tuple[tuple[str, str], ...]:
    """What was agreed, and what came up on the way."""
    said = (
        ("workshop.agreed_reason", talk.reason),
        ("workshop.tasks", talk.tasks),
        ("workshop.skills", talk.skills),
        ("workshop.ethics", talk.ethics),
    )
    return tuple((t(key), text) for key, text in said if text)


def talk_view(
    context: RequestContext, workshop: Workshop, cards: Sequence[SolutionCard], filled: Filled | None
) -> TalkView | None:
    """The card whose turn it is."""
    t, leading = context.t, context.tab.leading
    talk = leading.talk(workshop, workshop.turn)
    card = next((one for one in cards if one.name == workshop.turn), None)
    if talk is None or card is None:
        return None
    names = [one.name for one in cards]
    place = names.index(card.name)
    stands = {"purpose": talk.purpose, "reason": talk.reason, "tasks": talk.tasks, "skills": talk.skills}
    before = word(t, TermList.PURPOSE, talk.before) or t("workshop.no_purpose")
    after = word(t, TermList.PURPOSE, talk.purpose)
    shown = filled or Filled({**stands, "ethics": talk.ethics})
    offered = context.words.offered(TermList.PURPOSE)
    chosen = shown.value("purpose")
    return TalkView(
        number=card.number,
        name=card.name,
        title=card.title,
        told=told_of(t, card),
        before=t("workshop.before", purpose=before),
        bars=bars_of(t, talk),
        placed=t.many("workshop.placed", talk.placed),
        too_few="" if talk.counts else t("workshop.too_few", fewest=FEWEST),
        reasons=talk.reasons,
        agreed=t("workshop.agreed_on", purpose=after) if talk.purpose else "",
        outcome=outcome_of(t, talk),
        filled=shown,
        purposes=tuple(
            Option(one.code, word(t, TermList.PURPOSE, one.code), one.code == chosen) for one in offered
        ),
        after=names[place + 1] if place + 1 < len(names) else "",
        may_agree=may_lead(context.caller, workshop),
    )
