"""Cards from elsewhere as they are drawn: the list, one card, what a file holds before it is taken in."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.cards.solution_view import excerpt
from teams_app.tab.filters import TEXT_LIMIT
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import word
from technology_map.elsewhere.cards import CardFromElsewhere
from technology_map.elsewhere.taking_in import MOST_AT_ONCE
from technology_map.people.people import Role
from technology_map.words.values import Phase, Transferability

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class ElsewhereLine:
    """One card in a list."""

    number: int
    title: str
    origin: str
    excerpt: str
    about: str


@dataclass(frozen=True, slots=True)
class ElsewherePage:
    """The list. `place` keeps what was searched for."""

    lines: tuple[ElsewhereLine, ...]
    text: str
    summary: str
    more: str
    place: str
    live: str
    is_secretary: bool


@dataclass(frozen=True, slots=True)
class ElsewhereCard:
    """One card with everything it says."""

    number: int
    title: str
    origin: str
    marked: str
    told: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    is_secretary: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card of a file: new, changed since it was taken in, or the same as before."""

    key: str
    title: str
    about: str
    excerpt: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What a file holds."""

    heading: str
    candidates: tuple[Candidate, ...]
    left_out: str
    most: str


def line(context: RequestContext, one: CardFromElsewhere) -> ElsewhereLine:
    """A card in a list."""
    t = context.t
    about = " · ".join(filter(None, (one.area, word(t, Phase, one.phase))))
    return ElsewhereLine(one.row, one.title, one.origin, excerpt(one.challenges or one.background), about)


def elsewhere_page(context: RequestContext) -> ElsewherePage:
    """The cards that a search finds, or all."""
    t, text = context.t, context.request.query.get("text", "")[:TEXT_LIMIT]
    found = context.tab.elsewhere.search(text)
    over = len(found) - MOST_LISTED
    query = f"?{urlencode({'text': text})}" if text else ""
    return ElsewherePage(
        tuple(line(context, one) for one in found[:MOST_LISTED]),
        text,
        t.many("elsewhere.found", len(found)),
        t.many("areas.more", over) if over > 0 else "",
        f"elsewhere{query}",
        f"elsewhere/results{query}",
        context.caller.role is Role.SECRETARY,
    )


def elsewhere_card(context: RequestContext, one: CardFromElsewhere) -> ElsewhereCard:
    """A card's page."""
    t = context.t
    told = (
        Fact(t("ask.challenges"), one.challenges),
        Fact(t("ask.background"), one.background),
        Fact(t("ask.effect"), one.effect),
        Fact(t("ask.consequences"), one.consequences),
        Fact(t("ask.transfer_notes"), one.transfer_notes),
    )
    facts = (
        Fact(t("elsewhere.origin"), one.origin),
        Fact(t("elsewhere.number"), one.number),
        Fact(t("elsewhere.exported"), t.day(one.exported_on) if one.exported_on else ""),
        Fact(t("elsewhere.area"), one.area),
        Fact(t("elsewhere.purpose"), one.purpose),
        Fact(t("tab.fact.technologies"), ", ".join(one.technologies)),
        Fact(t("ask.phase"), word(t, Phase, one.phase)),
        Fact(t("ask.transferability"), word(t, Transferability, one.transferability)),
    )
    return ElsewhereCard(
        one.row,
        one.title,
        one.origin,
        t("elsewhere.marked", origin=one.origin),
        tuple(fact for fact in told if fact.value),
        tuple(fact for fact in facts if fact.value),
        context.caller.role is Role.SECRETARY,
    )


def file_preview(context: RequestContext, cards: Iterable[CardFromElsewhere], in_file: int) -> FilePreview:
    """The cards of a file, each with what taking it in would do."""
    t, store = context.t, context.tab.store.records(CardFromElsewhere)
    every = list(cards)
    found: list[Candidate] = []
    for one in every:
        there = store.get(one.key)
        state = "new" if there is None else "same" if _says_the_same(there, one) else "renewed"
        found.append(
            Candidate(
                one.key,
                one.title,
                f"{one.number} · {t(f'elsewhere.state.{state}')}",
                excerpt(one.challenges or one.background),
                state != "same" and len(found) < MOST_AT_ONCE,
            )
        )
    left = in_file - len(every)
    origin = every[0].origin if every else ""
    return FilePreview(
        t.many("elsewhere.in_file", len(every), origin=origin or t("elsewhere.nobody")),
        tuple(found),
        t.many("elsewhere.left_out", left) if left else "",
        t("elsewhere.most", most=MOST_AT_ONCE) if len(every) > MOST_AT_ONCE else "",
    )


def _says_the_same(there: CardFromElsewhere, one: CardFromElsewhere) -> bool:
    names = ("title", "challenges", "background", "effect", "consequences", "transfer_notes", "exported_on")
    return all(getattr(there, name) == getattr(one, name) for name in names)
