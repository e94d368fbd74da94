"""The agenda of a meeting as a card: when and where, what is on it, and the way to it in the tab."""

from collections.abc import Sequence

from bot.adaptive_cards.actions import link
from bot.adaptive_cards.elements import card, heading, said
from bot.adaptive_cards.plain import Card, Element
from bot.adaptive_cards.wording import deep_link
from technology_map.cards.proposals import Proposal
from technology_map.meetings.meetings import Meeting
from technology_map.texts import Texts

SHOWN = 12
"""Items of one card; how many more there are is said."""


def agenda_card(texts: Texts, meeting: Meeting, items: Sequence[Proposal], teams_app_id: str) -> Card:
    """The card."""
    about = [texts("meetings.starts", clock=meeting.starts)]
    if meeting.place:
        about.append(meeting.place)
    if meeting.chair_name:
        about.append(texts("meetings.chair_is", name=meeting.chair_name))
    if meeting.deadline:
        about.append(texts("meetings.deadline_is", day=texts.day(meeting.deadline)))
    body: list[Element] = [
        heading(texts("meetings.title", day=texts.day(meeting.day))),
        said(" · ".join(about), subtle=True),
    ]
    for place, one in enumerate(items[:SHOWN], start=1):
        body.append(said(f"{place}. {one.name} {one.title}", spacing="Small"))
    left = len(items) - SHOWN
    if left > 0:
        body.append(said(texts.many("meetings.card.more", left), subtle=True))
    return card(texts, body, [link(texts("meetings.card.open"), deep_link(teams_app_id, meeting.name))])
