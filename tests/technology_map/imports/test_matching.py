"""Hanne gets other people's spreadsheets: what is not ours is guessed, asked about, and told as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.imports.foreign_import import Plan
from technology_map.imports.guessing import closest
from technology_map.imports.matching import LEFT_EMPTY, MADE, Matched, Matching, match, read_matching
from technology_map.imports.sheet_import import Here, plan_sheet
from technology_map.imports.word_making import new_words, words_to_be
from technology_map.people.people import Language
from technology_map.sheets.files import What
from technology_map.sheets.headings import NOT_READ
from technology_map.sheets.reading import read_lines
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList
from tests.technology_map.imports.test_field_sheets import workbook
from tests.technology_map.sheets.made_sheets import HANNE, NOW
from tests.words import WORDS

THEIRS = (
    "Hvad hedder løsningen;Udfordringen i dag;Baggrunden;Fagomraade;Farve\n"
    "Droner over tage;Stilladser;En drone;Teknisk;rød\n"
    "Gulvsensorer;For sent;En måtte;Rumfart;blå\n"
    "Sensorer i senge;For tidligt;En seng;rumfart;\n"
)
TITLE = Matching(headings={"hvad hedder løsningen": "title"})


def matched(content: str | bytes, given: Matching = TITLE) -> Matched:
    return match(list(read_lines(_bytes(content), given.sheet)), given, WORDS, NOW.date())


def planned(content: str | bytes, given: Matching) -> Plan:
    found = matched(content, given)
    lines = read_lines(_bytes(content), given.sheet)
    words = words_to_be(WORDS, found)
    return plan_sheet(lines, Here(), NOW, HANNE, words, matching=found.matching)


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def chosen(**words: str) -> Matching:
    """The title is chosen, and areas."""
    return Matching(headings=TITLE.headings, words={"area": words})


def test_a_heading_that_is_nearly_ours_is_guessed_and_another_asked_about() -> None:
    found = matched(THEIRS, Matching())
    assert [(one.heading, one.field) for one in found.columns] == [
        ("Hvad hedder løsningen", ""),
        ("Udfordringen i dag", ""),
        ("Baggrunden", "background"),
        ("Fagomraade", "area"),
        ("Farve", ""),
    ]
    assert [one.field for one in found.headings.missing] == ["title", "challenges"]
    assert found.asked
    assert found.columns[0].samples == ("Droner over tage", "Gulvsensorer", "Sensorer i senge")


def test_what_hanne_chooses_counts_and_what_she_leaves_out_is_named() -> None:
    given = Matching(headings={**TITLE.headings, "udfordringen i dag": "challenges", "farve": NOT_READ})
    found = planned(THEIRS, given)
    assert [one.card.title for one in found.cards] == ["Droner over tage"]
    assert found.strange_columns == ("Farve",)
    assert [one.reason for one in found.refused] == ["sheet_not_a_choice"] * 2


def test_a_choice_goes_before_our_own_heading() -> None:
    file = "Titel;Overskrift;Udfordring;Baggrund\nA;B;x;y\n"
    found = planned(file, Matching(headings={"overskrift": "title"}))
    assert found.cards[0].card.title == "B"
    assert found.strange_columns == ("Titel",)
    with pytest.raises(Refused, match="sheet_column_twice"):
        planned(file, Matching(headings={"overskrift": "title", "titel": "title"}))


def test_an_area_written_otherwise_is_guessed_and_an_unknown_one_is_asked_about_once() -> None:
    given = Matching(headings={**TITLE.headings, "udfordringen i dag": "challenges"})
    found = matched(THEIRS, given)
    assert [(one.word, one.count, one.code) for one in found.words] == [
        ("Rumfart", 2, ""),
        ("Teknisk", 1, "technical"),
    ]


@pytest.mark.parametrize(
    ("code", "areas"),
    [("health", ["health", "health"]), (LEFT_EMPTY, [None, None]), ("no_such_code", [])],
)
def test_an_unknown_word_becomes_what_is_chosen_for_it(code: str, areas: list[str | None]) -> None:
    headings = {**TITLE.headings, "udfordringen i dag": "challenges"}
    given = Matching(headings=headings, words={"area": {"rumfart": code, "teknisk": LEFT_EMPTY}})
    found = planned(THEIRS, given)
    assert [one.card.area for one in found.cards][1:] == areas


def test_an_unknown_area_can_be_made_and_is_made_once() -> None:
    headings = {**TITLE.headings, "udfordringen i dag": "challenges"}
    given = Matching(headings=headings, words={"area": {"rumfart": MADE}})
    found = matched(THEIRS, given)
    (form,) = new_words(found)
    assert (form.list, form.name_da) == (TermList.AREA, "Rumfart")
    assert [one.submission_key for one in new_words(matched(THEIRS, given))] == [form.submission_key]
    areas = {one.card.area for one in planned(THEIRS, given).cards}
    (made,) = (one for one in areas if one and one.startswith("rumfart_"))
    assert words_to_be(WORDS, found).word(TermList.AREA, made, Language.DANISH) == "Rumfart"
    assert WORDS.known_as(TermList.AREA, "Rumfart") is None


def test_a_purpose_or_a_phase_cannot_be_made() -> None:
    file = "Titel;Udfordring;Baggrund;Primært formål;Fase\nA;b;c;Sjov;Måske\n"
    words = {"purpose": {"sjov": MADE}, "phase": {"måske": MADE}}
    found = matched(file, Matching(words=words))
    assert [one.may_be_made for one in found.words] == [False, False]
    assert list(new_words(found)) == []
    assert {one.reason for one in planned(file, Matching(words=words)).refused} == {"sheet_not_a_choice"}


def test_a_word_in_which_a_cpr_number_stands_is_never_shown() -> None:
    file = "Titel;Udfordring;Baggrund;Fagområde;Hvem\nA;b;c;010190-1234;010190-1234\n"
    found = matched(file, Matching())
    assert found.words == ()
    assert "010190" not in str(found.columns)


def test_the_sheet_that_is_chosen_is_read() -> None:
    cards = [["Titel", "Udfordring", "Baggrund"], ["Den rigtige", "b", "c"]]
    other = [["Titel", "Udfordring", "Baggrund"], ["Den gamle", "b", "c"]]
    file = workbook({"Gammelt": other, "Kort": cards})
    with pytest.raises(Refused, match="sheet_two_sheets") as refused:
        matched(file)
    assert refused.value.refusal.data["titles"] == ["Gammelt", "Kort"]
    assert planned(file, Matching(sheet="Kort")).cards[0].card.title == "Den rigtige"


def test_sheets_of_which_we_know_no_heading_are_asked_about() -> None:
    file = workbook({"Forside": [["Velkommen"]], "Liste": [["Hvad", "Hvorfor"], ["a", "b"]]})
    with pytest.raises(Refused, match="sheet_two_sheets"):
        matched(file)
    given = Matching(sheet="Liste", headings={"hvad": "title"})
    assert matched(file, given).headings.places == {"title": 0}


@pytest.mark.parametrize(
    "said", [b"{", b"[]", b'{"kind": "template?"}', b'{"headings": {"a": 1}}', b"x" * 300_000, b'{"else": 1}']
)
def test_a_matching_that_is_none_is_refused(said: bytes) -> None:
    with pytest.raises(Refused, match="damaged_form"):
        read_matching(said)


def test_which_file_holds_proposals_is_seen_by_its_headings() -> None:
    assert matched("Titel;Problem;Løsning;Dato;Status;Begrundelse\na;b;c;;;\n").kind == What.PROPOSALS
    assert matched("Titel;Problem;Løsning;Taget i brug\na;b;c;\n").kind == What.SOLUTIONS
    assert matched("Titel;Problem;Løsning\na;b;c\n", Matching(kind=What.PROPOSALS)).kind == What.PROPOSALS


NAMES = {"Teknik og miljø": "technical", "Børn og unge": "children", "Sundhed": "health", "Ældre": "elderly"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Miljø og teknik", "technical"),
        ("Teknik & Miljø", "technical"),
        ("Miljo", "technical"),
        ("BØRN", "children"),
        ("Sundheden", "health"),
        ("Sundhed og ældre", ""),
        ("Rumfart", ""),
        ("", ""),
        ("&", ""),
    ],
)
def test_a_guess_is_made_where_one_name_can_be_meant_and_no_other(said: str, meant: str) -> None:
    assert closest(said, NAMES) == meant


@given(st.text())
def test_a_guess_is_always_one_of_the_names_or_nothing(said: str) -> None:
    assert closest(said, NAMES) in {*NAMES.values(), ""}


@given(
    st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=6),
    st.dictionaries(st.text(max_size=12), st.sampled_from(["title", "area", "problem", "-", "", "x"])),
)
def test_whatever_stands_in_a_file_it_is_matched_and_read_again_the_same(
    rows: list[list[str]], headings: dict[str, str]
) -> None:
    lines = list(enumerate(rows, start=1))
    found = match(lines, Matching(headings=headings), WORDS, NOW.date())
    again = match(lines, found.matching, WORDS, NOW.date())
    assert again.headings.places == found.headings.places
    assert again.meaning == found.meaning or again.matching == found.matching
