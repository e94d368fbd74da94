"""News as cards for a person's own chat: what is new on top, what it is about below."""

from collections.abc import Callable
from typing import Any

from bot.adaptive_cards.plain import Card, Element
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
from bot.cards.proposal_card import news_top, notice_top, proposal_card
from bot.cards.receipt_cards import DECISION_LOST, JOINED, decision_lost_top, now_stored_card
from bot.cards.solution_card import solution_card
from bot.meetings.agenda_card import agenda_card
from bot.news.outgoing_messages import Content, DayNews
from bot.talk.remark_card import remark_card
from bot.telling.day_card import day_card, no_benefit
from bot.words.glossary import explained_card
from technology_map.backing.relations import former_supports
from technology_map.cards.proposals import Proposal
from technology_map.people.news import (
    AgendaSent,
    CardChanged,
    CoSubmitterAdded,
    DecisionLost,
    HandedInFor,
    MadeCaseworker,
    MadeResponsible,
    NowStored,
    OtherMerged,
    Remarked,
    Reminded,
    Reworded,
    StatusChanged,
    WordExplained,
)
from technology_map.people.rights import hands_in, is_submitter
from technology_map.search.finding import by_name
from technology_map.talk.value_questions import talked_of
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
    MadeCaseworker,
    AgendaSent,
    HandedInFor,
    Remarked,
    Reminded,
)


def news_card(news: Content, seen: Seen) -> tuple[Card, str] | None:
    """The card and the notification's line; None where what it is about is gone, or nobody's concern."""
    said = texts(seen.caller.language).with_words(seen.overview.vocabulary)
    draw = _DRAWN.get(type(news), _of_proposal)
    return draw(news, said, seen)


def _of_storing(news: NowStored, said: Texts, _: Seen) -> tuple[Card, str] | None:
    card = now_stored_card(said, news.receipt, news.name)
    return card, said("bot.now_stored.title", name=news.name)


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


def _of_case(news: MadeCaseworker, said: Texts, seen: Seen) -> tuple[Card, str] | None:
    """What the person looks after now; None where it has gone on to somebody else."""
    one = seen.overview.proposals.get(news.proposal)
    if one is None or one.caseworker_id != seen.caller.person.object_id:
        return None
    told = said("caseworker.news", name=one.name)
    return proposal_card(said, one, seen, top=notice_top(told)), told


def _of_agenda(news: AgendaSent, said: Texts, seen: Seen) -> tuple[Card, str] | None:
    """The agenda as it stands; None where the meeting is over, or gone."""
    if seen.agenda is None or (found := seen.agenda(news.meeting)) is None:
        return None
    meeting, items = found
    drawn = agenda_card(said, meeting, items, seen.teams_app_id)
    return drawn, said("meetings.card.summary", day=said.day(meeting.day))


def _of_remark(news: Remarked, said: Texts, seen: Seen) -> tuple[Card, str] | None:
    """The thread with a field to answer in; None where the remark or the thing is gone."""
    remarks = seen.council_remarks if news.council else seen.overview.remarks
    remark = remarks.get(news.row)
    thing = talked_of(seen.overview, remark.thing) if remark else None
    if remark is None or thing is None:
        return None
    drawn = remark_card(said, thing, remarks.thread(remark), f"remarked-{news.row:016d}")
    return drawn, said("talk.card.summary", person=remark.author.name, name=thing.name)


def _of_day(news: DayNews, said: Texts, seen: Seen) -> tuple[Card, str] | None:
    """What is due and what happened; None where nothing of it stands any more."""
    drawn = day_card(said, news.lines, seen.overview, seen.benefit or no_benefit)
    return (drawn, said("day.summary")) if drawn else None


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
) -> tuple[list[Element], dict[str, object], str]:
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


_DRAWN: dict[type[Content], Callable[[Any, Texts, Seen], tuple[Card, str] | None]] = {
    NowStored: _of_storing,
    CardChanged: _of_card,
    MadeResponsible: _of_responsibility,
    MadeCaseworker: _of_case,
    AgendaSent: _of_agenda,
    WordExplained: _of_word,
    Remarked: _of_remark,
    DayNews: _of_day,
}
"""What draws each kind of news; what is not here is of a proposal."""
