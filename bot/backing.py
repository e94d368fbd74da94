"""The verbs for everyone: back a proposal, follow something, and hand in together."""

from collections.abc import Awaitable

from bot.cards.backing import co_submitters_card, done_top
from bot.cards.proposals import notice_top, proposal_card
from bot.cards.solution_cards import solution_card
from bot.cards.wording import refusal_sentence
from bot.desk import Asked, Desk, Reply, proposal_asked
from bot.looking import seen
from technology_map.co_submitters import CoSubmitterRemoved, CoSubmittersAdded
from technology_map.forms import read_form
from technology_map.proposals import Proposal, proposal_number, solution_card_number
from technology_map.refusals import Refusal, Refused
from technology_map.rights import require_co_submitters_chooser
from technology_map.solution_cards import SolutionCard


async def support(desk: Desk, asked: Asked) -> Reply:
    """Back a proposal."""
    proposal = proposal_asked(desk, asked)
    return await _done(desk, asked, desk.backing.support(asked.caller, proposal.number), "backing.supported")


async def unsupport(desk: Desk, asked: Asked) -> Reply:
    """Take it back."""
    work = desk.backing.take_back_support(asked.caller, proposal_asked(desk, asked).number)
    return await _done(desk, asked, work, "backing.unsupported")


async def follow(desk: Desk, asked: Asked) -> Reply:
    """Follow a proposal or a solution card."""
    name = _name_asked(asked)
    return await _done(desk, asked, desk.backing.follow(asked.caller, name), "backing.followed")


async def unfollow(desk: Desk, asked: Asked) -> Reply:
    """Follow it no more."""
    name = _name_asked(asked)
    return await _done(desk, asked, desk.backing.unfollow(asked.caller, name), "backing.unfollowed")


async def co_submitters(desk: Desk, asked: Asked) -> Reply:
    """Who hands it in together, for the submitter to change."""
    proposal = proposal_asked(desk, asked)
    require_co_submitters_chooser(asked.caller, proposal)
    return Reply(card=co_submitters_card(asked.texts, proposal, seen(desk, asked)), lasting=True)


async def add_co_submitters(desk: Desk, asked: Asked) -> Reply:
    """Add colleagues. Chat tells us their ids and no names."""
    proposal = proposal_asked(desk, asked)
    raw = {"number": proposal.number, "ids": asked.text("ids")}
    try:
        kept = await desk.joining.add(asked.caller, read_form(CoSubmittersAdded, raw, desk.today))
    except Refused as no:
        return _again(desk, asked, proposal, no)
    said = asked.texts("backing.added", name=kept.name)
    return Reply(card=co_submitters_card(asked.texts, kept, seen(desk, asked), said, good=True), lasting=True)


async def remove_co_submitter(desk: Desk, asked: Asked) -> Reply:
    """Take a colleague off."""
    proposal = proposal_asked(desk, asked)
    raw = {"number": proposal.number, "person": asked.text("person")}
    try:
        kept = await desk.joining.remove(asked.caller, read_form(CoSubmitterRemoved, raw, desk.today))
    except Refused as no:
        return _again(desk, asked, proposal, no)
    return Reply(card=co_submitters_card(asked.texts, kept, seen(desk, asked)), lasting=True)


async def leave(desk: Desk, asked: Asked) -> Reply:
    """Take oneself off."""
    proposal = proposal_asked(desk, asked)
    raw = {"number": proposal.number, "person": asked.caller.person.object_id}
    work = desk.joining.remove(asked.caller, read_form(CoSubmitterRemoved, raw, desk.today))
    return await _done(desk, asked, work, "backing.left")


async def _done(desk: Desk, asked: Asked, work: Awaitable[Proposal | SolutionCard], sentence: str) -> Reply:
    """The thing as it stands, and that it is done; where it could not be stored, that."""
    try:
        thing = await work
        top = done_top(asked.texts(sentence, name=thing.name))
    except Refused as no:
        if no.refusal.code != "not_kept":
            raise
        thing = _thing_asked(desk, asked)
        top = notice_top(asked.texts("refusal.not_kept"))
    if isinstance(thing, Proposal):
        return Reply(card=proposal_card(asked.texts, thing, seen(desk, asked), top=top))
    return Reply(card=solution_card(asked.texts, thing, seen(desk, asked), top=top))


def _again(desk: Desk, asked: Asked, proposal: Proposal, no: Refused) -> Reply:
    """The card again, saying why not; what is none of the person's business goes on."""
    if no.refusal.code not in ("invalid_fields", "not_kept", "changed", "cpr_found", "cpr_doubtful"):
        raise no
    current = desk.overview.proposals.get(proposal.number) or proposal
    drawn = co_submitters_card(asked.texts, current, seen(desk, asked), _why(asked, no.refusal))
    return Reply(card=drawn, lasting=True)


def _why(asked: Asked, refusal: Refusal) -> str:
    """The sentence beside the field where there is one, else that of the refusal."""
    code = refusal.fields.get("ids")
    return asked.texts(f"field.{code}") if code else refusal_sentence(asked.texts, refusal)


def _name_asked(asked: Asked) -> str:
    """What is to be followed, by its number. Raises Refused(`damaged_form`)."""
    name = asked.text("name")
    if proposal_number(name) is None and solution_card_number(name) is None:
        raise Refused("damaged_form")
    return name


def _thing_asked(desk: Desk, asked: Asked) -> Proposal | SolutionCard:
    number = solution_card_number(asked.text("name"))
    card = desk.overview.solution_cards.get(number) if number is not None else None
    return card or proposal_asked(desk, asked)
