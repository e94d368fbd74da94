"""One's own area in the chat: what comes next in the method, and what others have that it can use."""

from collections.abc import Sequence

from bot.adaptive_cards.actions import link
from bot.adaptive_cards.elements import card, heading, said
from bot.adaptive_cards.plain import Card, Element
from bot.adaptive_cards.wording import deep_link
from bot.request_context import Asked, Reply, Services
from technology_map.method.cockpit import AreaStep, next_of, steps
from technology_map.method.offers import Offer, offers_to
from technology_map.method.reuses import Reuse
from technology_map.texts import Texts
from technology_map.words.terms import TermList

SHOWN = 3


async def my_area(services: Services, asked: Asked) -> Reply:
    """The area that somebody last handed something in for."""
    overview = services.overview
    area = overview.area_of(asked.caller.person.object_id)
    if area is None:
        return Reply(card=no_area_card(asked.texts))
    found = steps(overview, area)
    offers = offers_to(overview, services.store.records(Reuse), area)[:SHOWN]
    following = found[next_of(found)]
    return Reply(card=area_card(asked.texts, area, following, offers, services.teams_app_id))


def no_area_card(texts: Texts) -> Card:
    """For who has not handed anything in yet: what to do."""
    return card(texts, [heading(texts("area.chat.title")), said(texts("area.chat.unknown"))], [])


def area_card(
    texts: Texts, area: str, following: AreaStep, offers: Sequence[Offer], teams_app_id: str
) -> Card:
    """The next step with how far it is, the offers, and the way to the whole page."""
    step = following.step.value
    stands = (
        texts(f"areas.stands.{step}", done=texts.number(following.done), whole=texts.number(following.whole))
        if following.whole
        else texts(f"areas.nothing.{step}")
    )
    body: list[Element] = [
        heading(texts.term(TermList.AREA, area)),
        said(texts("area.next", step=texts(f"learning.{step}.heading")), bold=True),
        said(stands),
    ]
    if offers:
        body.append(said(texts("area.offers"), bold=True))
        body += [said(f"{one.card.name} {one.card.title} · {one.proposal.name}") for one in offers]
    return card(texts, body, [link(texts("area.chat.open"), deep_link(teams_app_id, f"area-{area}"))])
