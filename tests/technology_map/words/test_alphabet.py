"""Lists are in the order a Dane looks in."""

from hypothesis import given
from hypothesis import strategies as st

from technology_map.words.alphabet import in_order


def test_ae_oe_and_aa_come_last() -> None:
    names = ["Åse", "Ærling", "Zilla", "Østre", "anna", "Aarhus", "Ådal", "Bo", "Ödman", "Éa"]
    ordered = ["anna", "Bo", "Éa", "Zilla", "Ærling", "Østre", "Ödman", "Ådal", "Aarhus", "Åse"]
    assert sorted(names, key=in_order) == ordered


@given(st.lists(st.text()))
def test_the_order_does_not_hang_on_how_the_list_was(texts: list[str]) -> None:
    assert sorted([*reversed(texts)], key=in_order) == sorted(texts, key=in_order)


def test_written_composed_or_decomposed_a_word_has_one_place() -> None:
    assert in_order("A\u030ase")[0] == in_order("Åse")[0]
