"""Workshops in the chat: those under way, and the invitation that somebody puts into a channel."""

from collections.abc import Sequence

from bot.adaptive_cards.actions import link
from bot.adaptive_cards.elements import card, heading, said
from bot.adaptive_cards.plain import Card, Element
from bot.adaptive_cards.wording import deep_link
from bot.request_context import Asked, Reply, Services
from technology_map.method.workshops import Workshop, going
from technology_map.texts import Texts

SHOWN = 5
"""Workshops of one card: a card has room for so many buttons."""


async def workshops(services: Services, asked: Asked) -> Reply:
    """Those that one can take part in, each with its way in."""
    found = going(services.store.records(Workshop))[:SHOWN]
    return Reply(card=workshops_card(asked.texts, found, services.teams_app_id))


def workshops_card(texts: Texts, found: Sequence[Workshop], teams_app_id: str) -> Card:
    """The workshops to come and under way, the next first."""
    body: list[Element] = [heading(texts("workshop.heading"))]
    if not found:
        return card(texts, [*body, said(texts("workshop.chat.none"))], [])
    body += [said(f"{one.name} {one.title} · {about_workshop(texts, one)}") for one in found]
    return card(
        texts,
        body,
        [
            link(texts("workshop.chat.open_one", name=one.name), deep_link(teams_app_id, one.name))
            for one in found
        ],
    )


def invitation_card(texts: Texts, one: Workshop, teams_app_id: str) -> Card:
    """What a workshop is about, and the way in: the same for whoever reads it."""
    body: list[Element] = [
        said(texts("workshop.chat.invitation"), subtle=True),
        said(one.title, bold=True),
        said(about_workshop(texts, one)),
        said(texts("workshop.secret")),
    ]
    return card(texts, body, [link(texts("workshop.chat.open"), deep_link(teams_app_id, one.name))])


def about_workshop(texts: Texts, one: Workshop) -> str:
    """When it is, who leads it, and how many cards there are."""
    about = texts("workshop.about", day=texts.day(one.day), leader=one.leader_name)
    return f"{about} · {texts.many('workshop.cards', len(one.cards))}"
