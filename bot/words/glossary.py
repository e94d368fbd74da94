"""The verb that explains a word: in plain language, with an example from here."""

from bot.adaptive_cards.actions import button
from bot.adaptive_cards.elements import card, heading, said
from bot.adaptive_cards.plain import Card
from bot.request_context import Asked, Reply, Services
from technology_map.overview import Overview
from technology_map.search.finding import by_name
from technology_map.texts import Texts
from technology_map.validation.forms import read_form
from technology_map.words.forms import WordQuestion
from technology_map.words.glossary import like, looked_up
from technology_map.words.terms import NAME_LIMIT, TechnologyKind, Term
from technology_map.words.value_lists import code_word
from technology_map.words.values import Provenness

SHOWN = 60
"""Characters of a question that is repeated."""


async def explain(services: Services, asked: Asked) -> Reply:
    """What the word means; where nobody knows it, words that are like it."""
    text = asked.text("text").strip()
    term = looked_up(asked.words, text) if text else None
    if term is not None and term.explained(asked.texts.language):
        return Reply(beside=explained_card(asked.texts, services.overview, term))
    return Reply(beside=_unknown(asked.texts, text, like(asked.words, text)))


async def ask_word(services: Services, asked: Asked) -> Reply:
    """Ask the secretaries what a word means."""
    form = read_form(WordQuestion, {"word": asked.text("text")[:NAME_LIMIT]}, services.today)
    term = await services.asking.ask(asked.caller, form)
    if term.explained(asked.texts.language):
        return Reply(beside=explained_card(asked.texts, services.overview, term))
    sentence = asked.texts("bot.glossary.asked", word=term.called(asked.texts.language))
    return Reply(beside=card(asked.texts, [said(sentence)], [button(asked.texts("bot.button.help"), "help")]))


def explained_card(texts: Texts, overview: Overview, term: Term, *, top: str = "") -> Card:
    """The entry as a card, below the sentence `top`."""
    about = [
        code_word(texts, TechnologyKind, term.kind) if term.kind else "",
        code_word(texts, Provenness, term.provenness) if term.provenness else "",
    ]
    facts = " · ".join(part for part in about if part)
    synonyms = ", ".join(term.synonyms(texts.language))
    body = [
        *([said(top)] if top else []),
        heading(term.called(texts.language)),
        *([said(facts, subtle=True, size="Small", spacing="None")] if facts else []),
        said(term.explained(texts.language)),
        *([said(texts("bot.glossary.synonyms", words=synonyms), subtle=True)] if synonyms else []),
    ]
    thing = by_name(overview, term.example) if term.example else None
    if thing is None:
        return card(texts, body, [button(texts("bot.button.search"), "search")])
    body.append(said(texts("bot.glossary.example", name=thing.name, title=thing.title)))
    return card(texts, body, [button(texts("bot.button.open", name=thing.name), "open", name=thing.name)])


def _unknown(texts: Texts, text: str, found: list[Term]) -> Card:
    body = [said(texts("bot.glossary.unknown", word=text[:SHOWN]))] if text else []
    asks = [button(texts("bot.glossary.ask"), "ask_word", text=text[:NAME_LIMIT])] if text else []
    known = [one for one in found if one.explained(texts.language)]
    if not known:
        buttons = [*asks, button(texts("bot.button.help"), "help")]
        return card(texts, [*body, said(texts("bot.glossary.none"))], buttons)
    names = [one.called(texts.language) for one in known]
    choices = [button(name, "explain", text=name) for name in names]
    return card(texts, [*body, said(texts("bot.glossary.like"))], [*choices, *asks])
