"""The mapping of each list: cards, decisions, contacts, relations, notices, drafts, words."""

from collections.abc import Mapping
from functools import partial
from sys import intern
from typing import Any

from sharepoint_lists.mapping import column_mapping
from sharepoint_lists.mapping.cells import storable
from sharepoint_lists.mapping.rows import Build, RowMapping
from sharepoint_lists.mapping.sealed_drafts import SealedDraft
from sharepoint_lists.schema import columns, lists
from sharepoint_lists.schema.list_types import List
from technology_map.backing.relations import Follow, Relation, Support
from technology_map.cards.answers import ATTRIBUTES
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision
from technology_map.council.notices import BEGINNING, Notice
from technology_map.people.people import Contact, Language, Person
from technology_map.records import Record
from technology_map.talk.remarks import Remark
from technology_map.words.terms import Term, TermList


def decision_key(proposal: int, seq: int) -> str:
    """The unique key of a row of the log: the lock that lets one of two decisions through."""
    return f"F-{proposal:04d}|{seq}"


def relation_key(relation: Relation) -> str:
    """The unique key of a relation's row: one a person and thing."""
    return storable(f"{relation.object_id}|{relation.thing}")


def key_of(
    thing: (
        Proposal
        | SolutionCard
        | Decision
        | Contact
        | Relation
        | Notice
        | Term
        | SealedDraft
        | Remark
        | Record
    ),
) -> str:
    """The value of the unique column of the thing's row, as it is stored."""
    match thing:
        case Decision():
            return decision_key(thing.proposal, thing.seq)
        case Contact():
            return storable(thing.person.object_id)
        case Support() | Follow():
            return relation_key(thing)
        case Notice() | SealedDraft():
            return thing.key
        case Remark() | Record():
            return storable(thing.key)
        case Term():
            return storable(thing.code)
        case _:
            return storable(thing.submission_key)


def _submitted(values: dict[str, Any]) -> dict[str, Any]:
    name, object_id = values.pop("submitter.name"), values.pop("submitter.object_id")
    values["submitter"] = Person(intern(object_id), intern(name))
    return values


def _proposal(values: dict[str, Any], number: int, version: str) -> Proposal:
    return Proposal(**_submitted(values), number=number, version=version)


def _solution_card(values: dict[str, Any], number: int, version: str) -> SolutionCard:
    return SolutionCard(**_submitted(values), number=number, version=version)


def _decision(values: dict[str, Any], number: int, _: str) -> Decision:
    for name in ("hash", "previous_hash"):
        values[name] = intern(values[name])
    return Decision(**values, row=number)


def _contact(values: dict[str, Any], _: int, __: str) -> Contact:
    person = Person(values["person.object_id"], values["person.name"])
    return Contact(person, values["language"] or Language.DANISH, values["reference"])


def _support(values: dict[str, Any], number: int, version: str) -> Support:
    person = Person(values["person.object_id"], values["person.name"])
    return Support(values["proposal"], person, values["given_at"], number, version)


def _term_of(of: TermList) -> Build[Term]:
    def build(values: dict[str, Any], number: int, version: str) -> Term:
        return Term(list=of, **values, number=number, version=version)

    return build


def _notice(values: dict[str, Any], number: int, version: str) -> Notice:
    return Notice(**values, row=number, version=version)


def _remark(council: bool, values: dict[str, Any], number: int, version: str) -> Remark:
    author = Person(intern(values.pop("author.object_id")), intern(values.pop("author.name")))
    return Remark(**values, author=author, council=council, row=number, version=version)


def _draft(values: dict[str, Any], number: int, version: str) -> SealedDraft:
    return SealedDraft(**values, row=number, version=version)


def _notice_title(notice: Notice) -> str:
    """What an owner reads in the list, as in the decision log."""
    if notice.person:
        return f"{notice.thing} {notice.day}"
    if notice.proposal < BEGINNING:
        return f"Bemærkning nr. {notice.seq}"
    first = notice.proposal == BEGINNING
    return "Her begynder meddelelserne" if first else f"F-{notice.proposal:04d} nr. {notice.seq}"


def _follow(values: dict[str, Any], number: int, _: str) -> Follow:
    return Follow(values["thing"], values["object_id"], number)


PROPOSAL = RowMapping(
    lists.PROPOSALS,
    column_mapping.PROPOSAL,
    _proposal,
    table=PROPOSAL_TABLE,
    attributes=ATTRIBUTES[Proposal],
    said=("status_reason", "next_step", "rank_reason", "edited_why"),
)

SOLUTION_CARD = RowMapping(
    lists.SOLUTION_CARDS,
    column_mapping.SOLUTION_CARD,
    _solution_card,
    table=SOLUTION_TABLE,
    attributes=ATTRIBUTES[SolutionCard],
    said=("edited_why",),
)

DECISION = RowMapping(
    lists.DECISIONS,
    column_mapping.DECISION,
    _decision,
    lambda row: {
        columns.TITLE.name: f"F-{row.proposal:04d} nr. {row.seq}",
        columns.DECISION_KEY.name: decision_key(row.proposal, row.seq),
    },
    said=("reason",),
)

CONTACT = RowMapping(
    lists.CONTACTS,
    column_mapping.CONTACT,
    _contact,
)

SUPPORT = RowMapping(
    lists.SUPPORTS,
    column_mapping.SUPPORT,
    _support,
    lambda row: {columns.TITLE.name: row.thing, columns.SUPPORT_KEY.name: relation_key(row)},
)

FOLLOW = RowMapping(
    lists.FOLLOWS,
    column_mapping.FOLLOW,
    _follow,
    lambda row: {columns.TITLE.name: row.thing, columns.FOLLOW_KEY.name: relation_key(row)},
)

NOTICE = RowMapping(
    lists.NOTICES,
    column_mapping.NOTICE,
    _notice,
    lambda row: {columns.TITLE.name: _notice_title(row), columns.NOTICE_KEY.name: row.key},
)


def _remarks(of: List, *, council: bool) -> RowMapping[Remark]:
    """The mapping of one of the two lists of remarks."""
    return RowMapping(
        of,
        column_mapping.REMARK,
        partial(_remark, council),
        lambda row: {columns.TITLE.name: f"{row.thing} {row.author.name}"},
        said=("text",),
    )


REMARK = _remarks(lists.REMARKS, council=False)
COUNCIL_REMARK = _remarks(lists.COUNCIL_REMARKS, council=True)

DRAFT = RowMapping(
    lists.DRAFTS,
    column_mapping.DRAFT,
    _draft,
    lambda row: {columns.TITLE.name: "Kladde", columns.DRAFT_KEY.name: row.key},
)

TERMS: Mapping[TermList, RowMapping[Term]] = {
    TermList.AREA: RowMapping(lists.AREAS, column_mapping.AREA, _term_of(TermList.AREA)),
    TermList.DEPARTMENT: RowMapping(
        lists.DEPARTMENTS, column_mapping.DEPARTMENT, _term_of(TermList.DEPARTMENT)
    ),
    TermList.PURPOSE: RowMapping(lists.PURPOSES, column_mapping.PURPOSE, _term_of(TermList.PURPOSE)),
    TermList.TECHNOLOGY: RowMapping(
        lists.TECHNOLOGIES, column_mapping.TECHNOLOGY, _term_of(TermList.TECHNOLOGY)
    ),
}
