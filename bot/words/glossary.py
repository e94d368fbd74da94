"""The verb that explains a word: in plain language, with an example from here."""

from bot.adaptive_cards.elements import Card, button, card, heading, said
from bot.request_context import Asked, Reply, Services
from technology_map.search.finding import by_name
from technology_map.texts import Texts
from technology_map.words.glossary import like, looked_up
from technology_map.words.terms import TechnologyKind, Term
from technology_map.words.value_lists import code_word
from technology_map.words.values import Provenness

SHOWN = 60
"""Characters of a question that is repeated."""


async def explain(services: Services, asked: Asked) -> Reply:
    """What the word means; where nobody knows it, words that are like it."""
    text = asked.text("text").strip()
    term = looked_up(asked.words, text) if text else None
    if term is not None and term.explained(asked.texts.language):
        return Reply(beside=_explained(asked.texts, services, term))
    return Reply(beside=_unknown(asked.texts, text, like(asked.words, text)))


def _explained(texts: Texts, services: Services, term: Term) -> Card:
    about = [
        code_word(texts, TechnologyKind, term.kind) if term.kind else "",
        code_word(texts, Provenness, term.provenness) if term.provenness else "",
    ]
    facts = " · ".join(part for part in about if part)
    synonyms = ", ".join(term.synonyms(texts.language))
    body = [
        heading(term.called(texts.language)),
        *([said(facts, subtle=True, size="Small", spacing="None")] if facts else []),
        said(term.explained(texts.language)),
        *([said(texts("bot.glossary.synonyms", words=synonyms), subtle=True)] if synonyms else []),
    ]
    thing = by_name(services.overview, term.example) if term.example else None
    if thing is None:
        return card(texts, body, [button(texts("bot.button.search"), "search")])
    body.append(said(texts("bot.glossary.example", name=thing.name, title=thing.title)))
    return card(texts, body, [button(texts("bot.button.open", name=thing.name), "open", name=thing.name)])


def _unknown(texts: Texts, text: str, found: list[Term]) -> Card:
    body = [said(texts("bot.glossary.unknown", word=text[:SHOWN]))] if text else []
    if not found:
        return card(
            texts, [*body, said(texts("bot.glossary.none"))], [button(texts("bot.button.help"), "help")]
        )
    names = [one.called(texts.language) for one in found]
    choices = [button(name, "explain", text=name) for name in names]
    return card(texts, [*body, said(texts("bot.glossary.like"))], choices)
