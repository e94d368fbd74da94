"""Whatever people type comes back as it was, through JSON and through SharePoint."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args, get_origin, get_type_hints
from uuid import uuid4

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.cells import UnreadableRow, storable
from sharepoint_lists.mapping.row_mapping import key_of
from sharepoint_lists.schema.choice_words import codes_of, words_of
from sharepoint_lists.schema.choice_words import word as choice_word
from sharepoint_lists.schema.columns import Kind
from sharepoint_lists.schema.lists import LISTS
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision, Outcome, chain_faults, sealed
from technology_map.council.life_cycle import Mover, Status
from technology_map.people.people import Contact, Language, Person
from tests.sharepoint_lists.municipality import Municipality, card, proposal, submitted
from tests.sweeps import examples
from tests.words import AREAS, PURPOSES, TECHNOLOGIES, WORDS

storable_texts = st.text(max_size=60).filter(lambda text: storable(text) == text)
lines = storable_texts | st.sampled_from(
    [
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        "PT1H",
        "æøå ÆØÅ",
        "😀👩‍🚒",
        "a\r\nb\n\tc",
        " ",
        "'; --",
        "0001",
        "null",
    ]
)
moments = st.datetimes(datetime(1900, 1, 2), datetime(9999, 12, 30)).map(  # noqa: DTZ001 - made aware here
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
days = st.dates(date(1900, 1, 2), date(9999, 12, 30))
keys = st.text("0123456789abcdef.-", min_size=1, max_size=60)
persons = st.builds(Person, keys, lines)
own_lines = st.text(min_size=1, max_size=30).filter(
    lambda text: storable(text) == text and text == text.strip() and not set(text) & set("\r\n")
)
NOT_STORED = ("number", "version")
OF_WORDS = {
    "area": st.none() | st.sampled_from(AREAS),
    "purpose": st.none() | st.sampled_from(PURPOSES),
    "other_purposes": st.lists(st.sampled_from(PURPOSES), unique=True).map(tuple),
    "technologies": st.lists(st.sampled_from(TECHNOLOGIES), unique=True).map(tuple),
    "answers": st.just(()),
}
"""The fields whose codes are the municipality's."""


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of this type can hold."""
    plain = {str: lines, int: st.integers(0, 1_000_000), date: days, datetime: moments, Person: persons}
    if kind in plain:
        return plain[kind]
    of = get_args(kind)
    if get_origin(kind) is tuple:
        return st.lists(own_lines if of[0] is str else st.sampled_from(of[0]), unique=True).map(tuple)
    if of:
        return st.none() | values_of(of[0])
    return st.sampled_from(kind)


def any_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Things of this kind with something in every field, also in those that are added one day."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in NOT_STORED}
    made = {name: values_of(hint) for name, hint in hints.items()} | {"submission_key": keys}
    return st.builds(kind, **made | {name: OF_WORDS[name] for name in OF_WORDS if name in made})


proposals = any_of(Proposal)
cards = any_of(SolutionCard)
decisions = st.builds(
    Decision,
    proposal=st.integers(1, 99999),
    seq=st.just(1),
    start=st.sampled_from(Status),
    end=st.sampled_from(Status),
    reason=lines,
    decided_at=moments,
    decided_as=st.sampled_from(Mover),
    action_key=keys,
    outcome=st.none() | st.sampled_from(Outcome),
    review_date=st.none() | days,
    leads_to=lines,
)


def again(mapping: Any, thing: Any) -> Any:
    """The thing after a journey through JSON."""
    cells = orjson.loads(orjson.dumps(mapping.cells(thing, WORDS)))
    return mapping.read(0, "", cells, WORDS).thing


@given(proposals)
def test_a_proposal_comes_back_as_it_was(one: Proposal) -> None:
    assert again(row_mapping.PROPOSAL, one) == one


@given(cards)
def test_a_card_comes_back_as_it_was(one: SolutionCard) -> None:
    assert again(row_mapping.SOLUTION_CARD, one) == one


@given(decisions)
def test_a_decision_comes_back_with_its_hash(one: Decision) -> None:
    row = sealed(one, [])
    assert again(row_mapping.DECISION, row) == row
    assert chain_faults([again(row_mapping.DECISION, row)]) == []


@given(st.builds(Contact, persons, st.sampled_from(Language), lines.filter(bool)))
def test_a_contact_comes_back_as_it_was(one: Contact) -> None:
    assert again(row_mapping.CONTACT, one) == one


@given(proposals, proposals)
def test_writing_only_what_changed_gives_the_whole_change(before: Proposal, after: Proposal) -> None:
    cells = row_mapping.PROPOSAL.cells(before, WORDS) | row_mapping.PROPOSAL.changes(before, after, WORDS)
    assert row_mapping.PROPOSAL.read(0, "", cells, WORDS).thing == after
    assert row_mapping.PROPOSAL.changes(after, after, WORDS) == {}


@given(st.text())
def test_what_no_list_can_keep_becomes_a_mark_and_never_an_error(text: str) -> None:
    kept = storable(text)
    assert len(kept) == len(text)
    orjson.dumps(kept)
    assert storable(kept) == kept


def test_every_code_of_every_choice_column_has_one_word() -> None:
    for of in LISTS:
        for column in of.columns:
            assert (column.words is not None) is (column.kind in (Kind.CHOICE, Kind.CHOICES))
            if column.words is not None:
                said = words_of(column.words, WORDS)
                codes = codes_of(column.words, WORDS)
                assert len({codes[word] for word in said}) == len(said)
                assert all(choice_word(column.words, codes[word], WORDS) == word for word in said)
            assert column.name.isascii()
            assert column.name.isalnum()
            assert len(column.name) <= 32


def test_a_day_is_the_same_day_in_summer_and_winter() -> None:
    for text in ("2026-01-30T23:00:00Z", "2026-01-31T12:00:00Z", "2026-01-31"):
        cells = row_mapping.PROPOSAL.cells(proposal(), WORDS) | {"ReviewDate": text}
        assert row_mapping.PROPOSAL.read(1, "", cells, WORDS).thing.review_date == date(2026, 1, 31)
    cells = row_mapping.PROPOSAL.cells(proposal(), WORDS) | {"ReviewDate": "2026-06-30T22:00:00Z"}
    assert row_mapping.PROPOSAL.read(1, "", cells, WORDS).thing.review_date == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("SubmittedAt", "i går"),
        ("SubmissionKey", ""),
        ("LastSeq", "mange"),
        ("LastSeq", 1.5),
        ("LastSeq", [1]),
        ("ReviewDate", {"a": 1}),
    ],
)
def test_a_row_that_says_nothing_we_know_names_its_column(column: str, cell: Any) -> None:
    cells = row_mapping.PROPOSAL.cells(proposal(), WORDS) | {column: cell}
    with pytest.raises(UnreadableRow) as unreadable:
        row_mapping.PROPOSAL.read(1, "", cells, WORDS)
    assert unreadable.value.column == column


@pytest.mark.parametrize("cell", ["Vides ikke", None, 7])
def test_a_status_that_says_nothing_is_that_of_the_beginning_and_noted(cell: Any) -> None:
    cells = row_mapping.PROPOSAL.cells(proposal(status=Status.PILOT), WORDS) | {"Status": cell}
    found = row_mapping.PROPOSAL.read(1, "", cells, WORDS)
    assert (found.thing.status, set(found.strange)) == (Status.SUBMITTED, {"Status"})


def test_a_word_that_can_be_done_without_is_only_noted() -> None:
    cells = row_mapping.SOLUTION_CARD.cells(card(), WORDS) | {"Area": "Havnen", "OtherPurposes": ["Sjov"]}
    read = row_mapping.SOLUTION_CARD.read(1, "", cells, WORDS)
    assert (read.thing.area, read.thing.other_purposes) == (None, ())
    assert set(read.strange) == {"Area", "OtherPurposes"}


def test_keys_are_never_mistaken_for_each_other() -> None:
    moment = datetime.now(UTC) + timedelta(days=1)
    assert key_of(proposal(submission_key="a'b", submitted_at=moment)) == "a'b"


@settings(
    max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(one=proposals)
async def test_sharepoint_gives_back_what_was_typed(town: Municipality, one: Proposal) -> None:
    given_one = replace(one, submission_key=uuid4().hex)
    async with town.instance() as first, town.instance("second") as second:
        stored = await submitted(first, given_one)
        assert replace(stored, number=0, version="") == given_one
        await second.store.catch_up()
        assert second.store.overview.proposals.get(stored.number) == stored
