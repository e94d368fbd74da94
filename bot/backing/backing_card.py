"""What everyone may do about a proposal: back it, follow it; and who hands it in together."""

from typing import Literal

from microsoft_teams.cards.core import ChoiceSetInput, QueryData

from bot.adaptive_cards.actions import actions_row, button
from bot.adaptive_cards.elements import beside, box, card, heading, label, said
from bot.adaptive_cards.plain import Action, Card, Element, plain
from bot.adaptive_cards.viewer import Seen
from bot.talk.remark_form import remark_button, remarks_line
from technology_map.backing.co_submitters import MOST
from technology_map.backing.relations import former_supports, support_count
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.rights import hands_in, is_submitter, may_choose_co_submitters, may_support
from technology_map.texts import Texts

Thing = Proposal | SolutionCard
EVERYONE = "graph.microsoft.com/users"
"""The dataset that Teams itself answers: the people of the municipality (platform.md 4.4)."""


def backing_part(texts: Texts, proposal: Proposal, seen: Seen) -> list[Element]:
    """How many back it, who hands it in together, and the buttons for both and for following."""
    found: list[Element] = []
    if count := support_count(seen.overview.supports, proposal):
        former = len(former_supports(seen.overview.supports, proposal))
        of_former = f", {texts.many('backing.former', former)}" if former else ""
        found.append(said(texts.many("backing.count", count) + of_former, subtle=True))
    if proposal.co_submitter_ids:
        names = ", ".join(name_of(one.object_id, one.name, seen) for one in proposal.co_submitters)
        found.append(said(texts("backing.together", names=names), subtle=True, spacing="Small"))
    actions = [
        *_support(texts, proposal, seen),
        *follow_button(texts, proposal, seen),
        *_together(texts, proposal, seen),
        *remark_button(texts, proposal, seen),
    ]
    found += remarks_line(texts, proposal, seen)
    return [*found, actions_row(actions)] if actions else found


def follow_button(texts: Texts, thing: Thing, seen: Seen) -> list[Action]:
    """Follow, or follow no more; nothing for a guest.

    Whoever has handed it in knows anyway: they are only offered to stop following.
    """
    followed = seen.follows.has(seen.caller.person.object_id, thing.name)
    if seen.caller.guest or (not followed and hands_in(seen.caller, thing)):
        return []
    verb = "unfollow" if followed else "follow"
    return [button(texts(f"backing.{verb}"), verb, name=thing.name)]


def name_of(object_id: str, told: str, seen: Seen) -> str:
    """A person's name: as they have it themselves where we have met, else as it was told us."""
    met = seen.met(object_id)
    return (met.person.name if met else "") or told


def done_top(sentence: str) -> list[Element]:
    """A sentence above a card: what was asked for is done."""
    return [box("good", [said(sentence, bold=True)])]


def card_news_top(texts: Texts, one: SolutionCard) -> list[Element]:
    """What a follower reads above a solution card that was changed."""
    return [
        heading(texts("backing.card_news.title", name=one.name)),
        said(texts("backing.news_why", name=one.name), subtle=True, spacing="Small"),
    ]


def joined_top(texts: Texts, proposal: Proposal) -> list[Element]:
    """What a colleague reads above the proposal that somebody has added them to."""
    who = proposal.submitter.name
    return [
        heading(texts("backing.joined.title", name=proposal.name)),
        said(texts("backing.joined.text", who=who)),
    ]


def merged_top(texts: Texts, proposal: Proposal, merged: str) -> list[Element]:
    """What stands above a proposal in which another lives on from now on."""
    return [
        heading(texts("backing.merged.title", merged=merged, name=proposal.name)),
        said(texts("backing.merged.text", merged=merged)),
    ]


def handed_in_for_top(texts: Texts, proposal: Proposal) -> list[Element]:
    """What somebody reads above a proposal that a colleague has handed in for them."""
    return [
        heading(texts("behalf.news", name=proposal.name)),
        said(texts("behalf.text", person=proposal.responsible_name), subtle=True, spacing="Small"),
    ]


def responsible_top(texts: Texts, thing: Thing) -> list[Element]:
    """What a colleague reads above what they answer for from now on."""
    return [
        heading(texts("responsible.news", name=thing.name)),
        said(texts("responsible.text"), subtle=True, spacing="Small"),
    ]


def reworded_top(texts: Texts, proposal: Proposal) -> list[Element]:
    """What a backer reads above a proposal whose problem or solution was changed."""
    return [
        heading(texts("backing.reworded.title", name=proposal.name)),
        box("warning", [said(texts("backing.reworded.text"))]),
    ]


def co_submitters_card(
    texts: Texts, proposal: Proposal, seen: Seen, notice: str = "", *, good: bool = False
) -> Card:
    """Who hands it in together with the submitter: a row each, and a field to add more."""
    style: Literal["good", "attention"] = "good" if good else "attention"
    body: list[Element] = [
        *([box(style, [said(notice, bold=True)])] if notice else []),
        heading(texts("backing.together.title", name=proposal.name)),
        said(texts("backing.together.text", most=texts.number(MOST))),
    ]
    if proposal.co_submitter_ids:
        body.append(label(texts("backing.together.now")))
    for one in proposal.co_submitters:
        name = name_of(one.object_id, one.name, seen)
        off = button(texts("backing.remove"), "remove_co_submitter", name=proposal.name, person=one.object_id)
        body.append(beside(("stretch", said(name)), ("auto", actions_row([off]))))
    actions: list[Action] = []
    if len(proposal.co_submitter_ids) < MOST:
        body.append(_people_input(texts))
        add = texts("backing.add")
        actions.append(button(add, "add_co_submitters", primary=True, sends_inputs=True, name=proposal.name))
    actions.append(button(texts("backing.done"), "put_back", name=proposal.name))
    return card(texts, body, actions)


def _people_input(texts: Texts) -> Element:
    return plain(
        ChoiceSetInput(
            id="ids",
            label=texts("backing.together.label"),
            placeholder=texts("backing.together.hint"),
            choices=[],
            choices_data=QueryData(dataset=EVERYONE),
            is_multi_select=True,
            is_required=True,
            error_message=texts("field.people_missing"),
        )
    )


def _support(texts: Texts, proposal: Proposal, seen: Seen) -> list[Action]:
    person = seen.caller.person.object_id
    if seen.overview.supports.has(person, proposal.name) and not seen.caller.guest:
        former = former_supports(seen.overview.supports, proposal)
        still = button(texts("backing.still"), "support", primary=True, name=proposal.name)
        asked = [still] if any(one.object_id == person for one in former) else []
        return [*asked, button(texts("backing.unsupport"), "unsupport", name=proposal.name)]
    if may_support(seen.caller, proposal):
        return [button(texts("backing.support"), "support", name=proposal.name)]
    return []


def _together(texts: Texts, proposal: Proposal, seen: Seen) -> list[Action]:
    if may_choose_co_submitters(seen.caller, proposal):
        return [button(texts("backing.together.button"), "co_submitters", name=proposal.name)]
    if not seen.caller.guest and hands_in(seen.caller, proposal) and not is_submitter(seen.caller, proposal):
        return [button(texts("backing.leave"), "leave", name=proposal.name)]
    return []
