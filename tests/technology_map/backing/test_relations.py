"""Support and follows counted: one a person and thing, however the rows come, go and double."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from technology_map.backing.relations import Follow, Relations, Support, support_count, supporters
from technology_map.cards.proposals import Proposal
from technology_map.people.people import Person

NOON = datetime(2026, 11, 3, 11, 0, tzinfo=UTC)
PEOPLE = ("mette", "jonas", "amina")
steps = st.lists(
    st.tuples(st.booleans(), st.sampled_from(PEOPLE), st.integers(1, 3), st.integers(1, 12)), max_size=60
)


def support(who: str, number: int = 1, row: int = 1) -> Support:
    return Support(number, Person(who, who.title()), NOON, row)


@given(steps)
def test_the_count_is_the_number_of_people_with_a_row_whatever_came_and_went(
    done: list[tuple[bool, str, int, int]],
) -> None:
    relations: Relations[Support] = Relations()
    rows: dict[int, Support] = {}
    for added, who, number, row in done:
        if added:
            relations.put(support(who, number, row))
            rows[row] = support(who, number, row)
        else:
            relations.drop(row)
            rows.pop(row, None)
        for thing in ("F-0001", "F-0002", "F-0003"):
            backers = {one.object_id for one in rows.values() if one.thing == thing}
            assert relations.count(thing) == len(backers) == len(relations.of_thing(thing))
            assert relations.people(thing) == sorted(backers)
            for person in PEOPLE:
                assert relations.has(person, thing) is (person in backers)
                pair = [n for n, one in rows.items() if (one.object_id, one.thing) == (person, thing)]
                assert relations.rows(person, thing) == sorted(pair)
                assert (thing in relations.of_person(person)) is (person in backers)


@given(st.permutations(range(1, 7)))
def test_the_order_in_which_rows_arrive_makes_no_difference(order: list[int]) -> None:
    relations: Relations[Follow] = Relations()
    for row in order:
        relations.put(Follow(f"F-000{row}", "mette", row))
        relations.put(Follow(f"F-000{row}", "mette", row))
    assert relations.of_person("mette") == [f"F-000{row}" for row in range(6, 0, -1)]
    for row in order:
        relations.drop(row)
        relations.drop(row)
    assert relations.of_person("mette") == []


def test_names_come_in_the_alphabets_order_and_who_hands_it_in_is_not_among_them() -> None:
    relations: Relations[Support] = Relations()
    for row, who in enumerate(("mette", "jonas", "amina", "birgit"), 1):
        relations.put(support(who, row=row))
    proposal = Proposal(
        "T", "P", "L", "G", Person("mette", "Mette"), "key", NOON, NOON, co_submitter_ids=("jonas",), number=1
    )
    assert supporters(relations, proposal) == ["Amina", "Birgit"]
    assert support_count(relations, proposal) == 2
