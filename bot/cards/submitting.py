"""The verbs that hand something in. What was typed always comes back with a "no"."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.adaptive_cards.plain import Card
from bot.cards.form_cards import (
    NOT_CPR,
    PROPOSAL_FIELDS,
    SOLUTION_CARD_FIELDS,
    Filled,
    proposal_form,
    solution_card_form,
)
from bot.cards.proposal_card import kept_top, proposal_card
from bot.cards.receipt_cards import queued_card, receipt_card
from bot.cards.saved_input import written
from bot.cards.showing import seen
from bot.cards.solution_card import solution_card
from bot.request_context import Asked, Reply, Services, new_key
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.ports import Receipt
from technology_map.validation.forms import QuickProposal, QuickSolutionCard, one_line, read_form
from technology_map.validation.refusals import Refused

Stored = Proposal | SolutionCard | Receipt


@dataclass(frozen=True, slots=True)
class QuickForm:
    """One of the two quick forms: its fields, what draws it, and the key of its title in a dialog."""

    fields: tuple[str, ...]
    draw: Callable[..., Card]
    title: str

    def drawn(self, asked: Asked, key: str, filled: Filled) -> Reply:
        """The form, below where it is new, else in place; a dialog has no way to search from it."""
        card = self.draw(asked.texts, key, filled, in_dialog=asked.in_dialog)
        title = asked.texts(self.title)
        if filled.refusal or filled.values:
            return Reply(card=card, lasting=True, dialog=title)
        return Reply(beside=card, dialog=title)


PROPOSAL = QuickForm(PROPOSAL_FIELDS, proposal_form, "bot.proposal_form.title")
SOLUTION_CARD = QuickForm(SOLUTION_CARD_FIELDS, solution_card_form, "bot.solution_form.title")


async def new_proposal(services: Services, asked: Asked) -> Reply:
    """An empty quick proposal."""
    return PROPOSAL.drawn(asked, new_key(), Filled())


async def new_solution_card(services: Services, asked: Asked) -> Reply:
    """An empty quick share."""
    return SOLUTION_CARD.drawn(asked, new_key(), Filled())


async def propose(services: Services, asked: Asked) -> Reply:
    """Take in a proposal."""

    async def store(raw: Mapping[str, str]) -> Stored:
        form = read_form(QuickProposal, raw, services.today, services.overview.vocabulary)
        return await services.submitting.propose(asked.caller, form)

    return await _hand_in(services, asked, PROPOSAL, store)


async def share(services: Services, asked: Asked) -> Reply:
    """Take in a solution card."""

    async def store(raw: Mapping[str, str]) -> Stored:
        form = read_form(QuickSolutionCard, raw, services.today, services.overview.vocabulary)
        return await services.submitting.share(asked.caller, form)

    return await _hand_in(services, asked, SOLUTION_CARD, store)


async def _hand_in(
    services: Services,
    asked: Asked,
    form: QuickForm,
    store: Callable[[Mapping[str, str]], Awaitable[Stored]],
) -> Reply:
    values = asked.typed(*form.fields, NOT_CPR)
    raw = dict.fromkeys(form.fields, "") | values | {"submission_key": asked.form_key}
    try:
        stored = await store(raw)
    except Refused as no:
        key = new_key() if no.refusal.code == "damaged_form" else _key(asked)
        return form.drawn(asked, key, Filled(values, no.refusal))
    if isinstance(stored, Receipt):
        return Reply(card=queued_card(asked.texts, stored, values["title"]), lasting=True)
    if says_something_else(stored, values):
        return Reply(card=_sent_before(services, asked, stored), lasting=True)
    return Reply(card=receipt_card(asked.texts, stored, seen(services, asked)), lasting=True)


def says_something_else(stored: Proposal | SolutionCard, values: Mapping[str, str]) -> bool:
    """Whether another text was stored with the same form before. White space does not count."""
    return any(
        one_line(str(getattr(stored, name) or "")) != one_line(value)
        for name, value in values.items()
        if name != NOT_CPR
    )


def _sent_before(services: Services, asked: Asked, stored: Proposal | SolutionCard) -> Card:
    """What is stored, and what was written now, which is not."""
    top = kept_top(asked.texts, asked.texts("bot.sent_before", name=stored.name), written(asked))
    if isinstance(stored, Proposal):
        return proposal_card(asked.texts, stored, seen(services, asked), top=top, keeps=True)
    return solution_card(asked.texts, stored, seen(services, asked), top=top, keeps=True)


def _key(asked: Asked) -> str:
    """The key that the form was drawn with; a new one where it has none."""
    return asked.form_key or new_key()
