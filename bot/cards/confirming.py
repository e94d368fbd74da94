"""A card that nobody has touched for a year: does it still hold, has it changed, is it used no more?"""

from bot.adaptive_cards.actions import button
from bot.adaptive_cards.elements import card, heading, paragraphs, said
from bot.adaptive_cards.plain import Card, Element
from bot.cards.showing import thing_card
from bot.request_context import Asked, Reply, Services, solution_card_asked
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.rights import require_card_editor
from technology_map.texts import Texts

SHOWN = 300


async def ask_card(services: Services, asked: Asked) -> Reply:
    """The question with its three answers. Raises Refused: `guest`, `not_yours`, `not_found`."""
    there = solution_card_asked(services, asked)
    require_card_editor(asked.caller, there)
    return Reply(card=question_card(asked.texts, there), lasting=True)


async def confirm_card(services: Services, asked: Asked) -> Reply:
    """It still holds."""
    there = await services.confirming.confirm(asked.caller, solution_card_asked(services, asked))
    return Reply(card=confirmed_card(asked.texts, there), lasting=True)


async def retire_card(services: Services, asked: Asked) -> Reply:
    """It is used no more: the card says so."""
    there = await services.confirming.retire(asked.caller, solution_card_asked(services, asked))
    return Reply(card=thing_card(services, asked, there.name), lasting=True)


def question_card(texts: Texts, there: SolutionCard) -> Card:
    """What the card says, and the answers."""
    body: list[Element] = [
        heading(texts("confirm.title"), size="Medium"),
        said(f"{there.name} {there.title}", bold=True),
        *paragraphs(there.summary or there.background, SHOWN),
    ]
    return card(
        texts,
        body,
        [
            button(texts("confirm.yes"), "confirm_card", primary=True, name=there.name),
            button(texts("confirm.change"), "edit_solution_card", name=there.name),
            button(texts("confirm.retire"), "retire_card", name=there.name),
        ],
    )


def confirmed_card(texts: Texts, there: SolutionCard) -> Card:
    """Thanks."""
    body: list[Element] = [
        said(f"{there.name} {there.title}", bold=True),
        said(texts("confirm.thanks")),
    ]
    return card(texts, body, [button(texts("bot.button.open", name=there.name), "open", name=there.name)])
