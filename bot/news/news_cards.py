"""News as cards for a person's own chat: what is new on top, what it is about below."""

from microsoft_teams.cards.core import CardElement

from bot.adaptive_cards.elements import Card
from bot.adaptive_cards.viewer import Seen
from bot.adaptive_cards.wording import status_word
from bot.backing.backing_card import (
    card_news_top,
    handed_in_for_top,
    joined_top,
    merged_top,
    responsible_top,
    reworded_top,
)
from bot.cards.proposal_card import news_top, proposal_card
from bot.cards.receipt_cards import DECISION_LOST, JOINED, decision_lost_top, now_stored_card
from bot.cards.solution_card import solution_card
from bot.news.outgoing_messages import Content
from bot.words.glossary import explained_card
from technology_map.backing.relations import former_supports
from technology_map.cards.proposals import Proposal
from technology_map.people.rights import hands_in, is_submitter
from technology_map.ports import (
    CardChanged,
    CoSubmitterAdded,
    DecisionLost,
    HandedInFor,
    MadeResponsible,
    NowStored,
    OtherMerged,
    Reworded,
    StatusChanged,
    WordExplained,
)
from technology_map.search.finding import by_name
from technology_map.texts import Texts, texts
from technology_map.words.terms import TermList

OfProposal = StatusChanged | DecisionLost | CoSubmitterAdded | OtherMerged | Reworded | HandedInFor
KINDS = (
    StatusChanged,
    NowStored,
    DecisionLost,
    CoSubmitterAdded,
    CardChanged,
    WordExplained,
    OtherMerged,
    Reworded,
    MadeResponsible,
    HandedInFor,
)


def news_card(news: Content, seen: Seen) -> tuple[Card, str] | None:
    """The card and the notification's line; None where what it is about is gone, or nobody's concern."""
    said = texts(seen.caller.language).with_words(seen.overview.vocabulary)
    if isinstance(news, NowStored):
        card = now_stored_card(said, news.receipt, news.name)
        return card, said("bot.now_stored.title", name=news.name)
    if isinstance(news, CardChanged):
        return _of_card(news, said, seen)
    if isinstance(news, MadeResponsible):
        return _of_responsibility(news, said, seen)
    if isinstance(news, WordExplained):
        return _of_word(news, said, seen)
    return _of_proposal(news, said, seen) if isinstance(news, OfProposal) else None


def _of_card(news: CardChanged, said: Texts, seen: Seen) -> tuple[Card, str] | None:
    """The solution card that was changed; None for who has stopped following it."""
    one = seen.overview.solution_cards.get(news.card)
    if one is None or not seen.follows.has(seen.caller.person.object_id, one.name):
        return None
    drawn = solution_card(said, one, seen, top=card_news_top(said, one))
    return drawn, said("backing.card_news.summary", name=one.name)


def _of_responsibility(news: MadeResponsible, said: Texts, seen: Seen) -> tuple[Card, str] | None:
    """What the person answers for now; None where it has gone on to somebody else."""
    thing = by_name(seen.overview, news.name)
    if thing is None or not is_submitter(seen.caller, thing):
        return None
    top = responsible_top(said, thing)
    drawn = (
        proposal_card(said, thing, seen, top=top)
        if isinstance(thing, Proposal)
        else solution_card(said, thing, seen, top=top)
    )
    return drawn, said("responsible.news", name=thing.name)


def _of_word(news: WordExplained, said: Texts, seen: Seen) -> tuple[Card, str] | None:
    """The word that the person asked about; None where it is gone, or has no explanation any more."""
    term = seen.overview.vocabulary.get(TermList.TECHNOLOGY, news.code)
    if term is None or not term.explained(said.language):
        return None
    name = term.called(said.language)
    drawn = explained_card(said, seen.overview, term, top=said("bot.glossary.answer", word=name))
    return drawn, said("bot.glossary.answer", word=name)


def _of_proposal(news: OfProposal, said: Texts, seen: Seen) -> tuple[Card, str] | None:
    proposal = seen.overview.proposals.get(news.proposal)
    if proposal is None or not (isinstance(news, DecisionLost) or _concerned(news, proposal, seen)):
        return None
    top, occasion, key = _occasion(news, proposal, said, seen)
    card = proposal_card(said, proposal, seen, top=top, occasion=occasion)
    return card, said(key, name=proposal.name, status=status_word(said, proposal.status))


def _concerned(
    news: StatusChanged | CoSubmitterAdded | OtherMerged | Reworded | HandedInFor,
    proposal: Proposal,
    seen: Seen,
) -> bool:
    """Whether the person still wants to know: who has stopped following is left in peace."""
    person = seen.caller.person.object_id
    if isinstance(news, Reworded):
        former = former_supports(seen.overview.supports, proposal)
        return any(one.object_id == person for one in former)
    if hands_in(seen.caller, proposal):
        return True
    backs = seen.overview.supports.has(person, proposal.name)
    follows = seen.follows.has(person, proposal.name)
    return isinstance(news, StatusChanged | OtherMerged) and (backs or follows)


def _occasion(
    news: OfProposal, proposal: Proposal, said: Texts, seen: Seen
) -> tuple[list[CardElement], dict[str, object], str]:
    """What stands above the card, what its refresh says, and the notification's sentence."""
    if isinstance(news, StatusChanged):
        return news_top(said, proposal, seen), {"news": news.seq}, "bot.news.summary"
    if isinstance(news, OtherMerged):
        return merged_top(said, proposal, f"F-{news.merged:04d}"), {}, "backing.merged.summary"
    if isinstance(news, Reworded):
        return reworded_top(said, proposal), {}, "backing.reworded.summary"
    if isinstance(news, HandedInFor):
        return handed_in_for_top(said, proposal), {}, "behalf.news"
    if isinstance(news, CoSubmitterAdded):
        return joined_top(said, proposal), {**JOINED}, "backing.joined.summary"
    return decision_lost_top(said, proposal.name), {**DECISION_LOST}, "bot.decision_lost.summary"
