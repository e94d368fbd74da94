"""The verbs that show something: welcome, help, my list, search, one thing."""

from typing import Any

from bot.adaptive_cards.elements import Elements
from bot.adaptive_cards.lists import PAGE, SEARCH_LIMIT, mine_card, search_card
from bot.adaptive_cards.menus import help_card, notice_card, welcome_card
from bot.adaptive_cards.plain import Card
from bot.adaptive_cards.viewer import Seen
from bot.backing.backing_card import joined_top
from bot.cards.proposal_card import news_top, notice_top, proposal_card
from bot.cards.receipt_cards import DECISION_LOST, JOINED, RECEIPT, decision_lost_top, receipt_card
from bot.cards.solution_card import solution_card
from bot.request_context import Asked, Reply, Services, proposal_asked, solution_card_asked
from technology_map.cards.proposals import Proposal, solution_card_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.council.pipeline import Promise, stands_sentence
from technology_map.council.waiting import waiting_for
from technology_map.people.rights import hands_in
from technology_map.search.finding import Found, by_name
from technology_map.search.narrowing import Narrowed, found_in, narrowed
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused


def seen(services: Services, asked: Asked) -> Seen:
    """Who looks at a card, and from where."""
    store = services.store

    def stood(texts: Texts, proposal: Proposal) -> str:
        return stands_sentence(texts, proposal, store.overview, store.records(Promise), services.now())

    return Seen(
        asked.caller,
        store.overview,
        services.teams_app_id,
        asked.mri,
        store.follows,
        met=store.contact,
        stood=stood,
        elsewhere=services.elsewhere.similar,
    )


def thing_card(services: Services, asked: Asked, name: str) -> Card:
    """The card of the proposal or solution card named so. Raises Refused(`not_found`)."""
    found = by_name(services.overview, name)
    if found is None:
        raise Refused("not_found")
    if isinstance(found, Proposal):
        return proposal_card(asked.texts, found, seen(services, asked))
    return solution_card(asked.texts, found, seen(services, asked))


OTHERS_SHOWN = 3
"""Cards from elsewhere beside what was found here."""


async def welcome(services: Services, asked: Asked) -> Reply:
    """The short welcome."""
    return Reply(beside=welcome_card(asked.texts))


async def show_help(services: Services, asked: Asked) -> Reply:
    """What one can write."""
    return Reply(beside=help_card(asked.texts))


async def mine(services: Services, asked: Asked) -> Reply:
    """What the person has handed in and follows, in a card of its own."""
    return Reply(beside=_mine(services, asked))


async def more_mine(services: Services, asked: Asked) -> Reply:
    """Another page of it, in place."""
    return Reply(card=_mine(services, asked))


def _mine(services: Services, asked: Asked) -> Card:
    person = asked.caller.person.object_id
    proposals = services.overview.proposals.of_person(person)
    cards = services.overview.solution_cards.of_person(person)
    own = {*(one.name for one in proposals), *(one.name for one in cards)}
    named = (by_name(services.overview, name) for name in services.store.follows.of_person(person))
    followed = [one for one in named if one is not None and one.name not in own]
    answers = [one for one in proposals if one.status is Status.CLARIFICATION]
    waiting = [*answers, *waiting_for(services.overview, asked.caller, services.today)]
    others = [one for one in proposals if one not in waiting]
    return mine_card(
        asked.texts,
        others,
        cards,
        followed,
        waiting,
        asked=_asked_about(services, asked),
        skip=asked.count("skip"),
    )


def _asked_about(services: Services, asked: Asked) -> list[Proposal | SolutionCard]:
    """For the council: what questions stand on that nobody has answered, the longest waiting first."""
    if not asked.caller.on_council:
        return []
    store = services.store
    threads = [*store.overview.remarks.waiting(), *store.council_remarks.waiting()]
    threads.sort(key=lambda one: one.first.written_at)
    names = dict.fromkeys(one.first.thing for one in threads)
    things = (by_name(services.overview, name) for name in names)
    return [one for one in things if one is not None]


async def look_for(services: Services, asked: Asked) -> Reply:
    """Search; from the search card itself the answer takes its place."""
    text = asked.text("text").strip()[:SEARCH_LIMIT]
    drawn = _found_card(services, asked, text)
    return Reply(card=drawn) if asked.data.get("here") is True else Reply(beside=drawn)


async def look_for_anything(services: Services, asked: Asked) -> Reply:
    """What somebody wrote that is no command: searched for, and said so."""
    text = asked.text("text").strip()[:SEARCH_LIMIT]
    narrow = _narrowed(services, asked, text)
    if not found_in(services.overview, narrow, limit=1).total:
        return Reply(beside=help_card(asked.texts, notice_top(asked.texts("bot.unknown.nothing"))))
    notice = asked.texts("bot.unknown.searched")
    return Reply(beside=_found_card(services, asked, text, notice=notice))


async def more_found(services: Services, asked: Asked) -> Reply:
    """Another page of a search, in place."""
    text = asked.text("asked").strip()[:SEARCH_LIMIT]
    return Reply(card=_found_card(services, asked, text, asked.count("skip")))


def _narrowed(services: Services, asked: Asked, text: str) -> Narrowed:
    return narrowed(text, asked.texts, services.overview, asked.caller.person.object_id)


def _found_card(services: Services, asked: Asked, text: str, skip: int = 0, notice: str = "") -> Card:
    """A page of what was found; the first where there are fewer by now."""
    narrow = _narrowed(services, asked, text)
    if not text:
        return search_card(asked.texts, text, Found((), 0), narrow)
    others = services.elsewhere.search(text)[:OTHERS_SHOWN] if not narrow.narrows and not skip else []
    found = found_in(services.overview, narrow, limit=PAGE, skip=skip)
    if skip >= found.total:
        skip, found = 0, found_in(services.overview, narrow, limit=PAGE)
    return search_card(asked.texts, text, found, narrow, skip=skip, notice=notice, others=others)


async def open_thing(services: Services, asked: Asked) -> Reply:
    """One thing in a card of its own, so that what is being typed elsewhere stays."""
    return Reply(beside=thing_card(services, asked, asked.text("name")))


async def status(services: Services, asked: Asked) -> Reply:
    """Where a proposal stands, asked for in words."""
    if not asked.text("name"):
        return Reply(beside=notice_card(asked.texts, asked.texts("bot.status.which")))
    return await open_thing(services, asked)


async def show(services: Services, asked: Asked) -> Reply:
    """The present state, in place: what a card's refresh asks for."""
    thanks = asked.data.get("receipt") is True
    if solution_card_number(asked.text("name")) is not None:
        one = solution_card_asked(services, asked)
        draw = receipt_card if thanks and one.submitted_at == one.changed_at else solution_card
        return Reply(card=draw(asked.texts, one, seen(services, asked)))
    proposal = proposal_asked(services, asked)
    if thanks and proposal.seq == 0:
        return Reply(card=receipt_card(asked.texts, proposal, seen(services, asked)))
    return Reply(card=_of_occasion(services, asked, proposal))


def _of_occasion(services: Services, asked: Asked, proposal: Proposal) -> Card:
    """The proposal's card, with what stood on top of it still there."""
    top: Elements = ()
    occasion: dict[str, Any] = {}
    if asked.data.get("lost") is True:
        top, occasion = decision_lost_top(asked.texts, proposal.name), DECISION_LOST
    elif news := asked.count("news"):
        top, occasion = news_top(asked.texts, proposal, seen(services, asked)), {"news": news}
    elif asked.data.get("joined") is True and hands_in(asked.caller, proposal):
        top, occasion = joined_top(asked.texts, proposal), JOINED
    elif asked.data.get("receipt") is True:
        occasion = RECEIPT
    return proposal_card(asked.texts, proposal, seen(services, asked), top=top, occasion=occasion)


async def put_back(services: Services, asked: Asked) -> Reply:
    """The present state in place of a form that is not wanted, for good."""
    return Reply(card=thing_card(services, asked, asked.text("name")), lasting=True)
