"""The verbs for everyone: back a proposal, follow something, and hand in together."""

from collections.abc import Awaitable

from bot.adaptive_cards.wording import refusal_sentence
from bot.backing.backing_card import co_submitters_card, done_top
from bot.cards.proposal_card import notice_top, proposal_card
from bot.cards.showing import seen
from bot.cards.solution_card import solution_card
from bot.request_context import Asked, Reply, Services, proposal_asked
from technology_map.backing.co_submitters import CoSubmitterRemoved, CoSubmittersAdded
from technology_map.cards.proposals import Proposal, proposal_number, solution_card_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.rights import require_co_submitters_chooser
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refusal, Refused


async def support(services: Services, asked: Asked) -> Reply:
    """Back a proposal."""
    proposal = proposal_asked(services, asked)
    return await _done(
        services, asked, services.backing.support(asked.caller, proposal.number), "backing.supported"
    )


async def unsupport(services: Services, asked: Asked) -> Reply:
    """Take it back."""
    work = services.backing.take_back_support(asked.caller, proposal_asked(services, asked).number)
    return await _done(services, asked, work, "backing.unsupported")


async def follow(services: Services, asked: Asked) -> Reply:
    """Follow a proposal or a solution card."""
    name = _name_asked(asked)
    return await _done(services, asked, services.backing.follow(asked.caller, name), "backing.followed")


async def unfollow(services: Services, asked: Asked) -> Reply:
    """Follow it no more."""
    name = _name_asked(asked)
    return await _done(services, asked, services.backing.unfollow(asked.caller, name), "backing.unfollowed")


async def co_submitters(services: Services, asked: Asked) -> Reply:
    """Who hands it in together, for the submitter to change."""
    proposal = proposal_asked(services, asked)
    require_co_submitters_chooser(asked.caller, proposal)
    return _together(services, asked, proposal)


async def add_co_submitters(services: Services, asked: Asked) -> Reply:
    """Add colleagues. Chat tells us their ids and no names."""
    proposal = proposal_asked(services, asked)
    raw = {"number": proposal.number, "ids": asked.text("ids")}
    try:
        kept = await services.joining.add(
            asked.caller, read_form(CoSubmittersAdded, raw, services.today, services.overview.vocabulary)
        )
    except Refused as no:
        return _again(services, asked, proposal, no)
    said = asked.texts("backing.added", name=kept.name)
    return _together(services, asked, kept, said, good=True)


async def remove_co_submitter(services: Services, asked: Asked) -> Reply:
    """Take a colleague off."""
    proposal = proposal_asked(services, asked)
    raw = {"number": proposal.number, "person": asked.text("person")}
    try:
        kept = await services.joining.remove(
            asked.caller, read_form(CoSubmitterRemoved, raw, services.today, services.overview.vocabulary)
        )
    except Refused as no:
        return _again(services, asked, proposal, no)
    return _together(services, asked, kept)


async def leave(services: Services, asked: Asked) -> Reply:
    """Take oneself off."""
    proposal = proposal_asked(services, asked)
    raw = {"number": proposal.number, "person": asked.caller.person.object_id}
    work = services.joining.remove(
        asked.caller, read_form(CoSubmitterRemoved, raw, services.today, services.overview.vocabulary)
    )
    return await _done(services, asked, work, "backing.left")


async def _done(
    services: Services, asked: Asked, work: Awaitable[Proposal | SolutionCard], sentence: str
) -> Reply:
    """The thing as it stands, and that it is done; where it could not be stored, that."""
    try:
        thing = await work
        top = done_top(asked.texts(sentence, name=thing.name))
    except Refused as no:
        if no.refusal.code != "not_kept":
            raise
        thing = _thing_asked(services, asked)
        top = notice_top(asked.texts(no.refusal.sentence))
    if isinstance(thing, Proposal):
        return Reply(card=proposal_card(asked.texts, thing, seen(services, asked), top=top))
    return Reply(card=solution_card(asked.texts, thing, seen(services, asked), top=top))


def _together(
    services: Services, asked: Asked, proposal: Proposal, notice: str = "", *, good: bool = False
) -> Reply:
    """Who hands it in together; over it in a dialog, with the proposal behind it kept up to date."""
    looks = seen(services, asked)
    drawn = co_submitters_card(asked.texts, proposal, looks, notice, good=good)
    behind = proposal_card(asked.texts, proposal, looks) if asked.in_dialog else None
    title = asked.texts("backing.together.title", name=proposal.name)
    return Reply(card=drawn, lasting=True, dialog=title, behind=behind, message=asked.text("message"))


def _again(services: Services, asked: Asked, proposal: Proposal, no: Refused) -> Reply:
    """The card again, saying why not; what is none of the person's business goes on."""
    if no.refusal.code not in ("invalid_fields", "not_kept", "changed", "cpr_found", "cpr_doubtful"):
        raise no
    current = services.overview.proposals.get(proposal.number) or proposal
    return _together(services, asked, current, _why(asked, no.refusal))


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


def _thing_asked(services: Services, asked: Asked) -> Proposal | SolutionCard:
    number = solution_card_number(asked.text("name"))
    card = services.overview.solution_cards.get(number) if number is not None else None
    return card or proposal_asked(services, asked)
