"""The verbs that only look: help, mine, search, open, show."""

from bot.cards.lists import PAGE, SEARCH_LIMIT, mine_card, search_card
from bot.cards.menus import help_card, notice_card
from bot.cards.proposals import Seen, news_top, proposal_card
from bot.cards.solution_cards import solution_card
from bot.desk import Asked, Desk, Reply
from bot.cards.elements import Card, Elements
from technology_map.finding import by_name, search
from technology_map.proposals import Proposal
from technology_map.refusals import Refused
from technology_map.solution_cards import SolutionCard

_NAME_LIMIT = 20


def seen(desk: Desk, asked: Asked) -> Seen:
    """Who looks at a card, for its buttons."""
    return Seen(asked.caller, desk.overview, desk.teams_app_id, asked.mri)


def drawn(desk: Desk, asked: Asked, thing: Proposal | SolutionCard, *, top: Elements = ()) -> Card:
    """The card of a proposal or solution card as it stands."""
    if isinstance(thing, Proposal):
        return proposal_card(asked.texts, thing, seen(desk, asked), top=top)
    return solution_card(asked.texts, thing, seen(desk, asked), top=top)


async def help_(_desk: Desk, asked: Asked) -> Reply:
    """What one can write."""
    return Reply(beside=help_card(asked.texts))


async def mine(desk: Desk, asked: Asked) -> Reply:
    """What the person has handed in."""
    return Reply(beside=_mine(desk, asked))


async def more_mine(desk: Desk, asked: Asked) -> Reply:
    """Another page of it, in the same card."""
    return Reply(_mine(desk, asked))


def _mine(desk: Desk, asked: Asked) -> Card:
    who = asked.caller.person.object_id
    proposals = desk.overview.proposals.of_person(who)
    cards = desk.overview.solution_cards.of_person(who)
    return mine_card(asked.texts, proposals, cards, asked.count("skip"))


async def search_(desk: Desk, asked: Asked) -> Reply:
    """What is found for the text typed; from the card's own field in the same card."""
    found = _found(desk, asked, asked.text("text"), 0)
    return Reply(found) if asked.data.get("here") else Reply(beside=found)


async def more_found(desk: Desk, asked: Asked) -> Reply:
    """Another page of what was found, in the same card."""
    return Reply(_found(desk, asked, asked.text("asked"), asked.count("skip")))


def _found(desk: Desk, asked: Asked, text: str, skip: int, notice: str = "") -> Card:
    wanted = " ".join(text.split())[:SEARCH_LIMIT]
    found = search(desk.overview, wanted, limit=PAGE, skip=skip)
    return search_card(asked.texts, wanted, found, skip, notice)


async def heard(desk: Desk, asked: Asked) -> Reply:
    """A message that is no command: what was found for it, else the help."""
    text = " ".join(asked.text("text").split())[:SEARCH_LIMIT]
    if text and search(desk.overview, text, limit=1).total:
        return Reply(beside=_found(desk, asked, text, 0, asked.texts("bot.heard.searched")))
    return Reply(beside=help_card(asked.texts, asked.texts("bot.heard.not_understood")))


async def open_(desk: Desk, asked: Asked) -> Reply:
    """The thing's card, below."""
    return Reply(beside=drawn(desk, asked, _named(desk, asked)))


async def show(desk: Desk, asked: Asked) -> Reply:
    """The thing as it stands, in place of the pressed card; Teams asks for it by itself, too."""
    thing = _named(desk, asked)
    top: Elements = ()
    if isinstance(thing, Proposal) and asked.count("news"):
        top = news_top(asked.texts, thing)
    return Reply(drawn(desk, asked, thing, top=top), lasting=bool(asked.data.get("lasting")))


async def status(desk: Desk, asked: Asked) -> Reply:
    """The typed command `status F-0042`: the thing's card, or a sentence that nothing has that name."""
    name = asked.text("name").strip()
    if not name:
        return await mine(desk, asked)
    thing = by_name(desk.overview, name)
    if thing is None:
        sentence = asked.texts("bot.status.none", name=name[:_NAME_LIMIT])
        return Reply(beside=notice_card(asked.texts, sentence))
    return Reply(beside=drawn(desk, asked, thing))


def _named(desk: Desk, asked: Asked) -> Proposal | SolutionCard:
    name = asked.text("name")
    if not name or len(name) > _NAME_LIMIT:
        raise Refused("damaged_form")
    thing = by_name(desk.overview, name)
    if thing is None:
        raise Refused("not_found")
    return thing
