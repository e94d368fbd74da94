"""What somebody shares in any chat: a small public card, and the line that shows it in a search."""

from typing import Any

from bot.adaptive_cards.actions import link
from bot.adaptive_cards.elements import box, card, label, paragraphs, said, shortened
from bot.adaptive_cards.lists import Thing
from bot.adaptive_cards.plain import Card, Element
from bot.adaptive_cards.wording import deep_link, status_word
from bot.cards.proposal_card import status_pill
from bot.method.workshops import about_workshop
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.method.workshops import Workshop
from technology_map.texts import Texts
from technology_map.words.terms import TermList

REASON_SHOWN, TEXT_SHOWN = 400, 280
PREVIEW_SHOWN = 120


def shared_card(texts: Texts, thing: Thing, teams_app_id: str) -> Card:
    """What it is, where it stands and why, and a link into the tab. No person is named in it.

    It has no button of the bot's, which is not in the chat, and is the same for whoever reads it.
    """
    opens = link(texts("bot.button.tab"), deep_link(teams_app_id, thing.name))
    body = _proposal(texts, thing) if isinstance(thing, Proposal) else _solution(texts, thing)
    return card(texts, body, [opens])


def preview(texts: Texts, thing: Thing) -> dict[str, Any]:
    """The content of a thumbnail card: the title, and what it is and where it stands."""
    if isinstance(thing, Proposal):
        about = texts("extension.preview.proposal", name=thing.name, status=status_word(texts, thing.status))
        text = thing.problem
    else:
        about = texts("extension.preview.solution", name=thing.name)
        text = thing.summary or thing.challenges
    return {
        "title": inert(thing.title),
        "subtitle": about,
        "text": inert(shortened(" ".join(text.split()), PREVIEW_SHOWN)),
    }


def invitation_preview(texts: Texts, one: Workshop) -> dict[str, Any]:
    """The content of a thumbnail card for a workshop."""
    subtitle = f"{one.name} · {texts('workshop.chat.invitation')}"
    return {"title": inert(one.title), "subtitle": subtitle, "text": inert(about_workshop(texts, one))}


def inert(text: str) -> str:
    """The text with whatever could be markup in a thumbnail card broken up (trust.md row 10)."""
    for opening in ("<", "&", "{", "]"):
        text = text.replace(opening, opening + "\u200b")
    return text


def _proposal(texts: Texts, one: Proposal) -> list[Element]:
    found: list[Element] = [
        *_head(texts("bot.state.proposal", name=one.name), one.title),
        status_pill(texts, one.status),
        *paragraphs(one.problem, TEXT_SHOWN),
    ]
    if one.status_reason:
        reason = [label(texts("bot.state.reason")), *paragraphs(one.status_reason, REASON_SHOWN)]
        found.append(box("emphasis", reason))
    return found


def _solution(texts: Texts, one: SolutionCard) -> list[Element]:
    places = [
        texts.term(TermList.AREA, one.area) if one.area else "",
        texts(f"phase.{one.phase.value}") if one.phase else "",
        one.department,
    ]
    where = " · ".join(place for place in places if place)
    return [
        *_head(texts("bot.state.solution_card", name=one.name), one.title),
        *([said(where, subtle=True, spacing="Small")] if where else []),
        *paragraphs(one.summary or one.challenges, TEXT_SHOWN),
    ]


def _head(what: str, title: str) -> list[Element]:
    return [said(what, subtle=True, size="Small"), said(title, bold=True, size="Large", spacing="None")]
